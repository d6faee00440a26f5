package io.github.redeliver.read.transcript;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Codes;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a recorded conversation, each as what it is. Who said a line is told by what it says, for recorders mark
 * the sides in contrary ways; their marks ({@code <- }, {@code S: }, {@code >>> }, {@code reply: b'}) only have to be
 * there or not.
 */
final class Dialogue {
    enum Kind {
        COMMAND,
        REPLY,
        OTHER
    }

    /**
     * A line.
     *
     * @param text from the command or code on; of {@code OTHER} the whole line
     * @param marked whether the recorder's mark stood before it
     * @param more whether the reply goes on in the next line
     */
    record Line(Kind kind, Passage text, boolean marked, boolean more) {}

    private static final int MOST_LINES = 20_000;

    private Dialogue() {}

    static List<Line> of(Passage text) {
        List<Line> lines = new ArrayList<>();
        String s = text.text();
        int at = 0;
        String open = "-";
        while (at < s.length() && lines.size() < MOST_LINES) {
            int end = Scan.lineEnd(s, at);
            if (end > at && !closing(s, at, end)) {
                Line line = line(text, s, at, end, open);
                lines.add(line);
                open = line.more() ? line.text().text().substring(0, 4) : "-";
            }
            at = end + 1;
        }
        return lines;
    }

    /** What is left of a string literal whose line end was written out: its closing quotation mark. */
    private static boolean closing(String s, int from, int to) {
        for (int i = from; i < to; i++) {
            if ("'\"), \r".indexOf(s.charAt(i)) < 0) return false;
        }
        return true;
    }

    /** @param open code and hyphen of the line before when it is not a reply's last */
    private static Line line(Passage text, String s, int from, int to, String open) {
        int most = Math.min(to, from + 240);
        for (int i = from; i < most; i++) {
            char c = s.charAt(i);
            boolean first = i == from || Scan.blank(s.charAt(i - 1)) && s.substring(from, i).isBlank();
            if (!first && !marked(s, from, i)) continue;
            if (reply(s, i, to, open)) {
                int end = trimmed(s, i, to, !first);
                return new Line(Kind.REPLY, text.slice(i, end), !first, i + 3 < end && s.charAt(i + 3) == '-');
            }
            if ((Scan.letter(c) || c == '.') && command(s, i, to, first)) {
                return new Line(Kind.COMMAND, text.slice(i, trimmed(s, i, to, !first)).strip(), !first, false);
            }
        }
        return new Line(Kind.OTHER, text.slice(from, to), false, false);
    }

    private static boolean reply(String s, int at, int to, String open) {
        if (at + 3 > to || !Codes.used(s, at)) return false;
        if (s.charAt(at) == '3' && !s.startsWith("354", at) && !s.startsWith("334", at)) return false; // RFC 5321, 4954: no others
        if (at + 3 == to) return true;
        char after = s.charAt(at + 3);
        return " \"'".indexOf(after) >= 0 || after == '-' && (at + 4 == to || s.charAt(at + 4) != '-' || s.startsWith(open, at)); // a rule, unless a reply draws it
    }

    private static boolean command(String s, int at, int to, boolean bare) {
        String line = s.substring(at, Math.min(to, at + 400));
        while (line.endsWith("'") || line.endsWith("\"") || line.endsWith(",")) line = line.substring(0, line.length() - 1);
        String stage = Stage.ofCommand(line);
        if (stage.isEmpty()) return false;
        int word = 0;
        while (word < line.length() && Scan.letter(line.charAt(word))) word++;
        String rest = line.substring(word).strip();
        switch (stage) {
            case "mail", "rcpt":
                return line.indexOf(':') > 0 && line.indexOf(':') < 12;
            case "ehlo":
                return rest.isEmpty() ? !bare || line.equals(line.toUpperCase(java.util.Locale.ROOT)) : rest.indexOf(' ') < 0;
            case "auth":
                return Scan.startsWithAny(Scan.lower(rest), "login", "plain", "cram", "xoauth", "ntlm", "gssapi", "oauth", "scram", "digest");
            case "data":
                return rest.isEmpty() || Scan.at(line, 0, "bdat ");
            default:
                return rest.isEmpty() || stage.equals("end-of-data");
        }
    }

    /** Whether what stands before is a recorder's mark or a time. */
    private static boolean marked(String s, int from, int at) {
        char before = s.charAt(at - 1);
        if (Scan.alnum(before)) return false;
        // a quotation mark that closes what a word ends; that of b'…' opens
        if ((before == '\'' || before == '"') && at - 3 >= from && Scan.alnum(s.charAt(at - 2)) && Scan.alnum(s.charAt(at - 3))) return false;
        int i = at - 1;
        while (i > from && Scan.blank(s.charAt(i))) i--;
        char c = s.charAt(i);
        if (c == '"' && i > from && s.charAt(i - 1) == '=') return false; // a value of a log line
        if ("><:'\"~*]|)=".indexOf(c) >= 0) return !(c == ':' && i > from && Scan.digit(s.charAt(i - 1)) && !Scan.blank(before));
        if (c == '-' && i > from && ("<->".indexOf(s.charAt(i - 1)) >= 0)) return true;
        if (c == ',' && i > from && (s.charAt(i - 1) == '<' || s.charAt(i - 1) == '>')) return true;
        // sendmail -v writes "050 " before each line; others a time
        return Scan.digit(c) && (s.startsWith("050", i - 2) && i - 2 == from || clock(s, from, i));
    }

    private static boolean clock(String s, int from, int last) {
        int i = last;
        int colons = 0;
        while (i >= from && (Scan.digit(s.charAt(i)) || s.charAt(i) == ':' || s.charAt(i) == '.' || s.charAt(i) == ',')) {
            if (s.charAt(i) == ':') colons++;
            i--;
        }
        return colons == 2;
    }

    /** Without the quotation mark or comma of a recorder at the end. */
    private static int trimmed(String s, int from, int to, boolean marked) {
        int end = Scan.skipSpaceBack(s, to);
        if (!marked) return end;
        char open = s.charAt(from - 1);
        boolean quoted = open == '"' || open == '\'';
        if ((quoted || open == ',') && s.startsWith(",", end - 1)) end--;
        if (quoted && s.charAt(end - 1) == open) end--;
        return end;
    }
}
