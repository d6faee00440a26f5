package io.github.redeliver.read.paste;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Codes;
import io.github.redeliver.read.Scan;

/**
 * Takes off what people and their programs put about a text that they paste, line by line: prefixes of chat clients,
 * marks of forums, a signature at the end. The rest keeps its place in the input.
 */
public final class Forum {
    private static final int SIGNATURE_LINES = 8;
    private static final String[] MARKS = {"quote", "code", "b", "i", "u", "url", "noparse", "pre", "list", "spoiler"};

    private Forum() {}

    /** The text as it was before it was pasted, as {@link Cleaner#clean} gives it and without what is named above. */
    public static Passage clean(Passage input) {
        return signature(chat(marks(Cleaner.clean(input))));
    }

    /** {@code [quote]}, {@code [/code]}, {@code [quote=anna]}: elements of forums, known names only. */
    static Passage marks(Passage in) {
        String s = in.text();
        Passage.Builder out = null;
        int done = 0;
        for (int i = s.indexOf('['); i >= 0; i = s.indexOf('[', i + 1)) {
            int end = mark(s, i);
            if (end < 0) continue;
            if (out == null) out = Passage.builder(in);
            out.append(done, i);
            done = end;
        }
        return out == null ? in : out.append(done, s.length()).build();
    }

    private static int mark(String s, int open) {
        boolean closes = s.startsWith("/", open + 1);
        int i = closes ? open + 2 : open + 1;
        for (String name : MARKS) {
            if (!Scan.at(s, i, name)) continue;
            int end = i + name.length();
            if (s.startsWith("]", end)) return end + 1;
            if (closes || !s.startsWith("=", end)) continue;
            int close = s.substring(end, Math.min(Scan.lineEnd(s, end), end + 80)).indexOf(']');
            if (close > 0) return end + close + 1;
        }
        return -1;
    }

    /** A time in brackets and a name before each line ({@code [09:14] anna: 550 …}), where two lines have them. */
    static Passage chat(Passage in) {
        String s = in.text();
        if (s.indexOf(']') < 0) return in;
        int count = 0;
        for (int line = 0; line < s.length() && count < 2; line = Scan.lineEnd(s, line) + 1) if (prefix(s, line) > line) count++;
        if (count < 2) return in;
        Passage.Builder out = Passage.builder(in);
        int done = 0;
        for (int line = 0; line < s.length(); line = Scan.lineEnd(s, line) + 1) {
            int end = prefix(s, line);
            if (end == line) continue;
            out.append(done, line);
            done = end;
        }
        return out.append(done, s.length()).build();
    }

    /** End of a chat client's prefix at the start of the line, or the start. */
    private static int prefix(String s, int line) {
        int end = Scan.lineEnd(s, line);
        if (line >= end || s.charAt(line) != '[') return line;
        int close = s.indexOf(']', line);
        if (close < 0 || close > Math.min(end, line + 26)) return line;
        boolean time = false;
        for (int i = line + 1; i < close; i++) {
            char c = s.charAt(i);
            if (c == ':') time |= Scan.digit(s.charAt(i - 1)) && Scan.digit(s.charAt(i + 1));
            else if (!Scan.digit(c) && !Scan.blank(c) && ".,/-apmAPM".indexOf(c) < 0) return line;
        }
        if (!time) return line;
        int i = Scan.skipBlank(s, close + 1);
        int colon = s.substring(i, Math.min(end, i + 30)).indexOf(':');
        boolean name = colon > 0 && s.substring(i, i + colon).chars().allMatch(c -> Character.isLetter(c) || " _.-".indexOf(c) >= 0);
        return name ? Math.min(end, Scan.skipBlank(s, i + colon + 1)) : line;
    }

    /** Without the few last lines behind {@code -- } (RFC 3676, section 4.3), unless a reply stands in them. */
    static Passage signature(Passage in) {
        String s = in.text();
        int at = s.lastIndexOf("\n--");
        if (at < 0) return in;
        int end = Scan.lineEnd(s, at + 1);
        if (!s.substring(at + 3, end).isBlank()) return in;
        int lines = 0;
        for (int i = end; i >= 0 && i < s.length(); i = s.indexOf('\n', i + 1)) {
            if (++lines > SIGNATURE_LINES) return in;
            int start = Scan.skipBlank(s, i + 1);
            if (Codes.at(s, start)) return in;
        }
        return Codes.enhanced(s.substring(end)).isEmpty() ? in.slice(0, at) : in;
    }
}
