package io.github.redeliver.report;

/** Makes text from outside harmless for a terminal or a Markdown page. */
final class Clean {
    private Clean() {}

    /**
     * One line for a terminal: white space collapsed, control, escape and bidirectional characters made visible, cut
     * with an ellipsis.
     */
    static String line(String text, int limit) {
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
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == '\u2028' || c == '\u2029') {
                out.append(String.format("\\u%04x", (int) c));
            } else if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (pair) out.append(c).append(text.charAt(++i));
                else out.append('\ufffd');
            } else {
                out.append(c);
            }
        }
        return out.toString();
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

    /** Text within a code span of Markdown. */
    static String code(String text, int limit) {
        return "`" + line(text, limit).replace('`', '\'') + "`";
    }
}
