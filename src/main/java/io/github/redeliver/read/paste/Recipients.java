package io.github.redeliver.read.paste;

import io.github.redeliver.read.Address;
import io.github.redeliver.read.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which address a text says was not reached, and which one sent. */
final class Recipients {
    /** A line of a report that opens what is told of one recipient: its span up to the next one. */
    record Section(String recipient, String original, int line, int from, int to) {}

    /** What stands before the address of a recipient in running text, the surest first. Lower case. */
    private static final String[] BEFORE = {
        "final-recipient: rfc822;", "original-recipient: rfc822;", "rcpt to:", "rcpt to ", "recipients failed:", "x-failed-recipients:",
        "not delivered to", "wasn't delivered to", "couldn't be delivered to", "could not be delivered to", "be delivered to",
        "delivery to", "delivering your message to", "delivered to", "unable to send to", "failed to deliver to", "message to", "->",
        "to relay for", "relay for", "recipient:", "recipient", "recipient address:", "rcpt:", "email to", "mail to", "sending to", "user ",
        "mailbox ", "address ", "account ", "error for", " to=<", "to: ", "to "
    };

    /** What stands before an address that is not a recipient's. */
    private static final String[] NOT = {
        "from:", "from", "sender", "sender:", "from=", "reply-to:", "return-path:", "verification failed for", "contact", "mail from:",
        "postmaster at", "send mail to", "mail to the", "please send", "please contact", "read by", "account:", "sender address", "id:",
        "message-id:", "as ", "auth", "user:", "username:", "login:", "by", "expediteur", "absender"
    };

    private static final String[] ROLE = {"postmaster@", "mailer-daemon@", "abuse@", "tosa@", "support@", "noc@"};

    private Recipients() {}

    /** Sections of a report, in order; none when no line begins with an address. */
    static List<Section> sections(String text, int most) {
        List<Section> sections = new ArrayList<>();
        int line = 0;
        String lastLine = "";
        while (line < text.length() && sections.size() < most) {
            int end = Scan.lineEnd(text, line);
            Section head = head(text, line, end, lastLine);
            if (head != null) {
                close(sections, line);
                sections.add(head);
            }
            lastLine = text.substring(line, end).strip();
            line = end + 1;
        }
        close(sections, text.length());
        return sections;
    }

    private static void close(List<Section> sections, int at) {
        if (sections.isEmpty()) return;
        Section last = sections.remove(sections.size() - 1);
        sections.add(new Section(last.recipient, last.original, last.line, last.from, at));
    }

    private static Section head(String text, int line, int end, String before) {
        int i = Scan.skipBlank(text, line);
        if (i >= end) return null;
        // "1) ", "- ", "* "
        int mark = i;
        while (mark < end && Scan.digit(text.charAt(mark)) && mark - i < 4) mark++;
        if (mark > i && mark < end && (text.charAt(mark) == ')' || text.charAt(mark) == '.')) i = Scan.skipBlank(text, mark + 1);
        else if (i + 1 < end && "-*\u2022\u00b7".indexOf(text.charAt(i)) >= 0 && Scan.blank(text.charAt(i + 1))) i = Scan.skipBlank(text, i + 1);
        boolean failed = Scan.at(text, i, "** ");
        if (failed) i += 3;
        boolean bracket = i < end && text.charAt(i) == '<';
        if (bracket) i++;
        if (Scan.at(text, i, "smtp:") || Scan.at(text, i, "rfc822;")) i += text.charAt(i + 4) == ':' ? 5 : 7;
        boolean quoted = i < end && (text.charAt(i) == '"' || text.charAt(i) == '\'');
        Address.Span span = Address.next(text, i, end);
        if (span == null || (span.from() != i && !(quoted && span.from() <= i + 1))) {
            if (!(bracket && span != null && text.indexOf('>', i) > span.to() - 1 && span.from() - i < 30 && text.indexOf(' ', i) > span.to())) return null;
        }
        int after = span.to();
        if (quoted && after < end && (text.charAt(after) == '"' || text.charAt(after) == '\'')) after++;
        String recipient = bracket && text.indexOf('>', i) < end && text.indexOf('>', i) >= span.to() - 1 ? text.substring(i, text.indexOf('>', i)).strip() : span.value();
        if (recipient.indexOf(' ') >= 0) recipient = span.value();
        boolean closed = after < end && text.charAt(after) == '>';
        if (closed) after++;
        if (Scan.at(text, after, "<mailto:") || Scan.at(text, after, "<")) {
            int close = text.indexOf('>', after);
            if (close > 0 && close < end) after = close + 1;
        }
        int rest = Scan.skipBlank(text, after);
        String original = "";
        boolean colon = rest < end && (text.charAt(rest) == ':' || text.charAt(rest) == '\uff1a');
        boolean paren = rest < end && text.charAt(rest) == '(';
        boolean bare = rest >= end;
        if (paren) {
            Address.Span second = Address.next(text, rest, Math.min(text.length(), rest + 400));
            int close = text.indexOf(')', rest);
            if (second != null && close > 0 && second.to() <= close) {
                original = second.value();
                after = close + 1;
                if (after < text.length() && text.charAt(after) == ':') after++;
            }
        }
        boolean dots = Scan.at(text, rest, "...") || rest < end && text.charAt(rest) == ',' && rest + 1 >= end;
        if (!colon && !paren && !bare && !dots) return null;
        if (bare && !bracket && !before.isEmpty() && !introduces(before)) return null;
        return new Section(recipient, original, line, colon ? rest + 1 : after, end);
    }

