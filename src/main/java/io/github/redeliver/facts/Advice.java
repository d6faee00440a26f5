package io.github.redeliver.facts;

/**
 * A remedy or a check to hand out.
 *
 * @param tag a remedy of {@code kb/remedies}, or a check of {@code kb/checks.yaml}
 * @param check true for a check, false for a remedy
 */
public record Advice(String tag, boolean check) {
    /** A remedy, by tag. */
    public static Advice of(String tag) {
        return new Advice(tag, false);
    }

    /** A check that would decide what is still open, by tag. */
    public static Advice check(String tag) {
        return new Advice(tag, true);
    }
}
