package io.github.redeliver.facts;

/**
 * What the text calls {@code claimed} is really {@code real}, as evidence shows: the root behind the surface.
 *
 * @param claimed the cause that the text names
 * @param real the cause that it comes from
 * @param note tag of the sentence that says why, in {@code kb/texts/LANG/notes.yaml}
 * @param who who has to act where it is not the real cause's own, else {@code ""}
 */
public record Instead(String claimed, String real, String note, String who) {
    /** The cause behind the claimed one, with the tag of the sentence that says why. */
    public static Instead of(String claimed, String real, String note) {
        return new Instead(claimed, real, note, "");
    }

    /** Who has to act here, where it is not the real cause's own. */
    public Instead who(String actor) {
        return new Instead(claimed, real, note, actor);
    }
}
