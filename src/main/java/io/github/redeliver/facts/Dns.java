package io.github.redeliver.facts;

/**
 * What DNS shows, in the terms of DNS: whether that is a fault is for rules to say.
 *
 * @param shows what the answers amount to, such as {@code "ptr-absent"} or {@code "spf-permerror"}
 * @param subject the name or address it is about
 * @param value the value that matters (a PTR name, a record, a list's return code), or {@code ""}
 * @param list id of the list of {@code kb/lists} for what a blocklist answered, else {@code ""}
 * @param question the question asked, as {@code NAME TYPE}
 * @param answer the answer: {@code NXDOMAIN}, {@code NODATA}, {@code SERVFAIL}, {@code TIMEOUT} or the values
 */
public record Dns(String shows, String subject, String value, String list, String question, String answer)
        implements Observed {}
