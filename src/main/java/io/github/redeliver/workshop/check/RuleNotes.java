package io.github.redeliver.workshop.check;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.KnowledgeException;
import io.github.redeliver.knowledge.Problem;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.Stage;
import io.github.redeliver.workshop.Scene;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks what rules say about themselves: source, date, examples. */
final class RuleNotes {
    private final List<Problem> problems = new ArrayList<>();

    private RuleNotes() {}

    static List<Problem> check(KnowledgeBase base) {
        RuleNotes n = new RuleNotes();
        base.rules().forEach(n::rule);
        return n.problems;
    }

    private void error(String check, RuleDef rule, String message, String maybe) {
        problems.add(Problem.error(check, rule.file(), rule.line(), 0, rule.id(), message, maybe));
    }

    private void rule(RuleDef rule) {
        if (rule.source().isBlank() && rule.stage() != Stage.ADVISE) { // a remedy's source stands with its links
            error("missing-source", rule, "has no @source",
                    "@source(\"https://…\"), or where it was seen, is meant");
        }
        if (rule.since().isEmpty()) {
            error("missing-since", rule, "has no @since", "@since(\"2026-11\") is meant: the month of writing");
        } else if (!Codes.month(rule.since())) {
            error("bad-date", rule, "@since(\"" + rule.since() + "\") is no month", "a month such as \"2026-11\" is meant");
        }
        if (rule.stage() == Stage.RECOGNISE && rule.examples().isEmpty() && tellable(rule)) {
            error("missing-example", rule, "has no @example", "a whole text that this rule recognises is meant");
        }
        for (List<String> texts : List.of(rule.examples(), rule.nearMisses())) {
            for (String text : texts) {
                try {
                    Scene.of(rule, text);
                } catch (KnowledgeException e) {
                    problems.addAll(e.problems());
                }
            }
        }
        Set<String> texts = new HashSet<>();
        for (String text : rule.examples()) {
            if (!texts.add(text)) error("same-text", rule, "has the example twice: " + text, "one can go");
        }
        for (String text : rule.nearMisses()) {
            if (!texts.add(text)) error("same-text", rule, "has the text as near miss and before: " + text, "one can go");
        }
    }

    /** What a report says apart from its reply cannot be shown in one text. */
    private static boolean tellable(RuleDef rule) {
        return rule.patterns().stream().noneMatch(p -> p.type().equals("Reported"));
    }
}
