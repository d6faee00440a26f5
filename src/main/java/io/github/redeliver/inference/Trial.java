package io.github.redeliver.inference;

import io.github.redeliver.facts.Advice;
import io.github.redeliver.facts.Found;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Observed;
import io.github.redeliver.inference.Inference.Inferred;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tries a knowledge base's rules, or changed ones in their place, for the tools of rule authors: what rules see, which
 * fire on which facts, and what comes of it. Thread-safe.
 */
public final class Trial implements AutoCloseable {
    private final Schema schema = Schema.FACTS;
    private final KnowledgeBase base;
    private final Inference inference;
    private final Matcher.Index index;

    public Trial(KnowledgeBase base) {
        this.base = base;
        this.inference = new Inference(base, 0);
        this.index = new Matcher.Index(schema, base.rules());
    }

    /** A rule that fired, with the facts that it matched. */
    public record Firing(RuleDef rule, List<Object> facts) {}

    /**
     * What came of a run.
     *
     * @param verdict the ranked conclusions
     * @param firings every rule that fired, of all stages
     * @param facts every fact that was there at the end, the given ones first
     */
    public record Outcome(Verdict verdict, List<Firing> firings, List<Object> facts) {
        /** Whether a rule fired. */
        public boolean fired(String id) {
            return firings.stream().anyMatch(f -> f.rule().id().equals(id));
        }
    }

    /** What rules can read of an incident; the verdict in it is empty. */
    public Inferred hear(Incident incident, String form, String system, List<? extends Observed> observed) {
        return inference.hear(incident, form, system, observed);
    }

    /** The given facts as rules see them. */
    public List<Object> facts(Given given) {
        return inference.facts(given);
    }

    /** Runs all rules. */
    public Outcome run(Given given) {
        return run(given, Set.of(), List.of());
    }

    /**
     * Runs the rules without some, and with others in their place.
     *
     * @param without ids of rules that are left out
     * @param more rules that come besides
     */
    public Outcome run(Given given, Set<String> without, List<RuleDef> more) {
        Recorder recorder = new Recorder(new Matcher(schema, index, without, more));
        Verdict verdict = inference.decide(recorder, given);
        return new Outcome(verdict, recorder.firings, recorder.facts);
    }

    /** Runs all rules in the network that diagnoses run in, rather than the one for trials. */
    public Outcome diagnose(Given given) {
        List<Recorder> recorders = new ArrayList<>(1);
        Verdict verdict = inference.decide(given, rules -> {
            Recorder recorder = new Recorder(rules);
            recorders.add(recorder);
            return recorder;
        });
        return new Outcome(verdict, recorders.get(0).firings, recorders.get(0).facts);
    }

    @Override
    public void close() {
        inference.close();
    }

    /** What the rules advise where a cause was found, the most specific first. */
    public List<Advice> advice(Found found) {
        List<Advice> advice = new ArrayList<>();
        new Matcher(schema, index, Set.of(), List.of()).run(List.of(found)).stream()
                .sorted(Comparator.comparingInt((Fired f) -> -f.rule().weight()).thenComparing(f -> f.rule().id()))
                .forEach(f -> f.rule().inserts().forEach(fact -> {
                    if (fact instanceof Advice a && !advice.contains(a)) advice.add(a);
                }));
        Set<String> covered = inference.covering().covered(advice.stream().filter(a -> !a.check()).map(Advice::tag).toList());
        advice.removeIf(a -> !a.check() && covered.contains(a.tag()));
        return advice;
    }

    /** Every way in which facts satisfy a rule's patterns: those matched, in the order of the patterns. */
    public List<List<Object>> matches(RuleDef rule, Collection<?> facts) {
        Matcher matcher = new Matcher(schema, new Matcher.Index(schema, List.of()), Set.of(), List.of());
        return matcher.matches(rule, facts);
    }

    /** Whether a fact satisfies a constraint of a pattern that asks for its type. */
    public boolean holds(RuleDef.Pattern pattern, RuleDef.Constraint constraint, Object fact) {
        return Matcher.holds(schema, pattern, constraint, fact);
    }

    /** The value that a constraint's field has in a fact. */
    public Object value(RuleDef.Pattern pattern, RuleDef.Constraint constraint, Object fact) {
        return Objects.requireNonNull(Objects.requireNonNull(schema.type(pattern.type())).fields().get(constraint.field()))
                .read().apply(fact);
    }

    public KnowledgeBase base() {
        return base;
    }

    private static final class Recorder implements Rules {
        private final Rules rules;
        final List<Firing> firings = new ArrayList<>();
        final List<Object> facts = new ArrayList<>();

        Recorder(Rules rules) {
            this.rules = rules;
        }

        @Override
        public List<String> limits() {
            return rules.limits();
        }

        @Override
        public @Nullable RuleDef rule(String id) {
            return rules.rule(id);
        }

        @Override
        public List<Fired> run(Collection<?> given) {
            facts.addAll(given);
            List<Fired> fired = rules.run(given);
            for (Fired f : fired) {
                firings.add(new Firing(f.rule(), f.facts()));
                for (Object fact : f.rule().inserts()) {
                    boolean chained = fact instanceof io.github.redeliver.facts.Symptom
                            || fact instanceof io.github.redeliver.facts.Observation;
                    if (chained) facts.add(fact);
                }
            }
            return fired;
        }
    }
}
