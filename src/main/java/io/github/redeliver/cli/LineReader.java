package io.github.redeliver.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of UTF-8 that may be of any length: of a line over the bound only the beginning is kept, which is no
 * whole case any more and is told as such.
 */
final class LineReader implements AutoCloseable {
    /** Characters kept of one line: a case with an input of the greatest size. */
    static final int MAX_LINE = 64_000_000;

    private final BufferedReader in;
    private final int most;
    private final char[] buffer = new char[1 << 16];
    private int at;
    private int end;
    private boolean first = true;

    LineReader(InputStream in) {
        this(in, MAX_LINE);
    }

    LineReader(InputStream in, int most) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
        this.most = most;
    }

    /** The next line without its end, or null after the last. A byte order mark before the first is left out. */
    @Nullable String next() throws IOException {
        StringBuilder line = null;
        while (true) {
            if (at == end) {
                at = 0;
                end = in.read(buffer, 0, buffer.length);
                if (end <= 0) {
                    end = 0;
                    return line == null ? null : finish(line);
                }
            }
            int from = at;
            while (at < end && buffer[at] != '\n') at++;
            boolean whole = at < end;
            if (whole && line == null && !first) {
                int to = at > from && buffer[at - 1] == '\r' ? at - 1 : at;
                at++;
                return new String(buffer, from, to - from);
            }
            if (line == null) line = new StringBuilder(whole ? at - from : 1024);
            line.append(buffer, from, Math.max(0, Math.min(at - from, most + 1 - line.length())));
            if (whole) {
                at++;
                return finish(line);
            }
        }
    }

    /** Whether a line may be had without waiting for more input. */
    boolean ready() throws IOException {
        if (in.ready()) return true;
        for (int i = at; i < end; i++) if (buffer[i] == '\n') return true;
        return false;
    }

    private String finish(StringBuilder line) {
        if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') line.setLength(line.length() - 1);
        if (first && line.length() > 0 && line.charAt(0) == '\ufeff') line.deleteCharAt(0);
        first = false;
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
