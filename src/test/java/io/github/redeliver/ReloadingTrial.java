package io.github.redeliver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Edits a copy of the whole knowledge base while it diagnoses, and measures: {@code ReloadingTrial [TIMED] [RANDOM]}, the
 * number of edits that are timed from the save to the first result that shows them (50), and of random edits, some of
 * them broken, while four threads diagnose (1000). How to run it: docs/performance.md.
 */
final class ReloadingTrial {
    private static final String FILE = "recognise/provider/quux.drl";
    private static final List<String> CAUSES = List.of("mailbox-full", "recipient-unknown", "content-spam", "rate-limited");

    private final Path kb;
    private final Path file;

    private ReloadingTrial(Path kb) {
        this.kb = kb;
        this.file = kb.resolve(FILE);
    }

    public static void main(String[] arguments) throws Exception {
        int timed = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        int random = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
        Path kb = Files.createTempDirectory("redeliver-kb");
        try {
            copy(Path.of("kb"), kb);
            Files.writeString(kb.resolve("systems/quux.yaml"), "quux: {name: Quux, kind: provider, hosts: [quux.example]}\n");
            ReloadingTrial trial = new ReloadingTrial(kb);
            trial.write(0, "mailbox-full");
            trial.time(timed);
            trial.random(random);
        } finally {
            delete(kb);
        }
    }

    private void write(int edit, String cause) throws IOException {
        Files.writeString(file, TinyKb.rules("recognise.provider.quux", "// edit " + edit,
                TinyKb.rule("quux/full", "Heard( phrase == \"quuxiness exceeded\" )", cause)));
    }

    private static String cause(Result result) {
        return result.diagnoses().get(0).findings().get(0).cause();
    }

    private static Case given(int n) {
        return Case.of("552 5.2.2 <user" + n + "@example.com>: quuxiness exceeded");
    }

    private void time(int edits) throws Exception {
        long[] took = new long[edits];
        try (Reloading reloading = Reloading.watching(Redeliver.Options.DEFAULT.withKnowledge(kb), change -> {})) {
            for (int i = 0; i < edits; i++) {
                String cause = CAUSES.get((i + 1) % CAUSES.size());
                Thread.sleep(300 + 37 * i % 400); // people pause; this falls on all phases of the watcher's pace
                long saved = System.nanoTime();
                write(i + 1, cause);
                while (!cause(reloading.diagnose(given(0))).equals(cause)) Thread.sleep(2);
                took[i] = (System.nanoTime() - saved) / 1_000_000;
            }
        }
        Arrays.sort(took);
        System.out.printf(Locale.ROOT, "%d edits, from the save to the first result: median %d ms, 95th percentile %d ms, longest %d ms%n",
                edits, took[edits / 2], took[(int) Math.ceil(edits * 0.95) - 1], took[edits - 1]);
    }

    private void random(int edits) throws Exception {
        Map<String, String> expected = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<String[]> results = new ConcurrentLinkedQueue<>();
        AtomicLong begun = new AtomicLong();
        AtomicBoolean go = new AtomicBoolean(true);
        Random random = new Random(11);
        long start = System.nanoTime();
        int live = 0;
        write(-1, "mailbox-full");
        try (Reloading reloading = Reloading.open(Redeliver.Options.DEFAULT.withKnowledge(kb))) {
            expected.put(reloading.revision(), "mailbox-full");
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                Thread thread = new Thread(() -> {
                    for (int n = 0; go.get(); n++) {
                        begun.incrementAndGet();
                        Result r = reloading.diagnose(given(n % 1000));
                        results.add(new String[] {r.kb(), cause(r)});
                        LockSupport.parkNanos(2_000_000); // so that the edits get a turn where there are few cores
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (int edit = 0; edit < edits; edit++) {
                boolean broken = random.nextInt(10) == 0;
                String cause = broken ? "broken-" + edit : CAUSES.get(random.nextInt(CAUSES.size()));
                write(1_000_000 + edit, cause);
                Reloading.Change change = reloading.refresh();
                if (change == null) throw new AssertionError("edit " + edit + " was not seen");
                if (change.live() == broken) throw new AssertionError("edit " + edit + ": " + change);
                if (!broken) {
                    live++;
                    expected.put(change.revision(), cause);
                }
            }
            go.set(false);
            for (Thread t : threads) t.join();
        }
        long wrong = results.stream().filter(r -> !r[1].equals(expected.get(r[0]))).count();
        System.out.printf(Locale.ROOT, "%d random edits in %d s, %d of them live: %d diagnoses begun, %d ended, %d wrong or mixed, %d revisions seen%n",
                edits, (System.nanoTime() - start) / 1_000_000_000, live, begun.get(), results.size(), wrong,
                results.stream().map(r -> r[0]).distinct().count());
        if (wrong > 0 || begun.get() != results.size()) throw new AssertionError("results are wrong or lost");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path p : (Iterable<Path>) walk::iterator) {
                Path target = to.resolve(from.relativize(p).toString());
                if (Files.isDirectory(p)) Files.createDirectories(target);
                else Files.copy(p, target);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path p : (Iterable<Path>) walk.sorted(java.util.Comparator.reverseOrder())::iterator) Files.delete(p);
        }
    }
}
