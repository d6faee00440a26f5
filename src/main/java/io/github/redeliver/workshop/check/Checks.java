package io.github.redeliver.workshop.check;

import io.github.redeliver.knowledge.KnowledgeLoader;
import io.github.redeliver.knowledge.Near;
import io.github.redeliver.knowledge.Problem;
import io.github.redeliver.knowledge.RuleDef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Everything that authors are told about a knowledge base. */
public final class Checks {
    /** Checks that {@code @allow} may excuse a rule from; what stops a knowledge base it may not. */
    private static final Set<String> EXCUSABLE = new TreeSet<>(Set.of(
            "adds-nothing", "contradiction", "cross-talk", "dead-source", "missing-example", "never-heard",
            "same-conditions", "unreachable", "untested-constraint"));

    private Checks() {}

    /**
     * What a check found.
     *
     * @param problems by file and line
     * @param excused how many problems rules are excused from
     */
    public record Found(List<Problem> problems, int excused) {}

    /**
     * Checks a knowledge base.
     *
     * @param more what other tools found, that rules may be excused from
     */
    public static Found run(KnowledgeLoader.Loaded loaded, Path folder, List<Problem> more) {
        List<Problem> all = new ArrayList<>();
        for (Problem p : loaded.warnings()) {
            // a diagnosis can do without a translation, an author cannot
            all.add(p.check().equals("missing-translation") ? p.asError() : p);
        }
        all.addAll(more);
        all.addAll(Patterns.check(loaded.base()));
        all.addAll(Phrases.check(loaded.base()));
        all.addAll(RuleNotes.check(loaded.base()));
        all.addAll(Data.check(loaded.base()));
        Places places = new Places(folder);
        int before = all.size();
        all.removeAll(excused(loaded.base().rules(), all, places));
        int excused = before - all.size();
        all.addAll(idle(loaded.base().rules(), places));
        List<Problem> located = all.stream().map(places::locate).distinct()
                .sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line).thenComparing(Problem::message))
                .toList();
        return new Found(located, excused);
    }

    private static List<Problem> excused(List<RuleDef> rules, List<Problem> problems, Places places) {
        List<Problem> excused = new ArrayList<>();
        List<Problem> unused = new ArrayList<>();
        for (RuleDef rule : rules) {
            for (String allow : rule.allows()) {
                String check = allow.contains(":") ? allow.substring(0, allow.indexOf(':')).strip() : allow;
                if (!EXCUSABLE.contains(check) || check.equals("cross-talk") || check.equals("untested-constraint")) continue;
                List<Problem> of = problems.stream()
                        .filter(p -> p.rule().equals(rule.id()) && p.check().equals(check)).toList();
                excused.addAll(of);
                if (of.isEmpty()) {
                    unused.add(Problem.error("unused-allow", rule.file(), places.lineOfAllow(rule), 0, rule.id(),
                            "@allow(\"" + allow + "\") excuses nothing", "it can go"));
                }
            }
        }
        problems.addAll(unused);
        return excused;
    }

    /** Exclusions that are none. */
    private static List<Problem> idle(List<RuleDef> rules, Places places) {
        List<Problem> problems = new ArrayList<>();
        for (RuleDef rule : rules) {
            for (String allow : rule.allows()) {
                int colon = allow.indexOf(':');
                String check = colon < 0 ? allow : allow.substring(0, colon).strip();
                if (!EXCUSABLE.contains(check)) {
                    problems.add(Problem.error("bad-allow", rule.file(), places.lineOfAllow(rule), 0, rule.id(),
                            "@allow(\"" + allow + "\") names no check that can be excused",
                            Near.meant(check, EXCUSABLE).isEmpty()
                                    ? "one of " + String.join(", ", EXCUSABLE) + " is meant" : Near.meant(check, EXCUSABLE)));
                } else if (colon < 0 || allow.substring(colon + 1).isBlank()) {
                    problems.add(Problem.error("bad-allow", rule.file(), places.lineOfAllow(rule), 0, rule.id(),
                            "@allow(\"" + allow + "\") gives no reason", "\"" + check + ": why\" is meant"));
                }
            }
        }
        return problems;
    }
}
