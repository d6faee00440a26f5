package io.github.redeliver.workshop;

import io.github.redeliver.Result;
import io.github.redeliver.knowledge.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What a sample's {@code expect.yaml} states must come, and that nothing else may. Immutable. */
public final class Expectation {
    /** Above this certainty a cause that the sample does not name is a failure, unless it says otherwise. */
    private static final double FORBIDDEN_FROM = 0.5;

    private static final Set<String> KEYS = Set.of(
            "about", "form", "kind", "causes", "also", "remedies", "not_remedies", "remedy_words", "recipients", "reply", "enhanced",
            "stage", "host", "provider", "list", "who", "temporary", "retry_after", "forbid_above", "nothing", "limits", "note");

    private final Path file;
    private final Map<String, Object> expect;

    private Expectation(Path file, Map<String, Object> expect) {
        this.file = file;
        this.expect = expect;
    }

    /**
     * Reads an {@code expect.yaml}.
     *
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when it is no such file, with its name
     */
    public static Expectation read(Path file) throws IOException {
        try {
            return new Expectation(file, Tree.map(
                    new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file))));
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** What of it a result does not fulfil, each with the file; empty when all holds. */
    public List<String> failures(Result result) {
        List<String> failures = new ArrayList<>();
        for (String key : expect.keySet()) {
            if (!KEYS.contains(key)) failures.add(file + ": unknown key \"" + key + "\"");
        }
        check(expect, result, what -> failures.add(file + ": " + what));
        return failures;
    }

    /** Causes that must come first, in order; empty where none is stated. */
    public List<String> causes() {
        return Tree.texts(expect.get("causes")).stream()
                .map(c -> c.substring(c.indexOf(':') + 1).strip()).toList();
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
            equal(expect, "temporary", String.valueOf(d.temporary()), report);
            equal(expect, "retry_after", String.valueOf(d.retryAfter()), report);
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
        List<String> first = all.stream().filter(d -> !d.findings().isEmpty())
                .flatMap(d -> d.findings().get(0).remedies().stream()).map(Result.Remedy::id).toList();
        for (String tag : Tree.texts(expect.get("not_remedies"))) {
            if (first.contains(tag)) report.fail("remedy " + tag + " is named for the first cause");
        }
        for (String word : Tree.texts(expect.get("remedy_words"))) {
            if (words.indexOf(word) < 0) report.fail("no remedy says \"" + word + "\"");
        }
    }
}
