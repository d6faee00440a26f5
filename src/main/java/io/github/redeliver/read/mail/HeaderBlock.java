package io.github.redeliver.read.mail;

import java.util.Locale;
import java.util.Set;

/** Finds blocks of RFC 5322 header fields in text. */
final class HeaderBlock {
    /** Fields of RFC 5322 and its kin that begin nearly every mail. */
    private static final Set<String> COMMON = Set.of(
            "received", "return-path", "message-id", "from", "to", "cc", "subject", "date", "mime-version", "content-type",
            "content-transfer-encoding", "reply-to", "sender", "delivered-to", "dkim-signature", "authentication-results",
            "received-spf", "x-mailer", "user-agent", "in-reply-to", "references", "arc-seal", "arc-message-signature",
            "arc-authentication-results", "auto-submitted", "precedence", "envelope-to", "x-originating-ip",
            "domainkey-signature", "x-received", "x-google-dkim-signature", "x-gm-message-state", "importance",
            "x-priority", "errors-to", "list-unsubscribe", "list-id", "thread-topic", "thread-index", "bcc",
            "resent-from", "x-failed-recipients", "delivery-date", "x-original-to", "newsgroups");

    /** Fields that no prose quotes by itself. */
    private static final Set<String> TELLING = Set.of(
            "received", "return-path", "message-id", "mime-version", "dkim-signature", "content-transfer-encoding",
            "received-spf", "authentication-results", "arc-seal", "x-received", "delivered-to", "x-mailer", "in-reply-to",
            "x-original-to", "arc-message-signature", "domainkey-signature");

    private HeaderBlock() {}

    /** The end of the header fields that begin at {@code from}: after the first blank line, or where prose begins. */
    static int end(String text, int from, int to) {
        int i = from;
        boolean any = false;
        while (i < to) {
            int end = lineEnd(text, i, to);
            int stop = end > i && text.charAt(end - 1) == '\r' ? end - 1 : end;
            if (stop == i) return Math.min(end + 1, to);
            char c = text.charAt(i);
            boolean fold = c == ' ' || c == '\t';
            if (!(fold && any) && Headers.colon(text, i, stop) < 0 && !mbox(text, i, stop)) {
                // One broken line between fields is a fold that lost its blank.
                int next = end + 1;
                if (!any || next >= to || Headers.colon(text, next, lineEnd(text, next, to)) < 0) return i;
            }
            any = true;
            i = end + 1;
        }
        return to;
    }

    private static boolean mbox(String text, int from, int to) {
        return to - from > 5 && text.startsWith("From ", from);
    }

    /**
     * How much a text begins as header fields do: 2 for each telling field, 1 for each common one, of the first 40 lines.
     */
    static int evidence(String text, int from, int to) {
        int score = 0;
        int i = from;
        int odd = 0;
        for (int line = 0; line < 40 && i < to; line++) {
            int end = lineEnd(text, i, to);
            int stop = end > i && text.charAt(end - 1) == '\r' ? end - 1 : end;
            if (stop == i) {
                if (line > 0 && score > 0) break;
            } else if (!(line > 0 && (text.charAt(i) == ' ' || text.charAt(i) == '\t'))) {
                int colon = Headers.colon(text, i, stop);
                if (colon < 0) {
                    if (!(line == 0 && mbox(text, i, stop)) && ++odd > 2 + score / 3) break;
                } else {
                    String name = text.substring(i, colon).strip().toLowerCase(Locale.ROOT);
                    if (TELLING.contains(name)) score += 2;
                    else if (COMMON.contains(name)) score += 1;
                }
            }
            i = end + 1;
        }
        return score;
    }

    /** Whether a message's header fields begin here: a first line that is one, and at least three more points. */
    static boolean begins(String text, int from, int to) {
        int stop = lineEnd(text, from, to);
        int colon = Headers.colon(text, from, stop);
        if (colon < 0) return false;
        String name = text.substring(from, colon).strip().toLowerCase(Locale.ROOT);
        if (!COMMON.contains(name) && !name.startsWith("x-")) return false;
        return evidence(text, from, to) >= 4;
    }

    static int lineEnd(String text, int from, int to) {
        int end = text.indexOf('\n', from);
        return end < 0 || end > to ? Math.max(from, to) : end;
    }
}
