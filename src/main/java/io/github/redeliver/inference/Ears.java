package io.github.redeliver.inference;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.knowledge.Automaton;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Normaliser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Hears the knowledge base's phrases in a passage. Reuses its buffers; not thread-safe. */
final class Ears {
    /** More hits than this in one passage are no bounce but a book; the first ones decide. */
    private static final int MAX_HITS = 2_000;

    private final Automaton automaton;
    private final Normaliser text = new Normaliser();
    private final Names names = new Names();
    private final Sentences sentences = new Sentences();
    private int[] hits = new int[96]; // triples: phrase, from, to (normalised)
    private int count;

    Ears(KnowledgeBase base) {
        this.automaton = base.automaton();
    }

    /** Where a phrase was first heard: offsets in the passage. */
    record Spot(Passage passage, int from, int to) {}

    /** What was heard: phrases in order of number, with the place of each. */
    record Sound(Map<Integer, Spot> spots, List<Given.HeardPhrase> phrases) {
        static final Sound SILENCE = new Sound(Map.of(), List.of());
    }

    Sound listen(Passage passage, boolean inReply) {
        if (passage.length() == 0) return Sound.SILENCE;
        count = 0;
        text.read(passage.text());
        names.read(passage.text());
        sentences.read(passage.text());
        automaton.scan(text, this::heard);
        if (count == 0) return Sound.SILENCE;
        Map<Integer, Spot> spots = new TreeMap<>();
        Map<Integer, List<Integer>> covers = new LinkedHashMap<>();
        Map<Integer, Long> within = new HashMap<>();
        for (int i = 0; i < count; i++) {
            int phrase = hits[3 * i];
            List<Integer> by = coverers(i);
            within.merge(phrase, sentences.bit(text.originOf(hits[3 * i + 1])), (a, b) -> a | b);
            if (spots.containsKey(phrase)) {
                if (by.isEmpty()) covers.put(phrase, by); // once alone is enough
                continue;
            }
            int from = text.originOf(hits[3 * i + 1]);
            int to = text.originOf(hits[3 * i + 2] - 1) + 1;
            spots.put(phrase, new Spot(passage, from, to));
            covers.put(phrase, by);
        }
        List<Given.HeardPhrase> phrases = new ArrayList<>(spots.size());
        for (Integer phrase : spots.keySet()) {
            List<Integer> by = covers.get(phrase);
            phrases.add(new Given.HeardPhrase(phrase, inReply, by == null ? List.of() : by, within.getOrDefault(phrase, 1L)));
        }
        return new Sound(spots, phrases);
    }

    private void heard(int phrase, int from, int to) {
        if (count >= MAX_HITS || names.hold(text.originOf(from), text.originOf(to - 1) + 1)) return;
        if (3 * count + 3 > hits.length) hits = Arrays.copyOf(hits, hits.length * 2);
        hits[3 * count] = phrase;
        hits[3 * count + 1] = from;
        hits[3 * count + 2] = to;
        count++;
    }

    /** Hits come in order of their end, so that what covers a hit ends at it or after it. */
    private List<Integer> coverers(int i) {
        int from = hits[3 * i + 1];
        int to = hits[3 * i + 2];
        int[] found = null;
        int n = 0;
        int low = i;
        while (low > 0 && hits[3 * (low - 1) + 2] == to) low--;
        for (int k = low; k < count && k < i + 200; k++) {
            int f = hits[3 * k + 1];
            int t = hits[3 * k + 2];
            if (f <= from && t >= to && t - f > to - from) {
                if (found == null) found = new int[8];
                if (n == found.length) found = Arrays.copyOf(found, n * 2);
                found[n++] = hits[3 * k];
            }
        }
        if (found == null) return List.of();
        if (n == 1) return List.of(found[0]);
        Arrays.sort(found, 0, n);
        List<Integer> all = new ArrayList<>(n);
        for (int k = 0; k < n; k++) if (k == 0 || found[k] != found[k - 1]) all.add(found[k]);
        return List.copyOf(all);
    }

    /** Both passages, the reply's hearing first: a phrase heard in both counts as heard in the reply. */
    static List<Given.HeardPhrase> merge(Sound reply, Sound around) {
        if (around.phrases().isEmpty()) return reply.phrases();
        if (reply.phrases().isEmpty()) return around.phrases();
        Map<Integer, Given.HeardPhrase> all = new TreeMap<>();
        for (Given.HeardPhrase h : around.phrases()) all.put(h.phrase(), h);
        for (Given.HeardPhrase h : reply.phrases()) all.put(h.phrase(), h);
        return List.copyOf(all.values());
    }

    static @Nullable Spot spot(Sound reply, Sound around, int phrase) {
        Spot s = reply.spots().get(phrase);
        return s != null ? s : around.spots().get(phrase);
    }
}
