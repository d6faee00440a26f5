package io.github.redeliver.inference;

import io.github.redeliver.knowledge.RuleDef;
import java.util.Comparator;
import java.util.List;

/** A rule that fired, with the facts that it matched. */
record Fired(RuleDef rule, List<Object> facts) {
    /** The order that does not depend on an engine's: by rule, and by the facts where a rule fired more than once. */
    static final Comparator<Fired> ORDER =
            Comparator.comparing((Fired f) -> f.rule.id()).thenComparing(f -> f.facts.toString());
}
