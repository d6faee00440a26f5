package io.github.redeliver.knowledge;

/** The four stages of inference; each has its folder in {@code kb/}. */
public enum Stage {
    /** What a text or a code says. */
    RECOGNISE,
    /** What records, the conversation and the caller's knowledge show. */
    OBSERVE,
    /** Both together. */
    REASON,
    /** What to do. */
    ADVISE;

    /** Name of the stage's folder. */
    public String folder() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
