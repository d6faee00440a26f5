package io.github.redeliver.report;

/** Lines for a terminal. Not thread-safe. */
final class Lines {
    private static final int WIDTH = 100;

    private final StringBuilder out = new StringBuilder();
    private final boolean colour;

    Lines(boolean colour) {
        this.colour = colour;
    }

    String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    String bold(String text) {
        return paint("1", text);
    }

    void line(String text) {
        out.append(text).append('\n');
    }

    void wrapped(String first, String next, String text) {
        String prefix = first;
        for (String piece : Wrap.lines(text, WIDTH - next.length())) {
            line(prefix + piece);
            prefix = next;
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
