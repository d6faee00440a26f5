package io.github.redeliver.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole lines ahead in a thread of its own, no further than a few portions, so that whoever works on them can stop
 * though no more input comes. Lines may be of any length: of one over the bound only the beginning is kept, which is no
 * whole case any more and is told as such.
 */
final class Feed implements AutoCloseable {
    /** Bytes kept of one line: a case with an input of the greatest size. */
    static final int MAX_LINE = 64_000_000;

    /** Bytes of a portion, unless one line has more: little enough that its results fit into a processor's cache. */
    private static final int PORTION = 1 << 16;

    private static final int AHEAD = 4;
    private static final long LOOK_UP = 50;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private final int most;
    private final Thread thread;
    private final BlockingQueue<Portion> ready = new ArrayBlockingQueue<>(AHEAD);
    private byte[] rest = {}; // of a line whose end has not been read
    private boolean first = true;
    private boolean ended;

    /**
     * Whole lines, the last of which may lack its end.
     *
     * @param fault in place of lines
     */
    private record Portion(Lines lines, @Nullable IOException fault) {}

    /** Whole lines: the bytes from one place to another. The last may lack its end. */
    record Lines(byte[] bytes, int from, int to) {
        static final Lines NONE = new Lines(new byte[0], 0, 0);

        boolean none() {
            return from == to;
        }

        /** Where the line that begins at a place ends: its line feed, or the end of all. */
        int endOf(int line) {
            int end = line;
            while (end < to && bytes[end] != '\n') end++;
            return end;
        }

        /** Blank lines are no cases. */
        boolean blank(int line, int end) {
            for (int i = line; i < end; i++) if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') return false;
            return true;
        }
    }

    /** @param skip how many cases are left out */
    Feed(InputStream in, long skip) {
        this(in, skip, MAX_LINE);
    }

    Feed(InputStream in, long skip, int most) {
        this.in = in;
        this.most = most;
        thread = new Thread(() -> read(skip), "reader");
        thread.setDaemon(true);
        thread.start();
    }

    private void read(long skip) {
        try {
            Portion portion;
            try {
                long left = skip;
                Lines lines;
                while (!(lines = portion()).none()) {
                    int from = lines.from();
                    while (left > 0 && from < lines.to()) {
                        int end = lines.endOf(from);
                        if (!lines.blank(from, end)) left--;
                        from = Math.min(end + 1, lines.to());
                    }
                    if (from < lines.to()) ready.put(new Portion(new Lines(lines.bytes(), from, lines.to()), null));
                }
                portion = new Portion(Lines.NONE, null);
            } catch (IOException e) {
                portion = new Portion(Lines.NONE, e);
            }
            ready.put(portion);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody wants more
        }
    }

    /** So many lines as fit, or fewer where no more have come; none at the end. */
    private Lines portion() throws IOException {
        byte[] bytes = Arrays.copyOf(rest, Math.max(PORTION, rest.length));
        int size = rest.length;
        int whole = wholeLines(bytes, 0, size);
        byte[] next = null; // what was read after a line that is too long
        while (!ended) {
            if (size == bytes.length) {
                if (whole > 0) break;
                if (size > most) {
                    next = skipLine();
                    whole = most + 1;
                    break;
                }
                bytes = Arrays.copyOf(bytes, (int) Math.min(2L * bytes.length, most + 1L));
            }
            int n = in.read(bytes, size, bytes.length - size);
            if (n < 0) {
                ended = true;
                break;
            }
            whole = Math.max(whole, wholeLines(bytes, size, size + n));
            size += n;
            if (whole > 0 && in.available() == 0) break;
        }
        if (ended) whole = size;
        rest = next != null ? next : Arrays.copyOfRange(bytes, whole, size);
        int from = first && startsWithMark(bytes, whole) ? BYTE_ORDER_MARK.length : 0;
        first = false;
        return new Lines(bytes, from, whole);
    }

    /** After the last line feed between two places, 0 where there is none. */
    private static int wholeLines(byte[] bytes, int from, int to) {
        for (int i = to; i > from; i--) if (bytes[i - 1] == '\n') return i;
        return 0;
    }

    /** Passes over the rest of a line that is too long; what was read after it. */
    private byte[] skipLine() throws IOException {
        byte[] bytes = new byte[PORTION];
        int n;
        while ((n = in.read(bytes, 0, bytes.length)) >= 0) {
            for (int i = 0; i < n; i++) if (bytes[i] == '\n') return Arrays.copyOfRange(bytes, i + 1, n);
        }
        ended = true;
        return new byte[0];
    }

    private static boolean startsWithMark(byte[] bytes, int size) {
        return size >= BYTE_ORDER_MARK.length
                && Arrays.equals(bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    /**
     * The next lines, waiting a little for them.
     *
     * @return {@link Lines#none()} at the end of the input, null when none have come yet
     * @throws IOException when the input could not be read
     */
    @Nullable Lines next() throws IOException, InterruptedException {
        Portion portion = ready.poll(LOOK_UP, TimeUnit.MILLISECONDS);
        if (portion == null) return null;
        if (portion.fault() != null) throw portion.fault();
        return portion.lines();
    }

    /** Closes the input, unless the thread waits for more of it, which only the end of the process ends. */
    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            thread.join(LOOK_UP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive()) in.close();
    }
}
