package io.github.redeliver.inference;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.inference.Inference.Span;
import io.github.redeliver.knowledge.Automaton;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Normaliser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /** What was heard in a passage: phrases in order of number, with the place of each. */
    static final class Sound {
        static final Sound SILENCE = new Sound(Passage.empty(), List.of(), new int[0]);

        private final Passage passage;
        private final List<Given.HeardPhrase> phrases;
        private final int[] places; // pairs: from, to (in the passage), of one phrase after the other

        private Sound(Passage passage, List<Given.HeardPhrase> phrases, int[] places) {
            this.passage = passage;
            this.phrases = phrases;
            this.places = places;
        }

        List<Given.HeardPhrase> phrases() {
            return phrases;
        }

        /** Where a phrase was first heard, or null where it was not. */
        @Nullable Span spot(int phrase) {
            int low = 0;
            int high = phrases.size() - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                int there = phrases.get(middle).phrase();
                if (there < phrase) low = middle + 1;
                else if (there > phrase) high = middle - 1;
                else return new Span(passage, places[2 * middle], places[2 * middle + 1]);
            }
            return null;
        }
    }

    Sound listen(Passage passage, boolean inReply) {
        if (passage.length() == 0) return Sound.SILENCE;
        count = 0;
        text.read(passage.text());
        names.read(passage.text());
        automaton.scan(text, this::heard);
        if (count == 0) return Sound.SILENCE;
        sentences.read(passage.text());
        List<Given.HeardPhrase> phrases = new ArrayList<>(count);
        int[] places = new int[2 * count];
        long[] sorted = sorted();
        for (int k = 0; k < count; ) {
            int first = (int) sorted[k];
            int phrase = hits[3 * first];
            List<Integer> by = coverers(first);
            long within = 0;
            for (; k < count && hits[3 * (int) sorted[k]] == phrase; k++) {
                int hit = (int) sorted[k];
                within |= sentences.bit(text.originOf(hits[3 * hit + 1]));
                if (hit != first && !by.isEmpty() && coverers(hit).isEmpty()) by = List.of(); // once alone is enough
            }
            places[2 * phrases.size()] = text.originOf(hits[3 * first + 1]);
            places[2 * phrases.size() + 1] = text.originOf(hits[3 * first + 2] - 1) + 1;
            phrases.add(new Given.HeardPhrase(phrase, inReply, by, within));
        }
        return new Sound(passage, phrases, places);
    }

    /** The numbers of the hits, those of one phrase together and in the order in which they came; above each its phrase. */
    private long[] sorted() {
        long[] all = new long[count];
        for (int i = 0; i < count; i++) all[i] = (long) hits[3 * i] << 32 | i;
        Arrays.sort(all);
        return all;
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
        List<Given.HeardPhrase> all = new ArrayList<>(reply.phrases().size() + around.phrases().size());
        int at = 0;
        for (Given.HeardPhrase h : reply.phrases()) {
            for (; at < around.phrases().size() && around.phrases().get(at).phrase() <= h.phrase(); at++) {
                if (around.phrases().get(at).phrase() < h.phrase()) all.add(around.phrases().get(at));
            }
            all.add(h);
        }
        all.addAll(around.phrases().subList(at, around.phrases().size()));
        return all;
    }
}
