package io.github.redeliver.read;

import io.github.redeliver.facts.Passage;

/** Puts the lines of a multi-line reply together (RFC 5321, section 4.2.1), also where they were run together before. */
public final class ReplyLines {
    /** Longer replies are cut; no server sends more. */
    public static final int LONGEST = Bounds.DEFAULT.replyChars();

    private ReplyLines() {}

    /**
     * One line of a reply: white space collapsed, and the codes that begin its second and further lines taken out, so
     * that {@code 550-5.7.26 Your mail 550 5.7.26 is blocked} reads {@code 550-5.7.26 Your mail is blocked}.
     * Positions are kept.
     */
    public static Passage join(Passage said) {
        Passage source = said.length() > LONGEST ? said.slice(0, LONGEST) : said;
        String text = source.text();
        int first = Codes.find(text, 0);
        String code = first < 0 ? "" : text.substring(first, first + 3);
        boolean continued = first >= 0 && first + 3 < text.length() && text.charAt(first + 3) == '-';
        int leadEnd = first < 0 ? leadingEnhanced(text) : headless(text, first, continued) ? 1 : lead(text, first + 3);
        Passage.Builder out = Passage.builder(source);
        boolean blank = false;
        boolean lineStart = false;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00a0') {
                blank = true;
                if (c == '\n' || c == '\r') lineStart = true;
                i++;
                continue;
            }
            if (blank && i >= leadEnd && leadEnd > 0) {
                int skip = continuation(text, i, code, continued, lineStart);
                if (skip > i) {
                    if (text.charAt(Math.min(i + 3, text.length() - 1)) == '-') continued = true;
                    i = skip;
                    continue;
                }
            }
            if (blank && out.length() > 0) out.put(' ', i - 1);
            blank = false;
            lineStart = false;
            int end = i;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && text.charAt(end) != '\u00a0') end++;
            out.append(i, end);
            i = end;
        }
        return out.build();
    }

    /** End of the first prefix, which stays: the code and the enhanced code behind it, on the same line or the next. */
    private static int lead(String text, int after) {
        int i = after;
        while (i < text.length() && i < after + 40 && (Character.isWhitespace(text.charAt(i)) || text.charAt(i) == '-')) i++;
        return Math.max(after, Codes.enhancedAt(text, i, 3));
    }

    /** A word stands right before a continuation's prefix: the reply's first line was lost. */
    private static boolean headless(String text, int first, boolean continued) {
        int i = first - 1;
        while (i >= 0 && Scan.blank(text.charAt(i))) i--;
        return continued && i >= 0 && i < first - 1 && Scan.letter(text.charAt(i));
    }

    private static int leadingEnhanced(String text) {
        int i = 0;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) i++;
        return Math.max(0, Codes.enhancedAt(text, i, 3));
    }

    /** End of a continuation prefix at the index, or the index. */
    private static int continuation(String text, int i, String code, boolean continued, boolean lineStart) {
        int p = i;
        boolean dash = false;
        boolean coded = false;
        if (!code.isEmpty() && text.startsWith(code, i)) {
            p = i + 3;
            if (p < text.length() && text.charAt(p) == '-') {
                dash = true;
                p++;
            } else if (p < text.length() && !Character.isWhitespace(text.charAt(p))) {
                return i;
            }
            coded = true;
        }
        int q = p;
        while (coded && !dash && q < text.length() && q < p + 3 && Character.isWhitespace(text.charAt(q))) q++;
        int end = maskedEnhancedAt(text, q);
        if (end > 0 && (coded || lineStart)) return end;
        if (!coded) return i;
        if (dash || continued || lineStart) return p;
        return i;
    }

    /** Also {@code x.x.xx}, as masked in pastes. */
    private static int maskedEnhancedAt(String text, int i) {
        int end = Codes.enhancedAt(text, i, 3);
        if (end > 0) return end < text.length() && !Character.isWhitespace(text.charAt(end)) ? -1 : end;
        int p = i;
        int dots = 0;
        while (p < text.length() && p < i + 10 && (text.charAt(p) == 'x' || text.charAt(p) == '.')) {
            if (text.charAt(p) == '.') dots++;
            p++;
        }
        return dots == 2 && (p == text.length() || Character.isWhitespace(text.charAt(p))) ? p : -1;
    }
}
