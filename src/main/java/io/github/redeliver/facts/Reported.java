package io.github.redeliver.facts;

/**
 * What the report as a whole says became of the message, apart from any reply. There is at most one in a session.
 *
 * @param action {@code failed delayed delivered relayed expanded complained answered}, or {@code ""}
 * @param form form of the input: {@code mail ndr log-line reply transcript webhook letter unknown}
 * @param software id of the software whose frame the report has, or {@code ""}
 * @param replied true when a reply with a code was found
 */
public record Reported(String action, String form, String software, boolean replied) {}
