package io.github.redeliver.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a long run end in order when it is interrupted (Ctrl-C, or a signal to terminate): the process stays until the run
 * has written what it had begun, or half a minute.
 */
final class Halt implements AutoCloseable {
    private static final long LONGEST = 30;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "halt");
    private volatile boolean wanted;

    Halt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupted() {
        wanted = true;
        try {
            if (!done.await(LONGEST, TimeUnit.SECONDS)) Thread.currentThread().interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the run is to end. */
    boolean wanted() {
        return wanted;
    }

    /** The run has ended. */
    @Override
    public void close() {
        done.countDown();
        if (wanted) return;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            wanted = true; // interrupted just now: the hook is let go by the latch
        }
    }
}
