package io.github.redeliver.read.mail;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds many words in a text in one pass: each word by the four characters of it that the fewest other words have, which
 * are looked up in a hash table at each place of the text. Immutable once built.
 */
final class Finder {
    private static final int GRAM = 4;
    private static final int SIZE = 1 << 14;
    private static final int SEEN = 1 << 18; // so many that hardly a place of a text is looked up in vain

    /** Tells of each occurrence: the word, then the index behind it. */
    interface Hit {
        void at(int word, int end);
    }

    private final char[][] words;
    private final int[] offsets;
    private final long[] seen = new long[SEEN / 64]; // a bit for each hash that one of four has
    private final int[][] four = new int[SIZE][];
    private final int[][] two = new int[SIZE][];
    private boolean anyTwo;

    /** @param words of two characters or more */
    Finder(List<String> words) {
        this.words = new char[words.size()][];
        offsets = new int[this.words.length];
        Map<String, Integer> common = new HashMap<>();
        for (String word : words) for (int i = 0; i + GRAM <= word.length(); i++) common.merge(word.substring(i, i + GRAM), 1, Integer::sum);
        for (int w = 0; w < this.words.length; w++) {
            String word = words.get(w);
            this.words[w] = word.toCharArray();
            if (word.length() < GRAM) {
                anyTwo = true;
                add(two, hash(word.charAt(0), word.charAt(1)), w);
                continue;
            }
            int best = 0;
            int least = Integer.MAX_VALUE;
            for (int i = 0; i + GRAM <= word.length(); i++) {
                String gram = word.substring(i, i + GRAM);
                // A blank stands in every second gram of any text.
                int score = common.get(gram) * 4 + (gram.indexOf(' ') >= 0 ? 3 : 0);
                if (score < least) {
                    least = score;
                    best = i;
                }
            }
            offsets[w] = best;
            int hash = hash(word.charAt(best), word.charAt(best + 1), word.charAt(best + 2), word.charAt(best + 3));
            seen[hash >> 6] |= 1L << hash;
            add(four, slot(hash), w);
        }
    }

    private static void add(int[][] table, int slot, int word) {
        int[] here = table[slot];
        int[] more = here == null ? new int[1] : Arrays.copyOf(here, here.length + 1);
        more[more.length - 1] = word;
        table[slot] = more;
    }

    void find(Fold text, Hit hit) {
        int length = text.length();
        if (length < 2) return;
        char a = text.charAt(0);
        char b = text.charAt(1);
        char c = length > 2 ? text.charAt(2) : 0;
        for (int i = 0; i + 1 < length; i++) {
            char d = i + 3 < length ? text.charAt(i + 3) : 0;
            if (i + 3 < length) {
                int hash = hash(a, b, c, d);
                int[] here = (seen[hash >> 6] & 1L << hash) == 0 ? null : four[slot(hash)];
                if (here != null) check(text, i, here, hit);
            }
            if (anyTwo) {
                int[] here = two[hash(a, b)];
                if (here != null) check(text, i, here, hit);
            }
            a = b;
            b = c;
            c = d;
        }
    }

    private void check(Fold text, int at, int[] candidates, Hit hit) {
        for (int word : candidates) {
            int start = at - offsets[word];
            if (start >= 0 && text.at(words[word], start)) hit.at(word, start + words[word].length);
        }
    }

    private static int hash(char a, char b, char c, char d) {
        int h = ((a * 31 + b) * 31 + c) * 31 + d;
        return (h * 0x9E3779B1) >>> 14;
    }

    private static int slot(int hash) {
        return hash >> 4;
    }

    private static int hash(char a, char b) {
        return ((a * 31 + b) * 0x9E3779B1) >>> 18;
    }
}
