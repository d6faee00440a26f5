package io.github.redeliver.facts;

/**
 * What the caller knows of the sender besides the bounce.
 *
 * @param shows what is known: {@code "daily"} (messages a day to this provider), {@code "sender-score"} (0-100),
 *     {@code "ip-age-days"}, {@code "days-since-first-block"}, …
 * @param subject what it is about, or {@code ""}
 * @param value as given
 * @param number the value as a number, 0 where it is none
 */
public record Known(String shows, String subject, String value, long number) implements Observed {}
