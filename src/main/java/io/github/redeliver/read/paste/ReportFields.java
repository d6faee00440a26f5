package io.github.redeliver.read.paste;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Scan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fields of a delivery report (RFC 3464) that were pasted without the mail round them.
 *
 * @param message fields about the report as a whole
 * @param recipients one block of fields for each recipient
 */
record ReportFields(Map<String, Passage> message, List<Map<String, Passage>> recipients) {
    private static final String MESSAGE = " reporting-mta arrival-date received-from-mta original-envelope-id x-postfix-queue-id x-postfix-sender dsn-gateway ";
    private static final String RECIPIENT = " final-recipient original-recipient action status remote-mta diagnostic-code last-attempt-date will-retry-until x-display-name final-log-id x-actual-recipient ";

    /** Collects the fields of a text, wherever they stand. */
    static ReportFields of(Passage text, int most) {
        String s = text.text();
        Map<String, Passage> message = new LinkedHashMap<>();
        List<Map<String, Passage>> recipients = new ArrayList<>();
        Map<String, Passage> open = null;
        int line = 0;
        while (line < s.length()) {
            int end = Scan.lineEnd(s, line);
            int i = Scan.skipBlank(s, line);
            int colon = colon(s, i, Math.min(end, i + 23));
            if (colon > i) {
                String name = Scan.lower(s.substring(i, colon)).strip();
                boolean ofMessage = MESSAGE.contains(' ' + name + ' ');
                boolean ofRecipient = RECIPIENT.contains(' ' + name + ' ');
                if (ofMessage || ofRecipient) {
                    int stop = end;
                    // folded: the next line is indented and no field itself
                    while (stop < s.length() && stop + 1 < s.length() && Scan.blank(s.charAt(stop + 1))) {
                        int next = Scan.lineEnd(s, stop + 1);
                        String more = s.substring(stop + 1, next);
                        if (more.isBlank() || field(more)) break;
                        stop = next;
                    }
                    Passage value = text.slice(colon + 1, stop).strip();
                    if (ofMessage) {
                        message.putIfAbsent(name, value);
                    } else if (!(open == null && (name.equals("status") || name.equals("action")) && value.isBlank())) {
                        boolean starts = open == null || open.containsKey(name) && !name.equals("diagnostic-code");
                        if (starts && recipients.size() < most) {
                            open = new LinkedHashMap<>();
                            recipients.add(open);
                        }
                        if (open != null) open.putIfAbsent(name, value);
                    }
                    line = stop + 1;
                    continue;
                }
            }
            line = end + 1;
        }
        return new ReportFields(message, recipients);
    }

    /** The colon that ends a name of letters and hyphens, or -1. */
    private static int colon(String s, int from, int to) {
        int i = from;
        while (i < to && (Scan.alnum(s.charAt(i)) || s.charAt(i) == '-')) i++;
        return i < to && s.charAt(i) == ':' ? i : -1;
    }

    private static boolean field(String line) {
        String l = Scan.lower(line.substring(0, Math.min(line.length(), 200))).strip();
        int colon = colon(l, 0, Math.min(l.length(), 23));
        if (colon <= 0) return false;
        String name = ' ' + l.substring(0, colon) + ' ';
        return MESSAGE.contains(name) || RECIPIENT.contains(name);
    }

    /** A field of one block without its type ({@code rfc822;}, {@code dns;}, {@code smtp;}). */
    static Passage value(Map<String, Passage> block, String name) {
        Passage value = block.get(name);
        if (value == null) return Passage.empty();
        int semicolon = value.text().indexOf(';');
        return semicolon >= 0 && semicolon < 16 ? value.slice(semicolon + 1, value.length()).strip() : value;
    }
}
