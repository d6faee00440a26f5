package io.github.redeliver.facts;

/**
 * The codes of the deciding reply, for rules that know a code whatever words come with it. There is at most one in a
 * session.
 *
 * @param code basic reply code, three digits, or {@code ""}
 * @param enhanced enhanced status code such as {@code "5.7.1"}, or {@code ""}
 * @param subject the enhanced status code without its class, such as {@code "7.1"}, or {@code ""}
 * @param stage SMTP stage as in {@link Heard#stage()}
 * @param system id of the system that spoke, or {@code ""}
 * @param family id of its family, or {@code ""}
 * @param temporary true when the code's (or, without one, the enhanced code's) first digit is 4
 * @param wordless true when the reply is bare: nothing but codes
 */
public record Replied(
        String code,
        String enhanced,
        String subject,
        String stage,
        String system,
        String family,
        boolean temporary,
        boolean wordless) {
    // Written out, as all that a start needs: what a record makes of itself is put together at run time, and that takes long.
    @Override
    public String toString() {
        return "Replied[code=" + code + ", enhanced=" + enhanced + ", subject=" + subject + ", stage=" + stage
                + ", system=" + system + ", family=" + family + ", temporary=" + temporary
                + ", wordless=" + wordless + "]";
    }
}
