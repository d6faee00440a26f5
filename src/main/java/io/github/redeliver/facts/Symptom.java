package io.github.redeliver.facts;

/**
 * What a text or code says: one reading of it. Rules that recognise texts insert it; who inserted it and on which
 * evidence is recorded by the engine.
 *
 * @param cause a cause of {@code kb/causes.yaml}
 * @param share how much of the rule's weight this reading has, in per cent: 100, or less where one text has several
 *     readings
 * @param list id of the blocklist named, or {@code ""}
 * @param lasting {@code "temporary"} or {@code "permanent"} where the text, not the code, decides; else {@code ""}
 * @param who who has to act where it is not the cause's own, else {@code ""}
 * @param token the provider's own code, such as {@code "S3150"}, or {@code ""}
 */
public record Symptom(String cause, int share, String list, String lasting, String who, String token) {
    /** The text says this and nothing else. */
    public static Symptom of(String cause) {
        return new Symptom(cause, 100, "", "", "", "");
    }

    /** The text can mean this, but has a likelier reading too. */
    public static Symptom maybe(String cause) {
        return new Symptom(cause, 60, "", "", "", "");
    }

    /** Names the blocklist that the text names: an id of {@code kb/lists}. */
    public Symptom list(String id) {
        return new Symptom(cause, share, id, lasting, who, token);
    }

    /** It will pass by itself, whatever the code says. */
    public Symptom temporary() {
        return new Symptom(cause, share, list, "temporary", who, token);
    }

    /** It is final, whatever the code says. */
    public Symptom permanent() {
        return new Symptom(cause, share, list, "permanent", who, token);
    }

    /** Who has to act here, where it is not the cause's own. */
    public Symptom who(String actor) {
        return new Symptom(cause, share, list, lasting, actor, token);
    }

    /** The provider's own code for it. */
    public Symptom token(String code) {
        return new Symptom(cause, share, list, lasting, who, code);
    }
}
