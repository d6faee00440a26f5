package io.github.redeliver.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines ahead in a thread of its own, no further than a few portions, so that whoever works on them can stop though
 * no more input comes.
 */
final class Feed implements AutoCloseable {
    private static final int LINES = 256;
    private static final int CHARACTERS = 4_000_000;
    private static final int AHEAD = 4;
    private static final long LOOK_UP = 50;

    private final LineReader in;
    private final Thread thread;
    private final BlockingQueue<Portion> ready = new ArrayBlockingQueue<>(AHEAD);

    /** Lines; none at the end; a fault in place of them. */
    private record Portion(List<String> lines, @Nullable IOException fault) {}

    /** @param skip how many lines are left out; blank ones never count */
    Feed(LineReader in, long skip) {
        this.in = in;
        thread = new Thread(() -> read(skip), "reader");
        thread.setDaemon(true);
        thread.start();
    }

    private void read(long skip) {
        try {
            Portion portion;
            try {
                for (long left = skip; left > 0; left--) if (line() == null) break;
                while (!(portion = portion()).lines().isEmpty()) ready.put(portion);
            } catch (IOException e) {
                portion = new Portion(List.of(), e);
            }
            ready.put(portion);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody wants more
        }
    }

    /** So many lines, or fewer where they are long, so that what waits stays within bounds, or where no more have come. */
    private Portion portion() throws IOException {
        List<String> lines = new ArrayList<>(LINES);
        int size = 0;
        String line;
        while (lines.size() < LINES && size < CHARACTERS && (line = line()) != null) {
            lines.add(line);
            size += line.length();
            if (!in.ready()) break;
        }
        return new Portion(lines, null);
    }

    private @Nullable String line() throws IOException {
        String line;
        do line = in.next(); while (line != null && line.isBlank());
        return line;
    }

    /**
     * The next lines, waiting a little for them.
     *
     * @return none at the end of the input, null when none have come yet
     * @throws IOException when the input could not be read
     */
    @Nullable List<String> next() throws IOException, InterruptedException {
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
