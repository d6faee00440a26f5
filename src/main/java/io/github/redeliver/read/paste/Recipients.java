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
    private static final int LONGEST_TUPLE = 800;

    /** A line of a report that opens what is told of one recipient: its span up to the next one. */
    record Section(String recipient, String original, int line, int from, int to) {}

    /** What stands before the address of a recipient in running text, the surest first; and what before another's. */
    private final List<String> before;
    private final List<String> not;
    private final List<String> headers;
    private final List<String> senders;
    private final List<String> roles;
    private final List<String> refusals;

    Recipients(Words words) {
        this.before = words.list("mailboxes.recipient");
        this.not = words.list("mailboxes.other");
        this.headers = words.list("mailboxes.headers");
        this.senders = words.list("mailboxes.sender");
        this.roles = words.list("mailboxes.role");
        this.refusals = words.list("mailboxes.sender-refused");
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
        sections.add(new Section(last.recipient, last.original, last.line, Math.min(last.from, at), at));
    }

    private static Section head(String text, int line, int end, String before) {
        int i = Scan.skipBlank(text, line);
        if (i >= end) return null;
        // "1) ", "- ", "* "
        int mark = i;
        while (mark < end && Scan.digit(text.charAt(mark)) && mark - i < 4) mark++;
        if (mark > i && mark < end && ").".indexOf(text.charAt(mark)) >= 0) i = Scan.skipBlank(text, mark + 1);
        else if (i + 1 < end && "-*\u2022\u00b7".indexOf(text.charAt(i)) >= 0 && Scan.blank(text.charAt(i + 1))) i = Scan.skipBlank(text, i + 1);
        boolean failed = Scan.at(text, i, "** ");
        if (failed) i += 3;
        boolean bracket = text.startsWith("<", i);
        if (bracket) i++;
        if (Scan.at(text, i, "smtp:")) i += 5;
        if (Scan.at(text, i, "rfc822;")) i += 7;
        boolean quoted = text.startsWith("\"", i) || text.startsWith("'", i);
        Address.Span span = Address.next(text, i, end);
        if (span == null) return null;
        // all that brackets hold, where an address is a part of it
        int closing = bracket ? text.indexOf('>', i) : -1;
        String within = closing >= span.to() - 1 && closing < end ? text.substring(i, closing).strip() : "";
        boolean whole = !within.isEmpty() && within.indexOf(' ') < 0;
        if (span.from() > (quoted ? i + 1 : i) && !(whole && span.from() - i < 30)) return null;
        int after = span.to();
        if (quoted && (text.startsWith("\"", after) || text.startsWith("'", after))) after++;
        String recipient = whole ? within : span.value();
        boolean closed = text.startsWith(">", after);
        if (closed) after++;
        if (text.startsWith("<", after)) { // <mailto:a@b>
            int close = text.indexOf('>', after);
            if (close > 0 && close < end) after = close + 1;
        }
        int rest = Scan.skipBlank(text, after);
        String original = "";
        boolean colon = text.startsWith(":", rest) || text.startsWith("\uff1a", rest);
        boolean paren = text.startsWith("(", rest);
        boolean bare = rest >= end;
        if (paren) {
            Address.Span second = Address.next(text, rest, Math.min(text.length(), rest + 400));
            int close = text.indexOf(')', rest);
            // a bracket of a later line that closes what opens there leaves this one open
            boolean own = close < end || text.lastIndexOf('(', close) == rest;
            if (second != null && close > 0 && own && second.to() <= close) {
                original = second.value();
                after = close + 1;
                if (text.startsWith(":", after)) after++;
            }
        }
        // a row of a table or a list: the address, a mark, the reply's code
        if (text.startsWith("\t", after) && Codes.at(text, rest)) return new Section(recipient, original, line, rest, end);
        boolean row = rest < end && "|,;-\u2013".indexOf(text.charAt(rest)) >= 0 && Codes.at(text, Scan.skipBlank(text, rest + 1));
        if (row) return new Section(recipient, original, line, rest + 1, end);
        boolean dots = text.startsWith("...", rest) || text.startsWith(",", rest) && rest + 1 >= end;
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
            int rank = keyed(text, span) ? 0 : refusedSender(text, span) ? -1 : rank(text, span.from());
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
        return span.value().indexOf('@') > 40 || Scan.endsAt(text, span.from(), "id=<") || Scan.endsAt(text, span.from(), "message-id: <");
    }

    /** Whether the address is the key that a program tells a refusal under: {@code {'user@example.com': (550, …)}}. */
    private static boolean keyed(String text, Address.Span span) {
        int from = span.from();
        if (from == 0 || span.to() >= text.length()) return false;
        char quote = text.charAt(from - 1);
        if (quote != '\'' && quote != '"' || text.charAt(span.to()) != quote) return false;
        int before = from - 2;
        while (before >= 0 && (Scan.letter(text.charAt(before)) || Scan.space(text.charAt(before)))) before--;
        int after = Scan.skipBlank(text, span.to() + 1);
        if (before < 0 || text.charAt(before) != '{' && text.charAt(before) != ',' || after >= text.length() || text.charAt(after) != ':') return false;
        after = Scan.skipBlank(text, after + 1);
        return after < text.length() && text.charAt(after) == '(';
    }

    /** The address that a program tells the refusal at {@code at} under, or {@code ""}. */
    static String key(String text, int at) {
        String found = "";
        if (!Scan.endsAt(text, at, "(")) return found;
        Address.Span span = Address.next(text, Math.max(0, at - 400), at);
        while (span != null) {
            if (keyed(text, span)) found = span.value();
            span = Address.next(text, span.to(), at);
        }
        return found;
    }

    /** -1: not a recipient; less than {@code before.size()}: named as one; more: may be one. */
    private int rank(String text, int at) {
        int line = lineStart(text, at);
        if (line >= 0) {
            line = Scan.skipBlank(text, line);
            for (String header : headers) {
                if (Scan.at(text, line, header)) return -1;
            }
            if (Scan.at(text, line, "to:")) return 8;
        }
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
            if (wholeAt(text, end, word)) against = Math.max(against, word.length());
        }
        for (int k = 0; k < before.size(); k++) {
            String word = before.get(k).strip();
            if (word.length() <= against) continue;
            boolean marked = ":;<=".indexOf(word.charAt(word.length() - 1)) >= 0;
            if (marked) {
                String bare = word.endsWith("=<") ? word.substring(0, word.length() - 2) : word.substring(0, word.length() - 1);
                if (Scan.endsAt(text, end, bare) || Scan.endsAt(text, Scan.skipBlank(text, end), word)) {
                    if (end < at && parted(text, end - bare.length())) return k;
                }
            } else if (wholeAt(text, end, word)) {
                return k;
            }
        }
        return against > 0 ? -1 : before.size() + 1;
    }

    /** Whether the word ends there, and is no part of another one. */
    private static boolean wholeAt(String text, int end, String word) {
        return Scan.endsAt(text, end, word) && parted(text, end - word.length());
    }

    private static boolean parted(String text, int start) {
        return start <= 0 || !Scan.alnum(text.charAt(start - 1));
    }

    /** Start of the line that {@code at} is in, or -1 when it is too far to be that of a header field. */
    private static int lineStart(String text, int at) {
        int start = Scan.lineStart(text, at);
        return at - start > 1000 ? -1 : start;
    }

    /** Whether the address is the last element of what a program throws about a sender: {@code SMTPSenderRefused: (550, b'no', 'a@example.com')}. */
    private boolean refusedSender(String text, Address.Span span) {
        int from = span.from();
        if (from < 3 || !Scan.endsAt(text, from - 1, ", ") || !text.startsWith(text.substring(from - 1, from) + ')', span.to())) return false;
        String before = Scan.lower(text.substring(Math.max(0, from - LONGEST_TUPLE), from));
        return Words.any(before, refusals);
    }

    private String refusedSender(String text) {
        for (String word : refusals) {
            for (int at = indexOf(text, word, 0); at >= 0; ) {
                Address.Span span = Address.next(text, at, Math.min(text.length(), at + LONGEST_TUPLE));
                if (span == null) break;
                if (refusedSender(text, span)) return span.value();
                at = span.to();
            }
        }
        return "";
    }

    /** The sender named in the text, or {@code ""}. */
    String sender(String text) {
        String refused = refusedSender(text);
        if (!refused.isEmpty()) return refused;
        for (String word : senders) {
            int i = 0;
            for (int tries = 0; tries < 4; tries++) {
                i = indexOf(text, word, i);
                if (i < 0) break;
                int start = i + word.length();
                int end = Math.min(Scan.lineEnd(text, start), start + 300);
                Address.Span span = Address.next(text, start, end);
                int most = Scan.startsWithAny(word, "from=", "mail") ? 4 : 60;
                if (span != null && span.from() - start < most) return span.value();
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
