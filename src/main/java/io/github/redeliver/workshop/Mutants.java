package io.github.redeliver.workshop;

import io.github.redeliver.facts.Against;
import io.github.redeliver.facts.Instead;
import io.github.redeliver.facts.Observation;
import io.github.redeliver.facts.Symptom;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.RuleDef.Constraint;
import io.github.redeliver.knowledge.RuleDef.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Breaks a rule in every small way that a slip of the pen could. */
final class Mutants {
    private Mutants() {}

    /**
     * A broken rule.
     *
     * @param changed the rule as broken, or null where it is deleted
     * @param operator {@code delete cause drop-constraint negate-constraint drop-wording drop-pattern}
     * @param line where the rule was broken
     * @param what what was done, for people
     */
    record Mutant(RuleDef rule, @Nullable RuleDef changed, int line, String operator, String what) {
        /** A text that would notice it. */
        String wanted() {
            return switch (operator) {
                case "delete" -> "an @example";
                case "cause" -> "an @example of which this rule decides what is found";
                case "drop-wording" -> "an @example in this wording, which no shorter one lies in";
                case "negate-constraint" -> "an @example, and a @nearMiss on which all holds but this";
                default -> what.startsWith("not ") && operator.equals("drop-constraint")
                        ? "an @example with another such fact" : "a @nearMiss on which all holds but this";
            };
        }
    }

    static List<Mutant> of(RuleDef rule, KnowledgeBase base) {
        List<Mutant> all = new ArrayList<>();
        all.add(new Mutant(rule, null, rule.line(), "delete", "the rule deleted"));
        List<Object> others = otherCauses(rule, base);
        if (!others.equals(rule.inserts())) {
            all.add(new Mutant(rule, with(rule, rule.patterns(), others), rule.line(), "cause", "another cause"));
        }
        for (int i = 0; i < rule.patterns().size(); i++) pattern(rule, i, all);
        return all;
    }

    private static void pattern(RuleDef rule, int i, List<Mutant> all) {
        Pattern p = rule.patterns().get(i);
        String at = (p.negated() ? "not " : "") + p.type();
        if (rule.patterns().size() > 1) {
            List<Pattern> rest = new ArrayList<>(rule.patterns());
            rest.remove(i);
            if (rest.stream().anyMatch(x -> !x.negated())) {
                all.add(new Mutant(rule, with(rule, rest, rule.inserts()), p.line(), "drop-pattern", at + " dropped"));
            }
        }
        for (int k = 0; k < p.constraints().size(); k++) {
            Constraint c = p.constraints().get(k);
            String what = at + "( " + c.field() + " " + c.operator() + " " + shown(c.value()) + " )";
            List<Constraint> fewer = new ArrayList<>(p.constraints());
            fewer.remove(k);
            all.add(new Mutant(rule, with(rule, i, p, fewer), p.line(), "drop-constraint", what + " dropped"));
            List<Constraint> negated = new ArrayList<>(p.constraints());
            negated.set(k, new Constraint(c.field(), opposite(c.operator()), c.value()));
            all.add(new Mutant(rule, with(rule, i, p, negated), p.line(), "negate-constraint", what + " negated"));
            if (c.value() instanceof List<?> family && family.size() > 1) {
                for (Object wording : family) {
                    List<Constraint> without = new ArrayList<>(p.constraints());
                    List<String> left = family.stream().filter(w -> !w.equals(wording)).map(String::valueOf).toList();
                    without.set(k, new Constraint(c.field(), c.operator(), left));
                    all.add(new Mutant(rule, with(rule, i, p, without), p.line(), "drop-wording",
                            at + "( phrase in … ) without " + shown(wording)));
                }
            }
        }
    }

    private static String shown(Object value) {
        if (value instanceof List<?> family) return "(" + family.size() + " wordings)";
        return value instanceof String s ? '"' + s + '"' : String.valueOf(value);
    }

    private static String opposite(String operator) {
        return switch (operator) {
            case "==" -> "!=";
            case "!=" -> "==";
            case "<" -> ">=";
            case ">=" -> "<";
            case ">" -> "<=";
            case "<=" -> ">";
            case "in" -> "not in";
            default -> throw new IllegalArgumentException("no operator: " + operator);
        };
    }

    private static RuleDef with(RuleDef r, int i, Pattern p, List<Constraint> constraints) {
        List<Pattern> patterns = new ArrayList<>(r.patterns());
        patterns.set(i, new Pattern(p.type(), p.negated(), p.line(), constraints));
        return with(r, patterns, r.inserts());
    }

    private static RuleDef with(RuleDef r, List<Pattern> patterns, List<Object> inserts) {
        return new RuleDef(
                r.id(), r.file(), r.line(), r.stage(), r.level(), r.home(), r.status(), r.source(), r.since(), patterns,
                inserts, r.allows(), r.examples(), r.nearMisses());
    }

    private static List<Object> otherCauses(RuleDef rule, KnowledgeBase base) {
        List<Object> others = new ArrayList<>();
        for (Object fact : rule.inserts()) {
            if (fact instanceof Symptom s) {
                others.add(new Symptom(other(s.cause(), base), s.share(), s.list(), s.lasting(), s.who(), s.token()));
            } else if (fact instanceof Observation o) {
                others.add(new Observation(other(o.cause(), base), o.share(), o.list(), o.who()));
            } else if (fact instanceof Against a) {
                others.add(new Against(other(a.cause(), base), a.note()));
            } else if (fact instanceof Instead i) {
                others.add(new Instead(i.claimed(), other(i.real(), base), i.note(), i.who()));
            } else {
                others.add(fact);
            }
        }
        return others;
    }

    /** The next cause of another group: far enough to matter, always the same. */
    private static String other(String cause, KnowledgeBase base) {
        List<String> ids = base.causes().keySet().stream().sorted().toList();
        String group = base.cause(cause).group();
        int at = Math.max(0, ids.indexOf(cause));
        for (int i = 1; i < ids.size(); i++) {
            String id = ids.get((at + i) % ids.size());
            if (!base.cause(id).group().equals(group)) return id;
        }
        return cause;
    }
}
