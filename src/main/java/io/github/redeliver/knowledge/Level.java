package io.github.redeliver.knowledge;

/** How well founded a reading is, by the folder that its rule stands in. */
public enum Level {
    /** The basic reply code alone. */
    REPLY_CLASS,
    /** An enhanced status code as IANA registers it. */
    STANDARD,
    /** Words that mean this in a language, whoever says them. */
    LANGUAGE,
    /** A text or code that a system documents or is known to send. */
    DOCUMENTED,
    /** What the report as a whole says became of the message: it comes before why. */
    REPORT
}
