package io.github.redeliver.read.mail;

import io.github.redeliver.facts.Passage;
import java.util.ArrayList;
import java.util.List;

/** A part of a mail: its type, its headers, and its text or its own parts. */
final class Part {
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
        return type.equals("message/rfc822") || type.equals("message/global") || type.equals("message/partial")
                || type.equals("message/news");
    }

    boolean isText() {
        return type.startsWith("text/") && !type.startsWith("text/rfc822-header") && !type.equals("text/calendar")
                && !type.equals("text/x-vcard") && !type.equals("text/vcard");
    }
}
