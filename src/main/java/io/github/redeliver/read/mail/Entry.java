package io.github.redeliver.read.mail;

import org.jspecify.annotations.Nullable;

/** A recipient that a free-form report names, and what it says of it. */
final class Entry {
    final String recipient;
    final int start;
    final int end;
    /** 1 named by a template, by a line of its own after words that introduce recipients, or by {@code <…>:}; 2 by a line of its own; 3 in a transcript. */
    final int tier;
    /** The address stands within a sentence. */
    boolean inSentence;
    String original = "";
    @Nullable Said said;
    /** An enhanced code that stands beside the reply, where none stands in it. */
    String enhanced = "";
    String host = "";
    String ip = "";
    String stage = "";

    Entry(String recipient, int start, int end, int tier) {
        this.recipient = recipient;
        this.start = start;
        this.end = end;
        this.tier = tier;
    }

    int strength() {
        return said == null ? 0 : said.strength();
    }
}
