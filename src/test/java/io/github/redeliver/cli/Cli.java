package io.github.redeliver.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Runs command lines in this process. Not for tests that run side by side: standard input is the process's. */
final class Cli {
    record Run(int code, String out, String err) {}

    private Cli() {}

    static Run run(String... arguments) {
        return withInput(new byte[0], arguments);
    }

    /** The same with words of any kind, such as files. */
    static Run of(Object... words) {
        return run(Arrays.stream(words).map(Object::toString).toArray(String[]::new));
    }

    static Run withInput(String input, String... arguments) {
        return withInput(input.getBytes(StandardCharsets.UTF_8), arguments);
    }

    static Run withInput(byte[] input, String... arguments) {
        return withInput(new ByteArrayInputStream(input), arguments);
    }

    static Run withInput(InputStream input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        InputStream before = System.in;
        String kb = System.setProperty("redeliver.kb", Path.of("kb").toAbsolutePath().toString());
        String cache = System.setProperty("redeliver.cache", Path.of("target", "cli-cache").toAbsolutePath().toString());
        System.setIn(input);
        try {
            int code = Main.run(
                    arguments, new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));
            return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(before);
            set("redeliver.kb", kb);
            set("redeliver.cache", cache);
        }
    }

    private static void set(String name, String value) {
        if (value == null) System.clearProperty(name);
        else System.setProperty(name, value);
    }
}
