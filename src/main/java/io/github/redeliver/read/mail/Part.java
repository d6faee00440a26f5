package io.github.redeliver.read.mail;

import io.github.redeliver.facts.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A part of a mail: its type, its headers, and its text or its own parts. */
final class Part {
    private static final Set<String> MESSAGES = Set.of("message/rfc822", "message/global", "message/partial", "message/news");

    /** Text that is not for reading. */
    private static final Set<String> CARDS = Set.of("text/calendar", "text/x-vcard", "text/vcard");

    /** {@code ""} for the whole mail, else {@code 1.2}: the second part of the first. */
    final String path;

    Headers headers = Headers.NONE;
    /** In lower case. */
    String type = "text/plain";
    String text = "";
    /** The text with its places in the input, where it stands there undecoded. */
    @org.jspecify.annotations.Nullable Passage source;
    final List<Part> parts = new ArrayList<>();

    Part(String path) {
        this.path = path;
    }

    Part add() {
        Part child = new Part(path.isEmpty() ? Integer.toString(parts.size() + 1) : path + "." + (parts.size() + 1));
        parts.add(child);
        return child;
    }

    boolean isMessage() {
        return MESSAGES.contains(type);
    }

    boolean isText() {
        return type.startsWith("text/") && !type.startsWith("text/rfc822-header") && !CARDS.contains(type);
    }
}
