package io.github.redeliver.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs command lines in this process, with the project's own knowledge base. */
final class CommandLines {
    private CommandLines() {}

    /** What came of a command line. */
    record Ran(int code, String out, String err) {}

    static Ran run(Object... words) {
        List<String> arguments = new ArrayList<>();
        for (Object w : words) arguments.add(w.toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                arguments.toArray(String[]::new), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
