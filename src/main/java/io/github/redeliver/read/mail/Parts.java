package io.github.redeliver.read.mail;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of one message that matter to a report, messages within it not entered. */
final class Parts {
    final List<Passage> texts = new ArrayList<>();
    final List<Passage> statuses = new ArrayList<>();
    final List<Part> messages = new ArrayList<>();
    @Nullable Part feedback;
    @Nullable Part disposition;
    /** The returned message's header fields where a part has them. */
    Headers returned = Headers.NONE;

    private static final Set<String> STATUSES = Set.of("message/delivery-status", "message/global-delivery-status");
    private static final Set<String> DISPOSITIONS = Set.of("message/disposition-notification", "message/global-disposition-notification");

    Parts(Part message) {
        collect(message, message);
        if (returned.isEmpty() && !messages.isEmpty()) returned = messages.get(0).headers;
    }

    private void collect(Part part, Part root) {
        if (part.parts.isEmpty()) leaf(part, root);
        else if (part.isMessage()) messages.add(part.parts.get(0));
        else if (part.type.equals("multipart/alternative")) alternative(part, root);
        else for (Part child : part.parts) collect(child, root);
    }

    private void leaf(Part part, Part root) {
        String type = part.type;
        if (STATUSES.contains(type)) {
            statuses.add(passage(part));
        } else if (type.equals("message/feedback-report")) {
            feedback = part;
        } else if (DISPOSITIONS.contains(type)) {
            disposition = part;
        } else if (part.isMessage() || Scan.startsWithAny(type, "text/rfc822-header", "message/global-headers")) {
            keep(part);
        } else if (part.isText() || part == root || type.startsWith("multipart/")) {
            if (part.text.isBlank()) return;
            if (type.equals("text/html")) {
                texts.add(Passage.decoded(HtmlText.of(part.text), name(part)));
            } else if (!texts.isEmpty() && HeaderBlock.begins(part.text, 0, part.text.length())) {
                keep(part);
            } else {
                texts.add(passage(part));
            }
        }
    }

    private void keep(Part part) {
        int start = Scan.skipSpace(part.text, 0);
        Headers headers = Headers.parse(part.text, start, HeaderBlock.end(part.text, start, part.text.length()), new Limits());
        if (returned.isEmpty()) returned = headers;
        Part message = new Part(part.path);
        message.headers = headers;
        messages.add(message);
    }

    /** The plain text of several forms of one text, unless there is none worth the name. */
    private void alternative(Part part, Part root) {
        Part best = null;
        for (Part child : part.parts) {
            if (!child.parts.isEmpty()) {
                collect(child, root);
            } else if (!child.isText()) {
                leaf(child, root);
            } else if (!child.text.isBlank() && (best == null || best.text.strip().length() < 20 || child.type.equals("text/plain"))) {
                best = child;
            }
        }
        if (best != null) leaf(best, root);
    }

    private static String name(Part part) {
        return part.path.isEmpty() ? "body" : "part " + part.path;
    }

    private static Passage passage(Part part) {
        return part.source != null ? part.source : Passage.decoded(part.text, name(part));
    }
}
