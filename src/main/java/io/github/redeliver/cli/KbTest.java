package io.github.redeliver.cli;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.Result;
import io.github.redeliver.evidence.Context;
import io.github.redeliver.facts.Symptom;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.RuleDef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Examples, near misses and samples against a knowledge base. */
final class KbTest {
    private final Redeliver redeliver;
    private final KnowledgeBase base;
    private final Path folder;
    private final List<String> failures = new ArrayList<>();
    private int examples;
    private int nearMisses;
    private int rules;
    private int samples;

    KbTest(Redeliver redeliver, KnowledgeBase base, Path folder) {
        this.redeliver = redeliver;
        this.base = base;
        this.folder = folder;
    }

    List<String> failures() {
        return failures;
    }

    String summary() {
        return rules + " rules, " + examples + " examples, " + nearMisses + " near misses, " + samples + " samples: "
                + failures.size() + " failed";
    }

    /** Every example must give the rule's first cause at rank 1 and fire the rule; no near miss may fire it. */
    void rules(Predicate<RuleDef> which) {
        for (RuleDef rule : base.rules()) {
            if (!which.test(rule)) continue;
            rules++;
            for (String text : rule.examples()) {
                examples++;
                example(rule, text);
            }
            for (String text : rule.nearMisses()) {
                nearMisses++;
                Result result = diagnose(rule, text);
                if (fired(result, rule)) fail(rule, "fires on a near miss: " + text);
            }
        }
    }

    /** What a rule narrows to its system is tried with that system known. */
    private Result diagnose(RuleDef rule, String text) {
        String system = "";
        for (RuleDef.Pattern p : rule.patterns()) {
            if (!p.negated() && !p.equal("system").isEmpty()) system = p.equal("system");
            if (!p.negated() && system.isEmpty() && !p.equal("family").isEmpty()) system = p.equal("family");
        }
        return redeliver.diagnose(Case.of(text).withContext(Context.of("", "", "", "", system)));
    }

    private void example(RuleDef rule, String text) {
        Symptom first = null;
        for (Object fact : rule.inserts()) if (fact instanceof Symptom s && first == null) first = s;
        if (first == null) return;
        Result result = diagnose(rule, text);
        List<Result.Finding> findings =
                result.diagnoses().isEmpty() ? List.of() : result.diagnoses().get(0).findings();
        if (findings.isEmpty()) {
            fail(rule, "nothing is found for its example: " + text);
        } else if (!findings.get(0).cause().equals(first.cause())) {
            fail(rule, "its example gives " + findings.get(0).cause() + " (" + String.join(", ", findings.get(0).rules())
                    + "), not " + first.cause() + ": " + text);
        } else if (!fired(result, rule)) {
            fail(rule, "does not fire on its example: " + text);
        }
    }

    private static boolean fired(Result result, RuleDef rule) {
        return result.diagnoses().stream()
                .flatMap(d -> d.findings().stream()).anyMatch(f -> f.rules().contains(rule.id()));
    }

    private void fail(RuleDef rule, String message) {
        failures.add(folder.resolve(rule.file()) + ":" + rule.line() + ": rule \"" + rule.id() + "\" " + message);
    }

    /** Every folder with an {@code expect.yaml} is a sample. */
    void samples(Path root) {
        SampleRunner runner = new SampleRunner(redeliver);
        List<Path> all = SampleRunner.find(root);
        samples = all.size();
        for (Path sample : all) failures.addAll(runner.run(sample));
    }
}
