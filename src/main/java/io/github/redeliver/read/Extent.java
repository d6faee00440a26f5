package io.github.redeliver.read;

import java.util.Set;

/** Where a reply begins and ends in what quotes it. */
public final class Extent {
    private static final String OPEN = "\"'\u00ab\u201c\u300c\u300e";
    private static final String CLOSE = "\"'\u00bb\u201d\u300d\u300f";

    private Extent() {}

    /** A reply whose words stand before its code ("… gave this error: words, then 550 5.7.1") or that lost its head. */
    static int start(String text, Candidate c, int end) {
        int behind = Scan.skipSpace(text, c.textAt());
        boolean bracketed = behind < end && closed(text, behind, end) && c.at() > 0 && "([\uff08\uff3b\u3010".indexOf(text.charAt(c.at() - 1)) >= 0;
        if (bracketed) return sentenceStart(text, c.at() - 1, c.at());
        boolean wordless = behind >= end || (c.strength() == Candidate.BARE && !c.marked());
        boolean middle = !Candidate.lineStart(text, c.at()) && !c.marked() && c.separator() == '-' && headless(text, c.at());
        if (!wordless && !middle) return c.at();
        int paragraph = paragraphStart(text, c.at());
        if (paragraph >= c.at()) return c.at();
        if (middle) return Scan.skipSpace(text, paragraph);
        int line = Scan.lineStart(text, c.at());
        int from = text.substring(line, c.at()).isBlank() && line > 0 ? Math.max(paragraph, Scan.lineStart(text, line - 1)) : line;
        int colon = text.substring(from, Math.min(c.at(), from + 160)).indexOf(": ");
        int words = Scan.skipSpace(text, colon > 0 ? from + colon + 1 : from);
        return words < c.at() ? words : Math.min(c.at(), Scan.skipSpace(text, from));
    }

    /** Whether only the bracket and the end of the sentence follow: "The mailbox is full (552 5.2.2)." */
    private static boolean closed(String text, int from, int end) {
        int i = from;
        while (i < end && (Scan.space(text.charAt(i)) || ")]\uff09\uff3d\u3011.\u3002!\uff01\"'\u300d\u201d".indexOf(text.charAt(i)) >= 0)) i++;
        return i >= end;
    }

    /** Where the sentence starts whose code stands in a bracket behind it, on the same line; the code's place where there is none. */
    private static int sentenceStart(String text, int bracket, int code) {
        int line = Scan.lineStart(text, bracket);
        int words = Scan.skipSpaceBack(text, bracket);
        if (words <= line) return code;
        int i = words - 2;
        while (i >= line && !Scan.sentenceEnd(text, i)) i--;
        return Scan.skipSpace(text, i < line ? line : i + 1);
    }

    /** Words of a sentence stand right before the code, so the reply's first line was lost. */
    private static boolean headless(String text, int at) {
        int end = Scan.skipSpaceBack(text, at);
        return end > Scan.lineStart(text, at) && Scan.letter(text.charAt(end - 1));
    }

    static int paragraphStart(String text, int at) {
        int line = Scan.lineStart(text, at);
        while (line > 0) {
            int previous = Scan.lineStart(text, line - 1);
            if (text.substring(previous, line).isBlank()) return line;
            if (at - previous > 4000) return line;
            line = previous;
        }
        return 0;
    }

    /** Where a reply ends: at what its quoter adds, a closing quote, an empty line, a header or another recipient. */
    static int end(String text, Candidate c) {
        int n = Math.min(text.length(), c.at() + ReplyLines.LONGEST);
        char open = c.at() == 0 ? ' ' : text.charAt(c.at() - 1);
        if (text.startsWith("\" ", c.at() - 2)) open = '"';
        int quote = OPEN.indexOf(open);
        char close = quote < 0 ? 0 : CLOSE.charAt(quote);
        if (close == 0) close = closing(text, c);
        int depth = opened(text, c.at());
        int i = c.textAt();
        int tuple = Candidate.tuple(text, c.at());
        if (tuple > 0) {
            close = text.charAt(tuple);
            i = Math.max(i, tuple + 1);
        }
        while (i < n) {
            char x = text.charAt(i);
            if (x == close && closes(text, i, close)) return i;
            if (depth > 0 && x == '<') depth++;
            if (depth > 0 && x == '>' && --depth == 0) return i;
            if (x == '(' && inReply(text, i)) return i;
            if (x == '\n' && ends(text, i + 1, c.code())) return i;
            if (i > c.textAt() && text.startsWith("##", i)) return i;
            if (text.startsWith("\\n'", i)) return i;
            i++;
        }
        return n;
    }

    /** The mark that closes the quotation in which the words after the code stand: {@code 550 “words”}. */
    private static char closing(String text, Candidate c) {
        for (int i = c.at() + 3; i < c.textAt(); i++) {
            int open = OPEN.indexOf(text.charAt(i), 2); // plain quotation marks there belong to the words
            if (open >= 0) return CLOSE.charAt(open);
        }
        return 0;
    }

