package io.github.redeliver.facts;

/**
 * The reply that decided: the innermost quoted one, with multi-line replies joined.
 *
 * @param code basic reply code (RFC 5321, section 4.2), three digits, or {@code ""}
 * @param enhanced enhanced status code (RFC 3463) such as {@code "5.7.1"}, or {@code ""}
 * @param stage {@code connect ehlo starttls auth mail rcpt data end-of-data quit}, or {@code ""}
 * @param text the text, codes included where they stood in it
 */
public record Reply(String code, String enhanced, String stage, Passage text) {
    /** Nothing was replied. */
    public static final Reply NONE = new Reply("", "", "", Passage.empty());

    /** Whether it asks to try again: by its code, or by its enhanced code where that is all there is. */
    public boolean temporary() {
        return (code.isEmpty() ? enhanced : code).startsWith("4");
    }

    /** Whether it asks not to try again. */
    public boolean permanent() {
        return (code.isEmpty() ? enhanced : code).startsWith("5");
    }

    /** The same reply at a stage, when it names none of its own. */
    public Reply at(String otherwise) {
        return stage.isEmpty() ? new Reply(code, enhanced, otherwise, text) : this;
    }
}
