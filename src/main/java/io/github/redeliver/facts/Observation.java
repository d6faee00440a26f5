package io.github.redeliver.facts;

/**
 * Records or the conversation show this fault, whatever the text says.
 *
 * @param cause a cause of {@code kb/causes.yaml}
 * @param share in per cent, how strongly it alone explains a refusal: 100 a fault that receivers refuse for, less where
 *     many senders live with it
 * @param list id of the blocklist that lists the sender, or {@code ""}
 * @param who who has to act where it is not the cause's own, else {@code ""}
 */
public record Observation(String cause, int share, String list, String who) {
    /** A fault that receivers refuse mail for. */
    public static Observation of(String cause) {
        return new Observation(cause, 100, "", "");
    }

    /** A weakness that some receivers hold against a sender. */
    public static Observation weak(String cause) {
        return new Observation(cause, 40, "", "");
    }

    /** The blocklist that lists the sender: an id of {@code kb/lists}. */
    public Observation list(String id) {
        return new Observation(cause, share, id, who);
    }

    /** Who has to act here, where it is not the cause's own. */
    public Observation who(String actor) {
        return new Observation(cause, share, list, actor);
    }
}
