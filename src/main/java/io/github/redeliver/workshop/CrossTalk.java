package io.github.redeliver.workshop;

import io.github.redeliver.facts.Heard;
import io.github.redeliver.facts.Symptom;
import io.github.redeliver.inference.Trial.Outcome;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Level;
import io.github.redeliver.knowledge.RuleDef;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells when a rule speaks up on the example of another rule that says something else. Every example is thereby a near
 * miss of every other rule, except where the other one is meant to be heard as well:
 * what it heard lies inside a phrase that the example's own rule heard (the longer one explains it), or its cause is one
 * that says nothing in particular. A documented rule must be silent on all examples, a rule of general words on those of
 * other general words, a code on those of other codes.
 */
final class CrossTalk {
    static final String CHECK = "cross-talk";

    private final KnowledgeBase base;

    CrossTalk(KnowledgeBase base) {
        this.base = base;
    }

    /** Causes that a rule's symptoms name. */
    static Set<String> causes(RuleDef rule) {
        Set<String> causes = new HashSet<>();
        for (Object fact : rule.inserts()) if (fact instanceof Symptom s) causes.add(s.cause());
        return causes;
    }

    /** Whether a rule that fires, on these facts, on another rule's example should not. */
    boolean disturbs(RuleDef rule, List<Object> heard, Lab.Text example) {
        RuleDef own = example.rule();
        if (example.kind() != Lab.Kind.EXAMPLE || own == null || own.id().equals(rule.id())) return false;
        if (rule.level() != Level.DOCUMENTED && rule.level() != own.level()) return false;
        Set<String> causes = causes(rule);
        if (causes.isEmpty() || !Collections.disjoint(causes, causes(own))) return false;
        if (causes.stream().allMatch(c -> base.cause(c).vague())) return false;
        return !explained(heard, example.outcomes(), own.id());
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
