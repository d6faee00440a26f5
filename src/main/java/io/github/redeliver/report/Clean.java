package io.github.redeliver.report;

/** Makes text from outside harmless for a terminal or a Markdown page. */
public final class Clean {
    private Clean() {}

    /**
     * One line for a terminal: white space collapsed, control, escape and bidirectional characters made visible, cut
     * with an ellipsis.
     */
    public static String line(String text, int limit) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), limit) + 8);
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            if (out.length() >= limit) return out.append('…').toString();
            char c = text.charAt(i);
            if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\u00a0') {
                blank = !out.isEmpty();
                continue;
            }
            if (blank) out.append(' ');
            blank = false;
            int whole = text.codePointAt(i);
            if (Character.charCount(whole) == 2) i++;
            if (hidden(whole)) {
                out.append(whole < 0x10000 ? String.format("\\u%04x", whole) : String.format("\\u{%x}", whole));
            } else if (Character.getType(whole) == Character.SURROGATE) {
                out.append('\ufffd'); // half a pair
            } else {
                out.appendCodePoint(whole);
            }
        }
        return out.toString();
    }

    /** Characters that a terminal obeys, that turn the direction of writing, or that do not show. */
    private static boolean hidden(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR || type == Character.PRIVATE_USE;
    }

    /** Text within Markdown: signs that would be markup are escaped. */
    static String markdown(String text, int limit) {
        String line = line(text, limit);
        StringBuilder out = new StringBuilder(line.length() + 16);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if ("\\`*_{}[]<>()#+!|~&".indexOf(c) >= 0) out.append('\\');
            out.append(c);
        }
        return out.toString();
    }

    /** An address within angle brackets. */
    static String link(String url, int limit) {
        return line(url, limit).replace(" ", "%20").replace("<", "%3C").replace(">", "%3E");
    }

    /** Text within a code span of Markdown. */
    static String code(String text, int limit) {
        return "`" + line(text, limit).replace('`', '\'') + "`";
    }
}
