package io.github.redeliver.batch;

import io.github.redeliver.knowledge.KnowledgeBase;
import java.util.List;

/**
 * Tells of most words at once that no phrase can lie on them. A phrase begins and ends at word boundaries, so one that
 * lies on a word holds all of it, and on each side either ends there or goes on with the character that follows in the
 * text. Immutable, thread-safe.
 */
final class Grams {
    private static final int LONGEST = 5;
    private static final int BITS = 1 << 23;
    private static final int FACTOR = 65_599; // above all ASCII, so that short stretches have hashes of their own
    private static final char END = 0;
    private static final char ANY = 1;

    private static final int REACHES = 1 << 18;
    private static final int FARTHEST = 255;

    private final long[] bits = new long[BITS / 64];
    private final byte[] reaches = new byte[REACHES]; // how far a phrase goes on to either side of a stretch, at most

    private Grams(List<String> phrases) {
        for (String phrase : phrases) {
            String p = END + phrase + END;
            for (int i = 0; i < p.length(); i++) {
                int hash = 0;
                for (int n = 1; n <= LONGEST + 2 && i + n <= p.length(); n++) {
                    hash = FACTOR * hash + p.charAt(i + n - 1);
                    if (n < 3) continue;
                    int mixed = mixed(hash, n);
                    set(mixed);
                    set(mixed >>> 9);
                    int reach = Math.min(FARTHEST, Math.max(i + n, p.length() - i));
                    if (reach > (reaches[mixed & REACHES - 1] & 255)) reaches[mixed & REACHES - 1] = (byte) reach;
                }
            }
        }
    }

    static Grams of(KnowledgeBase base) {
        return new Grams(base.phrases());
    }

    private static int mixed(int hash, int length) {
        int h = (hash + length) * 0x9E3779B1;
        h = (h ^ h >>> 15) * 0x85EBCA6B;
        return h ^ h >>> 13;
    }

    private void set(int slot) {
        bits[(slot & BITS - 1) >> 6] |= 1L << slot;
    }

    private boolean at(int slot) {
        return (bits[(slot & BITS - 1) >> 6] & 1L << slot) != 0;
    }

    /** How far a phrase that holds this stretch goes on to either side; 0 for no such phrase. */
    private int has(int hash, int length) {
        int mixed = mixed(hash, length);
        return at(mixed) && at(mixed >>> 9) ? reaches[mixed & REACHES - 1] & 255 : 0;
    }

    /**
     * Whether a phrase may lie on a stretch of ASCII letters, digits and the like.
     *
     * @param size characters of the text
     * @param oneWord whether the stretch is one word whatever is in it
     * @return how many characters, white space apart, such a phrase may go on to either side; 0 for none
     */
    int mayLieOn(char[] text, int size, int a, int b, boolean oneWord) {
        if (oneWord) return mayHold(text, size, a, b);
        int most = 0;
        int from = a;
        for (int i = a; i <= b; i++) {
            if (i < b && wordly(text[i])) continue;
            if (i > from) most = Math.max(most, mayHold(text, size, from, i));
            from = i + 1;
        }
        return most;
    }

    private int mayHold(char[] text, int size, int a, int b) {
        if (b - a > LONGEST) {
            int first = known(text, a, LONGEST);
            return first == 0 ? 0 : known(text, b - LONGEST, LONGEST) == 0 ? 0 : first;
        }
        char before = before(text, a);
        char after = after(text, size, b);
        if (before == ANY || after == ANY) return FARTHEST;
        int n = b - a + 2;
        int begun = inner(text, a, b, END);
        int going = inner(text, a, b, before);
        int alone = Math.max(has(FACTOR * begun + END, n), has(FACTOR * begun + after, n));
        return Math.max(alone, Math.max(has(FACTOR * going + END, n), has(FACTOR * going + after, n)));
    }

    private static int inner(char[] text, int a, int b, char first) {
        int hash = first;
        for (int i = a; i < b; i++) hash = FACTOR * hash + folded(text[i]);
        return hash;
    }

    private int known(char[] text, int at, int n) {
        return has(inner(text, at + 1, at + n, (char) folded(text[at])), n);
    }

    /** The character before, white space apart; {@link #END} at the beginning, {@link #ANY} for one that may be folded to another. */
    private static char before(char[] text, int at) {
        for (int i = at - 1; i >= 0; i--) {
            char c = text[i];
            if (c >= 127) return ANY;
            if (c > ' ') return (char) folded(c);
        }
        return END;
    }

    private static char after(char[] text, int size, int at) {
        for (int i = at; i < size; i++) {
            char c = text[i];
            if (c >= 127) return ANY;
            if (c > ' ') return (char) folded(c);
        }
        return END;
    }

    private static boolean wordly(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** As texts are normalised. */
    private static int folded(char c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c == '"' || c == '`' ? '\'' : c;
    }
}