    /** 1 when the reply stands within angle brackets that are open before it on its line ({@code #< #5.7.1 smtp;550 words>}). */
    private static int opened(String text, int at) {
        int closed = 0;
        for (int i = at - 1; i >= 0 && i > at - 60 && text.charAt(i) != '\n'; i--) {
            if (text.charAt(i) == '>') closed++;
            else if (text.charAt(i) == '<' && closed-- == 0) return i > 0 && text.charAt(i - 1) == '<' ? 0 : 1;
        }
        return 0;
    }

    /** Where the angle bracket closes that was opened before {@code from} on its line, or {@code to}. */
    public static int angle(String text, int from, int to) {
        int depth = opened(text, from);
        if (depth == 0) return to;
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '<') depth++;
            else if (text.charAt(i) == '>' && --depth == 0) return i;
        }
        return to;
    }

    /** The end without a quotation mark that closes what was opened before {@code from} on its line ({@code 'responded with 550 no'}). */
    static int unquoted(String text, int from, int to) {
        int last = Scan.skipSpaceBack(text, to) - 1;
        if (last <= from || "\"'".indexOf(text.charAt(last)) < 0) return to;
        char quote = text.charAt(last);
        if (text.substring(from, last).indexOf(quote) >= 0) return to;
        int open = text.lastIndexOf(quote, from - 1);
        boolean opens = open >= Scan.lineStart(text, from) && (open == 0 || " \t\n:=([{".indexOf(text.charAt(open - 1)) >= 0);
        return opens ? last : to;
    }

    private static boolean inReply(String text, int at) {
        int i = at + 1;
        for (String word : new String[] {"in", "reply", "to"}) {
            i = Scan.skipSpace(text, i);
            if (!Scan.at(text, i, word)) return false;
            i += word.length();
        }
        return true;
    }

    /** Lines that part what stands above from what stands below. */
    private static final String[] RULES = {"---", ">>>", "===", "____"};

    private static boolean closes(String text, int at, char close) {
        if (close != '\'') return text.charAt(at - 1) != '\\';
        return at + 1 >= text.length() || !Character.isLetterOrDigit(text.charAt(at + 1));
    }

    /** Whether the line that starts at {@code at} no longer belongs to the reply. */
    private static boolean ends(String text, int at, String code) {
        int n = text.length();
        int i = Scan.skipBlank(text, at);
        if (i >= n) return true;
        if (Scan.space(text.charAt(i))) return !continuesAfterBlank(text, i, code);
        if (i == at && headerLike(text, i)) return true;
        char x = text.charAt(i);
        if (x == '<' && mailboxLine(text, i)) return true;
        for (String rule : RULES) {
            if (text.startsWith(rule, i)) return true;
        }
        if (Codes.used(text, i) && i + 3 < n && " -".indexOf(text.charAt(i + 3)) >= 0 && !text.startsWith(code, i)) {
            return !Scan.digit(text.charAt(Math.min(n - 1, i + 4))) || !Codes.enhancedNear(text, i + 3).isEmpty();
        }
        if (i > at && text.startsWith("at ", i)) return stackLine(text, i);
        return x == '}' && Scan.skipBlank(text, i + 1) >= Scan.lineEnd(text, i);
    }

    private static boolean stackLine(String text, int at) {
        int end = Scan.lineEnd(text, at);
        return text.charAt(end - 1) == ')' && text.lastIndexOf('(', end) > at;
    }

    private static boolean continuesAfterBlank(String text, int at, String code) {
        int i = Scan.skipSpace(text, at);
        return (text.startsWith(code + '-', i) || text.startsWith(code + ' ', i)) && text.substring(at, i).chars().filter(c -> c == '\n').count() <= 2;
    }

    /** {@code Name-Of-Field: …} at the start of a line, with a hyphen in the name or one of the names of a mail. */
    private static boolean headerLike(String text, int at) {
        int i = at;
        boolean hyphen = false;
        int n = Math.min(text.length(), at + 40);
        while (i < n && (Scan.alnum(text.charAt(i)) || text.charAt(i) == '-')) hyphen |= text.charAt(i++) == '-';
        boolean name = i < n && text.charAt(at) >= 'A' && text.charAt(at) <= 'Z' && (text.startsWith(": ", i) || text.startsWith(":\n", i));
        return name && (hyphen || FIELDS.contains(Scan.lower(text.substring(at, i))));
    }

    private static final Set<String> FIELDS = Set.of("from", "to", "cc", "subject", "date", "action", "status", "received", "sender", "solution");

    private static boolean mailboxLine(String text, int at) {
        String address = Scan.between(text, at, Math.min(text.length(), at + 320), '<', '>');
        int after = at + address.length() + 2;
        return address.indexOf('@') >= 0 && (text.startsWith(":", after) || text.startsWith(" (", after));
    }
}
