package io.github.redeliver;

/** The HELO name that a reply quotes: {@code <mail.example.org>: Helo command rejected: …}, {@code helo=<mail.example.org>}. */
final class Greeting {
    private static final int MOST_TEXT = 8_000;
    private static final int LONGEST = 255;

    private Greeting() {}

    /** The name quoted, or {@code ""}. */
    static String in(String reply) {
        int most = Math.min(reply.length(), MOST_TEXT) - 4;
        for (int i = 0; i <= most; i++) {
            if (!reply.regionMatches(true, i, "helo", 0, 4) && !reply.regionMatches(true, i, "ehlo", 0, 4)) continue;
            int close = i;
            while (close > 0 && (reply.charAt(close - 1) == ' ' || reply.charAt(close - 1) == ':')) close--;
            if (close < i && close > 0 && reply.charAt(close - 1) == '>') {
                String before = name(reply, reply.lastIndexOf('<', close - 1) + 1, close - 1);
                if (!before.isEmpty()) return before;
            }
            if (reply.startsWith("=<", i + 4)) {
                String after = name(reply, i + 6, reply.indexOf('>', i + 6));
                if (!after.isEmpty()) return after;
            }
        }
        return "";
    }

    private static String name(String text, int from, int to) {
        if (from <= 0 || to <= from || to - from > LONGEST) return "";
        for (int i = from; i < to; i++) {
            if (!Character.isLetterOrDigit(text.charAt(i)) && ".-_:[]".indexOf(text.charAt(i)) < 0) return "";
        }
        return text.substring(from, to);
    }
}
