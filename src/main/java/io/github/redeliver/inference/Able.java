package io.github.redeliver.inference;

import io.github.redeliver.facts.Instead;
import io.github.redeliver.facts.Observation;
import io.github.redeliver.facts.Observed;
import io.github.redeliver.facts.Symptom;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.RuleIndex;
import io.github.redeliver.knowledge.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules that could fire on what is given, found by what their conditions are dispatched on; a few of thousands. No
 * other rule can: its first condition has no fact to match, neither given nor inserted by one of these.
 */
final class Able {
    private static final Set<String> GIVEN = Set.of("Heard", "Replied", "Reported", "Dns", "Talk", "Known");

    private final KnowledgeBase base;
    private final Given given;
    private final RuleIndex index;
    private final Set<String> heard = new HashSet<>();
    private final Map<String, List<Object>> byType = new HashMap<>();
    private final BitSet able = new BitSet();
    private final List<RuleDef> fresh = new ArrayList<>();

    /** @param facts what is given, as rules see it */
    Able(KnowledgeBase base, Given given, List<Object> facts) {
        this.base = base;
        this.given = given;
        this.index = base.index();
        for (Object fact : facts) byType.computeIfAbsent(fact.getClass().getSimpleName(), type -> new ArrayList<>()).add(fact);
        for (Given.HeardPhrase h : given.heard()) heard.add(base.phrases().get(h.phrase()));
    }

    /** In the order of the knowledge base. */
    List<RuleDef> rules() {
        add(index.always());
        for (Given.HeardPhrase h : given.heard()) add(index.rulesOfPhrase(h.phrase()));
        String enhanced = given.enhanced();
        String subject = enhanced.substring(enhanced.indexOf('.') + 1);
        dispatch("Heard", "", "reply", "around");
        dispatch("Replied", subject, "", "");
        dispatch("Reported", "", "", "");
        for (Observed o : given.observed()) add(index.rules(o.getClass().getSimpleName(), "shows", o.shows()));
        Set<String> causes = new HashSet<>();
        for (int next = 0; next < fresh.size(); next++) {
            for (Object fact : fresh.get(next).inserts()) {
                if (fact instanceof Symptom s) {
                    cause(s.cause(), causes);
                    add(index.rules("Found", "list", s.list()));
                    add(index.rules("Found", "token", s.token()));
                } else if (fact instanceof Observation o) {
                    cause(o.cause(), causes);
                    add(index.rules("Found", "list", o.list()));
                } else if (fact instanceof Instead i) cause(i.real(), causes);
            }
        }
        List<RuleDef> rules = new ArrayList<>(fresh.size());
        able.stream().forEach(i -> rules.add(base.rules().get(i)));
        return rules;
    }

    private void cause(String cause, Set<String> seen) {
        if (!seen.add(cause)) return;
        for (String type : List.of("Symptom", "Observation", "Found")) add(index.rules(type, "cause", cause));
    }

    /** Rules whose first condition is on a field other than the usual one. */
    private void dispatch(String type, String subject, String place, String otherPlace) {
        add(index.rules(type, "code", given.code()));
        add(index.rules(type, "enhanced", given.enhanced()));
        add(index.rules(type, "subject", subject));
        add(index.rules(type, "stage", given.stage()));
        add(index.rules(type, "system", given.system()));
        add(index.rules(type, "family", given.family()));
        add(index.rules(type, "action", given.action()));
        add(index.rules(type, "form", given.form()));
        add(index.rules(type, "software", given.software()));
        add(index.rules(type, "place", place));
        add(index.rules(type, "place", otherPlace));
    }

    private void add(int[] rules) {
        for (int i : rules) {
            if (able.get(i)) continue;
            RuleDef rule = base.rules().get(i);
            if (!hearable(rule) || !given(rule)) continue;
            able.set(i);
            fresh.add(rule);
        }
    }

    /** Whether each condition on given facts has one that meets it; what else it asks for may yet come up. */
    private boolean given(RuleDef rule) {
        for (RuleDef.Pattern p : rule.patterns()) {
            if (p.negated() || !GIVEN.contains(p.type())) continue;
            boolean met = false;
            for (Object fact : byType.getOrDefault(p.type(), List.of())) met = met || Matcher.holds(Schema.FACTS, p, fact);
            if (!met) return false;
        }
        return true;
    }

    private boolean hearable(RuleDef rule) {
        for (RuleDef.Pattern p : rule.patterns()) {
            if (p.negated() || !p.type().equals("Heard")) continue;
            List<String> phrases = p.phrases();
            if (!phrases.isEmpty() && phrases.stream().noneMatch(heard::contains)) return false;
        }
        return true;
    }
}
