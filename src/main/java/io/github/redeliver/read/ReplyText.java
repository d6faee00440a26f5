package io.github.redeliver.read;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import java.util.Locale;

/**
 * Reads the text of an SMTP reply: its code (RFC 5321, section 4.2), its enhanced status code (RFC 3463, section 2)
 * and its lines, which are joined so that phrases run through. Every method is linear in its input and takes anything.
 */
public final class ReplyText {
    /** Longer replies are cut; no server sends more. */
    public static final int LONGEST = 100_000;

    private ReplyText() {}

    /**
     * The reply that a text quotes: of several nested ones ({@code 554 5.7.0 < #5.7.133 smtp;550 5.7.133 …>}) the
     * innermost.
     *
     * @param said the text with its codes, of one line or several
     * @param stage of {@link #stage}, or {@code ""}
     */
    public static Reply parse(Passage said, String stage) {
        Passage cut = (said.length() > LONGEST ? said.slice(0, LONGEST) : said).strip();
        cut = innermost(cut);
        String text = cut.text();
        int at = findCode(text, 0);
        String code = at < 0 ? "" : text.substring(at, at + 3);
        String enhanced = enhanced(text, at, code);
        return new Reply(code, enhanced, stage, join(cut));
    }

    /** As {@link #parse(Passage, String)} where the stage is unknown. */
    public static Reply parse(Passage said) {
        return parse(said, "");
    }

    /** The first reply code that stands in the text like one, or {@code ""}. */
    public static String code(CharSequence text) {
        int at = findCode(text, 0);
        return at < 0 ? "" : text.subSequence(at, at + 3).toString();
    }

    /** The enhanced status code that belongs to the text's reply code, or the first one there is, or {@code ""}. */
    public static String enhanced(CharSequence text) {
        int at = findCode(text, 0);
        return enhanced(text, at, at < 0 ? "" : text.subSequence(at, at + 3).toString());
    }

    private static String enhanced(CharSequence text, int codeAt, String code) {
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

    /**
     * Where the first reply code stands that looks like one: three digits that begin a text, a line or a quotation, or
     * that an enhanced status code follows.
     *
     * @return its index, or -1
     */
    public static int findCode(CharSequence text, int from) {
        int loose = -1;
        for (int i = from; i + 2 < text.length(); i++) {
            if (!codeAt(text, i)) continue;
            if (strong(text, i)) return i;
            if (loose < 0 && spaced(text, i)) loose = i;
            i += 2;
        }
        return loose;
    }

    /** Whether three digits of a reply code stand at the index, with no letter, digit or address about them. */
    public static boolean codeAt(CharSequence text, int i) {
        if (i + 2 >= text.length()) return false;
        char first = text.charAt(i);
        if (first != '2' && first != '4' && first != '5' || !digit(text.charAt(i + 1)) || !digit(text.charAt(i + 2))) {
            return false;
        }
        char before = i == 0 ? ' ' : text.charAt(i - 1);
        if (Character.isLetterOrDigit(before) && !cjk(before) || before == '.' || before == '_' || before == '/'
                || before == '@' || before == '%' || before == '+') {
            return false;
        }
        char after = i + 3 < text.length() ? text.charAt(i + 3) : ' ';
        if (after == '-') {
            // A continuation line; but not a number such as 550-1234 or an id.
            char next = i + 4 < text.length() ? text.charAt(i + 4) : ' ';
            return before != '-' && (!digit(next) || enhancedAt(text, i + 4, 3) > 0);
        }
        if (after == '.') {
            char next = i + 4 < text.length() ? text.charAt(i + 4) : ' ';
            return !Character.isLetterOrDigit(next) && before != '-';
        }
        if (before == '-' && i > 1 && Character.isLetterOrDigit(text.charAt(i - 2))) return false;
        if (Character.isLetter(after) && !cjk(after)) return i == 0 && Character.isUpperCase(after);
        return !Character.isLetterOrDigit(after) && after != '@' && after != '/' && after != '_' && after != '%'
                && after != '\u00b0' || cjk(after);
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
                || !digit(text.charAt(b - 1)));
    }

