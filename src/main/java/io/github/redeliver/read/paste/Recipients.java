package io.github.redeliver.read.paste;

import io.github.redeliver.read.Address;
import io.github.redeliver.read.Codes;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which address a text says was not reached, and which one sent. */
final class Recipients {
    /** A line of a report that opens what is told of one recipient: its span up to the next one. */
    record Section(String recipient, String original, int line, int from, int to) {}

    /** What stands before the address of a recipient in running text, the surest first; and what before another's. */
    private final List<String> before;
    private final List<String> not;
    private final List<String> headers;
    private final List<String> senders;
    private final List<String> roles;

    Recipients(Words words) {
        this.before = words.list("mailboxes.recipient");
        this.not = words.list("mailboxes.other");
        this.headers = words.list("mailboxes.headers");
        this.senders = words.list("mailboxes.sender");
        this.roles = words.list("mailboxes.role");
    }

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
        // a row of a table or a list: the address, a mark, the reply's code
        boolean row = rest < end && "|,;-\u2013\t".indexOf(text.charAt(rest)) >= 0 && Codes.at(text, Scan.skipBlank(text, rest + 1)) || after < rest && text.charAt(after) == '\t' && Codes.at(text, rest);
        if (row) return new Section(recipient, original, line, Codes.at(text, rest) ? rest : rest + 1, end);
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
    String named(String text, int from, int to) {
        String best = "";
        int bestRank = before.size() + 2;
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
        if (bestRank <= before.size()) return best;
        return only;
    }

    private boolean role(String address) {
        String low = address.toLowerCase(Locale.ROOT);
        for (String role : roles) {
            if (low.startsWith(role)) return true;
        }
        return false;
    }

    private static boolean messageId(String text, Address.Span span) {
        return span.value().indexOf('@') > 40 || span.from() > 3 && Scan.at(text, span.from() - 4, "id=<")
                || span.from() > 12 && Scan.at(text, Math.max(0, span.from() - 13), "message-id: <");
    }

    /** -1: not a recipient; less than {@code before.size()}: named as one; more: may be one. */
    private int rank(String text, int at) {
        int line = lineStart(text, at);
        if (line >= 0) line = Scan.skipBlank(text, line);
        if (line >= 0) for (String header : headers) {
            if (Scan.at(text, line, header)) return -1;
        }
        if (line >= 0 && Scan.at(text, line, "to:")) return 8;
        int arrow = text.substring(at, Math.min(text.length(), at + 260)).indexOf("->") + at;
        Address.Span arrowed = arrow < at ? null : Address.next(text, at, arrow);
        if (arrowed != null && arrow - arrowed.to() <= 2) return -1;
        int i = at - 1;
        int least = Math.max(0, at - 60);
        while (i >= least && (Scan.space(text.charAt(i)) || "<\"'([:=".indexOf(text.charAt(i)) >= 0)) i--;
        int end = i + 1;
        int against = 0;
        for (String other : not) {
            boolean mark = other.endsWith(":") || other.endsWith("=");
            String word = mark ? other.substring(0, other.length() - 1) : other.strip();
            if (mark && text.substring(end, at).indexOf(other.charAt(other.length() - 1)) < 0) continue;
            if (Scan.endsAt(text, end, word) && (end - word.length() == 0 || !Scan.alnum(text.charAt(end - word.length() - 1)))) against = Math.max(against, word.length());
        }
        for (int k = 0; k < before.size(); k++) {
            String word = before.get(k).strip();
            if (word.length() <= against) continue;
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
        return against > 0 ? -1 : before.size() + 1;
    }

    /** Start of the line that {@code at} is in, or -1 when it is too far to be that of a header field. */
    private static int lineStart(String text, int at) {
        int i = at;
        while (i > 0 && at - i < 1000 && text.charAt(i - 1) != '\n') i--;
        return i == 0 || text.charAt(i - 1) == '\n' ? i : -1;
    }

    /** The sender named in the text, or {@code ""}. */
    String sender(String text) {
        for (String word : senders) {
            int i = 0;
            for (int tries = 0; tries < 4; tries++) {
                i = indexOf(text, word, i);
                if (i < 0) break;
                int start = i + word.length();
                int end = Math.min(Scan.lineEnd(text, start), start + 300);
                Address.Span span = Address.next(text, start, end);
                boolean near = span != null && (span.from() - start < 60);
                if (near && (word.startsWith("from=") || word.startsWith("mail") ? span.from() - start < 4 : true)) return span.value();
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
