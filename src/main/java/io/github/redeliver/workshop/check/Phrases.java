package io.github.redeliver.workshop.check;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Normaliser;
import io.github.redeliver.knowledge.Problem;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.RuleDef.Pattern;
import io.github.redeliver.read.Bounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds phrases that can never be heard, and those that add nothing to a shorter one. */
final class Phrases {
    private final KnowledgeBase base;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Integer, Set<Integer>> inside = new HashMap<>();

    private Phrases(KnowledgeBase base) {
        this.base = base;
    }

    static List<Problem> check(KnowledgeBase base) {
        Phrases p = new Phrases(base);
        p.listen();
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

    /** Which phrases are heard within which, by the examples: where words begin and end is known there. */
    private void listen() {
        Normaliser text = new Normaliser();
        for (RuleDef rule : base.rules()) {
            for (String example : rule.examples()) {
                List<int[]> hits = new ArrayList<>();
                text.read(example);
                base.automaton().scan(text, (phrase, from, to) -> hits.add(new int[] {phrase, from, to}));
                for (int[] outer : hits) {
                    Set<Integer> found = inside.computeIfAbsent(outer[0], k -> new TreeSet<>());
                    for (int[] inner : hits) {
                        if (inner[0] != outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2]) found.add(inner[0]);
                    }
                }
            }
        }
    }

    /**
     * A longer wording, where a shorter one within it says the same already, and it explains no reading of another cause that
     * the shorter one leaves.
     */
    private void addsNothing(RuleDef rule, Pattern p, String phrase) {
        Set<Integer> within = inside.getOrDefault(base.phraseId(phrase), Set.of());
        for (int shorter : within) {
            if (!p.phrases().contains(base.phrases().get(shorter)) || explainsMore(rule, within, shorter)) continue;
            problems.add(Problem.info("adds-nothing", rule.file(), p.line(), rule.id(),
                    "\"" + cut(phrase) + "\" contains the wording \"" + base.phrases().get(shorter) + "\"", "the longer one can go"));
            return;
        }
    }

    private boolean explainsMore(RuleDef rule, Set<Integer> within, int shorter) {
        Set<Integer> left = new TreeSet<>(within);
        left.remove(shorter);
        left.removeAll(inside.getOrDefault(shorter, Set.of()));
        for (int phrase : left) {
            for (int i : base.index().rulesOfPhrase(phrase)) {
                if (!base.rules().get(i).inserts().equals(rule.inserts())) return true;
            }
        }
        return false;
    }
}
