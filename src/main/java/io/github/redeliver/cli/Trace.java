package io.github.redeliver.cli;

import io.github.redeliver.Insight;
import io.github.redeliver.inference.Inference.Inferred;
import io.github.redeliver.inference.Trial.Firing;
import io.github.redeliver.inference.Trial.Outcome;
import io.github.redeliver.inference.Verdict.Conclusion;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.workshop.Expectation;
import io.github.redeliver.workshop.Why;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** How a failing sample came to what it came to: the rules that fired, and what kept the expected ones from it. */
final class Trace {
    private static final int NEAREST = 3;

    private Trace() {}

    /** Lines that begin with a new line, indented. */
    static String of(Insight insight, KnowledgeBase base, Path sample) {
        StringBuilder lines = new StringBuilder();
        try {
            List<String> expected = Expectation.read(sample.resolve("expect.yaml")).causes();
            Why why = new Why(base, insight.trial());
            for (Inferred heard : insight.look(SampleRunner.read(sample)).heard()) {
                Outcome outcome = insight.trial().run(heard.given());
                Set<String> found = new TreeSet<>();
                for (Conclusion c : outcome.verdict().conclusions()) {
                    found.add(c.cause());
                    lines.append(String.format(Locale.ROOT, "%n    %.2f %s by %s", c.certainty(), c.cause(), c.rules()));
                }
                Set<String> fired = new TreeSet<>();
                for (Firing f : outcome.firings()) fired.add(f.rule().id());
                lines.append(String.format("%n    fired: %s", fired.isEmpty() ? "no rule" : String.join(", ", fired)));
                for (String cause : expected) if (!found.contains(cause)) missing(lines, why, outcome, cause);
            }
        } catch (IOException | IllegalArgumentException e) {
            return ""; // the failure itself says that it cannot be read
        }
        return lines.toString();
    }

    private static void missing(StringBuilder lines, Why why, Outcome outcome, String cause) {
        for (Why.Answer a : why.ask(outcome, cause).stream().limit(NEAREST).toList()) {
            lines.append(String.format("%n    %s: %s %s", cause, a.rule().id(), a.fired() ? "fired" : "did not fire: " + a.failed()));
        }
    }
}
