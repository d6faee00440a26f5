package io.github.redeliver.inference;

import io.github.redeliver.facts.Against;
import io.github.redeliver.facts.Heard;
import io.github.redeliver.facts.Instead;
import io.github.redeliver.facts.Observation;
import io.github.redeliver.facts.Observed;
import io.github.redeliver.facts.Replied;
import io.github.redeliver.facts.Reported;
import io.github.redeliver.inference.Readings.Reading;
import io.github.redeliver.inference.Verdict.Conclusion;
import io.github.redeliver.inference.Verdict.Proof;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Weighs what rules said against each other and gathers it under causes; how sure one is by itself {@link Readings}
 * tells. Nobody writes numbers into rules. The model is described in {@code docs/certainty.md}; the constants here and
 * there are all there are.
 */
final class Ranking {
    static final int MAX_CONCLUSIONS = 6;

    private static final double BESIDE_DOCUMENTED_LANGUAGE = 0.6;
    private static final double BESIDE_DOCUMENTED_STANDARD = 0.4;
    private static final double BESIDE_LANGUAGE_STANDARD = 0.7;
    private static final double VAGUE_BESIDE_PRECISE = 0.6; // "denied" beside words that say why
    private static final double BESIDE_REASON = 0.9; // what became of the message, beside a text that says why
    private static final double REASON = 0.75; // least certainty of such a text
    private static final double RIVAL = 0.05; // two words-only readings closer than this: one of them is wrong
    private static final double LIKELY = 0.5; // least certainty of such a rival
    private static final double CONTESTED = 0.8;
    private static final double AGREEING_READING = 0.1;
    private static final double SHOWN = 0.85; // what records show, beside a text that says the same
    private static final double SHOWN_ALONE = 0.9; // no text at all
    private static final double SHOWN_VAGUE = 0.8; // beside a text that does not say what is wrong
    private static final double SHOWN_OTHER = 0.35; // beside a text that says something else
    private static final double VAGUE_BESIDE_SHOWN = 0.6;
    private static final double CONTRADICTED = 0.33;
    private static final double REPLACED = 0.4;
    private static final double LEAST = 0.15;
    private static final double FAINT = 0.15;

    private final KnowledgeBase base;
    private final Given given;
    private final Readings readings;

    Ranking(KnowledgeBase base, Given given) {
        this.base = base;
        this.given = given;
        this.readings = new Readings(base, given);
    }

    /** What gathers under one cause. */
    private static final class Candidate {
        final String cause;
        double certainty;
        String who = "";
        String lasting = "";
        String list = "";
        String token = "";
        boolean shown;
        final Set<String> lists = new HashSet<>(); // all that were named, not only the one reported
        final Set<String> rules = new LinkedHashSet<>();
        final Set<Proof> evidence = new LinkedHashSet<>();
        final Set<Proof> against = new LinkedHashSet<>();
        final Set<String> notes = new LinkedHashSet<>();

        Candidate(String cause) {
            this.cause = cause;
        }
    }

    List<Conclusion> rank(List<Fired> all) {
        Map<String, Candidate> candidates = new TreeMap<>();
        List<Reading> readings = this.readings.of(all);
        weigh(readings, candidates);
        observations(all, candidates, readings.isEmpty());
        reasons(all, candidates);
        List<Candidate> sorted = candidates.values().stream()
                .filter(c -> c.certainty >= LEAST)
                .sorted(Comparator.comparingDouble((Candidate c) -> -round(c.certainty)).thenComparing(c -> c.cause))
                .limit(MAX_CONCLUSIONS).toList();
        if (contested(sorted, readings)) sorted.forEach(c -> c.certainty = round(c.certainty) * CONTESTED); // rounded, so that the order stays
        return sorted.stream().filter(c -> c.certainty >= LEAST).map(this::conclusion).toList();
    }

    /** Whether general words alone speak for two causes equally well, so that one of them must be wrong. */
    private static boolean contested(List<Candidate> sorted, List<Reading> readings) {
        if (sorted.size() < 2 || sorted.get(1).certainty < LIKELY || sorted.get(0).certainty - sorted.get(1).certainty >= RIVAL) return false;
        return !sorted.get(0).shown && !sorted.get(1).shown && !documented(readings);
    }

    private static boolean documented(List<Reading> readings) {
        return readings.stream().anyMatch(r -> r.fired.rule().level() == Level.DOCUMENTED && !r.dominated && r.strength >= REASON);
    }

