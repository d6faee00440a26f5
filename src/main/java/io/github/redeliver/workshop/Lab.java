package io.github.redeliver.workshop;

import io.github.redeliver.Insight;
import io.github.redeliver.Insight.Look;
import io.github.redeliver.Result;
import io.github.redeliver.facts.Found;
import io.github.redeliver.facts.Heard;
import io.github.redeliver.facts.Observation;
import io.github.redeliver.facts.Observed;
import io.github.redeliver.facts.Replied;
import io.github.redeliver.facts.Reported;
import io.github.redeliver.facts.Symptom;
import io.github.redeliver.inference.Inference.Inferred;
import io.github.redeliver.inference.Trial;
import io.github.redeliver.inference.Trial.Outcome;
import io.github.redeliver.inference.Verdict;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.RuleDef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A knowledge base with every text that tests it: the examples and near misses of its rules, and the samples, each read
 * once and run once. Immutable after it was made; not thread-safe while its texts are first asked for.
 */
public final class Lab implements AutoCloseable {
    private final KnowledgeBase base;
    private final Insight insight;
    private final boolean diagnosing;
    private final List<Text> texts = new ArrayList<>();
    private @Nullable Map<String, List<Text>> byFact;

    /** What a text is there for. */
    public enum Kind {
        EXAMPLE,
        NEAR_MISS,
        SAMPLE
    }

    /**
     * A text that tests something.
     *
     * @param rule the rule that it belongs to, or null for a sample
     * @param name the text itself, or the sample's name
     * @param sample the sample, or null
     * @param look what was read of it
     * @param outcomes what came of it, for each incident
     */
    public record Text(
            Kind kind,
            @Nullable RuleDef rule,
            String name,
            @Nullable Sample sample,
            Look look,
            List<Outcome> outcomes) {
        /** Whether a rule fired on it. */
        public boolean fired(String id) {
            return outcomes.stream().anyMatch(o -> o.fired(id));
        }

        /** What is wrong with what came of it, or {@code ""}. */
        public String failure() {
            return failure(outcomes);
        }

        /** What would be wrong if that came of it, for a rule's own text; {@code ""} for a sample. */
        String failure(List<Outcome> came) {
            RuleDef own = rule;
            if (own == null) return "";
            if (kind == Kind.EXAMPLE) return Promise.broken(own, came);
            return came.stream().anyMatch(o -> o.fired(own.id())) ? "fires on a near miss" : "";
        }
    }

    private Lab(KnowledgeBase base, boolean diagnosing) {
        this.base = base;
        this.diagnosing = diagnosing;
        this.insight = new Insight(base);
    }

    /** Reads and runs every text. */
    public static Lab of(KnowledgeBase base, List<Sample> samples) {
        return of(base, samples, rule -> true, false);
    }

    /**
     * Reads and runs texts.
     *
     * @param which rules whose texts are taken
     * @param diagnosing whether they run in the network that diagnoses run in, which takes longer to build
     */
    public static Lab of(KnowledgeBase base, List<Sample> samples, Predicate<RuleDef> which, boolean diagnosing) {
        Lab lab = new Lab(base, diagnosing);
        for (RuleDef rule : base.rules()) {
            if (!which.test(rule)) continue;
            for (String text : rule.examples()) lab.add(Kind.EXAMPLE, rule, text, null, Scene.of(rule, text));
            for (String text : rule.nearMisses()) lab.add(Kind.NEAR_MISS, rule, text, null, Scene.of(rule, text));
        }
        for (Sample s : samples) lab.add(Kind.SAMPLE, null, s.name(), s, new Scene(s.given(), List.of()));
        return lab;
    }

    private void add(
            Kind kind, @Nullable RuleDef rule, String name,
            @Nullable Sample sample, Scene scene) {
        Look look = insight.look(scene.given(), scene.observed());
        List<Outcome> outcomes = diagnosing
                ? look.heard().stream().map(h -> insight.trial().diagnose(h.given())).toList()
                : run(look, Set.of(), List.of());
        texts.add(new Text(kind, rule, name, sample, look, outcomes));
    }

    /** A rule's example, read and run but not kept. */
    Text example(RuleDef rule, String text) {
        Scene scene = Scene.of(rule, text);
        Look look = insight.look(scene.given(), scene.observed());
        return new Text(Kind.EXAMPLE, rule, text, null, look, run(look, Set.of(), List.of()));
    }

    /** The cause that a rule's examples must give: that of its first symptom; {@code ""} when it inserts none. */
    public static String cause(RuleDef rule) {
        for (Object fact : rule.inserts()) if (fact instanceof Symptom s) return s.cause();
        return "";
    }

    List<Outcome> run(Look look, Set<String> without, List<RuleDef> more) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Inferred heard : look.heard()) outcomes.add(insight.trial().run(heard.given(), without, more));
        return outcomes;
    }

    /** Texts with a fact that a rule's first condition waits for: all on which a rule somewhat like it could fire. */
    List<Text> near(RuleDef rule) {
        Map<String, List<Text>> index = byFact;
        if (index == null) {
            index = new HashMap<>();
            for (Text t : texts) {
                Set<String> keys = new LinkedHashSet<>();
                for (Outcome o : t.outcomes()) {
                    for (Object fact : o.facts()) keys.addAll(keysOf(fact));
                }
                for (String key : keys) index.computeIfAbsent(key, k -> new ArrayList<>()).add(t);
            }
            byFact = index;
        }
        for (RuleDef.Pattern p : rule.patterns()) {
            if (p.negated()) continue;
            RuleDef.Constraint c = p.constraints().get(0);
            List<String> values = c.value() instanceof List<?> family
                    ? family.stream().map(String::valueOf).toList() : List.of(String.valueOf(c.value()));
            if (values.size() == 1) return index.getOrDefault(p.type() + " " + values.get(0), List.of());
            Set<Text> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            List<Text> near = new ArrayList<>();
            for (String v : values) for (Text t : index.getOrDefault(p.type() + " " + v, List.of())) if (seen.add(t)) near.add(t);
            return near;
        }
        return texts;
    }

    private static List<String> keysOf(Object fact) {
        String type = fact.getClass().getSimpleName() + " ";
        if (fact instanceof Heard h) return List.of(type + h.phrase());
        if (fact instanceof Replied r) {
            return List.of(type + r.code(), type + r.enhanced(), type + r.subject(), type + r.system(), type + r.stage());
        }
        if (fact instanceof Reported r) return List.of(type + r.action(), type + r.form(), type + r.software());
        if (fact instanceof Observed o) return List.of(type + o.shows());
        if (fact instanceof Symptom s) return List.of(type + s.cause());
        if (fact instanceof Observation o) return List.of(type + o.cause());
        if (fact instanceof Found f) return List.of(type + f.cause(), type + f.system(), type + f.list());
        return List.of();
    }

    /** The result that comes of outcomes. */
    Result result(Look look, List<Outcome> outcomes) {
        List<Verdict> verdicts = outcomes.stream().map(Outcome::verdict).toList();
        return insight.result(look, verdicts);
    }

    @Override
    public void close() {
        insight.close();
    }

    public KnowledgeBase base() {
        return base;
    }

    public List<Text> texts() {
        return texts;
    }

    public Insight insight() {
        return insight;
    }

    public Trial trial() {
        return insight.trial();
    }
}
