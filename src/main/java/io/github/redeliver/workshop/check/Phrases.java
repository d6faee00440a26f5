package io.github.redeliver.workshop.check;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Level;
import io.github.redeliver.knowledge.Problem;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.RuleDef.Pattern;
import io.github.redeliver.read.Bounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds phrases that can never be heard, and those that add nothing to a shorter one. */
final class Phrases {
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, List<RuleDef>> plain = new HashMap<>();

    private Phrases() {}

    static List<Problem> check(KnowledgeBase base) {
        Phrases p = new Phrases();
        for (RuleDef rule : base.rules()) {
            if (alone(rule)) {
                for (String phrase : rule.patterns().get(0).phrases()) {
                    p.plain.computeIfAbsent(phrase, k -> new ArrayList<>()).add(rule);
                }
            }
        }
        for (RuleDef rule : base.rules()) {
            for (Pattern pattern : rule.patterns()) {
                for (String phrase : pattern.phrases()) {
                    p.heard(rule, pattern, phrase);
                    if (!pattern.negated()) p.addsNothing(rule, pattern, phrase);
                }
            }
        }
        return p.problems;
    }

    /** A rule that waits for a phrase and nothing else. */
    private static boolean alone(RuleDef rule) {
        return rule.patterns().size() == 1 && rule.patterns().get(0).constraints().size() == 1
                && !rule.patterns().get(0).phrases().isEmpty();
    }

    private void heard(RuleDef rule, Pattern p, String phrase) {
        String why = "";
        String maybe = "";
        if (phrase.length() > Bounds.DEFAULT.replyChars()) {
            why = "is longer than any reply that is read";
            maybe = "a part of it is meant";
        } else if (!letters(phrase)) {
            why = "has neither a letter nor a digit";
            maybe = "the words around it are meant";
        } else if (masked(phrase)) {
            why = "is a mask, in whose place something else stands in a real text";
            maybe = "the constant words before or after it are meant";
        } else if (address(phrase)) {
            why = "holds an address, which differs from text to text";
            maybe = "two Heard patterns, with the words before and after it, are meant";
        }
        if (!why.isEmpty()) {
            problems.add(Problem.error(
                    "never-heard", rule.file(), p.line(), 0, rule.id(), "the phrase \"" + cut(phrase) + "\" " + why, maybe));
        }
    }

    private static String cut(String s) {
        return s.length() <= 80 ? s : s.substring(0, 80) + "…";
    }

    private static boolean letters(String s) {
        return s.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /** Nothing but {@code x} and signs. */
    private static boolean masked(String s) {
        return s.length() > 2 && s.chars().allMatch(c -> c == 'x' || c == '*' || !Character.isLetterOrDigit(c));
    }

    /** An e-mail address, or an IPv4 address other than a blocklist's answer. */
    private static boolean address(String s) {
        int at = s.indexOf("@example.");
        if (at > 0 && Character.isLetterOrDigit(s.charAt(at - 1))) return true;
        for (String net : List.of("192.0.2.", "198.51.100.", "203.0.113.")) if (s.contains(net)) return true;
        return false;
    }

    /** A longer phrase, where a shorter one of a rule that asks for no more says the same already. */
    private void addsNothing(RuleDef rule, Pattern p, String phrase) {
        for (int from = 0; from < phrase.length(); from++) {
            for (int to = from + 2; to <= phrase.length(); to++) {
                if (to - from == phrase.length()) continue;
                List<RuleDef> shorter = plain.get(phrase.substring(from, to));
                if (shorter == null) continue;
                for (RuleDef other : shorter) {
                    if (!same(rule, other)) continue;
                    problems.add(Problem.info("adds-nothing", rule.file(), p.line(), rule.id(),
                            "\"" + cut(phrase) + "\" contains \"" + phrase.substring(from, to) + "\", by which "
                                    + (other == rule ? "it" : "\"" + other.id() + "\"") + " says the same already",
                            "only its length counts: keep it where it must outweigh another reading"));
                    return;
                }
            }
        }
    }

    private static boolean same(RuleDef a, RuleDef b) {
        return a.inserts().equals(b.inserts()) && a.level() == b.level() && a.level() != Level.REPORT
                && a.home().equals(b.home());
    }
}
