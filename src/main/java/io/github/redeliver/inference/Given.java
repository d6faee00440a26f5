package io.github.redeliver.inference;

import io.github.redeliver.facts.Observed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that rules can read of one incident, and nothing else: the key under which a verdict may be remembered.
 *
 * @param code basic reply code or {@code ""}
 * @param enhanced enhanced status code or {@code ""}
 * @param stage SMTP stage or {@code ""}
 * @param system id of the system that spoke, or {@code ""}
 * @param family its family, or {@code ""}
 * @param action what the report says became of the message, or {@code ""}
 * @param form form of the input
 * @param software id of the software whose frame the report has, or {@code ""}
 * @param wordless true when the reply has no words
 * @param heard phrases, sorted by number
 * @param observed what DNS, the conversation and the caller's knowledge show, in the order gathered
 */
public record Given(
        String code,
        String enhanced,
        String stage,
        String system,
        String family,
        String action,
        String form,
        String software,
        boolean wordless,
        List<HeardPhrase> heard,
        List<Observed> observed) {

    public Given {
        heard = List.copyOf(heard);
        observed = List.copyOf(observed);
    }

    // Written out, as all that a start needs: what a record makes of itself is put together at run time, and that takes long.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Given o
                && o.wordless == wordless && o.code.equals(code) && o.enhanced.equals(enhanced)
                && o.stage.equals(stage) && o.system.equals(system) && o.family.equals(family)
                && o.action.equals(action) && o.form.equals(form) && o.software.equals(software)
                && o.heard.equals(heard) && o.observed.equals(observed);
    }

    @Override
    public int hashCode() {
        int hash = code.hashCode();
        hash = 31 * hash + enhanced.hashCode();
        hash = 31 * hash + stage.hashCode();
        hash = 31 * hash + system.hashCode();
        hash = 31 * hash + family.hashCode();
        hash = 31 * hash + action.hashCode();
        hash = 31 * hash + form.hashCode();
        hash = 31 * hash + software.hashCode();
        hash = 31 * hash + Boolean.hashCode(wordless);
        hash = 31 * hash + heard.hashCode();
        hash = 31 * hash + observed.hashCode();
        return hash;
    }

    Given withoutObserved() {
        return new Given(
                code, enhanced, stage, system, family, action, form, software, wordless, heard, List.of());
    }

    /**
     * A phrase heard.
     *
     * @param phrase its number in the knowledge base
     * @param inReply true for the deciding reply, false for the text about it
     * @param coveredBy numbers of longer phrases that every occurrence of it lies within, sorted
     * @param sentences the sentences that it was heard in, one bit each
     */
    public record HeardPhrase(int phrase, boolean inReply, List<Integer> coveredBy, long sentences) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof HeardPhrase o
                    && o.phrase == phrase && o.inReply == inReply && o.sentences == sentences && o.coveredBy.equals(coveredBy);
        }

        @Override
        public int hashCode() {
            int hash = phrase;
            hash = 31 * hash + Boolean.hashCode(inReply);
            hash = 31 * hash + coveredBy.hashCode();
            hash = 31 * hash + Long.hashCode(sentences);
            return hash;
        }
    }
}
