package io.github.redeliver.workshop;

import io.github.redeliver.facts.Instead;
import io.github.redeliver.facts.Observation;
import io.github.redeliver.facts.Symptom;
import io.github.redeliver.inference.Trial;
import io.github.redeliver.inference.Trial.Outcome;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.RuleDef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Tells why a cause was found or was not: which rules for it fired, and what kept the nearest others from it. */
public final class Why {
    private final KnowledgeBase base;
    private final Trial trial;

    public Why(KnowledgeBase base, Trial trial) {
        this.base = base;
        this.trial = trial;
    }

    /**
     * A rule for the cause.
     *
     * @param fired whether it fired
     * @param met conditions that held before the first that failed
     * @param of conditions in all
     * @param failed the first condition that failed, with what was there instead; {@code ""} when it fired
     * @param near how near it came: higher is nearer
     */
    public record Answer(RuleDef rule, boolean fired, int met, int of, String failed, double near) {}

    /** Whether a rule can bring a cause up. */
    public static boolean concludes(RuleDef rule, String cause) {
        for (Object fact : rule.inserts()) {
            boolean same = fact instanceof Symptom s && s.cause().equals(cause)
                    || fact instanceof Observation o && o.cause().equals(cause)
                    || fact instanceof Instead i && i.real().equals(cause);
            if (same) return true;
        }
        return false;
    }

    /** All rules for a cause, those that fired first, then the nearest. */
    public List<Answer> ask(Outcome outcome, String cause) {
        List<Answer> answers = new ArrayList<>();
        for (RuleDef rule : base.rules()) if (concludes(rule, cause)) answers.add(answer(rule, outcome.facts()));
        answers.sort(Comparator.comparing((Answer a) -> !a.fired).thenComparing(a -> -a.near)
                .thenComparing(a -> a.rule.id()));
        return answers;
    }

    /** How a single rule fared on facts. */
    public Answer answer(RuleDef rule, List<Object> facts) {
        int of = rule.patterns().stream().mapToInt(p -> p.negated() ? 1 : p.constraints().size()).sum();
        int met = 0;
        String failed = "";
        for (RuleDef.Pattern p : rule.patterns()) {
            Fit fit = fit(p, facts);
            if (failed.isEmpty() || fit.failed.isEmpty()) met += fit.met;
            if (failed.isEmpty()) failed = fit.failed;
        }
        if (failed.isEmpty()) return new Answer(rule, true, of, of, "", of);
        return new Answer(rule, false, met, of, failed, (double) met / of + resemblance(rule, facts));
    }

    private record Fit(int met, String failed) {}

    /** The fact that satisfies most of a pattern, and the first constraint that even it does not. */
    private Fit fit(RuleDef.Pattern p, List<Object> facts) {
        List<Object> typed = facts.stream().filter(f -> f.getClass().getSimpleName().equals(p.type())).toList();
        if (p.negated()) {
            boolean there = typed.stream().anyMatch(f -> trial.matches(only(p), List.of(f)).size() > 0);
            return there ? new Fit(0, "not " + text(p) + ": there is one") : new Fit(1, "");
        }
        int best = -1;
        String failed = p.type() + ": there is none";
        for (Object fact : typed) {
            int met = 0;
            String first = "";
            for (RuleDef.Constraint c : p.constraints()) {
                if (trial.holds(p, c, fact)) {
                    met++;
                } else if (first.isEmpty()) {
                    first = p.type() + "( " + text(c) + " ): it is " + quoted(trial.value(p, c, fact));
                }
            }
            if (first.isEmpty()) return new Fit(met, "");
            if (met > best) {
                best = met;
                failed = first;
            }
        }
        if (best <= 0 && !p.constraints().isEmpty()) failed = nothing(p, typed);
        return new Fit(Math.max(0, best), failed);
    }

    /** No fact satisfies even one constraint: name what there is rather than one of many. */
    private String nothing(RuleDef.Pattern p, List<Object> typed) {
        RuleDef.Constraint c = p.constraints().get(0);
        if (p.type().equals("Heard")) return "Heard( " + text(c) + " ): not heard";
        TreeSet<String> there = new TreeSet<>();
        for (Object fact : typed) there.add(quoted(trial.value(p, c, fact)));
        String is = there.isEmpty() ? "there is no " + p.type()
                : "it is " + String.join(", ", there.stream().limit(6).toList()) + (there.size() > 6 ? ", …" : "");
        return p.type() + "( " + text(c) + " ): " + is;
    }

    private static RuleDef only(RuleDef.Pattern p) {
        return new RuleDef(
                "", "", 0, io.github.redeliver.knowledge.Stage.RECOGNISE, io.github.redeliver.knowledge.Level.DOCUMENTED, "",
                "", "", "", List.of(new RuleDef.Pattern(p.type(), false, 0, p.constraints())), List.of(), List.of(), List.of(),
                List.of());
    }

    /** Words that its phrases have in common with what was heard: of rules that got equally far, the likelier meant. */
    private static double resemblance(RuleDef rule, List<Object> facts) {
        double best = 0;
        for (RuleDef.Pattern p : rule.patterns()) {
            for (String phrase : p.phrases()) {
                for (Object fact : facts) {
                    if (!(fact instanceof io.github.redeliver.facts.Heard h) || h.phrase().isEmpty()) continue;
                    if (phrase.contains(h.phrase())) best = Math.max(best, 0.5 * h.phrase().length() / phrase.length());
                }
            }
        }
        return best;
    }

    /** A constraint as rules write it. */
    public static String text(RuleDef.Constraint c) {
        if (c.value() instanceof List<?> family) {
            String first = String.valueOf(family.get(0));
            return c.field() + " in (\"" + first + "\"" + (family.size() > 1 ? ", … " + family.size() + " wordings" : "") + ")";
        }
        return c.field() + " " + c.operator() + " " + quoted(c.value());
    }

    static String text(RuleDef.Pattern p) {
        return p.type() + "( " + String.join(", ", p.constraints().stream().map(Why::text).toList()) + " )";
    }

    private static String quoted(Object value) {
        return Objects.requireNonNull(value) instanceof String s ? '"' + s + '"' : String.valueOf(value);
    }
}