    /** Whether a line of an address alone may follow this line: a sentence's end or a field, not its middle. */
    private static boolean introduces(String line) {
        char last = line.charAt(line.length() - 1);
        return ":.!?)>]\uff1a\u3002-*=_;,'\"".indexOf(last) >= 0 || line.indexOf(": ") > 0 || line.indexOf('@') > 0;
    }

    /** The recipient named in running text between the bounds, or {@code ""}. */
    static String named(String text, int from, int to) {
        String best = "";
        int bestRank = BEFORE.length + 2;
        int candidates = 0;
        String only = "";
        int i = from;
        Address.Span span;
        while (candidates++ < 200 && (span = Address.next(text, i, to)) != null) {
            i = span.to();
            if (messageId(text, span)) continue;
            int rank = rank(text, span.from());
            if (rank < 0) continue;
            String value = span.value();
            if (rank < bestRank) {
                bestRank = rank;
                best = value;
            }
            if (role(value)) continue;
            if (only.isEmpty()) only = value;
        }
        if (bestRank <= BEFORE.length) return best;
        return only;
    }

    private static boolean role(String address) {
        String low = address.toLowerCase(Locale.ROOT);
        for (String role : ROLE) {
            if (low.startsWith(role)) return true;
        }
        return false;
    }

    private static boolean messageId(String text, Address.Span span) {
        return span.value().indexOf('@') > 40 || span.from() > 3 && Scan.at(text, span.from() - 4, "id=<")
                || span.from() > 12 && Scan.at(text, Math.max(0, span.from() - 13), "message-id: <");
    }

    /** -1: not a recipient; less than {@code BEFORE.length}: named as one; more: may be one. */
    private static int rank(String text, int at) {
        int line = lineStart(text, at);
        if (line >= 0) line = Scan.skipBlank(text, line);
        if (line >= 0) for (String header : new String[] {"from:", "return-path:", "reply-to:", "sender:", "message-id:", "x-postfix-sender:", "references:"}) {
            if (Scan.at(text, line, header)) return -1;
        }
        if (line >= 0 && Scan.at(text, line, "to:")) return 8;
        int arrow = text.substring(at, Math.min(text.length(), at + 260)).indexOf("->") + at;
        Address.Span before = arrow < at ? null : Address.next(text, at, arrow);
        if (before != null && arrow - before.to() <= 2) return -1;
        int i = at - 1;
        int least = Math.max(0, at - 60);
        while (i >= least && (Scan.space(text.charAt(i)) || "<\"'([:=".indexOf(text.charAt(i)) >= 0)) i--;
        int end = i + 1;
        for (String not : NOT) {
            boolean mark = not.endsWith(":") || not.endsWith("=");
            String word = mark ? not.substring(0, not.length() - 1) : not.strip();
            if (mark && text.substring(end, at).indexOf(not.charAt(not.length() - 1)) < 0) continue;
            if (Scan.endsAt(text, end, word) && (end - word.length() == 0 || !Scan.alnum(text.charAt(end - word.length() - 1)))) return -1;
        }
        for (int k = 0; k < BEFORE.length; k++) {
            String word = BEFORE[k].strip();
            boolean marked = word.endsWith(":") || word.endsWith(";") || word.endsWith("<") || word.endsWith("=");
            if (marked) {
                String bare = word.endsWith("=<") ? word.substring(0, word.length() - 2) : word.substring(0, word.length() - 1);
                if (Scan.endsAt(text, end, bare) || Scan.endsAt(text, Scan.skipBlank(text, end), word)) {
                    boolean whole = end - bare.length() <= 0 || !Scan.alnum(text.charAt(end - bare.length() - 1));
                    if (whole && end < at) return k;
                }
            } else if (Scan.endsAt(text, end, word) && (end - word.length() == 0 || !Scan.alnum(text.charAt(end - word.length() - 1)))) {
                return k;
            }
        }
        return BEFORE.length + 1;
    }

    /** Start of the line that {@code at} is in, or -1 when it is too far to be that of a header field. */
    private static int lineStart(String text, int at) {
        int i = at;
        while (i > 0 && at - i < 1000 && text.charAt(i - 1) != '\n') i--;
        return i == 0 || text.charAt(i - 1) == '\n' ? i : -1;
    }

    /** The sender named in the text, or {@code ""}. */
    static String sender(String text) {
        for (String before : new String[] {"x-postfix-sender: rfc822;", "return-path:", "mail from:", "from=<", "from:", "sender:"}) {
            int i = 0;
            for (int tries = 0; tries < 4; tries++) {
                i = indexOf(text, before, i);
                if (i < 0) break;
                int start = i + before.length();
                int end = Math.min(Scan.lineEnd(text, start), start + 300);
                Address.Span span = Address.next(text, start, end);
                boolean near = span != null && (span.from() - start < 60);
                if (near && (before.startsWith("from=") || before.startsWith("mail") ? span.from() - start < 4 : true)) return span.value();
                i = start;
            }
        }
        return "";
    }

    static int indexOf(String text, String lowerWord, int from) {
        int n = text.length() - lowerWord.length();
        for (int i = from; i <= n; i++) {
            if (Scan.at(text, i, lowerWord)) return i;
        }
        return -1;
    }
}
