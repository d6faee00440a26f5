package io.github.redeliver.read.paste;

import io.github.redeliver.read.Words;

/** Whether a text has the shape of a delivery report in words; shared with readers of other forms. */
public final class Reports {
    private final Frame frame;

    public Reports(Words words) {
        this.frame = new Frame(words);
    }

    /** Sentences and fields that only reports have, whoever wrote them. */
    public boolean looks(String text) {
        return frame.looks(text.length() > 50_000 ? text.substring(0, 50_000) : text);
    }
}
