package io.github.redeliver.facts;

/**
 * What an SMTP conversation shows.
 *
 * @param shows such as {@code "refused-at-connect"}, {@code "starttls-missing"}, {@code "port-25-blocked"}
 * @param subject the host spoken to, or {@code ""}
 * @param value what was said, or the TLS protocol or certificate name that matters, or {@code ""}
 * @param step number of the step in the transcript, from 0, or -1
 */
public record Talk(String shows, String subject, String value, int step) implements Observed {}
