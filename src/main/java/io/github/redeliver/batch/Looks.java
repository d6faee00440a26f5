package io.github.redeliver.batch;

/** What a stretch of a line looks like: a host name, an address, an id. ASCII only. */
final class Looks {
    static final byte LETTER = 1;
    static final byte DIGIT = 2;
    static final byte DOT = 4;
    static final byte EQUALS = 8;
    static final byte JOINT = 16; // - _ + within a token
    static final byte AT = 32;

    /** Besides {@link #LETTER}: one that stands in each word for clients' names. */
    static final byte CLUE = 64;

    /** By character: what it is within a token, or 0 for one that ends it. */
    static final byte[] KINDS = new byte[128];

    /** The same with {@link #CLUE}. */
    static final byte[] KINDS_AND_CLUES = new byte[128];

    private static final int WORD = LETTER | DIGIT;
    private static final int SHORTEST_ID = 5;

    static {
        for (char c = 0; c < 128; c++) {
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') KINDS[c] = LETTER;
            if (c >= '0' && c <= '9') KINDS[c] = DIGIT;
            if (c == '-' || c == '_' || c == '+') KINDS[c] = JOINT;
        }
        KINDS['.'] = DOT;
        KINDS['='] = EQUALS;
        System.arraycopy(KINDS, 0, KINDS_AND_CLUES, 0, KINDS.length);
        for (char c : new char[] {'h', 'H', 'p', 'P'}) KINDS_AND_CLUES[c] |= CLUE;
    }

    private Looks() {}

    static int kindOf(char c) {
        return c < 128 ? KINDS[c] : 0;
    }

    static boolean edge(char c) {
        return c == '.' || c == '-' || c == '=';
    }

    static boolean anyLetter(char[] chars, int a, int b) {
        for (int i = a; i < b; i++) if (kindOf(chars[i]) == LETTER) return true;
        return false;
    }

    /** At least two labels of letters, digits and hyphens, the last one of letters. */
    static boolean host(char[] chars, int a, int b) {
        int label = a;
        int labels = 0;
        boolean letters = true;
        for (int i = a; i <= b; i++) {
            char c = i < b ? chars[i] : '.';
            if (c != '.') {
                int k = kindOf(c);
                if ((k & WORD) == 0 && c != '-') return false;
                letters &= k == LETTER;
                continue;
            }
            if (i == label || chars[label] == '-' || chars[i - 1] == '-') return false;
            labels++;
            if (i == b && (!letters || i - label < 2)) return false;
            label = i + 1;
            letters = true;
        }
        return labels >= 2;
    }

    /** An IPv4 address. */
    static boolean address(char[] chars, int a, int b) {
        if (kindOf(chars[a]) != DIGIT) return false;
        int part = 0;
        int digits = 0;
        int number = 0;
        for (int i = a; i < b; i++) {
            char c = chars[i];
            if (kindOf(c) == DIGIT) {
                number = number * 10 + c - '0';
                if (++digits > 3 || number > 255) return false;
            } else if (c == '.' && digits > 0) {
                part++;
                digits = 0;
                number = 0;
            } else {
                return false;
            }
        }
        return part == 3 && digits > 0;
    }

    /** Whether an address is one that nobody reaches (RFC 1918, 6598, 3927, loopback). */
    static boolean internal(char[] chars, int a) {
        int first = number(chars, a);
        int dot = a;
        while (chars[dot] != '.') dot++;
        int second = number(chars, dot + 1);
        return first == 10 || first == 127 || first == 0 || first == 192 && second == 168
                || first == 172 && second >= 16 && second < 32 || first == 169 && second == 254
                || first == 100 && second >= 64 && second < 128;
    }

    private static int number(char[] chars, int a) {
        int n = 0;
        for (int i = a; kindOf(chars[i]) == DIGIT; i++) n = 10 * n + chars[i] - '0';
        return n;
    }

    /** Letters and digits in one piece, and perhaps more pieces: 1wXyZa-000123-Ab. */
    static boolean id(char[] chars, int a, int b) {
        int length = 0;
        int seen = 0;
        for (int i = a; i <= b; i++) {
            int k = i < b ? kindOf(chars[i]) & WORD : 0;
            if (k != 0) {
                seen |= k;
                length++;
                continue;
            }
            if (seen == WORD && length >= SHORTEST_ID) return true;
            seen = 0;
            length = 0;
        }
        return false;
    }

    /** An enhanced status code (RFC 3463). */
    static boolean enhanced(char[] chars, int a, int b) {
        if (b - a < 5 || chars[a + 1] != '.' || chars[a] != '2' && chars[a] != '4' && chars[a] != '5') return false;
        int dots = 0;
        for (int i = a; i < b; i++) {
            if (chars[i] == '.') dots++;
            else if (kindOf(chars[i]) != DIGIT) return false;
        }
        return dots == 2;
    }

    /** Whether a word speaks of the names of clients: HELO, PTR and the like stand in it. */
    static boolean namesClients(char[] chars, int from, int to) {
        for (int i = from; i < to; i++) {
            int c = chars[i] | 32;
            if (c == 'h') {
                if (is(chars, i, to, "helo") || i > from && is(chars, i - 1, to, "ehlo")) return true;
            } else if (c == 'p') {
                if (is(chars, i, to, "ptr") || is(chars, i, to, "pointer") || i > from + 1 && is(chars, i - 2, to, "arpa")) return true;
            }
        }
        return false;
    }

    private static boolean is(char[] chars, int at, int to, String lower) {
        if (at + lower.length() > to) return false;
        for (int i = 0; i < lower.length(); i++) if ((chars[at + i] | 32) != lower.charAt(i)) return false;
        return true;
    }
}
