package io.github.redeliver.cli;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.Result;
import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.knowledge.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Runs a sample: a folder with {@code input.txt} or {@code input.eml} (or none, for a check of a sender), optional
 * {@code dns.json} and {@code context.json}, and {@code expect.yaml}, which states what must come and forbids all else.
 */
final class SampleRunner {
    /** Above this certainty a cause that the sample does not name is a failure, unless it says otherwise. */
    private static final double FORBIDDEN_FROM = 0.5;

    private static final Set<String> KEYS = Set.of(
            "about", "form", "kind", "causes", "also", "remedies", "remedy_words", "recipients", "reply", "enhanced",
            "stage", "host", "provider", "list", "who", "forbid_above", "nothing", "limits", "note");

    private final Redeliver redeliver;

    SampleRunner(Redeliver redeliver) {
        this.redeliver = redeliver;
    }

    static List<Path> find(Path root) {
        if (!Files.isDirectory(root)) return List.of();
        try (Stream<Path> walk = Files.walk(root, 4)) {
            return walk.filter(p -> p.getFileName().toString().equals("expect.yaml")).map(Path::getParent).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What fails, each with the sample's file; empty when all holds. */
    List<String> run(Path sample) {
        List<String> failures = new ArrayList<>();
        Path expectFile = sample.resolve("expect.yaml");
        try {
            Map<String, Object> expect = Tree.map(new Load(LoadSettings.builder().build())
                    .loadFromString(Files.readString(expectFile)));
            for (String key : expect.keySet()) {
                if (!KEYS.contains(key)) failures.add(expectFile + ": unknown key \"" + key + "\"");
            }
            check(expect, redeliver.diagnose(read(sample)), what -> failures.add(expectFile + ": " + what));
        } catch (IOException | IllegalArgumentException | YamlEngineException e) {
            failures.add(expectFile + ": " + e.getMessage());
        }
        return failures;
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
        return given.withDns(dns).withContext(new CaseReader(io.github.redeliver.evidence.Context.NONE).context(context));
    }

    @FunctionalInterface
    private interface Report {
        void fail(String what);
    }

    private static void check(Map<String, Object> expect, Result result, Report report) {
        equal(expect, "form", result.form(), report);
        equal(expect, "kind", result.kind(), report);
        List<Result.Diagnosis> all = result.diagnoses();
        Result.Diagnosis d = all.isEmpty() ? null : all.get(0);
        if (expect.containsKey("recipients")) {
            List<String> got = all.stream().map(Result.Diagnosis::recipient).toList();
            List<String> wanted = Tree.texts(expect.get("recipients"));
            if (!got.equals(wanted)) report.fail("recipients " + got + ", not " + wanted);
        }
        if (d != null) {
            equal(expect, "reply", d.reply(), report);
            equal(expect, "enhanced", d.enhanced(), report);
            equal(expect, "stage", d.stage(), report);
            equal(expect, "host", d.host(), report);
            equal(expect, "provider", d.provider(), report);
            equal(expect, "list", d.list(), report);
            if (!d.findings().isEmpty()) equal(expect, "who", d.findings().get(0).who(), report);
        }
        if (expect.containsKey("limits")) {
            List<String> wanted = Tree.texts(expect.get("limits"));
            if (!result.limits().equals(wanted)) report.fail("limits " + result.limits() + ", not " + wanted);
        }
        causes(expect, all, report);
        remedies(expect, all, report);
    }

    private static void equal(Map<String, Object> expect, String key, String got, Report report) {
        if (expect.containsKey(key) && !Tree.text(expect, key).equals(got)) {
            report.fail(key + " \"" + got + "\", not \"" + Tree.text(expect, key) + "\"");
        }
    }

    private static void causes(Map<String, Object> expect, List<Result.Diagnosis> all, Report report) {
        List<String> wanted = Tree.texts(expect.get("causes"));
        if (Boolean.TRUE.equals(expect.get("nothing"))) {
            if (all.stream().anyMatch(d -> !d.findings().isEmpty())) report.fail("something is found: " + got(all));
            return;
        }
        if (wanted.isEmpty()) {
            report.fail("states no causes; write causes: […] or nothing: true");
            return;
        }
        List<List<String>> perDiagnosis = all.stream()
                .map(d -> d.findings().stream().map(Result.Finding::cause).toList()).toList();
        boolean several = wanted.stream().anyMatch(w -> w.contains(":"));
        if (!several) {
            List<String> got = perDiagnosis.isEmpty() ? List.of() : perDiagnosis.get(0);
            List<String> first = got.subList(0, Math.min(wanted.size(), got.size()));
            if (!first.equals(wanted)) report.fail("causes " + got(all) + ", not " + wanted + " first");
        } else {
            for (int i = 0; i < wanted.size(); i++) {
                String recipient = wanted.get(i).substring(0, wanted.get(i).indexOf(':'));
                String cause = wanted.get(i).substring(wanted.get(i).indexOf(':') + 1).strip();
                boolean found = all.stream().anyMatch(d -> d.recipient().equals(recipient)
                        && !d.findings().isEmpty() && d.findings().get(0).cause().equals(cause));
                if (!found) report.fail("causes " + got(all) + ", not " + cause + " for " + recipient);
            }
        }
        Set<String> allowed = new TreeSet<>(Tree.texts(expect.get("also")));
        wanted.forEach(w -> allowed.add(w.substring(w.indexOf(':') + 1).strip()));
        double above = expect.containsKey("forbid_above")
                ? Double.parseDouble(Tree.text(expect, "forbid_above")) : FORBIDDEN_FROM;
        for (Result.Diagnosis d : all) {
            for (Result.Finding f : d.findings()) {
                if (f.certainty() >= above && !allowed.contains(f.cause())) {
                    report.fail("finds " + f.cause() + " as well, at " + f.certainty() + " by " + f.rules());
                }
            }
        }
    }

    private static String got(List<Result.Diagnosis> all) {
        return all.stream()
                .map(d -> d.findings().stream().map(f -> f.cause() + " " + f.certainty()).collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(" "));
    }

    private static void remedies(Map<String, Object> expect, List<Result.Diagnosis> all, Report report) {
        Set<String> tags = new TreeSet<>();
        StringBuilder words = new StringBuilder();
        for (Result.Diagnosis d : all) {
            for (Result.Finding f : d.findings()) {
                for (Result.Remedy r : f.remedies()) {
                    tags.add(r.id());
                    words.append(r.title()).append('\n');
                    r.steps().forEach(s -> words.append(s).append('\n'));
                    r.links().forEach(s -> words.append(s).append('\n'));
                }
            }
        }
        for (String tag : Tree.texts(expect.get("remedies"))) {
            if (!tags.contains(tag)) report.fail("remedy " + tag + " is not named; named are " + tags);
        }
        for (String word : Tree.texts(expect.get("remedy_words"))) {
            if (words.indexOf(word) < 0) report.fail("no remedy says \"" + word + "\"");
        }
    }
}
