package io.github.redeliver.read.mail;

import io.github.redeliver.facts.Passage;
import java.util.ArrayList;
import java.util.List;
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

    Parts(Part message) {
        collect(message, message);
        if (returned.isEmpty() && !messages.isEmpty()) returned = messages.get(0).headers;
    }

    private void collect(Part part, Part root) {
        if (part != root && part.isMessage() && !part.parts.isEmpty()) {
            messages.add(part.parts.get(0));
            return;
        }
        if (part.type.equals("multipart/alternative") && !part.parts.isEmpty()) {
            alternative(part, root);
            return;
        }
        if (!part.parts.isEmpty()) {
            // A message that was flattened at the depth bound, or a multipart.
            for (Part child : part.parts) collect(child, root);
            return;
        }
        leaf(part, root);
    }

    private void leaf(Part part, Part root) {
        String type = part.type;
        if (type.equals("message/delivery-status") || type.equals("message/global-delivery-status")) {
            statuses.add(passage(part));
        } else if (type.equals("message/feedback-report")) {
            feedback = part;
        } else if (type.equals("message/disposition-notification") || type.equals("message/global-disposition-notification")) {
            disposition = part;
        } else if (type.startsWith("text/rfc822-header") || type.equals("message/global-headers") || part.isMessage()) {
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
        int start = 0;
        while (start < part.text.length() && Character.isWhitespace(part.text.charAt(start))) start++;
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
            } else if (child.isText() && !child.text.isBlank()
                    && (best == null || best.text.strip().length() < 20 || child.type.equals("text/plain") && !best.type.equals("text/plain"))) {
                best = child;
            } else if (!child.isText()) {
                leaf(child, root);
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