    private static double round(double certainty) {
        return Math.round(certainty * 100) / 100.0;
    }

    private Conclusion conclusion(Candidate c) {
        String who = !c.who.isEmpty() ? c.who : lists(c);
        if (who.isEmpty()) who = base.cause(c.cause).who();
        boolean temporary = switch (c.lasting) {
            case "temporary" -> true;
            case "permanent" -> false;
            default -> soft() && !(given.action().equals("failed") && base.cause(c.cause).bounce().equals("hard"));
        };
        return new Conclusion(
                c.cause, Math.min(0.99, round(c.certainty)), who, temporary, c.list, c.token, c.shown,
                List.copyOf(c.rules), List.copyOf(c.evidence), List.copyOf(c.against), List.copyOf(c.notes), List.of(),
                List.of());
    }

    /** Who acts where these lists refuse, if they all say the same: with a living list beside a closed one it is the cause's own. */
    private String lists(Candidate c) {
        List<String> actors = c.lists.stream().map(base::actor).distinct().toList();
        return actors.size() == 1 ? actors.get(0) : "";
    }

    private boolean soft() {
        if (!given.code().isEmpty()) return given.code().charAt(0) == '4';
        if (!given.enhanced().isEmpty()) return given.enhanced().charAt(0) == '4';
        return given.action().equals("delayed");
    }

    private void weigh(List<Reading> readings, Map<String, Candidate> candidates) {
        boolean documented = documented(readings);
        boolean language = readings.stream()
                .anyMatch(r -> r.fired.rule().level() == Level.LANGUAGE && !r.dominated && r.strength >= 0.5);
        List<Reading> precise = readings.stream()
                .filter(r -> r.fired.rule().level().ordinal() >= Level.LANGUAGE.ordinal() && !r.dominated
                        && r.strength >= 0.3 && !base.cause(r.symptom.cause()).vague()).toList();
        double reason = readings.stream()
                .filter(r -> r.fired.rule().level() != Level.REPORT && !r.dominated && r.strength >= REASON)
                .filter(r -> !base.cause(r.symptom.cause()).vague())
                .mapToDouble(r -> r.strength).max().orElse(1);
        for (Reading r : readings) {
            Level level = r.fired.rule().level();
            if (level == Level.REPORT && reason < 1) r.strength = reason * BESIDE_REASON;
            if (documented && level == Level.LANGUAGE) r.strength *= BESIDE_DOCUMENTED_LANGUAGE;
            if (level == Level.STANDARD || level == Level.REPLY_CLASS) {
                if (documented) r.strength *= BESIDE_DOCUMENTED_STANDARD;
                else if (language) r.strength *= BESIDE_LANGUAGE_STANDARD;
            }
            if (level.ordinal() < Level.DOCUMENTED.ordinal() && base.cause(r.symptom.cause()).vague()
                    && precise.stream().anyMatch(p -> p.fired.rule() != r.fired.rule())) {
                r.strength *= VAGUE_BESIDE_PRECISE;
            }
            if (r.dominated) r.strength *= 0.3;
        }
        readings.sort(Comparator.comparingDouble((Reading r) -> -r.strength)
                .thenComparing(r -> r.fired.rule().id()).thenComparing(r -> r.symptom.cause()));
        for (Reading r : readings) {
            if (r.dominated && candidates.containsKey(r.symptom.cause())) continue;
            Candidate c = candidates.computeIfAbsent(r.symptom.cause(), Candidate::new);
            if (c.who.isEmpty()) c.who = r.symptom.who(); // of the strongest that says who
            if (!r.dominated && !r.symptom.list().isEmpty()) c.lists.add(r.symptom.list());
            if (c.certainty == 0) {
                c.certainty = r.strength;
                c.lasting = r.symptom.lasting();
            } else {
                c.certainty = 1 - (1 - c.certainty) * (1 - AGREEING_READING * r.strength);
            }
            if (c.list.isEmpty()) c.list = r.symptom.list();
            if (c.token.isEmpty()) c.token = r.symptom.token();
            c.rules.add(r.fired.rule().id());
            proofs(r.fired, "").forEach(c.evidence::add);
        }
        if (reason == 1) return;
        for (Reading r : readings) { // however many say what became of it, why comes first
            if (r.fired.rule().level() != Level.REPORT) continue;
            Candidate c = candidates.get(r.symptom.cause());
            c.certainty = Math.min(c.certainty, reason * BESIDE_REASON);
        }
    }

