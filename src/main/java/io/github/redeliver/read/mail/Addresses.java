package io.github.redeliver.read.mail;

import java.util.Locale;

/** Finds mail addresses in text (RFC 5321, section 4.1.2; RFC 6531), masked ones too. */
final class Addresses {
    /** An address and where it stands, angle brackets not included. */
    record Found(int start, int end, String address) {}

    private Addresses() {}

    /** The first address whose {@code @} stands in the range. */
    static @org.jspecify.annotations.Nullable Found next(CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '@') continue;
            Found found = around(text, i, from, to);
            if (found != null) return found;
        }
        return null;
    }

    /** The address that begins at the index, a bracket, quote or {@code mailto:} before it passed over. */
    static @org.jspecify.annotations.Nullable Found at(CharSequence text, int from, int to) {
        int i = from;
        while (i < to && i < from + 12 && "<\"'([ `*".indexOf(text.charAt(i)) >= 0 && !(text.charAt(i) == '"' && quotedLocal(text, i, to))) {
            i++;
        }
        if (to - i > 7 && text.subSequence(i, i + 7).toString().equalsIgnoreCase("mailto:")) i += 7;
        int stop = Math.min(to, i + 330);
        boolean quoted = i < stop && text.charAt(i) == '"';
        int p = i;
        if (quoted) {
            p++;
            while (p < stop && text.charAt(p) != '"') p++;
            p++;
        } else {
            while (p < stop && local(text.charAt(p))) p++;
        }
        if (p >= stop || p == i || text.charAt(p) != '@') return null;
        return around(text, p, i, to);
    }

    private static boolean quotedLocal(CharSequence text, int quote, int to) {
        int p = quote + 1;
        int stop = Math.min(to, quote + 80);
        while (p < stop && text.charAt(p) != '"' && text.charAt(p) != '@' && text.charAt(p) != '\n') p++;
        return p + 1 < stop && text.charAt(p) == '"' && text.charAt(p + 1) == '@';
    }

    private static @org.jspecify.annotations.Nullable Found around(CharSequence text, int at, int from, int to) {
        int start = at;
        int lowest = Math.max(from, at - 320);
        if (start > lowest && text.charAt(start - 1) == '"') {
            start--;
            while (start > lowest && text.charAt(start - 1) != '"' && text.charAt(start - 1) != '\n') start--;
            if (start == lowest || text.charAt(start - 1) != '"') return null;
            start--;
        } else {
            while (start > lowest && local(text.charAt(start - 1))) start--;
            while (start < at && (text.charAt(start) == '\'' || text.charAt(start) == '`' || text.charAt(start) == '.')) start++;
            // Words of a script without blanks are no part of a local part in ASCII.
            if (start < at && text.charAt(at - 1) < 128) {
                int ascii = at;
                while (ascii > start && text.charAt(ascii - 1) < 128) ascii--;
                if (ascii > start && text.charAt(ascii - 1) >= 0x2E80) start = ascii;
            }
        }
        if (start == at) return null;
        int end = at + 1;
        int highest = Math.min(to, at + 256);
        if (end < highest && text.charAt(end) == '[') {
            while (end < highest && text.charAt(end) != ']') end++;
            end = Math.min(highest, end + 1);
        } else {
            while (end < highest && domain(text.charAt(end)) && !(text.charAt(end) >= 0x2E80 && text.charAt(end - 1) < 128 && end > at + 1 && text.charAt(end - 1) != '.')) end++;
            while (end > at + 1 && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '-' || text.charAt(end - 1) == '_')) end--;
        }
        if (end == at + 1) return null;
        return new Found(start, end, text.subSequence(start, end).toString());
    }

    /** Whether the domain has a dot and the parts are not empty. */
    static boolean whole(String address) {
        int at = address.lastIndexOf('@');
        return at > 0 && !address.startsWith("@") && address.indexOf('.', at) > at + 1 && !address.endsWith(".");
    }

    /** Without brackets, blanks and type, in the case it was written in. */
    static String clean(String value) {
        String s = value.strip();
        Found found = next(s, 0, s.length());
        return found == null ? "" : found.address;
    }

    static boolean same(String a, String b) {
        return a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT));
    }

    private static boolean local(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "!#$%&'*+-/=?^_`{|}~.".indexOf(c) >= 0
                || c > 0xA0 && (Character.isLetterOrDigit(c) || Character.isSurrogate(c));
    }

    private static boolean domain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_' || c == '*'
                || c > 0xA0 && (Character.isLetterOrDigit(c) || Character.isSurrogate(c));
    }
}
