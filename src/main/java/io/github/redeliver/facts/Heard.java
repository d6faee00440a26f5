package io.github.redeliver.facts;

/**
 * A phrase that a rule waits for was heard. One fact for each phrase, so that rules are dispatched by equality on
 * {@code phrase}; what else is known of the reply stands in the same fact, so that a rule needs no join.
 *
 * @param phrase the phrase as rules write it, normalised (see the rule author's guide): lower case, one kind of quote
 * @param place {@code "reply"} when it was heard in the deciding reply, {@code "around"} when only in the text about it
 * @param code basic reply code, three digits, or {@code ""}
 * @param enhanced enhanced status code such as {@code "5.7.1"}, or {@code ""}
 * @param stage SMTP stage that the reply answered: {@code connect ehlo starttls auth mail rcpt data end-of-data quit},
 *     or {@code ""}
 * @param system id of the system that spoke (a folder entry of {@code kb/systems}), or {@code ""}
 * @param family id of the family that the system belongs to, its own id where it has none, or {@code ""}
 * @param temporary true when the code's first digit is 4
 */
public record Heard(
        String phrase,
        String place,
        String code,
        String enhanced,
        String stage,
        String system,
        String family,
        boolean temporary) {
    // Written out, as all that a start needs: what a record makes of itself is put together at run time, and that takes long.
    @Override
    public String toString() {
        return "Heard[phrase=" + phrase + ", place=" + place + ", code=" + code + ", enhanced=" + enhanced
                + ", stage=" + stage + ", system=" + system + ", family=" + family + ", temporary=" + temporary + "]";
    }
}
