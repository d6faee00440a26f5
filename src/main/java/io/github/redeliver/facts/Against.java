package io.github.redeliver.facts;

/**
 * What was observed speaks against this cause.
 *
 * @param cause a cause of {@code kb/causes.yaml}
 * @param note tag of the sentence that says why, in {@code kb/texts/LANG/notes.yaml}
 */
public record Against(String cause, String note) {
    /** Evidence against a cause, with the tag of the sentence that says why. */
    public static Against of(String cause, String note) {
        return new Against(cause, note);
    }
}
