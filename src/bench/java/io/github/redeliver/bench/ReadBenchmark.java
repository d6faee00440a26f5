package io.github.redeliver.bench;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.Shipped;
import io.github.redeliver.cli.Samples;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An input of each form, read and diagnosed with its verdict remembered: what differs between forms is the reading. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class ReadBenchmark {
    @Param({"reply", "ndr", "mail", "log-line", "transcript", "webhook", "letter"})
    public String form = "";

    private final Redeliver redeliver = Shipped.redeliver();
    private Case sample = Case.of("550 5.1.1 User unknown");

    @Setup
    public void find() {
        Map<Integer, Case> byLength = new TreeMap<>();
        for (Path path : Samples.all()) {
            Case given = Samples.read(path);
            if (!redeliver.diagnose(given).form().equals(form)) continue;
            byte[] bytes = given.bytes();
            byLength.put(bytes != null ? bytes.length : String.valueOf(given.text()).length(), given);
        }
        if (byLength.isEmpty()) throw new IllegalStateException("no sample of the form " + form);
        sample = byLength.values().stream().skip(byLength.size() / 2).findFirst().orElseThrow(); // of middling length
    }

    @Benchmark
    public Object read() {
        return redeliver.diagnose(sample);
    }
}
