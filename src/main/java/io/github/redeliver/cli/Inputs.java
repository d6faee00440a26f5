package io.github.redeliver.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
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

    /**
     * Reads all of an input, up to the bound.
     *
     * @throws Complaint when it cannot be read
     */
    static Input read(String name) {
        try (InputStream in = open(name)) {
            byte[] bytes = in.readNBytes(MAX_BYTES);
            boolean more = bytes.length == MAX_BYTES && in.read() >= 0;
            return new Input(name.equals("-") ? "standard input" : name, bytes, more);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /**
     * Opens an input; {@code -} is standard input.
     *
     * @throws Complaint when it cannot be opened
     */
    static InputStream open(String name) {
        if (name.equals("-")) return new BufferedInputStream(System.in);
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                throw new Complaint(ExitCode.UNREADABLE, name + ": is a folder; name a file, or - for standard input");
            }
            return Files.newInputStream(path);
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new Complaint(ExitCode.UNREADABLE, name + ": no such file");
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static Complaint unreadable(String name, IOException e) {
        String why = e instanceof AccessDeniedException ? "access denied" : String.valueOf(e.getMessage());
        return new Complaint(ExitCode.UNREADABLE, name + ": cannot be read: " + why);
    }
}
