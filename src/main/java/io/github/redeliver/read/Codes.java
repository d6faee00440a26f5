package io.github.redeliver.read;

/**
 * What the codes of SMTP replies look like in a text: three digits (RFC 5321, section 4.2) and enhanced status codes
 * (RFC 3463, section 2), and where they only look like it: in addresses, versions, names. Linear time.
 */
public final class Codes {
    private Codes() {}

    /** Whether three digits of a refusal, 4yz or 5yz, stand at the place, whatever is about them. */
    public static boolean refusal(String text, int at) {
        return at + 3 <= text.length() && (text.charAt(at) == '4' || text.charAt(at) == '5') && Scan.digits(text, at) >= at + 3;
    }

    /** The first reply code that stands in the text like one, or {@code ""}. */
    public static String first(CharSequence text) {
        int at = find(text, 0);
        return at < 0 ? "" : text.subSequence(at, at + 3).toString();
    }

    /** The enhanced status code that belongs to the text's reply code, or the first one there is, or {@code ""}. */
    public static String enhanced(CharSequence text) {
        int at = find(text, 0);
        return enhanced(text, at, at < 0 ? "" : text.subSequence(at, at + 3).toString());
    }

    /**
     * The enhanced status code of a reply whose code is known.
     *
     * @param codeAt where the code stands, or -1
     * @param code the code, or {@code ""}
     */
    static String enhanced(CharSequence text, int codeAt, String code) {
        if (codeAt >= 0) {
            int i = codeAt + 3;
            int stop = Math.min(text.length(), i + 4);
            while (i < stop && " -#('\"[:=\t\r\n".indexOf(text.charAt(i)) >= 0) i++;
            int end = enhancedAt(text, i, 3);
            if (end > 0) return text.subSequence(i, end).toString();
        }
        String first = "";
        for (int i = Math.max(0, codeAt); i < text.length(); i++) {
            int end = enhancedAt(text, i, 1);
            if (end < 0) continue;
            if (code.isEmpty() || code.charAt(0) == text.charAt(i)) return text.subSequence(i, end).toString();
            if (first.isEmpty() && text.charAt(i) != '2') first = text.subSequence(i, end).toString();
            i = end;
        }
        return first;
    }

    /** The enhanced status code that stands at the place, with at most punctuation before it, or {@code ""}. */
    static String enhancedNear(String text, int from) {
        int i = from;
        int most = Math.min(text.length(), from + 48);
        while (i < most) {
            int end = enhancedAt(text, i, 1);
            if (end < 0) end = glued(text, i);
            if (end > 0) return text.substring(i, end);
            char c = text.charAt(i);
            if (Scan.space(c) || "-#([<:\"',;b".indexOf(c) >= 0) {
                if (c == 'b' && !text.startsWith("'", i + 1) && !text.startsWith("\"", i + 1)) return "";
                i++;
            } else {
                return "";
            }
        }
        return "";
    }

    /** The last enhanced code in brackets or after {@code #}, as qmail and its kin write it. */
    static String bracketed(String text) {
        String found = "";
        for (int i = 1; i < text.length(); i++) {
            char before = text.charAt(i - 1);
            if (before != '#' && before != '(' && before != '[') continue;
            int end = enhancedAt(text, i, 1);
            if (end > 0 && (before == '#' || (end < text.length() && ")] ".indexOf(text.charAt(end)) >= 0))) {
                found = text.substring(i, end);
            }
        }
        return found;
    }

    /**
     * Where the first reply code stands that looks like one: three digits that begin a text, a line or a quotation, or
     * that an enhanced status code follows.
     *
     * @return its index, or -1
     */
    public static int find(CharSequence text, int from) {
        int loose = -1;
        for (int i = from; i + 2 < text.length(); i++) {
            if (!at(text, i)) continue;
            if (strong(text, i)) return i;
            if (loose < 0 && spaced(text, i)) loose = i;
            i += 2;
        }
        return loose;
    }

    /** Whether three digits stand there of which servers make basic codes: of what agrees 20z to 23z and 25z only (RFC 5321, section 4.2.1). */
    public static boolean used(String text, int at) {
        if (at + 3 > text.length()) return false;
        char a = text.charAt(at);
        char b = text.charAt(at + 1);
        return a >= '2' && a <= '5' && b >= '0' && b <= '7' && Scan.digit(text.charAt(at + 2)) && !(a == '2' && (b == '4' || b > '5'));
    }

