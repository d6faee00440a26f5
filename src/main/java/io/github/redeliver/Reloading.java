package io.github.redeliver;

import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.KnowledgeException;
import io.github.redeliver.knowledge.KnowledgeFolder;
import io.github.redeliver.knowledge.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Diagnoses with a knowledge base folder that may be edited meanwhile: an edit is live within a second, for what begins
 * after it. Only the files that changed are read again. A broken edit is told and changes nothing. A diagnosis that has
 * begun ends on the knowledge base that it began with; every result names its revision. Thread-safe.
 */
public final class Reloading implements AutoCloseable {
    /** How often the folder is looked at; an edit must rest for as long, so that half a save is not taken for one. */
    private static final Duration PACE = Duration.ofMillis(100);

    /** Without an edit for so long, nobody is editing just now. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    /**
     * What came of an edit.
     *
     * @param files files that were added, changed or removed
     * @param live whether the edit is live; if not, its problems say why
     * @param revision the revision that is live now
     * @param problems what is wrong, warnings too
     * @param took from the first look at the edit until it was live
     */
    public record Change(List<String> files, boolean live, String revision, List<Problem> problems, Duration took) {}

    private final Redeliver.Options options;
    private final KnowledgeFolder folder;
    private final Consumer<Change> listener;
    private final AtomicReference<Live> live;
    private final boolean watching;
    private final @Nullable Thread watcher;
    private final @Nullable Thread warmer;
    private final Object news = new Object();
    private volatile boolean closed;

    /** An instance in use; it is closed when it was replaced and nobody uses it any more. */
    private static final class Live {
        final Redeliver redeliver;
        private int users;
        private boolean replaced;

        Live(Redeliver redeliver) {
            this.redeliver = redeliver;
        }

        synchronized boolean enter() {
            if (replaced) return false;
            users++;
            return true;
        }

        void leave() {
            boolean last;
            synchronized (this) {
                users--;
                last = replaced && users == 0;
            }
            if (last) redeliver.close();
        }

        void replace() {
            boolean last;
            synchronized (this) {
                if (replaced) return;
                replaced = true;
                last = users == 0;
            }
            if (last) redeliver.close();
        }
    }

    private Reloading(Redeliver.Options options, KnowledgeFolder folder, KnowledgeBase base, Consumer<Change> listener, boolean watch) {
        this.options = options;
        this.folder = folder;
        this.listener = listener;
        this.watching = watch;
        this.live = new AtomicReference<>(begin(base));
        this.watcher = watch ? daemon("redeliver-watch", this::watch) : null;
        this.warmer = watch ? daemon("redeliver-warm", this::warm) : null;
        if (watcher != null) watcher.start();
        if (warmer != null) warmer.start();
    }

    private Live begin(KnowledgeBase base) {
        Redeliver redeliver = Redeliver.of(base, options);
        return new Live(watching ? redeliver.cold() : redeliver);
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Opens a folder and watches it.
     *
     * @param options with the folder of the knowledge base
     * @param listener told of every edit, on the thread that watches
     * @throws KnowledgeException when the knowledge base cannot be used as it is now
     */
    public static Reloading watching(Redeliver.Options options, Consumer<Change> listener) {
        return open(options, listener, true);
    }

    /** Opens a folder without watching it: {@link #refresh()} looks for edits. */
    public static Reloading open(Redeliver.Options options) {
        return open(options, change -> {}, false);
    }

    private static Reloading open(Redeliver.Options options, Consumer<Change> listener, boolean watch) {
        Path knowledge = options.knowledge();
        if (knowledge == null) throw new KnowledgeException("only a folder can be watched, not the knowledge base of the jar", null);
        KnowledgeFolder folder = new KnowledgeFolder(knowledge, options.extra());
        try {
            KnowledgeFolder.Edit first = Objects.requireNonNull(folder.look(), "an empty knowledge base");
            if (!first.isUsable()) throw new KnowledgeException(first.problems().stream().filter(Problem::isError).toList());
            return new Reloading(options, folder, first.base(), listener, watch);
        } catch (IOException | NullPointerException e) {
            throw new KnowledgeException("the knowledge base at " + knowledge + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Diagnoses a case with the DNS answers that it brings and no others. */
    public Result diagnose(Case given) {
        return diagnose(given, RecordedDns.empty());
    }

    /** Diagnoses a case; what the case brings no answer for is asked of the resolver. */
    public Result diagnose(Case given, Resolver dns) {
        while (true) {
            Live now = live.get();
            if (!now.enter()) {
                if (closed) throw new IllegalStateException("closed");
                continue; // replaced between the two lines: the next one is there already
            }
            try {
                return now.redeliver.diagnose(given, dns);
            } finally {
                now.leave();
            }
        }
    }

    /** Revision of the knowledge base that is live. */
    public String revision() {
        return live.get().redeliver.knowledge().revision();
    }

    /**
     * Looks for edits now.
     *
     * @return what came of them, or null when there was none
     * @throws IOException when a file cannot be read; what is live stays live
     */
    public @Nullable Change refresh() throws IOException {
        synchronized (folder) {
            long began = System.nanoTime();
            KnowledgeFolder.Edit edit = folder.look();
            if (edit == null || closed) return null;
            boolean usable = edit.isUsable();
            boolean swapped = usable && !edit.base().revision().equals(revision());
            if (swapped) {
                Live before = live.getAndSet(begin(edit.base()));
                before.replace();
                synchronized (news) {
                    news.notifyAll();
                }
            }
            Change change = new Change(
                    edit.changed(), usable, revision(), edit.problems(), Duration.ofNanos(System.nanoTime() - began));
            tell(change);
            return change;
        }
    }

    /** A listener that fails must not end the watching. */
    private void tell(Change change) {
        try {
            listener.accept(change);
        } catch (RuntimeException e) {
            Thread here = Thread.currentThread();
            here.getUncaughtExceptionHandler().uncaughtException(here, e);
        }
    }

    private void watch() {
        try {
            while (!closed) {
                try {
                    if (settled()) refresh();
                } catch (IOException e) {
                    // a folder on its way: a later look sees it whole
                }
                Thread.sleep(PACE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private boolean settled() throws IOException {
        synchronized (folder) {
            return folder.hasSettled();
        }
    }

    /**
     * The network of all rules is built beside, while diagnoses go on with small ones, and only when edits have paused:
     * it takes as long as many edits.
     */
    private void warm() {
        Live warmed = null;
        try {
            while (!closed) {
                Live now = awaitPause(warmed);
                if (closed || !now.enter()) continue;
                try {
                    now.redeliver.warmUp();
                    warmed = now;
                } finally {
                    now.leave();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until something other than {@code warmed} has been live for a while. */
    private Live awaitPause(@Nullable Live warmed) throws InterruptedException {
        synchronized (news) {
            while (!closed) {
                Live now = live.get();
                news.wait(now == warmed ? 0 : PAUSE.toMillis());
                if (now != warmed && now == live.get()) return now;
            }
            return live.get();
        }
    }

    /** Stops watching; diagnoses that have begun end. */
    @Override
    public void close() {
        closed = true;
        if (watcher != null) watcher.interrupt();
        synchronized (news) {
            news.notifyAll();
        }
        synchronized (folder) { // a swap that has begun ends first
            live.get().replace();
        }
    }
}
