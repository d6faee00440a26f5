package io.github.redeliver.cli;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.Result;
import io.github.redeliver.batch.Bytes;
import io.github.redeliver.batch.Shortcut;
import io.github.redeliver.evidence.Context;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.report.Clean;
import io.github.redeliver.report.JsonReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redeliver batch}: one case a line in, one result a line out, in the same order. */
@Command(
        name = "batch",
        mixinStandardHelpOptions = true,
        description = "Reads one case a line (JSON) and writes one result a line, in the same order, any number.",
        footer = {
            "",
            "Examples:",
            "  redeliver batch cases.jsonl > results.jsonl",
            "  redeliver batch --also sisimai,kumomta,powermta,bounce cases.jsonl > results.jsonl",
            "  redeliver batch --unmatched strange.drl cases.jsonl > results.jsonl",
            "  redeliver batch --skip 120000 cases.jsonl >> results.jsonl     # goes on after an interruption",
            ""
        })
final class BatchCommand implements Callable<Integer> {
    private static final int MOST_KEPT = 4_000_000;
    private static final byte[] ID = "{\"id\":".getBytes(StandardCharsets.US_ASCII);

    private final PrintStream out;
    private final PrintStream err;

    @Mixin
    private Common common = new Common();

    @Option(names = "--threads", paramLabel = "N", description = "How many threads; the number of processors without it.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--memo", paramLabel = "N", description = "Verdicts to remember; 0 turns every accelerator off. The results are the same.")
    private int memo = 65_536;

    @Option(names = "--stats", description = "Tell on standard error how many lines a second it was, and what was remembered.")
    private boolean stats;

    @Option(names = "--skip", paramLabel = "N", description = "Leave out the first N cases.")
    private long skip;

    @Option(names = "--unmatched", paramLabel = "FILE",
            description = "Write what nothing was recognised in, grouped by template and counted, with a rule to begin with for each.")
    private String unmatched = "";

    @Mixin
    private Also also = new Also();

    @Parameters(paramLabel = "FILE", arity = "0..1", defaultValue = "-", description = "Cases; - for standard input.")
    private String file = "-";

    private long cases;

    BatchCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (skip < 0) throw new Complaint(ExitCode.USAGE, "--skip " + skip + ": from 0");
        if (threads < 1 || threads > 512) throw new Complaint(ExitCode.USAGE, "--threads " + threads + ": from 1 to 512");
        int code = ExitCode.DONE;
        long begin = System.nanoTime();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (Halt halt = new Halt(); Redeliver redeliver = common.open(err, memo)) {
            DnsSource dns = common.dns(redeliver.knowledge(), err);
            JsonReport json = new JsonReport(also.names(redeliver.knowledge()));
            Unmatched strange = unmatched.isEmpty() ? null : Unmatched.to(unmatched, redeliver.knowledge());
            boolean alone = dns.silent() && common.context().equals(Context.NONE) && strange == null;
            Work work = new Work(
                    redeliver, new CaseReader(common.context(), Sender.today()), json, dns.resolver(),
                    alone && memo > 0 ? new Shortcut(redeliver, json) : null, strange, new ArrayBlockingQueue<>(threads * 2),
                    new ArrayBlockingQueue<>(threads));
            code = all(work, pool, halt);
            if (stats) tell(work, System.nanoTime() - begin);
            out.flush();
            dns.keep();
            if (strange != null) strange.write();
            if (halt.wanted()) goOn();
        } finally {
            pool.shutdownNow();
        }
        out.flush();
        return code;
    }

    private int all(Work work, ExecutorService pool, Halt halt) throws IOException, InterruptedException {
        int code = ExitCode.DONE;
        InputStream opened = Inputs.open(file);
        BatchProgress progress = new BatchProgress(err, size(), System::nanoTime);
        boolean shown = Boolean.getBoolean("redeliver.progress");
        try (Feed feed = new Feed(progress.counting(opened), skip)) {
            Deque<Future<Chunk>> waiting = new ArrayDeque<>();
            while (!halt.wanted()) {
                Feed.Lines lines = feed.next();
                if (lines != null && lines.none()) break;
                if (lines != null) waiting.add(pool.submit(() -> diagnose(work, lines)));
                // what is done is written at once; what is not is waited for when enough is under way
                while (!waiting.isEmpty() && (waiting.size() > threads * 2 || lines == null && waiting.peek().isDone())) {
                    code = Math.max(code, write(waiting.remove(), work));
                }
                if (lines == null) out.flush();
                if (shown) progress.written(cases);
            }
            while (!waiting.isEmpty()) code = Math.max(code, write(waiting.remove(), work));
        } finally {
            progress.end();
        }
        return code;
    }

    private long size() throws IOException {
        return file.equals("-") ? -1 : Files.size(Path.of(file));
    }

    /** Interrupted: what is written is whole, and this much of it. */
    private void goOn() {
        err.printf("redeliver: interrupted after %d cases, which are written whole; to go on: redeliver batch --skip %d %s >> RESULTS%n",
                cases, skip + cases, file.equals("-") ? "" : Clean.line(file, 1_000));
    }

    private void tell(Work work, long nanos) {
        double seconds = nanos / 1e9;
        err.printf("redeliver: %d cases in %.1f s, %.0f a second; verdicts remembered %.1f %%%n",
                cases, seconds, cases / seconds, work.redeliver().memoHitsPerMille() / 10.0);
        Shortcut shortcut = work.shortcut();
        if (shortcut != null) {
            err.printf("redeliver: from skeletons %.1f %%, %d given up by an audit%n", shortcut.perMille() / 10.0, shortcut.givenUp());
        }
    }

    /** What all threads share. */
    private record Work(
            Redeliver redeliver, CaseReader cases, JsonReport json, Resolver dns, @Nullable Shortcut shortcut,
            @Nullable Unmatched unmatched, BlockingQueue<Bytes> spare, BlockingQueue<Hand> hands) {
        /** Where a chunk's lines are put together; what was used before has the room already. */
        Bytes bytes() {
            Bytes used = spare.poll();
            if (used == null) return new Bytes(1 << 16);
            used.clear();
            return used;
        }

        /** What one thread needs for plain lines, or null where they go the long way as well. */
        @Nullable Hand hand() {
            if (shortcut == null) return null;
            Hand used = hands.poll();
            return used != null ? used : new Hand(new PlainLine(Shortcut.LONGEST), shortcut.lane());
        }
    }

    private record Hand(PlainLine plain, Shortcut.Lane lane) {}

    private record Chunk(int cases, Bytes bytes, int code, String trouble, List<Unmatched.Text> strange) {}

    private static Chunk diagnose(Work work, Feed.Lines lines) {
        Bytes out = work.bytes();
        StringBuilder trouble = new StringBuilder();
        List<Unmatched.Text> strange = new ArrayList<>();
        Hand hand = work.hand();
        int code = ExitCode.DONE;
        int cases = 0;
        byte[] bytes = lines.bytes();
        for (int at = lines.from(); at < lines.to(); ) {
            int begin = out.size();
            boolean plain = hand != null && hand.plain().read(bytes, at, lines.to());
            int end = plain ? hand.plain().end() : lines.endOf(at);
            if (!plain && lines.blank(at, end)) {
                at = end + 1;
                continue;
            }
            cases++;
            try {
                code = Math.max(code, plain ? shortly(bytes, hand, out) : wholly(work, bytes, at, end, out, strange));
            } catch (RuntimeException | StackOverflowError e) { // a fault of ours must not cost the other cases
                code = ExitCode.INTERNAL;
                String id = work.cases().read(new String(bytes, at, end - at, StandardCharsets.UTF_8)).id();
                out.cut(begin);
                out.add(work.json().errorLine(id, "internal error: " + e));
                trouble.append("redeliver: case ").append(id).append(": internal error: ").append(e).append('\n');
            }
            out.add('\n');
            at = end + 1;
        }
        if (hand != null) work.hands().offer(hand);
        return new Chunk(cases, out, code, trouble.toString(), strange);
    }

    /** A case of nothing but an id and a text, from a skeleton if there is one for it. */
    private static int shortly(byte[] bytes, Hand hand, Bytes out) {
        PlainLine plain = hand.plain();
        out.add(ID);
        out.add(bytes, plain.idFrom(), plain.idTo());
        return hand.lane().write(plain.text(), plain.length(), out) ? ExitCode.PARTIAL : ExitCode.DONE;
    }

    /** By reading, evidence and inference; what was written is one whole line, without its end. */
    private static int wholly(Work work, byte[] bytes, int from, int to, Bytes out, List<Unmatched.Text> strange) {
        if (to - from > Feed.MAX_LINE) {
            out.add(work.json().errorLine(null, "the line has over " + Feed.MAX_LINE + " bytes"));
            return ExitCode.DONE;
        }
        CaseReader.Line read = work.cases().read(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        Case given = read.given();
        if (given == null) {
            out.add(work.json().errorLine(read.id(), String.valueOf(read.error())));
            return ExitCode.DONE;
        }
        Result result = work.redeliver().diagnose(given, work.dns());
        if (work.unmatched() != null) strange.addAll(work.unmatched().of(result, given, read.id()));
        out.add(work.json().line(result, read.id() == null ? "null" : read.id()));
        return result.limits().isEmpty() ? ExitCode.DONE : ExitCode.PARTIAL;
    }

    private int write(Future<Chunk> done, Work work) throws IOException, InterruptedException {
        try {
            Chunk chunk = done.get();
            chunk.bytes().writeTo(out);
            if (chunk.bytes().size() < MOST_KEPT) work.spare().offer(chunk.bytes());
            cases += chunk.cases();
            for (String line : chunk.trouble().lines().toList()) err.println(Clean.line(line, 1_000));
            if (work.unmatched() != null) chunk.strange().forEach(work.unmatched()::count);
            return chunk.code();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
