package io.github.redeliver.batch;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Words beside which a number means something, by {@code kb/evidence/units.yaml}, and words of
 * {@code kb/evidence/attempts.yaml}: a value in which one begins ({@code maxine}, {@code try-me}) is not like any other,
 * nor one that ends like one of the latter ({@code SocketException}). Immutable.
 */
final class Cues {
    private static final int BITS = 1 << 16;
    private static final int LONGEST = 16;
    private static final int SHORT = 2;

    private final long[] stems = new long[BITS / 64];
    private final long[] words = new long[BITS / 64]; // short ones, which count only when they stand alone
    private final long[] ends = new long[BITS / 64]; // by their letters from the last to the first

    private Cues(Map<String, Object> evidence) {
        Map<String, Object> units = Tree.map(evidence.get("units"));
        for (String list : List.of("retry", "rate", "limit")) add(Tree.texts(units.get(list)));
        for (Object spelt : Tree.list(units.get("spelt"))) {
            add(Tree.texts(Tree.map(spelt).get("words")).stream().filter(w -> w.indexOf(' ') < 0).toList()); // values have no blanks
        }
        for (Object list : Tree.map(evidence.get("attempts")).values()) {
            add(Tree.texts(list));
            addEnds(Tree.texts(list));
        }
    }

    static Cues of(KnowledgeBase base) {
        return new Cues(base.data("evidence"));
    }

    private void add(List<String> cues) {
        for (String cue : cues) {
            String lower = cue.toLowerCase(Locale.ROOT).strip();
            if (lower.startsWith(".")) lower = lower.substring(1);
            int end = 0;
            int hash = 0;
            while (end < lower.length() && end < LONGEST && letter(lower.charAt(end))) hash = 31 * hash + lower.charAt(end++);
            boolean latin = end == lower.length() || lower.charAt(end) < 128;
            if (end == 0 || !latin) continue; // values are ASCII
            long[] set = end <= SHORT ? words : stems;
            set[slot(hash) >> 6] |= 1L << slot(hash);
        }
    }

    private void addEnds(List<String> cues) {
        for (String cue : cues) {
            int hash = 0;
            int n = 0;
            for (int i = cue.length() - 1; i >= 0 && n < LONGEST && letter(cue.charAt(i) | 32); i--, n++) hash = 31 * hash + (cue.charAt(i) | 32);
            if (n > SHORT) ends[slot(hash) >> 6] |= 1L << slot(hash);
        }
    }

    private boolean endsLikeOne(char[] text, int a, int b) {
        int hash = 0;
        for (int i = b - 1; i >= a && b - i <= LONGEST; i--) {
            hash = 31 * hash + (text[i] | 32);
            if (b - i > SHORT && (ends[slot(hash) >> 6] & 1L << slot(hash)) != 0) return true;
        }
        return false;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 16) & BITS - 1;
    }

    /** Whether one begins in a stretch, or ends a word of it. */
    boolean in(char[] text, int a, int b) {
        int i = a;
        while (i < b) {
            if (!letter(text[i] | 32)) {
                i++;
                continue;
            }
            int hash = 0;
            int from = i;
            for (; i < b && letter(text[i] | 32); i++) {
                if (i - from >= LONGEST) continue;
                hash = 31 * hash + (text[i] | 32);
                if (i - from >= SHORT && (stems[slot(hash) >> 6] & 1L << slot(hash)) != 0) return true;
            }
            if (i - from <= SHORT && (words[slot(hash) >> 6] & 1L << slot(hash)) != 0 || endsLikeOne(text, from, i)) return true;
        }
        return false;
    }

    private static boolean letter(int c) {
        return c >= 'a' && c <= 'z';
    }
}
