package io.github.redeliver.cli;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.workshop.Expectation;
import io.github.redeliver.workshop.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a sample: a folder with {@code input.txt} or {@code input.eml} (or none, for a check of a sender), optional
 * {@code dns.json} and {@code context.json}, and {@code expect.yaml}, which states what must come and forbids all else.
 */
final class SampleRunner {
    private static final String EXPECT = "expect.yaml";

    private final Redeliver redeliver;

    SampleRunner(Redeliver redeliver) {
        this.redeliver = redeliver;
    }

    static List<Path> find(Path root) {
        if (!Files.isDirectory(root)) return List.of();
        try (Stream<Path> walk = Files.walk(root, 4)) {
            return walk.filter(p -> p.getFileName().toString().equals(EXPECT)).map(Path::getParent).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What fails, each with the sample's file; empty when all holds. */
    List<String> run(Path sample) {
        try {
            return Expectation.read(sample.resolve(EXPECT)).failures(redeliver.diagnose(read(sample)));
        } catch (IOException | IllegalArgumentException e) {
            return List.of(sample.resolve(EXPECT) + ": " + e.getMessage());
        }
    }

    /**
     * A sample with its expectation.
     *
     * @throws Complaint when it cannot be read
     */
    static Sample sample(Path root, Path folder) {
        try {
            String name = root.relativize(folder).toString().replace('\\', '/');
            return new Sample(name, read(folder), Expectation.read(folder.resolve(EXPECT)));
        } catch (IOException | IllegalArgumentException e) {
            throw new Complaint(ExitCode.UNREADABLE, folder + ": " + e.getMessage());
        }
    }

    static Case read(Path sample) throws IOException {
        Case given = null;
        for (String name : List.of("input.eml", "input.txt", "input.json", "input.log", "input.csv", "input.html", "input.mbox")) {
            if (Files.exists(sample.resolve(name))) given = Case.of(Files.readAllBytes(sample.resolve(name)));
        }
        if (given == null) given = Case.of("");
        List<DnsAnswer> dns = List.of();
        if (Files.exists(sample.resolve("dns.json"))) {
            dns = RecordedDns.read(Files.readAllBytes(sample.resolve("dns.json"))).answers();
        }
        String context = Files.exists(sample.resolve("context.json"))
                ? Files.readString(sample.resolve("context.json"), StandardCharsets.UTF_8) : "{}";
        return given.withDns(dns).withContext(new CaseReader(io.github.redeliver.evidence.Context.NONE, "").context(context));
    }
}
