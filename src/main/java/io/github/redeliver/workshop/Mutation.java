package io.github.redeliver.workshop;

import io.github.redeliver.inference.Trial.Outcome;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.workshop.Lab.Kind;
import io.github.redeliver.workshop.Lab.Text;
import io.github.redeliver.workshop.Mutants.Mutant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Breaks rules one by one and asks whether a test notices: an example that no longer gives its cause, a near miss that
 * is hit, cross-talk, a sample that fails. Only the texts that a broken rule can touch are tried.
 */
public final class Mutation {
    /** Examples of other rules on which a rule that has become too wide is tried. */
    private static final int NEIGHBOURS = 40;

    private static final int ELSEWHERE = 400;

    private static final int NEAR = 1000;

    private final Lab lab;
    private final CrossTalk crossTalk;
    private final Map<String, List<Text>> own = new HashMap<>();
    private final Map<String, List<Text>> touched = new HashMap<>();
    private final Map<String, List<Text>> byFile = new HashMap<>();
    private final List<Text> samples = new ArrayList<>();
    private final List<Text> elsewhere = new ArrayList<>();
    private final Set<Text> failing = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * A broken rule that no test noticed.
     *
     * @param line where it was broken
     * @param wanted a text that would notice it
     */
    public record Survivor(RuleDef rule, int line, String operator, String what, String wanted) {}

    /** How many were tried and noticed. */
    public record Count(int tried, int noticed) {
        Count plus(boolean wasNoticed) {
            return new Count(tried + 1, noticed + (wasNoticed ? 1 : 0));
        }

        /** Noticed in per cent of tried. */
        public double score() {
            return tried == 0 ? 100 : 100.0 * noticed / tried;
        }
    }

    /**
     * What came of it.
     *
     * @param all all mutants
     * @param byOperator by what was done
     * @param byStage by the stage of the rule
     * @param survivors what no test noticed
     */
    public record Score(
            Count all, Map<String, Count> byOperator, Map<String, Count> byStage, List<Survivor> survivors) {}

    public Mutation(Lab lab) {
        this.lab = lab;
        this.crossTalk = new CrossTalk(lab.base());
        int n = 0;
        for (Text t : lab.texts()) {
            if (fails(t, t.outcomes())) failing.add(t);
            RuleDef rule = t.rule();
            if (rule != null) own.computeIfAbsent(rule.id(), k -> new ArrayList<>()).add(t);
            if (rule != null && t.kind() == Kind.EXAMPLE) byFile.computeIfAbsent(rule.file(), k -> new ArrayList<>()).add(t);
            if (rule == null) samples.add(t);
            Set<String> fired = new LinkedHashSet<>();
            t.outcomes().forEach(o -> o.firings().forEach(f -> fired.add(f.rule().id())));
            fired.forEach(id -> touched.computeIfAbsent(id, k -> new ArrayList<>()).add(t));
        }
        int step = Math.max(1, lab.texts().size() / ELSEWHERE);
        for (Text t : lab.texts()) if (t.kind() == Kind.EXAMPLE && n++ % step == 0) elsewhere.add(t);
    }

    /**
     * Tries the mutants of the rules.
     *
     * @param which the rules
     * @param sample at most so many mutants, spread evenly; 0 for all
     */
    public Score run(Predicate<RuleDef> which, int sample) {
        List<Mutant> mutants = new ArrayList<>();
        for (RuleDef rule : lab.base().rules()) {
            if (!which.test(rule)) continue;
            mutants.addAll(Mutants.of(rule, lab.base()));
        }
        Count all = new Count(0, 0);
        Map<String, Count> byOperator = new TreeMap<>();
        Map<String, Count> byStage = new TreeMap<>();
        List<Survivor> survivors = new ArrayList<>();
        int wanted = sample == 0 ? mutants.size() : Math.min(sample, mutants.size());
        for (int i = 0; i < wanted; i++) {
            Mutant m = mutants.get((int) ((long) i * mutants.size() / wanted));
            boolean noticed = noticed(m);
            all = all.plus(noticed);
            byOperator.merge(m.operator(), new Count(0, 0).plus(noticed), (a, b) -> a.plus(noticed));
            byStage.merge(m.rule().stage().folder(), new Count(0, 0).plus(noticed), (a, b) -> a.plus(noticed));
            if (!noticed) survivors.add(new Survivor(m.rule(), m.line(), m.operator(), m.what(), m.wanted()));
        }
        return new Score(all, byOperator, byStage, survivors);
    }

    private boolean noticed(Mutant m) {
        String id = m.rule().id();
        Set<Text> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Text t : own.getOrDefault(id, List.of())) if (seen.add(t) && noticed(m, t)) return true;
        int left = ELSEWHERE;
        for (Text t : touched.getOrDefault(id, List.of())) {
            if (left-- > 0 && seen.add(t) && noticed(m, t)) return true;
        }
        RuleDef changed = m.changed();
        if (changed == null) return false;
        for (Text t : reach(m.rule(), changed)) if (seen.add(t) && wider(m, changed, t)) return true;
        return false;
    }

    /** Texts on which a changed rule might fire: those with what it waits for first; some of all where it waits for nothing. */
    private Collection<Text> reach(RuleDef rule, RuleDef changed) {
        for (RuleDef.Pattern p : changed.patterns()) {
            if (p.negated()) continue;
            if (p.constraints().isEmpty()) break;
            RuleDef.Constraint first = p.constraints().get(0);
            if (!List.of("==", "in").contains(first.operator())) break;
            if (p.type().equals("Heard") && !first.field().equals("phrase")) break; // texts are found by phrase only
            List<Text> near = lab.near(changed);
            return near.subList(0, Math.min(NEAR, near.size()));
        }
        List<Text> some = new ArrayList<>(neighbours(rule));
        some.addAll(elsewhere);
        some.addAll(samples);
        return some;
    }

    /** Examples of rules of the same file, the nearest ones. */
    private List<Text> neighbours(RuleDef rule) {
        List<Text> all = byFile.getOrDefault(rule.file(), List.of());
        int at = 0;
        while (at < all.size() && all.get(at).rule() != null && all.get(at).rule().line() < rule.line()) at++;
        return all.subList(Math.max(0, at - NEIGHBOURS), Math.min(all.size(), at + NEIGHBOURS));
    }

    /** A text on which the rule did not fire: does it now, and is that noticed? */
    private boolean wider(Mutant m, RuleDef changed, Text t) {
        if (failing.contains(t)) return false;
        List<Outcome> now = List.of();
        for (int i = 0; i < t.outcomes().size(); i++) {
            for (List<Object> match : lab.trial().matches(changed, t.outcomes().get(i).facts())) {
                if (now.isEmpty()) now = run(m, t);
                Outcome o = now.get(i);
                if (!CrossTalk.allowed(m.rule()) && crossTalk.disturbs(changed, match, t, () -> o)) return true;
            }
        }
        return !now.isEmpty() && fails(t, now);
    }

    private List<Outcome> run(Mutant m, Text t) {
        RuleDef changed = m.changed();
        return lab.run(t.look(), Set.of(m.rule().id()), changed == null ? List.of() : List.of(changed));
    }

    private boolean noticed(Mutant m, Text t) {
        return !failing.contains(t) && fails(t, run(m, t));
    }

    /** Whether a text's test fails on outcomes; a deleted rule's own examples still name it. */
    private boolean fails(Text t, List<Outcome> outcomes) {
        Sample sample = t.sample();
        if (sample != null) return !sample.expect().failures(lab.result(t.look(), outcomes)).isEmpty();
        return !t.failure(outcomes).isEmpty();
    }
}