    private static boolean spaced(CharSequence text, int i) {
        char before = i == 0 ? ' ' : text.charAt(i - 1);
        return before <= ' ' || cjk(before) || before == '(' || before == ',' || before == '.';
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
            if (Character.isLetterOrDigit(before) && !cjk(before) || before == '.' || before == '/' || before == '@') {
                return -1;
            }
        }
        int p = digits(text, i + 1, subjectDigits);
        if (p < 0) return -1;
        p = digits(text, p, 3);
        if (p < 0) return -1;
        if (p < text.length()) {
            char after = text.charAt(p);
            if (after == '.' && p + 1 < text.length() && Character.isLetterOrDigit(text.charAt(p + 1))) return -1;
            if (Character.isLetterOrDigit(after) && !cjk(after) || after == '/' || after == '@') return -1;
        }
        return p;
    }

    private static int digits(CharSequence text, int dot, int most) {
        if (dot >= text.length() || text.charAt(dot) != '.') return -1;
        int p = dot + 1;
        while (p < text.length() && p - dot <= most && digit(text.charAt(p))) p++;
        return p == dot + 1 || p < text.length() && digit(text.charAt(p)) ? -1 : p;
    }

    /** From the last {@code smtp;} (RFC 3464, section 2.3.6) that a code follows. */
    private static Passage innermost(Passage said) {
        String lower = said.text().toLowerCase(Locale.ROOT);
        if (lower.length() != said.length()) return said;
        for (int at = lower.lastIndexOf("smtp;"); at >= 0; at = at == 0 ? -1 : lower.lastIndexOf("smtp;", at - 1)) {
            int i = at + 5;
            while (i < lower.length() && (Character.isWhitespace(lower.charAt(i)) || lower.charAt(i) == '<')) i++;
            if (codeAt(lower, i)) return said.slice(i, trimmed(said.text(), i));
        }
        return bracketed(said);
    }

    /** A reply with both codes in angle brackets at the end, or a code behind the three dots after an address. */
    private static Passage bracketed(Passage said) {
        String text = said.text();
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) <= ' ' || text.charAt(end - 1) == '.')) end--;
        if (end > 0 && text.charAt(end - 1) == '>') {
            int open = text.lastIndexOf('<', end - 1);
            if (open > 0 && codeAt(text, open + 1) && enhancedAt(text, open + 5, 3) > 0) return said.slice(open + 1, end - 1);
        }
        int dots = text.indexOf(">... ");
        if (dots > 0 && dots < 400 && codeAt(text, dots + 5) && findCode(text, 0) == 0) return said.slice(dots + 5, text.length());
        return said;
    }

    /** Where the angle bracket closes that was opened before {@code from} on its line, or {@code to}. */
    public static int angle(String text, int from, int to) {
        int depth = ReplyFinder.opened(text, from);
        if (depth == 0) return to;
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '<') depth++;
            else if (text.charAt(i) == '>' && --depth == 0) return i;
        }
        return to;
    }

    /** End of the text without closing quotes and brackets that were opened before {@code from}. */
    private static int trimmed(String text, int from) {
        int end = angle(text, from, text.length());
        while (end > from && "'\">)".indexOf(text.charAt(end - 1)) >= 0) {
            char c = text.charAt(end - 1);
            char open = c == ')' ? '(' : c == '>' ? '<' : c;
            int opened = text.indexOf(open, from);
            if (opened >= 0 && opened < end - 1) break;
            end--;
        }
        return end;
    }

    /**
     * One line of a reply: white space collapsed, and the codes that begin its second and further lines taken out, so
     * that {@code 550-5.7.26 Your mail 550 5.7.26 is blocked} reads {@code 550-5.7.26 Your mail is blocked}.
     * Positions are kept.
     */
    public static Passage join(Passage said) {
        Passage source = said.length() > LONGEST ? said.slice(0, LONGEST) : said;
        String text = source.text();
        int first = findCode(text, 0);
        String code = first < 0 ? "" : text.substring(first, first + 3);
        boolean continued = first >= 0 && first + 3 < text.length() && text.charAt(first + 3) == '-';
        int leadEnd = first < 0 ? leadingEnhanced(text) : first + 3;
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

    private static int leadingEnhanced(String text) {
        int i = 0;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) i++;
        return Math.max(0, enhancedAt(text, i, 3));
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
        int end = enhancedAt(text, i, 3);
        if (end > 0) return end < text.length() && !Character.isWhitespace(text.charAt(end)) ? -1 : end;
        int p = i;
        int dots = 0;
        while (p < text.length() && p < i + 10 && (text.charAt(p) == 'x' || text.charAt(p) == '.')) {
            if (text.charAt(p) == '.') dots++;
            p++;
        }
        return dots == 2 && (p == text.length() || Character.isWhitespace(text.charAt(p))) ? p : -1;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean cjk(char c) {
        return c >= '\u3000' && c <= '\u9fff' || c >= '\uac00' && c <= '\ud7af' || c >= '\uff00' && c <= '\uffef';
    }
}
