package io.github.redeliver.read;

/** Mail addresses, host names and IP addresses as they stand in running text, masked ones included. */
public final class Address {
    private static final String LOCAL = ".!#$%&'*+/=?^_`{|}~-";

    private Address() {}

    /** An address in a text: its span and what it is. */
    public record Span(int from, int to, String value) {}

    /**
     * The first mail address from {@code from}, or null. Masked ones count ({@code user***@example.com},
     * {@code user@***}); a local part may hold letters of any script.
     */
    public static @org.jspecify.annotations.Nullable Span next(String text, int from, int to) {
        int at = sign(text, from, to);
        while (at >= 0) {
            int start = at;
            int least = Math.max(from, at - 128);
            if (start > least && text.charAt(start - 1) == '"') {
                int open = text.lastIndexOf('"', start - 2);
                if (open >= least && text.substring(open, start).indexOf('\n') < 0) start = open;
            } else {
                while (start > least && local(text.charAt(start - 1))) start--;
                while (start < at && "'`*/=.|{}&?!".indexOf(text.charAt(start)) >= 0 && text.charAt(start) != '*') start++;
                // u'user@example.com': a string of Python's
                if (start + 2 < at && text.charAt(start + 1) == '\'' && "ubUB".indexOf(text.charAt(start)) >= 0) start += 2;
                while (start < at && text.charAt(start) == '\'') start++;
            }
            start = unnamed(text, start, at);
            int end = at + 1;
            int most = Math.min(to, at + 256);
            if (end < most && text.charAt(end) == '[') {
                int close = text.indexOf(']', end);
                if (close > 0 && close < most) end = close + 1;
            } else {
                while (end < most && domain(text.charAt(end))) end++;
                while (end > at + 1 && ".-_".indexOf(text.charAt(end - 1)) >= 0) end--;
                // "**" closes Markdown's bold; a mask has a dot, a name or more stars before it
                if (end > at + 3 && text.charAt(end - 1) == '*' && Scan.alnum(text.charAt(at + 1))) {
                    int stars = end;
                    while (stars > at && text.charAt(stars - 1) == '*') stars--;
                    if (text.charAt(stars - 1) != '.' && text.charAt(stars - 1) != '@') end = stars;
                }
            }
            if (start < at && end > at + 1 && plausible(text, start, at, end)) {
                return new Span(start, end, text.substring(start, end));
            }
            at = sign(text, at + 1, to);
        }
        return null;
    }

    private static int sign(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '@') return i;
        }
        return -1;
    }

    /** Past a name of a field that stands before the address ({@code to=user@}); what rewriters put there stays. */
    private static int unnamed(String text, int start, int at) {
        int equals = start;
        while (equals < at && (Scan.letter(text.charAt(equals)) || text.charAt(equals) == '_')) equals++;
        if (equals == start || equals >= at - 1 || text.charAt(equals) != '=') return start;
        return Scan.at(text, start, "prvs") || Scan.at(text, start, "srs") || Scan.at(text, start, "btv") ? start : equals + 1;
    }

    private static boolean plausible(String text, int start, int at, int end) {
        // a Message-ID's right side is no mailbox, but looks the same; only the plainly impossible is refused here
        for (int i = start; i < at; i++) {
            char c = text.charAt(i);
            if (Scan.alnum(c) || c == '*' || c > 127 || c == '"') return true;
        }
        return false;
    }

    private static boolean local(char c) {
        return Scan.alnum(c) || LOCAL.indexOf(c) >= 0 || (c > 0xa0 && Character.isLetterOrDigit(c) && !Scan.wide(c));
    }

    private static boolean domain(char c) {
        return Scan.alnum(c) || c == '.' || c == '-' || c == '_' || c == '*'
                || (c > 0xa0 && Character.isLetterOrDigit(c) && !Scan.wide(c));
    }

    /** End of the host name that starts at {@code from}, or {@code from} when none does. One dot at least. */
    public static int hostEnd(String text, int from, int to) {
        int i = from;
        boolean dot = false;
        while (i < to) {
            char c = text.charAt(i);
            if (Scan.alnum(c) || c == '-' || c == '_' || c == '*') {
                i++;
            } else if (c == '.' && i > from && i + 1 < to && (Scan.alnum(text.charAt(i + 1)) || text.charAt(i + 1) == '*')) {
                dot = true;
                i++;
            } else {
                break;
            }
        }
        return dot ? i : from;
    }

    /** Whether the text is an IPv4 or IPv6 address (RFC 4291 forms, no zone), as written. */
    public static boolean isIp(String text) {
        return !text.isEmpty() && ipEnd(text, 0, text.length()) == text.length();
    }

    /** End of the IP address that starts at {@code from}, or {@code from} when none does. */
    public static int ipEnd(String text, int from, int to) {
        int v4 = v4End(text, from, to);
        if (v4 > from) return v4;
        int i = from;
        int colons = 0;
        int hex = 0;
        boolean dbl = false;
        boolean fine = true;
        while (i < to && i - from < 46) {
            char c = text.charAt(i);
            if (c == ':') {
                if (i > from && text.charAt(i - 1) == ':') {
                    if (dbl) break;
                    dbl = true;
                }
                colons++;
                hex = 0;
            } else if (Scan.digit(c) || (Scan.lower(c) >= 'a' && Scan.lower(c) <= 'f')) {
                if (++hex > 4) {
                    fine = false;
                    break;
                }
            } else if (c == '.' && colons >= 2) {
                int start = text.lastIndexOf(':', i) + 1;
                int end = v4End(text, start, to);
                if (end <= start) break;
                i = end;
                break;
            } else {
                break;
            }
            i++;
        }
        if (i > from && i <= to && text.charAt(i - 1) == ':' && !(i - 2 >= from && text.charAt(i - 2) == ':')) {
            i--;
            colons--;
        }
        if (!fine || colons < 2 || (!dbl && colons != 7 && text.indexOf('.', from) < 0)) return from;
        if (!dbl && colons < 6) return from;
        return i;
    }

    private static int v4End(String text, int from, int to) {
        int i = from;
        for (int part = 0; part < 4; part++) {
            int start = i;
            int value = 0;
            while (i < to && i - start < 3 && Scan.digit(text.charAt(i))) value = value * 10 + text.charAt(i++) - '0';
            if (i == start || value > 255) return from;
            if (part < 3) {
                if (i >= to || text.charAt(i) != '.') return from;
                i++;
            }
        }
        if (i < to && (Scan.digit(text.charAt(i)) || (text.charAt(i) == '.' && i + 1 < to && Scan.digit(text.charAt(i + 1))))) {
            return from;
        }
        return i;
    }

    /** The first IP address between {@code from} and {@code to} that is not {@code except}, or {@code ""}. */
    public static String firstIp(String text, int from, int to, String except) {
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            boolean hex = Scan.digit(c) || (Scan.lower(c) >= 'a' && Scan.lower(c) <= 'f');
            if ((hex || c == ':') && (i == from || !joined(text.charAt(i - 1)))) {
                int end = ipEnd(text, i, to);
                if (end > i && end - i >= 3 && !(end < to && Scan.alnum(text.charAt(end)))) {
                    String ip = text.substring(i, end);
                    if (!ip.equals(except)) return ip;
                    i = end;
                    continue;
                }
            }
            i++;
        }
        return "";
    }

    private static boolean joined(char before) {
        return Scan.alnum(before) || before == '.' || before == ':' || before == '-' || before == '_';
    }
}
