package io.github.redeliver.bench;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.Shipped;
import io.github.redeliver.knowledge.Tree;
import io.github.redeliver.read.mail.Frames;
import io.github.redeliver.read.mail.MailReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.MimeConfig;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole bounces: all files {@code *.eml} of the folder that the system property {@code bounces} names, parsed by mime4j
 * alone (every body decoded to its end), read to incidents, and diagnosed. An operation is the whole folder.
 *
 * <p>Its {@link #main} measures the same in turns on one thread, by processor time, and prints the ratios: on a machine
 * that does other work only they are worth something.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class BounceBenchmark {
    private static final int ROUNDS = 9;

    private List<byte[]> mails = List.of();
    private final MailReader reader = new MailReader(Frames.of(frames()));
    private final Redeliver redeliver = Redeliver.of(Shipped.base(), Redeliver.Options.DEFAULT);

    @Setup
    public void load() {
        String folder = System.getProperty("bounces", "");
        if (folder.isEmpty() || !Files.isDirectory(Path.of(folder))) {
            throw new IllegalStateException("name a folder of bounces (*.eml) with -Dbounces=FOLDER; there is none at '" + folder + "'");
        }
        List<byte[]> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".eml")).sorted().toList()) all.add(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mails = all;
    }

    private static List<Map<?, ?>> frames() {
        List<Map<?, ?>> documents = new ArrayList<>();
        for (Object file : Shipped.base().data("frames").values()) {
            for (Object document : Tree.list(file)) if (document instanceof Map<?, ?> map) documents.add(map);
        }
        return documents;
    }

    @Benchmark
    public int mime4j() {
        return mails.stream().mapToInt(BounceBenchmark::parsed).sum();
    }

    @Benchmark
    public int read() {
        return mails.stream().mapToInt(mail -> reader.read(mail).incidents().size()).sum();
    }

    @Benchmark
    public int diagnose() {
        return mails.stream().mapToInt(mail -> redeliver.diagnose(Case.of(mail)).diagnoses().size()).sum();
    }

    private static int parsed(byte[] mail) {
        int[] bodies = new int[1];
        MimeStreamParser parser = new MimeStreamParser(MimeConfig.PERMISSIVE);
        parser.setContentDecoding(true);
        parser.setContentHandler(new AbstractContentHandler() {
            @Override
            public void body(BodyDescriptor about, InputStream body) throws IOException {
                body.transferTo(OutputStream.nullOutputStream());
                bodies[0]++;
            }
        });
        try {
            parser.parse(new ByteArrayInputStream(mail));
        } catch (MimeException | IOException broken) {
            // what came before counts
        }
        return bodies[0];
    }

    public static void main(String[] arguments) {
        BounceBenchmark bench = new BounceBenchmark();
        try {
            bench.load();
        } catch (IllegalStateException missing) {
            System.out.println(missing.getMessage());
            return;
        }
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        List<ToIntFunction<BounceBenchmark>> ways = List.of(BounceBenchmark::mime4j, BounceBenchmark::read, BounceBenchmark::diagnose);
        double[][] seconds = new double[ways.size()][ROUNDS];
        for (int round = -5; round < ROUNDS; round++) {
            for (int w = 0; w < ways.size(); w++) {
                long begin = clock.getCurrentThreadCpuTime();
                ways.get(w).applyAsInt(bench);
                if (round >= 0) seconds[w][round] = (clock.getCurrentThreadCpuTime() - begin) / 1e9;
            }
        }
        for (double[] way : seconds) Arrays.sort(way);
        String[] names = {"mime4j alone", "read to incidents", "diagnosed"};
        System.out.printf(Locale.ROOT, "%d mails a round, %d rounds, processor time of one thread (median, least to most)%n", bench.mails.size(), ROUNDS);
        for (int w = 0; w < names.length; w++) {
            double median = seconds[w][ROUNDS / 2];
            System.out.printf(Locale.ROOT, "  %-18s %,8.0f mails/s (%,.0f to %,.0f), %.3f times the rate of mime4j%n", names[w], bench.mails.size() / median,
                    bench.mails.size() / seconds[w][ROUNDS - 1], bench.mails.size() / seconds[w][0], seconds[0][ROUNDS / 2] / median);
        }
        bench.redeliver.close();
    }
}
