package io.github.redeliver.inference;

import io.github.redeliver.facts.Observed;
import java.util.List;

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
     */
    public record HeardPhrase(int phrase, boolean inReply, List<Integer> coveredBy) {}
}
