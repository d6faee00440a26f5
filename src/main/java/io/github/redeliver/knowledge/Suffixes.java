package io.github.redeliver.knowledge;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Domain names with something said of each that holds for the names below it as well; most names asked for are below none. */
final class Suffixes {
    private static final int FILTER = 1 << 14; // bits; a few hundred names leave nearly all of them clear

    private final Map<String, String> said = new HashMap<>();
    private final long[] filter = new long[FILTER / 64];

    /** The first thing said of a name stays. */
    void put(String name, String what) {
        String lower = name.toLowerCase(Locale.ROOT);
        said.putIfAbsent(lower, what);
        int hash = 0;
        for (int i = lower.length() - 1; i >= 0; i--) hash = 31 * hash + lower.charAt(i);
        filter[slot(hash) >> 6] |= 1L << slot(hash);
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 15) & FILTER - 1;
    }

    /** What is said of a name, or of the nearest name above it; {@code ""} for nothing. */
    String of(char[] text, int from, int to) {
        if (to > from && text[to - 1] == '.') to--;
        String found = "";
        int hash = 0;
        for (int i = to - 1; i >= from; i--) {
            char c = text[i];
            hash = 31 * hash + (c >= 'A' && c <= 'Z' ? c + 32 : c);
            if (i > from && text[i - 1] != '.') continue;
            if ((filter[slot(hash) >> 6] & 1L << slot(hash)) == 0) continue;
            String what = said.get(new String(text, i, to - i).toLowerCase(Locale.ROOT));
            if (what != null) found = what;
        }
        return found;
    }
}
