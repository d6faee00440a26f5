package io.github.redeliver.cli;

import io.github.redeliver.Insight;
import io.github.redeliver.Redeliver;
import io.github.redeliver.Result;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.workshop.CrossTalk;
import io.github.redeliver.workshop.Lab;
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

    private Result diagnose(RuleDef rule, String text) {
        return redeliver.diagnose(Lab.caseOf(rule, text));
    }

    private void example(RuleDef rule, String text) {
        String cause = Lab.cause(rule);
        if (cause.isEmpty()) return;
        Result result = diagnose(rule, text);
        List<Result.Finding> findings =
                result.diagnoses().isEmpty() ? List.of() : result.diagnoses().get(0).findings();
        if (findings.isEmpty()) {
            fail(rule, "nothing is found for its example: " + text);
        } else if (!findings.get(0).cause().equals(cause)) {
            fail(rule, "its example gives " + findings.get(0).cause() + " (" + String.join(", ", findings.get(0).rules())
                    + "), not " + cause + ": " + text);
        } else if (!fired(result, rule)) {
            fail(rule, "does not fire on its example: " + text);
        }
    }

    private static boolean fired(Result result, RuleDef rule) {
        return result.diagnoses().stream()
                .flatMap(d -> d.findings().stream()).anyMatch(f -> f.rules().contains(rule.id()));
    }

    private void fail(RuleDef rule, String message) {
        failures.add(at(rule, message));
    }

    private String at(RuleDef rule, String message) {
        return folder.resolve(rule.file()) + ":" + rule.line() + ": rule \"" + rule.id() + "\" " + message;
    }

    /** No rule may speak up on the example of a rule that says something else; see {@link CrossTalk}. */
    List<String> crossTalk(Predicate<RuleDef> which) {
        List<String> heard = new ArrayList<>();
        CrossTalk.Found talk = new CrossTalk(base).find(which);
        for (CrossTalk.Disturbance d : talk.found()) {
            heard.add(at(d.rule(), "fires on the example of \"" + d.example().id() + "\", which says " + Lab.cause(d.example())
                    + ": " + d.text()));
        }
        for (RuleDef idle : talk.idle()) heard.add(at(idle, "has an @allow(\"cross-talk: …\") that nothing needs"));
        return heard;
    }

    /** Every folder with an {@code expect.yaml} is a sample. */
    void samples(Path root) {
        List<Path> all = SampleRunner.find(root);
        samples = all.size();
        SampleRunner runner = new SampleRunner(redeliver);
        try (Insight insight = new Insight(base)) {
            for (Path sample : all) {
                List<String> failed = runner.run(sample);
                if (failed.isEmpty()) continue;
                failures.add(String.join("\n", failed) + Trace.of(insight, base, sample));
            }
        }
    }
}
