package io.github.redeliver.cli;

import java.io.PrintStream;

/** One line of a terminal that tells how far something is, and is written over. Not thread-safe. */
final class StatusLine {
    private final PrintStream err;
    private int width;

    StatusLine(PrintStream err) {
        this.err = err;
    }

    /** @param line what is said now; {@code ""} takes the line away */
    void show(String line) {
        err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())) + (line.isEmpty() ? "\r" : ""));
        err.flush();
        width = line.length();
    }

    /** Takes the line away, if there is one. */
    void end() {
        if (width > 0) show("");
    }
}
