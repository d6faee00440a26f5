package io.github.redeliver.cli;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.Result;
import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.report.JsonReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        boolean partial = false;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (Redeliver redeliver = common.open(err, memo);
                BufferedReader in = new BufferedReader(new InputStreamReader(input(), StandardCharsets.UTF_8), 1 << 16)) {
            Deque<Future<Chunk>> waiting = new ArrayDeque<>();
            List<String> lines;
            while (!(lines = chunk(in)).isEmpty()) {
                List<String> work = lines;
                waiting.add(pool.submit(() -> diagnose(redeliver, cases, json, dns, work)));
                if (waiting.size() > threads * 2) partial |= write(waiting.remove());
            }
            while (!waiting.isEmpty()) partial |= write(waiting.remove());
        } finally {
            pool.shutdownNow();
        }
        out.flush();
        return partial ? ExitCode.PARTIAL : ExitCode.DONE;
    }

    private InputStream input() throws IOException {
        if (file.equals("-")) return System.in;
        Path path = Path.of(file);
        if (Files.isDirectory(path)) throw new Complaint(ExitCode.UNREADABLE, file + ": is a folder");
        if (!Files.exists(path)) throw new Complaint(ExitCode.UNREADABLE, file + ": no such file");
        return Files.newInputStream(path);
    }

    private static List<String> chunk(BufferedReader in) throws IOException {
        List<String> lines = new ArrayList<>(CHUNK);
        String line;
        while (lines.size() < CHUNK && (line = in.readLine()) != null) {
            if (!line.isBlank()) lines.add(line);
        }
        return lines;
    }

    private record Chunk(String text, boolean partial) {}

    private static Chunk diagnose(
            Redeliver redeliver, CaseReader cases, JsonReport json, RecordedDns dns, List<String> lines) {
        StringBuilder text = new StringBuilder(lines.size() * 2048);
        boolean partial = false;
        for (String line : lines) {
            CaseReader.Line read = cases.read(line);
            Case given = read.given();
            if (given == null) {
                text.append(json.errorLine(read.id(), String.valueOf(read.error())));
            } else {
                Result result = redeliver.diagnose(given, dns);
                partial |= !result.limits().isEmpty();
                text.append(json.line(result, read.id() == null ? "null" : read.id()));
            }
            text.append('\n');
        }
        return new Chunk(text.toString(), partial);
    }

    private boolean write(Future<Chunk> done) throws InterruptedException {
        try {
            Chunk chunk = done.get();
            byte[] bytes = chunk.text().getBytes(StandardCharsets.UTF_8);
            out.write(bytes, 0, bytes.length);
            return chunk.partial();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
