package io.github.redeliver.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads what a person names: a file, or standard input. */
final class Inputs {
    /** Bytes read of one input; more is cut off and told as a limit. */
    static final int MAX_BYTES = 50_000_000;

    private Inputs() {}

    /** An input's bytes, and whether there were more. */
    record Input(String name, byte[] bytes, boolean cut) {}

    static Input read(String name) {
        try {
            if (name.equals("-")) return read("standard input", System.in);
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                throw new Complaint(ExitCode.UNREADABLE, name + ": is a folder; name a file, or - for standard input");
            }
            try (InputStream in = Files.newInputStream(path)) {
                return read(name, in);
            }
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new Complaint(ExitCode.UNREADABLE, name + ": no such file");
        } catch (IOException e) {
            throw new Complaint(ExitCode.UNREADABLE, name + ": cannot be read: " + e.getMessage());
        }
    }

    private static Input read(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES);
        return new Input(name, bytes, bytes.length == MAX_BYTES && in.read() >= 0);
    }
}
