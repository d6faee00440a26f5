package io.github.redeliver.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ranked conclusions on one incident, likeliest first; empty when nothing was recognised.
 *
 * @param conclusions at most {@link Ranking#MAX_CONCLUSIONS}
 * @param system id of the system that spoke, as given or as its own words tell, or {@code ""}
 * @param limits bounds that were hit, so that the verdict is partial: {@code facts}, {@code firings}
 */
public record Verdict(List<Conclusion> conclusions, String system, List<String> limits) {
    public Verdict {
        conclusions = List.copyOf(conclusions);
        limits = List.copyOf(limits);
    }

    /**
     * One cause, as sure as the evidence makes it.
     *
     * @param cause id of the cause
     * @param certainty from 0 to 1
     * @param who who acts
     * @param temporary true when it passes by itself or the receiver asks to retry
     * @param list id of the blocklist, or {@code ""}
     * @param token the provider's own code, or {@code ""}
     * @param shown true when records or the conversation show it
     * @param rules ids of the rules that led here, the weightiest first
     * @param evidence what speaks for it
     * @param against what speaks against it
     * @param notes tags of sentences that say how it was reasoned
     * @param remedies tags, the most specific first
     * @param checks tags of checks that would decide
     */
    public record Conclusion(
            String cause,
            double certainty,
            String who,
            boolean temporary,
            String list,
            String token,
            boolean shown,
            List<String> rules,
            List<Proof> evidence,
            List<Proof> against,
            List<String> notes,
            List<String> remedies,
            List<String> checks) {}

    /**
     * A piece of evidence.
     *
     * @param kind {@code text code report dns talk known}
     * @param phrase number of the phrase for {@code text}, else -1
     * @param observed place in {@link Given#observed()} of what was observed for {@code dns talk known}, else -1
     * @param rule id of the rule that used it
     * @param note tag of a sentence about it, or {@code ""}
     */
    public record Proof(String kind, int phrase, int observed, String rule, String note) {
        // Written out, as all that a start needs: what a record makes of itself is put together at run time, and that takes long.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Proof o
                    && o.phrase == phrase && o.observed == observed && o.kind.equals(kind) && o.rule.equals(rule)
                    && o.note.equals(note);
        }

        @Override
        public int hashCode() {
            int hash = kind.hashCode();
            hash = 31 * hash + phrase;
            hash = 31 * hash + observed;
            hash = 31 * hash + rule.hashCode();
            hash = 31 * hash + note.hashCode();
            return hash;
        }
    }
}
