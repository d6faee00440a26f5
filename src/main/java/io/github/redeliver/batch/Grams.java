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

    /** Characters that are looked at from a phrase's end, or from its beginning. */
    private static final int CONTEXT = 9;

    private static final int EDGES = 1 << 20;
    private static final int BACKWARD = 17;
    private static final int FORWARD = 19;
    private static final char ANY = 1;

    /** Letters, digits, the ends and all the rest, as the stretches of three are counted in a small table. */
    private static final int SYMBOLS = 40;

    private static final byte[] SYMBOL = new byte[128];

    static {
        for (char c = 0; c < 128; c++) {
            SYMBOL[c] = (byte) (c >= 'a' && c <= 'z' ? c - 'a' + 1 : c >= 'A' && c <= 'Z' ? c - 'A' + 1 : c >= '0' && c <= '9' ? c - '0' + 27 : 0);
        }
    }

    // small enough to stay near the processor
    private final long[] threes = new long[SYMBOLS * SYMBOLS * SYMBOLS / 64];
    private final long[] begins3 = new long[SYMBOLS * SYMBOLS * SYMBOLS / 64]; // threes with which a phrase begins
    private final long[] ends3 = new long[SYMBOLS * SYMBOLS * SYMBOLS / 64];

    private final long[] edges = new long[EDGES / 64]; // beginnings and ends of phrases
    private final long[] bits = new long[BITS / 64];

    private Grams(List<String> phrases) {
        for (String phrase : phrases) {
            int last = phrase.length() - 3;
            for (int i = 0; i <= last; i++) {
                int three = three(phrase.charAt(i), phrase.charAt(i + 1), phrase.charAt(i + 2));
                put(threes, three);
                if (i == 0) put(begins3, three);
                if (i == last) put(ends3, three);
            }
            String p = END + phrase + END;
            for (int i = 0; i < p.length(); i++) {
                int hash = 0;
                for (int n = 1; n <= LONGEST + 2 && i + n <= p.length(); n++) {
                    hash = FACTOR * hash + p.charAt(i + n - 1);
                    if (n < 3) continue;
                    int mixed = mixed(hash, n);
                    set(mixed);
                    set(mixed >>> 9);
                }
            }
            ends(phrase);
            begins(phrase);
        }
    }

    private static int three(char a, char b, char c) {
        return (symbol(a) * SYMBOLS + symbol(b)) * SYMBOLS + symbol(c);
    }

    private static void put(long[] table, int three) {
        table[three >> 6] |= 1L << three;
    }

    private static boolean in(long[] table, int three) {
        return (table[three >> 6] & 1L << three) != 0;
    }

    /** The last characters of a phrase, or all of a short one. */
    private void ends(String phrase) {
        int n = Math.min(phrase.length(), CONTEXT);
        int hash = BACKWARD;
        for (int i = phrase.length() - 1; i >= phrase.length() - n; i--) hash = FACTOR * hash + phrase.charAt(i);
        putEdge(n < CONTEXT ? FACTOR * hash + END : hash);
    }

    /** The first characters of a phrase, or all of a short one. */
    private void begins(String phrase) {
        int n = Math.min(phrase.length(), CONTEXT);
        int hash = FORWARD;
        for (int i = 0; i < n; i++) hash = FACTOR * hash + phrase.charAt(i);
        putEdge(n < CONTEXT ? FACTOR * hash + END : hash);
    }

    private void putEdge(int hash) {
        int slot = mixed(hash, CONTEXT) & EDGES - 1;
        edges[slot >> 6] |= 1L << slot;
    }

    private boolean edge(int hash) {
        int slot = mixed(hash, CONTEXT) & EDGES - 1;
        return (edges[slot >> 6] & 1L << slot) != 0;
    }

    /** Whether a phrase may end with the character before {@code b} and hold all from {@code a}. */
    private boolean mayEnd(char[] text, int size, int a, int b) {
        return mayReach(text, size, b - 1, -1, a, BACKWARD);
    }

    /** Whether a phrase may begin with the character at {@code a} and hold all before {@code b}. */
    private boolean mayBegin(char[] text, int size, int a, int b) {
        return mayReach(text, size, a, 1, b - 1, FORWARD);
    }

    /**
     * Whether an edge of a phrase may lie at a character, from where the phrase goes on at least to another.
     *
     * @param step which way it goes on: 1 or -1
     * @param hash with which edges of that side begin
     */
    private boolean mayReach(char[] text, int size, int from, int step, int least, int hash) {
        int n = 0;
        for (int i = from; i >= 0 && i < size; i += step) {
            char c = text[i];
            if (folds(c)) return true;
            if (c <= ' ') continue;
            hash = FACTOR * hash + folded(c);
            n++;
            if (n == CONTEXT) return edge(hash);
            if ((i - least) * step >= 0 && edge(FACTOR * hash + END)) return true;
        }
        return false;
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

    /** Whether a phrase may hold this stretch. */
    private boolean has(int hash, int length) {
        int mixed = mixed(hash, length);
        return at(mixed) && at(mixed >>> 9);
    }

    /**
     * Whether a phrase may lie on a stretch of ASCII letters, digits and the like.
     *
     * @param size characters of the text
     * @param oneWord whether the stretch is one word whatever is in it
     */
    boolean mayLieOn(char[] text, int size, int a, int b, boolean oneWord) {
        if (oneWord) return mayHold(text, size, a, b);
        int from = a;
        for (int i = a; i <= b; i++) {
            if (i < b && wordly(text[i])) continue;
            if (i > from && mayHold(text, size, from, i)) return true;
            from = i + 1;
        }
        return false;
    }

    private static int symbol(char c) {
        return c < 128 ? SYMBOL[c] : 0;
    }

    /** Whether all three characters side by side of a word stand in some phrase; in a phrase that lies on it they would. */
    private boolean known(char[] text, int a, int b) {
        if (b - a < 3) return true;
        long[] table = threes;
        int two = symbol(text[a]) * SYMBOLS + symbol(text[a + 1]);
        for (int i = a + 2; i < b; i++) {
            int next = symbol(text[i]);
            if (!in(table, two * SYMBOLS + next)) return false;
            two = two % SYMBOLS * SYMBOLS + next;
        }
        return true;
    }

    /**
     * Whether a phrase may lie on a word by what is to its sides: it goes on with the character before, or begins with the
     * word; it goes on with the one after, or ends with the word.
     */
    private boolean mayStand(char[] text, int size, int a, int b, char before, char after) {
        boolean goesLeft = before != END;
        boolean goesRight = after != END;
        boolean begins = true;
        boolean ends = true;
        if (b - a > 1) {
            goesLeft &= in(threes, three(before, text[a], text[a + 1]));
            goesRight &= in(threes, three(text[b - 2], text[b - 1], after));
        }
        if (b - a > 2) {
            begins = in(begins3, three(text[a], text[a + 1], text[a + 2]));
            ends = in(ends3, three(text[b - 3], text[b - 2], text[b - 1]));
        }
        if (!(goesLeft || begins) || !(goesRight || ends)) return false;
        if (b - a >= LONGEST - 1) {
            goesLeft = goesLeft && has(inner(text, a, a + LONGEST - 1, before), LONGEST);
            goesRight = goesRight && has(FACTOR * inner(text, b - LONGEST + 2, b, (char) folded(text[b - LONGEST + 1])) + after, LONGEST);
        }
        return (goesLeft || begins && mayBegin(text, size, a, b)) && (goesRight || ends && mayEnd(text, size, a, b));
    }

    private boolean mayHold(char[] text, int size, int a, int b) {
        if (!known(text, a, b)) return false;
        char before = before(text, a);
        char after = after(text, size, b);
        if (before == ANY || after == ANY) return true;
        if (!mayStand(text, size, a, b, before, after)) return false;
        if (b - a > LONGEST) return stretch(text, a) && stretch(text, b - LONGEST);
        int n = b - a + 2;
        int begun = inner(text, a, b, END);
        int going = inner(text, a, b, before);
        return has(FACTOR * begun + END, n) || has(FACTOR * begun + after, n)
                || has(FACTOR * going + END, n) || has(FACTOR * going + after, n);
    }

    private static int inner(char[] text, int a, int b, char first) {
        int hash = first;
        for (int i = a; i < b; i++) hash = FACTOR * hash + folded(text[i]);
        return hash;
    }

    private boolean stretch(char[] text, int at) {
        return has(inner(text, at + 1, at + LONGEST, (char) folded(text[at])), LONGEST);
    }

    /** The character before, white space apart; {@link #END} at the beginning, {@link #ANY} for one that may be folded to another. */
    private static char before(char[] text, int at) {
        for (int i = at - 1; i >= 0; i--) {
            char c = text[i];
            if (folds(c)) return ANY;
            if (c > ' ') return (char) folded(c);
        }
        return END;
    }

    private static char after(char[] text, int size, int at) {
        for (int i = at; i < size; i++) {
            char c = text[i];
            if (folds(c)) return ANY;
            if (c > ' ') return (char) folded(c);
        }
        return END;
    }

    /** Whether what becomes of it when texts are normalised is not told by itself: an apostrophe within a word is left out. */
    private static boolean folds(char c) {
        return c >= 127 || c == '\'' || c == '"' || c == '`';
    }

    private static boolean wordly(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** As texts are normalised. */
    private static int folded(char c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
}
