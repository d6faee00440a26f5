package io.github.redeliver.read;

/** Scanning by hand that readers share: everything linear, nothing allocated where it can be helped. */
public final class Scan {
    private Scan() {}

    /** ASCII letters in lower case, every other character as it is, so that positions stay. */
    public static String lower(String text) {
        int n = text.length();
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                char[] out = text.toCharArray();
                for (int k = i; k < n; k++) out[k] = lower(out[k]);
                return new String(out);
            }
        }
        return text;
    }

    /** An ASCII letter in lower case, any other character as it is. */
    public static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    /** Whether {@code word} stands at {@code at}, ASCII case ignored; {@code word} is in lower case. */
    public static boolean at(String text, int at, String word) {
        if (at < 0 || at + word.length() > text.length()) return false;
        for (int i = 0; i < word.length(); i++) {
            if (lower(text.charAt(at + i)) != word.charAt(i)) return false;
        }
        return true;
    }

    /** Whether {@code word} stands right before {@code end}, ASCII case ignored. */
    public static boolean endsAt(String text, int end, String word) {
        return at(text, end - word.length(), word);
    }

    public static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    public static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    public static boolean alnum(char c) {
        return letter(c) || digit(c);
    }

    /** White space other than a line end. */
    public static boolean blank(char c) {
        return c == ' ' || c == '\t' || c == '\u00a0' || c == '\u3000' || c == '\f';
    }

    public static boolean space(char c) {
        return blank(c) || c == '\n' || c == '\r';
    }

    /** Han, kana, Hangul and full-width forms: scripts that need no blank before a code. */
    public static boolean wide(char c) {
        return (c >= '\u2e80' && c <= '\ud7ff') || (c >= '\uf900' && c <= '\ufaff') || (c >= '\uff00' && c <= '\uffef');
    }

    /** First position from {@code from} that is no white space, at most {@code text.length()}. */
    public static int skipSpace(String text, int from) {
        int i = from;
        while (i < text.length() && space(text.charAt(i))) i++;
        return i;
    }

    /** First position from {@code from} that is no blank of the same line. */
    public static int skipBlank(String text, int from) {
        int i = from;
        while (i < text.length() && blank(text.charAt(i))) i++;
        return i;
    }

    /** Position after the last character before {@code to} that is no white space, at least 0. */
    public static int skipSpaceBack(String text, int to) {
        int i = to;
        while (i > 0 && space(text.charAt(i - 1))) i--;
        return i;
    }

    /** Position after the digits that stand at {@code from}. */
    public static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && digit(text.charAt(i))) i++;
        return i;
    }

    /** Position after the ASCII letters that stand at {@code from}. */
    public static int letters(String text, int from) {
        int i = from;
        while (i < text.length() && letter(text.charAt(i))) i++;
        return i;
    }

    /** Start of the ASCII letters, digits and {@code more} that stand right before {@code to}. */
    public static int wordStart(String text, int to, String more) {
        int i = to;
        while (i > 0 && (alnum(text.charAt(i - 1)) || more.indexOf(text.charAt(i - 1)) >= 0)) i--;
        return i;
    }

    /** What stands between the first {@code open} and the next {@code close}, both between {@code from} and {@code to}; or {@code ""}. */
    public static String between(String text, int from, int to, char open, char close) {
        int start = text.indexOf(open, from);
        int end = start < 0 ? -1 : text.indexOf(close, start + 1);
        return end < 0 || end >= to ? "" : text.substring(start + 1, end);
    }

    /** Whether the text begins with one of these words. */
    public static boolean startsWithAny(String text, String... words) {
        for (String word : words) {
            if (text.startsWith(word)) return true;
        }
        return false;
    }

    /** Whether one of these words stands in the text. */
    public static boolean containsAny(String text, String... words) {
        for (String word : words) {
            if (text.contains(word)) return true;
        }
        return false;
    }

    /** Whether all of these words stand in the text. */
    public static boolean containsAll(String text, String... words) {
        for (String word : words) {
            if (!text.contains(word)) return false;
        }
        return true;
    }

    /** Whether the mark at the place ends a sentence: one of a script without blanks, or one that white space follows or nothing. */
    public static boolean sentenceEnd(String text, int at) {
        char c = text.charAt(at);
        if (c == '\u3002' || c == '\uff01' || c == '\uff1f') return true;
        return (c == '.' || c == '!' || c == '?') && (at + 1 == text.length() || space(text.charAt(at + 1)));
    }

    /** Position of the end of the line that {@code from} is in: of its {@code \n}, or the text's end. */
    public static int lineEnd(String text, int from) {
        int i = text.indexOf('\n', from);
        return i < 0 ? text.length() : i;
    }

    /** Position of the start of the line that {@code at} is in. */
    public static int lineStart(String text, int at) {
        return at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
    }

    /** The value after {@code key} up to the first of {@code stops}, or {@code ""}; brackets round it are taken off. */
    public static String after(String text, int from, int to, String key, String stops) {
        int k = text.indexOf(key, from);
        if (k < 0 || k >= to) return "";
        int start = k + key.length();
        int i = start;
        if (i < to && text.charAt(i) == '<') {
            int close = text.indexOf('>', i);
            return close < 0 || close > to ? "" : text.substring(i + 1, close);
        }
        while (i < to && stops.indexOf(text.charAt(i)) < 0) i++;
        return text.substring(start, i);
    }
}
