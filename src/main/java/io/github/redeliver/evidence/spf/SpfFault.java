package io.github.redeliver.evidence.spf;

/**
 * Something wrong or unwise in a record.
 *
 * @param tag {@code two-records syntax too-many-lookups too-many-void include-without-record plus-all neutral-all
 *     no-all after-all redirect-ignored ptr sender-id typographic-quotes surrounding-quotes exist string-too-long
 *     record-too-long duplicate-term none}
 * @param error true when receivers find an error or nothing at all; false for what is only unwise
 * @param domain whose record it is
 * @param term the term, or {@code ""}
 * @param detail numbers or names that matter, or {@code ""}
 */
public record SpfFault(String tag, boolean error, String domain, String term, String detail) {}
