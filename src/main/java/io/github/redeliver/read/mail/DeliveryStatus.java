package io.github.redeliver.read.mail;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Codes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a delivery status notification (RFC 3464, section 2; RFC 6533, section 3), wherever they stand in a
 * text and however they were damaged: without blank lines between recipients, with too many, wrapped, in the prose.
 */
public final class DeliveryStatus {
    private static final Set<String> ABOUT_MESSAGE = Set.of(
            "original-envelope-id", "reporting-mta", "dsn-gateway", "received-from-mta", "arrival-date", "x-postfix-queue-id",
            "x-postfix-sender", "x-original-message-id", "x-original-envelope-id", "reporting-ua", "x-outbound-mta");

    private static final Set<String> ABOUT_RECIPIENT = Set.of(
            "original-recipient", "final-recipient", "action", "status", "remote-mta", "diagnostic-code", "last-attempt-date",
            "final-log-id", "will-retry-until", "x-actual-recipient", "x-actual-receipient", "x-display-name", "localized-diagnostic", "expanded-recipient");

    /** Fields that, with no other at hand, already tell that here is a report. */
    private static final Set<String> OWN = Set.of(
            "final-recipient", "reporting-mta", "diagnostic-code", "x-postfix-queue-id", "original-recipient", "remote-mta",
            "last-attempt-date", "x-actual-recipient", "action", "status");

    /** Fields of one recipient. */
    static final class Recipient {
        final Map<String, Passage> fields = new HashMap<>();

        Passage field(String name) {
            return fields.getOrDefault(name, Passage.empty());
        }

        String text(String name) {
            return field(name).text().strip();
        }

        boolean full() {
            return (fields.containsKey("final-recipient") || fields.containsKey("original-recipient"))
                    && told();
        }

        private boolean told() {
            return fields.containsKey("action") || fields.containsKey("status") || fields.containsKey("diagnostic-code");
        }

        /** Whether a field after a blank line is of the next recipient: it names one, and these fields are about another. */
        boolean endsBefore(String name) {
            return name.endsWith("l-recipient") && (fields.containsKey(name) || told());
        }
    }

    final Map<String, Passage> message = new HashMap<>();
    final List<Recipient> recipients = new ArrayList<>();
    /** Where the first field stood. */
    int start = -1;
    /** Behind the last field. */
    int end;

    private DeliveryStatus() {}

    /** The fields that stand in a text that was pasted. */
    public static DeliveryStatus pasted(Passage text) {
        return read(text, new Limits());
    }

    /** Fields about the message as a whole, by name in lower case. */
    public Map<String, Passage> messageFields() {
        return Map.copyOf(message);
    }

    /** Fields of each recipient, by name in lower case. */
    public List<Map<String, Passage>> recipientFields() {
        return recipients.stream().map(r -> Map.copyOf(r.fields)).toList();
    }

    /** The fields in a part that is a delivery status, or in a text that holds some. */
    static DeliveryStatus read(Passage part, Limits limits) {
        DeliveryStatus status = new DeliveryStatus();
        String text = part.text();
        Recipient recipient = null;
        boolean blank = false;
        int i = 0;
        while (i < text.length()) {
            int from = i;
            while (from < text.length() && (text.charAt(from) == ' ' || text.charAt(from) == '\t')) from++;
            int lineEnd = HeaderBlock.lineEnd(text, i, text.length());
            int colon = Headers.colon(text, from, lineEnd);
            String name = colon < 0 ? "" : text.substring(from, colon).strip().toLowerCase(Locale.ROOT);
            boolean aboutMessage = ABOUT_MESSAGE.contains(name);
            if (!aboutMessage && !ABOUT_RECIPIENT.contains(name)) {
                blank |= text.substring(from, lineEnd).isBlank();
                i = lineEnd + 1;
                continue;
            }
            int valueEnd = valueEnd(text, lineEnd, colon + 1, from > i);
            Passage value = part.slice(colon + 1, valueEnd).strip();
            if (status.start < 0) status.start = i;
            status.end = valueEnd;
            if (aboutMessage) {
                status.message.putIfAbsent(name, value);
            } else {
                boolean again = recipient != null && recipient.fields.containsKey(name) && recipient.full() && !name.equals("diagnostic-code");
                if (recipient == null || again || blank && recipient.endsBefore(name)) {
                    if (status.recipients.size() >= Limits.RECIPIENTS) {
                        limits.hit(Bounds.RECIPIENTS);
                        break;
                    }
                    recipient = new Recipient();
                    status.recipients.add(recipient);
                }
                Passage before = recipient.fields.get(name);
                if (before == null || before.isBlank()) recipient.fields.put(name, value);
            }
            blank = false;
            i = valueEnd + 1;
        }
        status.recipients.removeIf(r -> r.fields.keySet().stream().noneMatch(OWN::contains));
        return status;
    }

