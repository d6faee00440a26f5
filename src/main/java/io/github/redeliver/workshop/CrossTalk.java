package io.github.redeliver.workshop;

import io.github.redeliver.facts.Heard;
import io.github.redeliver.facts.Symptom;
import io.github.redeliver.inference.Trial.Outcome;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Level;
import io.github.redeliver.knowledge.Normaliser;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a rule speaks up on the example of another rule that says something else. Every example is thereby a near
 * miss of every other rule, except where the other one is meant to be heard as well:
 * what it heard lies inside a phrase that the example's own rule heard (the longer one explains it), or its cause is one
 * that says nothing in particular. A documented rule must be silent on all examples; a rule of general words, or of codes,
 * must not make its cause likely on the examples of others of its kind. Not thread-safe.
 */
public final class CrossTalk {
    static final String CHECK = "cross-talk";

    private final KnowledgeBase base;

    public CrossTalk(KnowledgeBase base) {
        this.base = base;
    }

    /**
     * A rule that speaks up where it should not.
     *
     * @param example the rule whose example it is
     */
    public record Disturbance(RuleDef rule, RuleDef example, String text) {}

    /**
     * What came of a search.
     *
     * @param found disturbances that nobody argued for
     * @param idle rules that argue for cross-talk although there is none
     */
    public record Found(List<Disturbance> found, List<RuleDef> idle) {}

    /**
     * Looks for cross-talk to and from rules. Only examples in which another rule's phrases or codes stand are run.
     *
     * @param which rules that speak up, or whose examples they are
     */
    public Found find(Predicate<RuleDef> which) {
        List<Disturbance> found = new ArrayList<>();
        Set<String> argued = new HashSet<>();
        Normaliser normaliser = new Normaliser();
        try (Lab lab = Lab.of(base, List.of(), rule -> false, false)) {
            for (RuleDef own : base.rules()) {
                if (causes(own).isEmpty()) continue; // its examples are other rules' words
                for (String text : own.examples()) {
                    normaliser.read(text);
                    Set<RuleDef> others = others(own, text, normaliser);
                    others.removeIf(r -> !which.test(own) && !which.test(r));
                    if (!others.isEmpty()) run(lab, own, text, others, found, argued);
                }
            }
        }
        List<RuleDef> idle = base.rules().stream()
                .filter(r -> which.test(r) && allowed(r) && !argued.contains(r.id())).toList();
        return new Found(found, idle);
    }

    private void run(
            Lab lab, RuleDef own, String text, Set<RuleDef> others, List<Disturbance> found, Set<String> argued) {
        Lab.Text example = lab.example(own, text);
        Set<String> seen = new HashSet<>();
        for (Outcome o : example.outcomes()) {
            for (var f : o.firings()) {
                if (!others.contains(f.rule()) || !disturbs(f.rule(), f.facts(), example, () -> o)) continue;
                if (allowed(f.rule())) argued.add(f.rule().id());
                else if (seen.add(f.rule().id())) found.add(new Disturbance(f.rule(), own, text));
            }
        }
    }

    /** Rules of other causes that an example's text might rouse. */
    private Set<RuleDef> others(RuleDef own, String text, Normaliser normalised) {
        Set<RuleDef> others = new LinkedHashSet<>();
        Set<Integer> phrases = new LinkedHashSet<>();
        base.automaton().scan(normalised, (phrase, from, to) -> phrases.add(phrase));
        for (int phrase : phrases) {
            for (int i : base.index().rulesOfPhrase(phrase)) add(own, base.rules().get(i), others);
        }
        for (RuleDef coded : coded()) {
            for (RuleDef.Pattern p : coded.patterns()) {
                String code = p.equal("enhanced") + p.equal("subject") + p.equal("code");
                if (!code.isEmpty() && text.contains(code)) add(own, coded, others);
            }
        }
        return others;
    }

    private void add(RuleDef own, RuleDef other, Set<RuleDef> others) {
        boolean apart = other.level() == Level.DOCUMENTED || other.level() == own.level();
        if (apart && Collections.disjoint(causes(own), causes(other))) others.add(other);
    }

    /** Rules that know a text by its codes alone. */
    private List<RuleDef> coded() {
        List<RuleDef> known = coded;
        if (known == null) {
            known = base.rules().stream().filter(r -> r.stage() == Stage.RECOGNISE && !r.asksForWords()).toList();
            coded = known;
        }
        return known;
    }

    private @Nullable List<RuleDef> coded;

    /** Causes that a rule's symptoms name. */
    static Set<String> causes(RuleDef rule) {
        Set<String> causes = new HashSet<>();
        for (Object fact : rule.inserts()) if (fact instanceof Symptom s) causes.add(s.cause());
        return causes;
    }

    /** From this certainty on a cause is likely. */
    private static final double LIKELY = 0.5;

    /** Whether a rule that fires, on these facts, on another rule's example, with this outcome, should not. */
    boolean disturbs(RuleDef rule, List<Object> heard, Lab.Text example, Supplier<Outcome> outcome) {
        RuleDef own = example.rule();
        if (example.kind() != Lab.Kind.EXAMPLE || own == null || own.id().equals(rule.id())) return false;
        if (rule.level() != Level.DOCUMENTED && rule.level() != own.level()) return false;
        Set<String> causes = causes(rule);
        if (causes.isEmpty() || causes(own).isEmpty() || !Collections.disjoint(causes, causes(own))) return false;
        if (causes.stream().allMatch(c -> base.cause(c).vague())) return false;
        if (waits(rule) && explained(heard, example.outcomes(), own.id())) return false;
        return rule.level() == Level.DOCUMENTED || outcome.get().verdict().conclusions().stream()
                .anyMatch(c -> causes.contains(c.cause()) && c.certainty() >= LIKELY);
    }

    /** Whether each thing it hears is something that it waits for. */
    private static boolean waits(RuleDef rule) {
        return rule.patterns().stream().filter(p -> !p.negated() && p.type().equals("Heard")).allMatch(p -> p.constraints()
                .stream().anyMatch(c -> c.field().equals("phrase") && List.of("==", "in").contains(c.operator())));
    }

    private static boolean explained(List<Object> heard, Collection<Outcome> outcomes, String by) {
        Set<String> phrases = new HashSet<>();
        for (Outcome o : outcomes) {
            for (var f : o.firings()) {
                if (!f.rule().id().equals(by)) continue;
                for (Object fact : f.facts()) if (fact instanceof Heard h) phrases.add(h.phrase());
            }
        }
        for (Object fact : heard) {
            if (!(fact instanceof Heard h) || phrases.stream().noneMatch(p -> p.contains(h.phrase()))) return false;
        }
        return true;
    }

    /** Whether a rule is excused by its author. */
    static boolean allowed(RuleDef rule) {
        return rule.allows().stream().anyMatch(a -> a.startsWith(CHECK + ":"));
    }
}
