package io.github.redeliver.workshop;

import io.github.redeliver.inference.Trial.Firing;
import io.github.redeliver.inference.Trial.Outcome;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.RuleDef.Constraint;
import io.github.redeliver.knowledge.RuleDef.Pattern;
import io.github.redeliver.knowledge.Stage;
import io.github.redeliver.workshop.Lab.Kind;
import io.github.redeliver.workshop.Lab.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the examples, near misses and samples of a knowledge base reach: rules that fired, phrases that were heard, and
 * constraints that decided, that is, kept a rule from firing on a text on which all else held.
 */
public final class Coverage {
    private final Lab lab;
    private final Map<String, Integer> firedOn = new HashMap<>();
    private final Map<String, Integer> samplesOf = new HashMap<>();
    private final Set<Object> heard = new HashSet<>();
    private final List<Idle> idle = new ArrayList<>();
    private int constraints;

    /** A constraint that never decided. */
    public record Idle(RuleDef rule, Pattern pattern, String what) {}

    /** How many of how many. */
    public record Share(int of, int all) {
        public double percent() {
            return all == 0 ? 100 : 100.0 * of / all;
        }
    }

    private Coverage(Lab lab) {
        this.lab = lab;
    }

    public static Coverage of(Lab lab) {
        Coverage c = new Coverage(lab);
        for (Text t : lab.texts()) c.text(t);
        for (RuleDef rule : lab.base().rules()) c.constraints(rule);
        return c;
    }

    private void text(Text t) {
        Set<String> fired = new HashSet<>();
        for (Outcome o : t.outcomes()) {
            for (Firing f : o.firings()) fired.add(f.rule().id());
            for (Object fact : o.facts()) if (fact instanceof io.github.redeliver.facts.Heard h) heard.add(h.phrase());
        }
        for (String id : fired) {
            firedOn.merge(id, 1, Integer::sum);
            if (t.kind() == Kind.SAMPLE) samplesOf.merge(id, 1, Integer::sum);
        }
    }

    /** What a rule's fate hangs on besides its first literal, which all other texts decide. */
    private void constraints(RuleDef rule) {
        boolean first = true;
        for (int i = 0; i < rule.patterns().size(); i++) {
            Pattern p = rule.patterns().get(i);
            if (p.negated()) {
                count(rule, p, i, -1, "not " + Why.text(p));
                continue;
            }
            for (int k = 0; k < p.constraints().size(); k++) {
                if (first) {
                    first = false;
                    constraints++;
                } else {
                    count(rule, p, i, k, Why.text(p.constraints().get(k)));
                }
            }
        }
    }

    private void count(RuleDef rule, Pattern p, int pattern, int constraint, String what) {
        constraints++;
        if (!decided(rule, pattern, constraint)) idle.add(new Idle(rule, p, p.type() + ": " + what));
    }

    private boolean decided(RuleDef rule, int pattern, int constraint) {
        RuleDef wider = wider(rule, pattern, constraint);
        for (Text t : lab.near(rule)) {
            for (Outcome o : t.outcomes()) {
                if (!o.fired(rule.id()) && !lab.trial().matches(wider, o.facts()).isEmpty()) return true;
            }
        }
        return false;
    }

    private static RuleDef wider(RuleDef r, int pattern, int constraint) {
        List<Pattern> patterns = new ArrayList<>(r.patterns());
        if (constraint < 0) {
            patterns.remove(pattern);
        } else {
            Pattern p = patterns.get(pattern);
            List<Constraint> rest = new ArrayList<>(p.constraints());
            rest.remove(constraint);
            if (rest.isEmpty()) patterns.remove(pattern);
            else patterns.set(pattern, new Pattern(p.type(), p.negated(), p.line(), rest));
        }
        return new RuleDef(
                r.id(), r.file(), r.line(), r.stage(), r.level(), r.home(), r.status(), r.source(), r.since(), patterns,
                r.inserts(), r.allows(), r.examples(), r.nearMisses());
    }

    /** Rules of a stage that fired on some text. */
    public Share rules(Stage stage) {
        List<RuleDef> all = lab.base().rules().stream().filter(r -> r.stage() == stage).toList();
        return new Share((int) all.stream().filter(r -> firedOn.containsKey(r.id())).count(), all.size());
    }

    public Share rules() {
        return new Share(firedOn.size(), lab.base().rules().size());
    }

    /** Constraints that decided some text. */
    public Share constraints() {
        return new Share(constraints - idle.size(), constraints);
    }

    /** Phrases that were heard in some text. */
    public Share phrases() {
        List<String> all = lab.base().phrases();
        return new Share((int) all.stream().filter(heard::contains).count(), all.size());
    }

    /** Rules on which no text fires. */
    public List<RuleDef> silent() {
        return lab.base().rules().stream().filter(r -> !firedOn.containsKey(r.id())).toList();
    }

    /** Phrases that no text says. */
    public List<String> unheard() {
        return lab.base().phrases().stream().filter(p -> !heard.contains(p)).toList();
    }

    public List<Idle> idle() {
        return idle;
    }

    /** In how many samples each rule fires, the most first; rules that fire in none are left out. */
    public Map<String, Integer> samples() {
        Map<String, Integer> sorted = new LinkedHashMap<>();
        samplesOf.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }
}
