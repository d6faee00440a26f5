package io.github.redeliver.read.mail;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The bounds of one reading, and those of them that were hit. */
final class Limits {
    static final int SIZE = 50 * 1024 * 1024;
    static final int TEXT = 1024 * 1024;
    static final int DEPTH = 20;
    static final int EVENTS = 20_000;
    static final int HEADERS = 2_000;
    static final int HEADER = 64 * 1024;
    static final int RECIPIENTS = 1_000;
    /** Characters of words that stand for a reply where there is none. */
    static final int REASON = 4_000;

    private final Set<String> hit = new LinkedHashSet<>();
    private int textLeft = TEXT;

    void hit(String bound) {
        hit.add(bound);
    }

    /** How much more text may be kept. */
    int textLeft() {
        return textLeft;
    }

    void keep(int characters) {
        textLeft -= characters;
    }

    List<String> names() {
        return new ArrayList<>(hit);
    }
}