    /** Whether three digits of a reply code stand at the index, with no letter, digit or address about them. */
    public static boolean at(CharSequence text, int i) {
        if (i + 2 >= text.length()) return false;
        char first = text.charAt(i);
        if (first != '2' && first != '4' && first != '5' || !Scan.digit(text.charAt(i + 1)) || !Scan.digit(text.charAt(i + 2))) {
            return false;
        }
        char before = i == 0 ? ' ' : text.charAt(i - 1);
        if (latin(before) || "._/@%+".indexOf(before) >= 0) return false;
        if (phone(text, i)) return false;
        char after = i + 3 < text.length() ? text.charAt(i + 3) : ' ';
        if (after == '-') {
            // A continuation line; but not a number such as 550-1234 or an id.
            char next = i + 4 < text.length() ? text.charAt(i + 4) : ' ';
            return before != '-' && (!Scan.digit(next) || enhancedAt(text, i + 4, 3) > 0);
        }
        if (after == '.') {
            char next = i + 4 < text.length() ? text.charAt(i + 4) : ' ';
            return !Character.isLetterOrDigit(next) && before != '-';
        }
        if (before == '-' && i > 1 && Character.isLetterOrDigit(text.charAt(i - 2))) return false;
        if (Character.isLetter(after) && !cjk(after)) return i == 0 && Character.isUpperCase(after);
        return !latin(after) && "@/_%\u00b0".indexOf(after) < 0;
    }

    /** A letter or digit of a script that parts words by blanks. */
    private static boolean latin(char c) {
        return Character.isLetterOrDigit(c) && !cjk(c);
    }

    /** Digits stand on both sides, as in a telephone number ({@code +1 555 0100}), and no enhanced code behind. */
    private static boolean phone(CharSequence text, int i) {
        if (i < 2 || i + 4 >= text.length() || !Scan.digit(text.charAt(i - 2)) || !Scan.digit(text.charAt(i + 4))) return false;
        char before = text.charAt(i - 1);
        char after = text.charAt(i + 3);
        return " -".indexOf(before) >= 0 && " -".indexOf(after) >= 0 && enhancedAt(text, i + 4, 3) < 0;
    }

    /** Begins a text, a line or a quotation, or an enhanced code follows. */
    private static boolean strong(CharSequence text, int i) {
        int after = i + 3;
        while (after < text.length() && after < i + 6 && " -#(\t\r\n".indexOf(text.charAt(after)) >= 0) after++;
        if (enhancedAt(text, after, 3) > 0) return true;
        int b = i - 1;
        boolean blank = false;
        while (b >= 0 && (text.charAt(b) == ' ' || text.charAt(b) == '\t')) {
            b--;
            blank = true;
        }
        if (b < 0) return true;
        char before = text.charAt(b);
        if (before == '\n' || before == '\r') return true;
        return ":;<>\"'=#([«„“‘「|".indexOf(before) >= 0 && (blank || before != ':' || b == 0
                || !Scan.digit(text.charAt(b - 1)));
    }

    private static boolean spaced(CharSequence text, int i) {
        char before = text.charAt(i - 1); // the head of a text is strong
        return before <= ' ' || cjk(before) || "(,.".indexOf(before) >= 0;
    }

    /**
     * Where the enhanced status code that begins at the index ends, or -1. Not part of an address, a version or a name.
     *
     * @param subjectDigits how many digits the second number may have
     */
    public static int enhancedAt(CharSequence text, int i, int subjectDigits) {
        if (i >= text.length()) return -1;
        char first = text.charAt(i);
        if (first != '5' && first != '4' && first != '2') return -1;
        if (i > 0) {
            char before = text.charAt(i - 1);
            if (latin(before) || "./@".indexOf(before) >= 0) return -1;
        }
        int p = digits(text, i + 1, subjectDigits);
        if (p < 0) return -1;
        p = digits(text, p, 3);
        if (p < 0) return -1;
        if (p < text.length()) {
            char after = text.charAt(p);
            if (after == '.' && p + 1 < text.length() && Character.isLetterOrDigit(text.charAt(p + 1))) return -1;
            if (latin(after) || "/@".indexOf(after) >= 0) return -1;
        }
        return p;
    }

    /** End of an enhanced status code to which a sentence's first word is glued ({@code 5.7.1Unauthorized}), or -1. */
    private static int glued(CharSequence text, int i) {
        if (i + 6 >= text.length() || "245".indexOf(text.charAt(i)) < 0) return -1;
        if (i > 0 && (Character.isLetterOrDigit(text.charAt(i - 1)) || text.charAt(i - 1) == '.')) return -1;
        int p = digits(text, i + 1, 1);
        if (p > 0) p = digits(text, p, 3);
        return p > 0 && p + 1 < text.length() && Character.isUpperCase(text.charAt(p)) && Character.isLowerCase(text.charAt(p + 1)) ? p : -1;
    }

    private static int digits(CharSequence text, int dot, int most) {
        if (dot >= text.length() || text.charAt(dot) != '.') return -1;
        int p = dot + 1;
        while (p < text.length() && p - dot <= most && Scan.digit(text.charAt(p))) p++;
        return p == dot + 1 || p < text.length() && Scan.digit(text.charAt(p)) ? -1 : p;
    }

    private static boolean cjk(char c) {
        return c >= '\u3000' && c <= '\u9fff' || c >= '\uac00' && c <= '\ud7af' || c >= '\uff00' && c <= '\uffef';
    }
}