    private void observations(List<Fired> all, Map<String, Candidate> candidates, boolean silent) {
        double top = candidates.values().stream().mapToDouble(c -> c.certainty).max().orElse(0);
        Candidate first = candidates.values().stream().filter(c -> c.certainty == top).findFirst().orElse(null);
        boolean vague = first != null && base.cause(first.cause).vague() || top < 0.5;
        Map<String, Double> strongest = new LinkedHashMap<>();
        for (Fired f : all) {
            for (Object fact : f.rule().inserts()) {
                if (!(fact instanceof Observation o)) continue;
                Candidate c = candidates.computeIfAbsent(o.cause(), Candidate::new);
                double share = o.share() / 100.0;
                boolean said = c.certainty > 0 && !strongest.containsKey(o.cause());
                double alone = silent ? SHOWN_ALONE : vague ? SHOWN_VAGUE : SHOWN_OTHER;
                if (said) {
                    c.certainty = Math.max(1 - (1 - c.certainty) * (1 - SHOWN * share), alone * share);
                } else {
                    c.certainty = Math.max(c.certainty, alone * share);
                }
                strongest.merge(o.cause(), share, Math::max);
                c.shown = true;
                if (c.list.isEmpty()) c.list = o.list();
                if (!o.list().isEmpty()) c.lists.add(o.list());
                if (c.who.isEmpty()) c.who = o.who();
                c.rules.add(f.rule().id());
                proofs(f, "").forEach(c.evidence::add);
            }
        }
        if (vague && first != null && base.cause(first.cause).vague()
                && strongest.entrySet().stream().anyMatch(e -> !e.getKey().equals(first.cause) && e.getValue() >= 1)) {
            first.certainty *= VAGUE_BESIDE_SHOWN;
        }
    }

    private void reasons(List<Fired> all, Map<String, Candidate> candidates) {
        for (Fired f : all) {
            for (Object fact : f.rule().inserts()) {
                if (!(fact instanceof Against a)) continue;
                Candidate c = candidates.get(a.cause());
                if (c == null || c.shown) continue;
                if (c.against.isEmpty()) c.certainty *= CONTRADICTED;
                proofs(f, a.note()).forEach(p -> {
                    if (p.observed() >= 0) c.against.add(p);
                });
            }
        }
        for (Fired f : all) {
            for (Object fact : f.rule().inserts()) {
                if (!(fact instanceof Instead i)) continue;
                Candidate claimed = candidates.get(i.claimed());
                if (claimed == null) continue;
                Candidate real = candidates.computeIfAbsent(i.real(), Candidate::new);
                double before = claimed.certainty / (claimed.against.isEmpty() ? 1 : CONTRADICTED);
                // a faint claim gives no strong root: its certainty is carried over as it is
                double root = before < FAINT ? before : 1 - (1 - Math.min(before, 0.99)) * 0.5;
                real.certainty = Math.max(real.certainty, root);
                if (!i.who().isEmpty()) real.who = i.who();
                if (real.list.isEmpty()) real.list = claimed.list;
                if (real.token.isEmpty()) real.token = claimed.token;
                if (real.lasting.isEmpty()) real.lasting = claimed.lasting;
                real.shown = true;
                real.rules.add(f.rule().id());
                real.rules.addAll(claimed.rules);
                real.notes.add(i.note());
                proofs(f, i.note()).forEach(real.evidence::add);
                real.evidence.addAll(claimed.evidence);
                if (!claimed.notes.contains(i.note())) {
                    claimed.certainty *= REPLACED;
                    claimed.notes.add(i.note());
                }
            }
        }
    }

    /** The given facts that a rule matched, as evidence. */
    private List<Proof> proofs(Fired f, String note) {
        List<Proof> proofs = new ArrayList<>();
        String rule = f.rule().id();
        for (Object fact : f.facts()) {
            if (fact instanceof Heard h) {
                proofs.add(new Proof("text", readings.number(h), -1, rule, note));
            } else if (fact instanceof Replied) {
                proofs.add(new Proof("code", -1, -1, rule, note));
            } else if (fact instanceof Reported) {
                proofs.add(new Proof("report", -1, -1, rule, note));
            } else if (fact instanceof Observed o) {
                String kind = o.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
                proofs.add(new Proof(kind, -1, given.observed().indexOf(o), rule, note));
            }
        }
        return proofs;
    }
}
