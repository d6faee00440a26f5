package io.github.redeliver.cli;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.Result;
import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.report.Clean;
import io.github.redeliver.report.JsonReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
        footer = {"", "Example:", "  redeliver batch cases.jsonl > results.jsonl"})
final class BatchCommand implements Callable<Integer> {
    private static final int CHUNK = 256;
    private static final int CHUNK_CHARS = 4_000_000;

    private final PrintStream out;
    private final PrintStream err;

    @Mixin
    private Common common = new Common();

    @Option(names = "--threads", paramLabel = "N", description = "How many threads; the number of processors without it.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--memo", paramLabel = "N", hidden = true, description = "Verdicts to remember.")
    private int memo = 65_536;

    @Parameters(paramLabel = "FILE", arity = "0..1", defaultValue = "-", description = "Cases; - for standard input.")
    private String file = "-";

    BatchCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (threads < 1 || threads > 512) throw new Complaint(ExitCode.USAGE, "--threads " + threads + ": from 1 to 512");
        RecordedDns dns = common.recordedDns();
        CaseReader cases = new CaseReader(common.context());
        JsonReport json = new JsonReport();
        int code = ExitCode.DONE;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (Redeliver redeliver = common.open(err, memo); LineReader in = new LineReader(Inputs.open(file))) {
            Deque<Future<Chunk>> waiting = new ArrayDeque<>();
            List<String> lines;
            while (!(lines = chunk(in)).isEmpty()) {
                List<String> work = lines;
                waiting.add(pool.submit(() -> diagnose(redeliver, cases, json, dns, work)));
                if (waiting.size() > threads * 2) code = Math.max(code, write(waiting.remove()));
            }
            while (!waiting.isEmpty()) code = Math.max(code, write(waiting.remove()));
        } finally {
            pool.shutdownNow();
        }
        out.flush();
        return code;
    }

    /** The next lines: so many, or fewer where they are long, so that what waits stays within bounds. */
    private static List<String> chunk(LineReader in) throws IOException {
        List<String> lines = new ArrayList<>(CHUNK);
        String line;
        int size = 0;
        while (lines.size() < CHUNK && size < CHUNK_CHARS && (line = in.next()) != null) {
            if (line.isBlank()) continue;
            lines.add(line);
            size += line.length();
        }
        return lines;
    }

    private record Chunk(String text, int code, String trouble) {}

    private static Chunk diagnose(
            Redeliver redeliver, CaseReader cases, JsonReport json, RecordedDns dns, List<String> lines) {
        StringBuilder text = new StringBuilder(lines.size() * 2048);
        StringBuilder trouble = new StringBuilder();
        int code = ExitCode.DONE;
        for (String line : lines) {
            CaseReader.Line read = cases.read(line);
            Case given = read.given();
            if (given == null) {
                text.append(json.errorLine(read.id(), String.valueOf(read.error())));
            } else {
                try {
                    Result result = redeliver.diagnose(given, dns);
                    if (!result.limits().isEmpty()) code = Math.max(code, ExitCode.PARTIAL);
                    text.append(json.line(result, read.id() == null ? "null" : read.id()));
                } catch (RuntimeException | StackOverflowError e) { // a fault of ours must not cost the other cases
                    code = ExitCode.INTERNAL;
                    text.append(json.errorLine(read.id(), "internal error: " + e));
                    trouble.append("redeliver: case ").append(read.id()).append(": internal error: ").append(e).append('\n');
                }
            }
            text.append('\n');
        }
        return new Chunk(text.toString(), code, trouble.toString());
    }

    private int write(Future<Chunk> done) throws InterruptedException {
        try {
            Chunk chunk = done.get();
            byte[] bytes = chunk.text().getBytes(StandardCharsets.UTF_8);
            out.write(bytes, 0, bytes.length);
            for (String line : chunk.trouble().lines().toList()) err.println(Clean.line(line, 1_000));
            return chunk.code();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
