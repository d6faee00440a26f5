package io.github.redeliver.bench;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.Result;
import io.github.redeliver.Shipped;
import io.github.redeliver.batch.Bytes;
import io.github.redeliver.batch.LogGenerator;
import io.github.redeliver.batch.Shortcut;
import io.github.redeliver.evidence.Address;
import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.evidence.spf.Spf;
import io.github.redeliver.evidence.spf.SpfResult;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.knowledge.Normaliser;
import io.github.redeliver.report.JsonReport;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The stages of a line's way, each a line at a time: microseconds a line. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PathBenchmark {
    private static final int LINES = 2_000;

    private final Normaliser normal = new Normaliser();
    private final JsonReport json = new JsonReport();
    private final Bytes out = new Bytes(1 << 16);
    private String[] lines = {};
    private Redeliver remembering = Shipped.redeliver();
    private Redeliver forgetting = Shipped.redeliver();
    private Result result = remembering.diagnose(Case.of("550 5.1.1 User unknown"));
    private Shortcut.Lane lane = new Shortcut(remembering, json).lane();
    private RecordedDns dns = RecordedDns.empty();
    private int heard;

    @Setup
    public void prepare() {
        LogGenerator log = new LogGenerator(LogGenerator.replies(Shipped.base()).subList(0, 400), true, 0.02, 1);
        lines = new String[LINES];
        for (int i = 0; i < LINES; i++) lines[i] = log.line();
        remembering = Redeliver.of(Shipped.base(), Redeliver.Options.DEFAULT);
        forgetting = Redeliver.of(Shipped.base(), Redeliver.Options.DEFAULT.withMemo(0));
        lane = new Shortcut(remembering, json).lane();
        dns = RecordedDns.of(List.of(
                new DnsAnswer("example.com", "TXT", DnsAnswer.Outcome.FOUND, List.of("v=spf1 a mx include:_spf.example.net ip4:192.0.2.0/24 -all")),
                new DnsAnswer("_spf.example.net", "TXT", DnsAnswer.Outcome.FOUND, List.of("v=spf1 ip4:198.51.100.0/24 ip6:2001:db8::/32 ~all")),
                new DnsAnswer("example.com", "A", DnsAnswer.Outcome.FOUND, List.of("203.0.113.1")),
                new DnsAnswer("example.com", "MX", DnsAnswer.Outcome.FOUND, List.of("10 mx.example.com")),
                new DnsAnswer("mx.example.com", "A", DnsAnswer.Outcome.FOUND, List.of("203.0.113.2"))));
    }

    @TearDown
    public void close() {
        remembering.close();
        forgetting.close();
    }

    /** All phrases of all rules heard in a line. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public int scan() {
        for (String line : lines) {
            normal.read(line);
            Shipped.base().automaton().scan(normal, (phrase, from, to) -> heard++);
        }
        return heard;
    }

    /** Reading, evidence, facts, a remembered verdict, words. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public int diagnoseWithMemo() {
        int n = 0;
        for (String line : lines) n += remembering.diagnose(Case.of(line)).diagnoses().size();
        return n;
    }

    /** The same with inference each time. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public int diagnoseWithoutMemo() {
        int n = 0;
        for (String line : lines) n += forgetting.diagnose(Case.of(line)).diagnoses().size();
        return n;
    }

    /** A result as JSON. */
    @Benchmark
    public int output() {
        return json.line(result).length();
    }

    /** The whole path of a log's lines, from text to result line, with all that makes it quick. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public int wholePath() {
        int n = 0;
        for (String line : lines) {
            out.clear();
            lane.write(line, out);
            n += out.size();
        }
        return n;
    }

    /** One evaluation of a record with an include. */
    @Benchmark
    public SpfResult spf() {
        return Spf.check(Objects.requireNonNull(Address.read("198.51.100.7")), "mail.example.com", "ann@example.com", dns);
    }
}
