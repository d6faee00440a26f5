package io.github.redeliver.read.mail;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Codes;

/**
 * A reply, or a reason in words, that a text quotes.
 *
 * @param start where it begins in the text
 * @param end behind it
 * @param strength how surely it is the reply: 9 a template's, 8 a transcript's, 7 after words that introduce one, 6 a
 *     code that begins a line, 5 a code behind a mark, 4 an enhanced code alone, 3 a code in prose, 2 words where a
 *     reply was to be expected, 1 prose
 * @param recipient whom it is about, or {@code ""} where only its place tells
 * @param stage or {@code ""}
 * @param host that said it, or {@code ""}
 * @param ip of that host, or {@code ""}
 * @param text the reply
 * @param code its reply code, or {@code ""}
 * @param enhanced its enhanced code, or {@code ""}
 */
record Said(
        int start, int end, int strength, String recipient, String stage, String host, String ip, Passage text, String code,
        String enhanced) {
    /** Codes are looked for in the beginning only. */
    private static final int HEAD = 2_000;

    static Said of(int start, int end, int strength, String recipient, String stage, String host, String ip, Passage text) {
        String head = text.text().substring(0, Math.min(text.length(), HEAD));
        return new Said(start, end, strength, recipient, stage, host, ip, text, Codes.first(head), Codes.enhanced(head));
    }

    /** A reason in words. */
    static Said words(int start, int end, String recipient, Passage text) {
        return of(start, end, 1, recipient, "", "", "", text);
    }

    boolean strongerThan(@org.jspecify.annotations.Nullable Said other) {
        return other == null || strength > other.strength;
    }

    /** This one, quoted within another: what it does not tell of itself the other tells. */
    Said within(Said outer) {
        return new Said(start, end, strength, outer.recipient, stage.isEmpty() ? outer.stage : stage, host.isEmpty() ? outer.host : host,
                host.isEmpty() ? outer.ip : ip, text, code, enhanced);
    }
}
