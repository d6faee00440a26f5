package io.github.redeliver.inference;

import io.github.redeliver.facts.Heard;
import io.github.redeliver.facts.Symptom;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Level;
import io.github.redeliver.knowledge.Normaliser;
import io.github.redeliver.knowledge.RuleDef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What each rule read in a text, and how sure that is by itself: it follows from where the rule stands (documented text,
 * language, standard), how much it constrains and where its words were heard. The model is described in
 * {@code docs/certainty.md}; the constants here and in {@link Ranking}, which weighs readings against each other, are all
 * there are.
 */
final class Readings {
    /** Letters by which the remaining doubt about a documented or language reading halves. */
    private static final double HALVING = 24;

    private static final double HOME = 15; // weight of a rule whose own system spoke
    private static final double FOREIGN = 0.8; // a provider's text in another provider's mouth
    private static final double AROUND = 0.55; // heard about the reply rather than in it
    private static final double SCATTERED = 0.35; // single words heard about the reply
    private static final double APART = 0.6; // words of different sentences of the reply
    private static final int WORD = 14; // letters of a phrase that is hardly more than a word

    private static final int FEW = 48;

    private final KnowledgeBase base;
    private final Given given;

    Readings(KnowledgeBase base, Given given) {
        this.base = base;
        this.given = given;
    }

    /** One reading of one rule. */
    static final class Reading {
        final Fired fired;
        final Symptom symptom;
        final Set<Integer> phrases;
        double strength;
        boolean dominated;

        Reading(Fired fired, Symptom symptom, Set<Integer> phrases, double strength) {
            this.fired = fired;
            this.symptom = symptom;
            this.phrases = phrases;
            this.strength = strength;
        }
    }

    /** Every reading of the rules that fired, and whether another explains all that it heard. */
    List<Reading> of(List<Fired> all) {
        List<Reading> readings = new ArrayList<>();
        for (Fired f : all) {
            Set<Integer> phrases = new HashSet<>();
            for (Object fact : f.facts()) if (fact instanceof Heard h) phrases.add(number(h));
            for (Object fact : f.rule().inserts()) {
                if (fact instanceof Symptom s) readings.add(new Reading(f, s, phrases, strength(f, s)));
            }
        }
        for (Reading r : readings) r.dominated = readings.stream().anyMatch(other -> dominates(other, r));
        return readings;
    }

    private double strength(Fired f, Symptom s) {
        RuleDef rule = f.rule();
        double weight = rule.weight(f.facts());
        boolean home = !rule.home().isEmpty()
                && (rule.home().equals(given.system()) || rule.home().equals(given.family())
                        || rule.home().equals(given.software()));
        if (home) weight += HOME;
        double doubt = Math.pow(2, -weight / HALVING);
        double strength = switch (rule.level()) {
            case REPORT -> 0.99;
            case DOCUMENTED -> 0.80 + 0.19 * (1 - doubt);
            case LANGUAGE -> 0.55 + 0.30 * (1 - doubt);
            case STANDARD -> 0.45 + 0.10 * (1 - doubt);
            case REPLY_CLASS -> 0.25 + 0.05 * (1 - doubt);
        };
        if (!home && foreign(rule.home())) strength *= FOREIGN;
        boolean alone = given.wordless() && given.code().isEmpty() && rule.level() == Level.DOCUMENTED;
        boolean words = rule.level() == Level.LANGUAGE;
        if (around(f) && !alone) strength *= words && scattered(f) ? SCATTERED : AROUND;
        else if (words && apart(f)) strength *= APART;
        return strength * s.share() / 100;
    }

    private static boolean around(Fired f) {
        return f.facts().stream().anyMatch(x -> x instanceof Heard h && h.place().equals("around"));
    }

    /** Whether several words were heard, one of them so short that in prose they may well belong to different sentences. */
    private static boolean scattered(Fired f) {
        List<Heard> heard = f.facts().stream().filter(Heard.class::isInstance).map(Heard.class::cast).toList();
        return heard.size() > 1 && heard.stream().anyMatch(h -> Normaliser.letters(h.phrase()) < WORD);
    }

    /** Whether no sentence holds all the words. */
    private boolean apart(Fired f) {
        long common = -1;
        int words = 0;
        for (Object fact : f.facts()) {
            if (!(fact instanceof Heard h)) continue;
            common &= sentences(number(h));
            words++;
        }
        return common == 0 && words == 2;
    }

    private long sentences(int phrase) {
        for (Given.HeardPhrase h : given.heard()) if (h.phrase() == phrase) return h.sentences();
        return -1;
    }

    private boolean foreign(String home) {
        if (home.isEmpty() || given.system().isEmpty()) return false;
        var own = base.systems().get(home);
        var spoke = base.systems().get(given.system());
        return own.kind().equals("provider") && spoke.kind().equals("provider") && !own.family().equals(spoke.family());
    }

    /** Whether {@code strong} explains all that {@code weak} heard, and more. */
    private boolean dominates(Reading strong, Reading weak) {
        if (strong.fired == weak.fired || weak.phrases.isEmpty() || strong.phrases.isEmpty()) return false;
        if (strong.symptom.cause().equals(weak.symptom.cause())) return false;
        RuleDef s = strong.fired.rule();
        RuleDef w = weak.fired.rule();
        boolean lower = s.level().ordinal() < w.level().ordinal();
        if (lower && s.level() != Level.LANGUAGE) return false;
        if (s.level() == Level.LANGUAGE && around(strong.fired) && !around(weak.fired)) return false;
        boolean more = false;
        for (int phrase : weak.phrases) {
            if (strong.phrases.contains(phrase)) continue;
            if (!covered(phrase, strong.phrases)) return false;
            more = true;
        }
        return more || strong.phrases.size() > weak.phrases.size()
                || !lower && !reads(s, weak.symptom.cause())
                        && s.weight(strong.fired.facts()) > w.weight(weak.fired.facts());
    }

    private static boolean reads(RuleDef rule, String cause) {
        for (Object fact : rule.inserts()) if (fact instanceof Symptom s && s.cause().equals(cause)) return true;
        return false;
    }

    private boolean covered(int phrase, Set<Integer> by) {
        for (Given.HeardPhrase h : given.heard()) {
            if (h.phrase() == phrase) return h.coveredBy().stream().anyMatch(by::contains);
        }
        return false;
    }

    /** The number of a phrase: it is one of those given, and they are few. */
    int number(Heard h) {
        if (given.heard().size() <= FEW) {
            for (Given.HeardPhrase p : given.heard()) if (base.phrases().get(p.phrase()) == h.phrase()) return p.phrase();
        }
        return base.phraseId(h.phrase());
    }
}
