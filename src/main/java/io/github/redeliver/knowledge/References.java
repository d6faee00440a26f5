package io.github.redeliver.knowledge;

import io.github.redeliver.facts.Advice;
import io.github.redeliver.facts.Against;
import io.github.redeliver.facts.Instead;
import io.github.redeliver.facts.Observation;
import io.github.redeliver.facts.Symptom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Checks that what rules name exists: causes, actors, lists, systems, remedies, checks, notes. */
final class References {
    private final KnowledgeBase base;
    private final List<Problem> problems = new ArrayList<>();

    private References(KnowledgeBase base) {
        this.base = base;
    }

    static List<Problem> check(KnowledgeBase base) {
        References r = new References(base);
        for (RuleDef rule : base.rules()) r.rule(rule);
        return r.problems;
    }

    private void rule(RuleDef rule) {
        for (RuleDef.Pattern p : rule.patterns()) {
            known(rule, "cause", p.equal("cause"), base.causes().keySet());
            known(rule, "system", p.equal("system"), base.systems().all().keySet());
            known(rule, "list", p.equal("list"), base.data("lists").keySet());
        }
        Collection<String> actors = base.causes().values().stream().map(KnowledgeBase.Cause::who).distinct().toList();
        Map<String, Object> notes = Tree.map(base.data("texts/en").get("notes"));
        for (Object fact : rule.inserts()) {
            if (fact instanceof Symptom s) {
                known(rule, "cause", s.cause(), base.causes().keySet());
                known(rule, "list", s.list(), base.data("lists").keySet());
                known(rule, "actor", s.who(), actors);
            } else if (fact instanceof Observation o) {
                known(rule, "cause", o.cause(), base.causes().keySet());
                known(rule, "list", o.list(), base.data("lists").keySet());
                known(rule, "actor", o.who(), actors);
            } else if (fact instanceof Against a) {
                known(rule, "cause", a.cause(), base.causes().keySet());
                known(rule, "note", a.note(), notes.keySet());
            } else if (fact instanceof Instead i) {
                known(rule, "cause", i.claimed(), base.causes().keySet());
                known(rule, "cause", i.real(), base.causes().keySet());
                known(rule, "note", i.note(), notes.keySet());
                known(rule, "actor", i.who(), actors);
            } else if (fact instanceof Advice a) {
                known(rule, a.check() ? "check" : "remedy", a.tag(), base.data(a.check() ? "checks" : "remedies").keySet());
            }
        }
    }

    private void known(RuleDef rule, String what, String value, Collection<String> vocabulary) {
        if (value.isEmpty() || vocabulary.contains(value)) return;
        problems.add(Problem.error(
                "unknown-" + what, rule.file(), rule.line(), 0, rule.id(), "unknown " + what + " \"" + value + "\"",
                Near.meant(value, vocabulary)));
    }
}
