package io.github.redeliver.read;

import io.github.redeliver.facts.Passage;
import java.util.List;

/**
 * How much of an input is read. Over a bound the result is partial and names the bound.
 *
 * @param inputBytes bytes taken of one input, after decompression; limit {@code input-bytes}
 * @param textChars characters of free text that are searched and kept; limit {@code text-chars}
 * @param recipients incidents of one input; limit {@code recipients}
 * @param replyChars characters of one reply; limit {@code reply-chars}
 * @param depth nesting of parts or JSON values; limit {@code depth}
 * @param events parse events of one mail or record; limit {@code events}
 */
public record Bounds(int inputBytes, int textChars, int recipients, int replyChars, int depth, int events) {
    /** 50 MB, 1 MB of text, 1,000 recipients, 100,000 characters a reply, depth 20, 20,000 events. */
    public static final Bounds DEFAULT = new Bounds(50_000_000, 1_000_000, 1_000, 100_000, 20, 20_000);

    public static final String INPUT_BYTES = "input-bytes";
    public static final String TEXT_CHARS = "text-chars";
    public static final String RECIPIENTS = "recipients";
    public static final String REPLY_CHARS = "reply-chars";
    public static final String DEPTH = "depth";
    public static final String EVENTS = "events";

    /**
     * As much of the text as is searched.
     *
     * @param limits gets the bound's name where that is not all of it
     */
    public Passage text(Passage input, List<String> limits) {
        if (input.length() <= textChars) return input;
        limits.add(TEXT_CHARS);
        return input.slice(0, textChars);
    }
}
