package io.github.redeliver.workshop;

import io.github.redeliver.facts.Advice;
import io.github.redeliver.facts.Against;
import io.github.redeliver.facts.Instead;
import io.github.redeliver.facts.Observation;
import io.github.redeliver.inference.Trial.Outcome;
import io.github.redeliver.inference.Verdict.Conclusion;
import io.github.redeliver.knowledge.RuleDef;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a rule promises of its examples: that it fires, and that what it says comes of it. Its first symptom's cause is
 * at rank 1; what it observed is found; the cause that it speaks against has that held against it, or is gone; the cause that it
 * puts in another's place is found by it; what it advises is advised.
 */
final class Promise {
    private Promise() {}

    /** What is broken of it by what came of an example, or {@code ""}. */
    static String broken(RuleDef rule, List<Outcome> outcomes) {
        List<Conclusion> found = outcomes.isEmpty() ? List.of() : outcomes.get(0).verdict().conclusions();
        String cause = Lab.cause(rule);
        if (!cause.isEmpty()) {
            if (found.isEmpty()) return "nothing is found for its example";
            Conclusion first = found.get(0);
            if (!first.cause().equals(cause)) {
                return "its example gives " + first.cause() + " (" + String.join(", ", first.rules()) + "), not " + cause;
            }
        }
        if (outcomes.stream().noneMatch(o -> o.fired(rule.id()))) return "does not fire on its example";
        for (Object fact : rule.inserts()) {
            String broken = broken(rule, fact, found);
            if (!broken.isEmpty()) return broken;
        }
        return "";
    }

    private static String broken(RuleDef rule, Object fact, List<Conclusion> found) {
        if (fact instanceof Observation o) {
            return holds(found, o.cause(), c -> c.rules().contains(rule.id())) ? "" : "its example does not show " + o.cause();
        }
        if (fact instanceof Against a) {
            boolean held = holds(found, a.cause(), c -> c.against().stream().anyMatch(p -> p.rule().equals(rule.id())));
            boolean gone = found.stream().noneMatch(c -> c.cause().equals(a.cause()));
            return held || gone ? "" : "nothing is held against " + a.cause() + " in its example";
        }
        if (fact instanceof Instead i) {
            boolean there = holds(found, i.real(), c -> c.rules().contains(rule.id()));
            return there ? "" : "its example does not give " + i.real() + " instead of " + i.claimed();
        }
        if (fact instanceof Advice a) {
            boolean advised = found.stream().anyMatch(c -> (a.check() ? c.checks() : c.remedies()).contains(a.tag()));
            return advised ? "" : "its example is not advised " + a.tag();
        }
        return ""; // further symptoms are weaker readings, which may give way
    }

    private static boolean holds(List<Conclusion> found, String cause, Predicate<Conclusion> what) {
        return found.stream().anyMatch(c -> c.cause().equals(cause) && what.test(c));
    }
}
