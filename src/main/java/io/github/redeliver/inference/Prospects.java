package io.github.redeliver.inference;

import io.github.redeliver.facts.Heard;
import io.github.redeliver.knowledge.RuleDef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which heard phrases can make a rule fire. Most words of a text stand in rules only beside others that were not heard;
 * a session that is not given them concludes the same and has far less to join. Immutable; the {@link Tally} is not.
 */
final class Prospects {
    private static final int[] NONE = {};

    private final Map<String, int[]> conditions = new HashMap<>(32_768); // by phrase: the conditions that it meets
    private final int[] ruleOf; // by condition: its rule, or ~rule where it must not hold
    private final int[] needed; // by rule: how many conditions wait for a phrase
    private final boolean anyPhrase;

    Prospects(Collection<RuleDef> rules) {
        Map<String, List<Integer>> found = new HashMap<>(32_768);
        int[] of = new int[rules.size() * 2];
        needed = new int[rules.size()];
        int rule = 0;
        int n = 0;
        boolean any = false;
        for (RuleDef r : rules) {
            for (RuleDef.Pattern p : r.patterns()) {
                if (!p.type().equals("Heard")) continue;
                List<String> phrases = p.phrases();
                any |= phrases.isEmpty();
                if (n == of.length) of = Arrays.copyOf(of, n * 2);
                of[n] = p.negated() ? ~rule : rule;
                if (!p.negated()) needed[rule]++;
                for (String phrase : phrases) found.computeIfAbsent(phrase, k -> new ArrayList<>(4)).add(n);
                n++;
            }
            rule++;
        }
        found.forEach((phrase, list) -> {
            int[] all = new int[list.size()];
            for (int i = 0; i < all.length; i++) all[i] = list.get(i);
            conditions.put(phrase, all);
        });
        ruleOf = Arrays.copyOf(of, n);
        anyPhrase = any; // a rule that asks for no phrase in particular takes any
    }

    /** Counts for one run after another; not thread-safe. */
    final class Tally {
        private final int[] metIn = new int[ruleOf.length]; // by condition: the last run in which it was met
        private final int[] countedIn = new int[needed.length];
        private final int[] met = new int[needed.length];
        private int run;

        /** Takes the phrases of a run together. */
        void take(Collection<?> facts) {
            if (anyPhrase) return;
            run++;
            for (Object fact : facts) {
                if (!(fact instanceof Heard h)) continue;
                for (int c : conditions.getOrDefault(h.phrase(), NONE)) {
                    int rule = ruleOf[c];
                    if (rule < 0 || metIn[c] == run) continue;
                    metIn[c] = run;
                    if (countedIn[rule] != run) {
                        countedIn[rule] = run;
                        met[rule] = 0;
                    }
                    met[rule]++;
                }
            }
        }

        /** Whether the phrase stands in a rule all of whose phrases were heard, or that must not hear it. */
        boolean matters(Heard heard) {
            if (anyPhrase) return true;
            for (int c : conditions.getOrDefault(heard.phrase(), NONE)) {
                int rule = ruleOf[c] < 0 ? ~ruleOf[c] : ruleOf[c];
                if (needed[rule] == (countedIn[rule] == run ? met[rule] : 0)) return true;
            }
            return false;
        }
    }
}
