package io.github.redeliver.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells on a terminal how far a batch is: cases, rate and, where the input's size is known, share and time left. */
final class BatchProgress {
    private static final long SECOND = 1_000_000_000L;

    private final StatusLine status;
    private final LongSupplier clock;
    private final long size;
    private final long begin;
    private long told;
    private long read;

    /**
     * @param size bytes of the input, or -1
     * @param clock nanoseconds
     */
    BatchProgress(PrintStream err, long size, LongSupplier clock) {
        this.status = new StatusLine(err);
        this.size = size;
        this.clock = clock;
        this.begin = clock.getAsLong();
        this.told = begin;
    }

    /** Counts what is read of the input. */
    InputStream counting(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int b = super.read();
                if (b >= 0) read++;
                return b;
            }

            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                int n = super.read(to, from, length);
                if (n > 0) read += n;
                return n;
            }
        };
    }

    /** So many cases are written; said at most once a second. */
    void written(long cases) {
        long now = clock.getAsLong();
        if (now - told < SECOND) return;
        told = now;
        double seconds = (now - begin) / (double) SECOND;
        StringBuilder line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "%,d cases, %,.0f a second", cases, cases / seconds));
        if (size > 0 && read > 0) {
            double share = Math.min(1, read / (double) size);
            long left = Math.round(seconds / share * (1 - share));
            line.append(String.format(Locale.ROOT, ", %.0f %%, %d:%02d left", 100 * share, left / 60, left % 60));
        }
        status.show(line.toString());
    }

    /** Takes the line away. */
    void end() {
        status.end();
    }
}
