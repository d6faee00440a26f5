package io.github.redeliver.report;

/** Lines for a terminal; what comes from outside must have gone through {@link Clean}. Not thread-safe. */
public final class Lines {
    private static final int WIDTH = 100;

    private final StringBuilder out = new StringBuilder();
    private final boolean colour;

    /** @param colour whether to use colours */
    public Lines(boolean colour) {
        this.colour = colour;
    }

    /** A text in a colour, given as the code of a terminal. */
    public String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** A text in bold. */
    public String bold(String text) {
        return paint("1", text);
    }

    /** Adds a line. */
    public void line(String text) {
        out.append(text).append('\n');
    }

    /** Adds a text, broken into lines: the first begins with one text, the next with another. */
    public void wrapped(String first, String next, String text) {
        String prefix = first;
        for (String piece : Wrap.lines(text, WIDTH - next.length())) {
            line(prefix + piece);
            prefix = next;
        }
    }

    /** All lines, each with its end. */
    @Override
    public String toString() {
        return out.toString();
    }
}