    /** The end of a value: folded lines belong to it, and lines that lost their fold up to a blank line or a field. */
    private static int valueEnd(String text, int lineEnd, int valueStart, boolean indented) {
        int end = lineEnd;
        int lines = 0;
        boolean empty = text.substring(valueStart, lineEnd).isBlank();
        while (end < text.length() && lines++ < 400) {
            int next = end + 1;
            int nextEnd = HeaderBlock.lineEnd(text, next, text.length());
            int from = next;
            while (from < nextEnd && Character.isWhitespace(text.charAt(from))) from++;
            if (from >= nextEnd) break;
            boolean fold = from > next && !indented;
            int colon = Headers.colon(text, from, nextEnd);
            if (colon > 0) {
                String name = text.substring(from, colon).strip().toLowerCase(Locale.ROOT);
                if (ABOUT_MESSAGE.contains(name) || ABOUT_RECIPIENT.contains(name)) break;
                if (!fold && name.length() > 2 && (name.startsWith("x-") || name.indexOf('-') > 0)
                        && text.charAt(Math.min(colon + 1, text.length() - 1)) == ' ' && !Character.isDigit(name.charAt(0))) {
                    break;
                }
            }
            if (!fold && (text.startsWith("--", from) || text.startsWith("==", from) || text.startsWith("__", from)) && !empty) break;
            end = nextEnd;
            empty = false;
        }
        return end;
    }

    /** Whether a place in the text lies within the fields. */
    boolean holds(int place) {
        return start >= 0 && place >= start && place < end;
    }

    boolean isEmpty() {
        return recipients.isEmpty() && !message.containsKey("reporting-mta");
    }

    /** Whether the fields can only be those of a report: they name a recipient and what became of it. */
    boolean isReport() {
        for (Recipient r : recipients) if (r.full()) return true;
        return false;
    }

    /** The value behind a type such as {@code dns;} or {@code rfc822;}. */
    public static Passage untyped(Passage value) {
        String text = value.text();
        int semicolon = text.indexOf(';');
        if (semicolon < 0 || semicolon > 24) return value;
        for (int i = 0; i < semicolon; i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '-' && c != '_' && c != '/' && c != ' ' && c != '.') return value;
        }
        String type = text.substring(0, semicolon).strip();
        if (type.indexOf(' ') >= 0 || type.length() == 3 && Codes.at(type, 0)) return value;
        return value.slice(semicolon + 1, value.length()).strip();
    }

    /** A host's name out of an MTA name field. */
    static String host(Passage value) {
        String text = untyped(value).text();
        int i = 0;
        while (i < text.length() && "<([ ".indexOf(text.charAt(i)) >= 0) i++;
        int end = i;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || ".-_:".indexOf(text.charAt(end)) >= 0)) end++;
        while (end > i && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == ':')) end--;
        return text.substring(i, end);
    }

    /** An IP address in brackets or parentheses of an MTA name field, or the field itself if it is one. */
    static String ip(Passage value) {
        return Ips.first(untyped(value).text());
    }
}
