package io.github.redeliver.knowledge;

/**
 * Something wrong in a knowledge base.
 *
 * @param level {@code "error"}, {@code "warning"} or {@code "info"}
 * @param check id of the check that found it, such as {@code "unknown-cause"}
 * @param file path within the knowledge base
 * @param line from 1, 0 where the file as a whole is meant
 * @param column from 1, 0 where unknown
 * @param rule id of the rule, or {@code ""}
 * @param message what is wrong, with the value
 * @param maybe what would be right, or {@code ""}
 */
public record Problem(
        String level, String check, String file, int line, int column, String rule, String message, String maybe) {
    /** What stops a knowledge base, or its author. */
    public static Problem error(String check, String file, int line, int column, String rule, String message, String maybe) {
        return new Problem("error", check, file, line, column, rule, message, maybe);
    }

    /** What is likely wrong. */
    public static Problem warning(String check, String file, int line, String rule, String message, String maybe) {
        return new Problem("warning", check, file, line, 0, rule, message, maybe);
    }

    /** What could be better. */
    public static Problem info(String check, String file, int line, String rule, String message, String maybe) {
        return new Problem("info", check, file, line, 0, rule, message, maybe);
    }

    /** The same at another place. */
    public Problem at(int otherLine, int otherColumn) {
        return new Problem(level, check, file, otherLine, otherColumn, rule, message, maybe);
    }

    /** The same in another file. */
    public Problem withFile(String other) {
        return new Problem(level, check, other, line, column, rule, message, maybe);
    }

    /** The same as an error, for those who ask for more than a diagnosis needs. */
    public Problem asError() {
        return new Problem("error", check, file, line, column, rule, message, maybe);
    }

    public boolean isError() {
        return level.equals("error");
    }

    /** {@code file:line:column: level: message}, and a second line that begins with "Maybe" where there is advice. */
    @Override
    public String toString() {
        StringBuilder s = new StringBuilder(file);
        if (line > 0) s.append(':').append(line);
        if (column > 0) s.append(':').append(column);
        s.append(": ").append(level).append(": ");
        if (!rule.isEmpty()) s.append("rule \"").append(rule).append("\": ");
        s.append(message).append(" [").append(check).append(']');
        if (!maybe.isEmpty()) s.append("\n    Maybe ").append(maybe);
        return shown(s);
    }

    /** A file's own words may hold characters that a terminal would obey. */
    private static String shown(StringBuilder text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean hidden = Character.isISOControl(c) && c != '\n' || Character.getType(c) == Character.FORMAT;
            if (hidden) out.append(String.format("\\u%04x", (int) c));
            else out.append(c);
        }
        return out.toString();
    }
}
