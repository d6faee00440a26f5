package io.github.redeliver.cli;

import io.github.redeliver.Insight;
import io.github.redeliver.Redeliver;
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
    private final KnowledgeBase base;
    private final Path folder;
    private final List<String> failures = new ArrayList<>();
    private int examples;
    private int nearMisses;
    private int rules;
    private int samples;

    KbTest(KnowledgeBase base, Path folder) {
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

    /**
     * Every example must keep what its rule promises; no near miss may fire it.
     *
     * @param inNetwork whether they run in the network that diagnoses run in, which takes longer to build than it takes to
     *     try a few rules without it
     */
    void rules(Predicate<RuleDef> which, boolean inNetwork) {
        rules = (int) base.rules().stream().filter(which).count();
        try (Lab lab = Lab.of(base, List.of(), which, inNetwork)) {
            for (Lab.Text text : lab.texts()) {
                if (text.kind() == Lab.Kind.EXAMPLE) examples++;
                else nearMisses++;
                String failure = text.failure();
                if (text.rule() != null && !failure.isEmpty()) fail(text.rule(), failure + ": " + text.name());
            }
        }
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
    void samples(Path root, Redeliver redeliver) {
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
