package io.github.redeliver.workshop;

import io.github.redeliver.facts.Advice;
import io.github.redeliver.facts.Against;
import io.github.redeliver.facts.Instead;
import io.github.redeliver.facts.Observation;
import io.github.redeliver.facts.Symptom;
import io.github.redeliver.knowledge.RuleDef;
import java.util.ArrayList;
import java.util.List;

/** What a rule says, in words. */
public final class Described {
    private Described() {}

    /** Its conditions, one each. */
    public static List<String> conditions(RuleDef rule) {
        List<String> all = new ArrayList<>();
        for (RuleDef.Pattern p : rule.patterns()) all.add((p.negated() ? "not " : "") + Why.text(p));
        return all;
    }

    /** Its conclusions, one each. */
    public static List<String> conclusions(RuleDef rule) {
        return rule.inserts().stream().map(Described::conclusion).toList();
    }

    private static String conclusion(Object fact) {
        if (fact instanceof Symptom s) {
            return "it says " + s.cause() + (s.share() < 100 ? " (" + s.share() + " %)" : "") + also("list", s.list())
                    + also("", s.lasting()) + also("who acts:", s.who()) + also("code", s.token());
        }
        if (fact instanceof Observation o) {
            return "records show " + o.cause() + (o.share() < 100 ? " (" + o.share() + " %)" : "") + also("list", o.list())
                    + also("who acts:", o.who());
        }
        if (fact instanceof Against a) return "speaks against " + a.cause() + " (" + a.note() + ")";
        if (fact instanceof Instead i) {
            return "behind " + i.claimed() + " stands " + i.real() + " (" + i.note() + ")" + also("who acts:", i.who());
        }
        if (fact instanceof Advice a) return (a.check() ? "check " : "remedy ") + a.tag();
        return String.valueOf(fact);
    }

    private static String also(String what, String value) {
        return value.isEmpty() ? "" : ", " + (what.isEmpty() ? "" : what + " ") + value;
    }

    /** A fact as rules see it: the fields that say something. */
    public static String fact(Object fact) {
        StringBuilder out = new StringBuilder(fact.getClass().getSimpleName()).append("( ");
        boolean first = true;
        for (var part : fact.getClass().getRecordComponents()) {
            Object value;
            try {
                value = part.getAccessor().invoke(fact);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
            if (value instanceof String s && s.isEmpty() || Boolean.FALSE.equals(value)) continue;
            out.append(first ? "" : ", ").append(part.getName()).append(" == ")
                    .append(value instanceof String s ? '"' + s.replace("\"", "\\\"") + '"' : value);
            first = false;
        }
        return out.append(" )").toString();
    }
}
