package io.github.redeliver.read;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import java.util.Optional;

/**
 * Finds SMTP replies (RFC 5321, section 4.2) in text and takes them apart: basic code, enhanced status code (RFC 3463),
 * stage, and the text with the lines of a multi-line reply joined. Positions of the text are kept. Linear time.
 */
public final class ReplyFinder {
    private static final int REPLY_CHARS = Bounds.DEFAULT.replyChars();
    private static final int NOTHING = 0;
    private static final int BARE = 1;
    private static final int PLAIN = 2;
    private static final int LINE = 3;
    private static final int STRONG = 4;

    /** Words after which a code is a reply's code. Lower case. */
    private static final String[] MARKERS = {
        "said", "says", "replied", "returned", "response", "responded", "answered", "answer", "reply", "smtp", "led",
        "error", "code", "status", "stat", "reason", "message", "msg", "was", "diag", "result", "because", "bounced",
        "deferred", "failed", "failure", "rejected", "rejection", "erreur", "fehler", "fehlercode", "errore", "erro",
        "foutmelding", "virhe", "ошибка", "ошибки", "сервера", "err", "it", "server", "diagnostic", "details", "info",
        "me", "dsn", "x-postfix", "exception", "smtp_error", "bounce", "fail", "got", "with", "as"
    };

    /** Those of them after which nothing but a blank is needed. */
    private static final String[] BLANK_MARKERS = {
        "said", "says", "replied", "returned", "response", "smtp", "error", "errors", "code", "status", "reply", "erreur", "fehler",
        "errore", "erro", "ошибка", "err", "exception"
    };

    /** Those after which a code is a reply's only when a capital follows: "with 550 Relay denied", not "with 550 users". */
    private static final String[] CAPITAL_MARKERS = {"was", "got", "with", "as", "a", "an", "get", "gets", "getting"};

    private ReplyFinder() {}

    /**
     * A reply that was found.
     *
     * @param from where its text starts in the passage that was searched
     * @param to where it ends there
     * @param quoted whether something that quotes replies stood before it ({@code said:}, {@code smtp;}), or an
     *     enhanced code in it: a plain number in prose is not
     */
    public record Hit(Reply reply, int from, int to, boolean quoted) {}

    private record Candidate(int at, int strength, boolean marked, String code, String enhanced, char separator, int textAt) {}

    /** The deciding reply in any text: the innermost one that was quoted; {@link Reply#NONE} where there is none. */
    public static Reply find(Passage text) {
        return locate(text).map(Hit::reply).orElse(Reply.NONE);
    }

    /** Like {@link #find}, with the place. */
    public static Optional<Hit> locate(Passage passage) {
        String text = passage.text();
        int n = text.length();
        Candidate best = null;
        int bestEnd = 0;
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            if (c != '4' && c != '5') continue;
            Candidate found = candidate(text, i);
            if (found == null) continue;
            boolean inside = best != null && found.at < bestEnd;
            if (inside && best.strength >= LINE && found.code.equals(best.code) && found.separator == '-') {
                // a continuation line
                i = Math.max(i, found.textAt - 1);
                continue;
            }
            if (best == null || found.strength > best.strength) {
                if (best != null && best.strength >= LINE && found.at > bestEnd) continue; // another paragraph's
                best = found;
                bestEnd = end(text, best);
            } else if (found.marked && found.strength == STRONG && (inside || last(text, found)) && inner(text, best, found)) {
                best = found;
                bestEnd = end(text, best);
            }
            i = Math.max(i, found.textAt - 1);
        }
        if (best == null) return wordsWithEnhanced(passage);
        return Optional.of(hit(passage, best, bestEnd));
    }

    /**
     * The passage is one reply and nothing else (a Diagnostic-Code's text, what stands after {@code said:}).
     *
     * @param stage the stage that it answered, {@code ""} to take the one that its text names
     */
    public static Reply read(Passage passage, String stage) {
        Passage joined = join(passage.strip());
        String text = joined.text();
        String code = "";
        String enhanced = "";
        int i = 0;
        while (i < text.length() && i < 40 && " \"'#<([*=:".indexOf(text.charAt(i)) >= 0) i++;
        if (codeAt(text, i) && (i + 3 == text.length() || !Scan.digit(text.charAt(i + 3)))) {
            code = text.substring(i, i + 3);
            i += 3;
        }
        enhanced = enhancedNear(text, i);
        if (enhanced.isEmpty()) enhanced = bracketed(text);
        if (enhanced.isEmpty()) enhanced = afterName(text, code);
        String named = stage.isEmpty() ? Stage.named(text, 0, text.length()) : stage;
        return new Reply(code, enhanced, named, joined);
    }

    /** The first enhanced status code in the text, in or out of brackets, or {@code ""}. */
    public static String enhanced(String text) {
        for (int i = 0; i < text.length(); i++) {
            int end = enhancedEnd(text, i);
            if (end > i && (i == 0 || !glued(text.charAt(i - 1)))) return text.substring(i, end);
        }
        return "";
    }

    /** End of the enhanced status code that starts at {@code at}, or {@code at} when none does. */
    public static int enhancedEnd(String text, int at) {
        int n = text.length();
        if (at + 5 > n) return at;
        char c = text.charAt(at);
        if ((c != '2' && c != '4' && c != '5') || text.charAt(at + 1) != '.') return at;
        char subject = text.charAt(at + 2);
        if (subject < '0' || subject > '7' || text.charAt(at + 3) != '.') return at;
        int i = at + 4;
        while (i < n && i < at + 7 && Scan.digit(text.charAt(i))) i++;
        if (i == at + 4 || (i < n && Scan.digit(text.charAt(i)))) return at;
        if (i + 1 < n && text.charAt(i) == '.' && Scan.digit(text.charAt(i + 1))) return at;
        return i;
    }

    private static boolean glued(char before) {
        return Scan.alnum(before) || before == '.' || before == '/' || before == '@';
    }

    /** A basic code of a refusal, 4yz or 5yz with a second digit that is in use. */
    private static boolean codeAt(String text, int at) {
        if (at + 3 > text.length()) return false;
        char a = text.charAt(at);
        char b = text.charAt(at + 1);
        return (a >= '2' && a <= '5') && (b >= '0' && b <= '7') && Scan.digit(text.charAt(at + 2));
    }

    private static String enhancedNear(String text, int from) {
        int i = from;
        int most = Math.min(text.length(), from + 48);
        while (i < most) {
            int end = enhancedEnd(text, i);
            if (end > i) return text.substring(i, end);
            char c = text.charAt(i);
            if (Scan.space(c) || "-#([<:\"',;b".indexOf(c) >= 0) {
                if (c == 'b' && !(i + 1 < most && (text.charAt(i + 1) == '\'' || text.charAt(i + 1) == '"'))) return "";
                i++;
            } else {
                return "";
            }
        }
        return "";
    }

    /** The last enhanced code in brackets or after {@code #}, as qmail and its kin write it. */
    private static String bracketed(String text) {
        String found = "";
        for (int i = 1; i < text.length(); i++) {
            char before = text.charAt(i - 1);
            if (before != '#' && before != '(' && before != '[') continue;
            int end = enhancedEnd(text, i);
            if (end > i && (before == '#' || (end < text.length() && ")] ".indexOf(text.charAt(end)) >= 0))) {
                found = text.substring(i, end);
            }
        }
        return found;
    }

    /** An enhanced code of the same class that a name or two stand before: {@code 554 mx.example.net filter 5.7.1 words}. */
    private static String afterName(String text, String code) {
        int most = Math.min(text.length(), 60);
        if (code.isEmpty() || !text.startsWith(code)) return "";
        for (int i = 4; i < most; i++) {
            if (text.charAt(i) != code.charAt(0) || text.charAt(i - 1) != ' ') continue;
            int end = enhancedEnd(text, i);
            if (end > i && end < text.length() && text.charAt(end) == ' ') return text.substring(i, end);
        }
        return "";
    }

    private static Candidate candidate(String text, int at) {
        if (!codeAt(text, at)) return null;
        int n = text.length();
        int after = at + 3;
        if (after < n && (Scan.digit(text.charAt(after)) || text.charAt(after) == '.')
                && !(text.charAt(after) == '.' && (after + 1 == n || !Scan.digit(text.charAt(after + 1))))) return null;
        char before = at == 0 ? '\n' : text.charAt(at - 1);
        if (Scan.digit(before) || before == '.' || before == '/' || before == '@' || before == '&' || before == '?'
                || before == '+' || before == '$' || before == '\u20ac' || before == '%') return null;
        if (Scan.letter(before)) return null;
        if ((before == '-' || before == ':' || before == ',') && at > 1 && Scan.digit(text.charAt(at - 2))) return null;
        if (before == '-' && at > 1 && Scan.letter(text.charAt(at - 2))) return null;
        String code = text.substring(at, after);
        String enhanced = enhancedNear(text, after);
        char separator = after < n ? text.charAt(after) : '\n';
        if (!enhanced.isEmpty()) {
            int textAt = text.indexOf(enhanced, after) + enhanced.length();
            return new Candidate(at, STRONG, marked(text, at), code, enhanced, separator, textAt);
        }
        boolean quoted = separator == before && (before == '"' || before == '\'');
        int words = quoted ? -1 : words(text, after, separator);
        boolean marked = marked(text, at);
        boolean lineStart = lineStart(text, at);
        int strength;
        if (words < 0) {
            strength = marked || (lineStart && Scan.skipSpace(text, after) >= Scan.lineEnd(text, at)) ? BARE : NOTHING;
            words = after;
        } else if (marked) {
            strength = STRONG;
        } else if (lineStart) {
            strength = LINE;
        } else {
            strength = opens(before, text, at) || separator == '-' && Scan.skipBlank(text, after + 1) < n ? PLAIN : NOTHING;
            if (strength == PLAIN && separator == '-' && !opens(before, text, at) && !continued(text, at, code)) strength = NOTHING;
        }
        return strength == NOTHING ? null : new Candidate(at, strength, marked, code, "", separator, words);
    }

    /** Where the words of a reply start after its code, or -1 when what follows is none. */
    private static int words(String text, int after, char separator) {
        int n = text.length();
        if (after >= n) return -1;
        int i = after;
        if (Scan.letter(separator) || Scan.wide(separator)) {
            // "421HL:REP": no blank; but not "550x" or "450ms"
            boolean upper = separator <= 'Z' && i + 1 < n && text.charAt(i + 1) >= 'A' && text.charAt(i + 1) <= 'Z';
            return upper || Scan.wide(separator) ? i : -1;
        }
        while (i < n && i < after + 40 && (Scan.space(text.charAt(i)) || "-:#<[(\"'*,=|;\u00ab\u201c\u201e\u2018\u300c\u300e".indexOf(text.charAt(i)) >= 0)) {
            char c = text.charAt(i);
            if (c == ')' || (c == '-' && i > after && Scan.digit(text.charAt(i - 1)))) return -1;
            i++;
        }
        if (i >= n || i == after) return -1;
        char c = text.charAt(i);
        if (Scan.digit(c)) return codeOrAddress(text, i) || numbered(text, i) ? i : -1;
        return Character.isLetter(c) || c == '{' || c == '_' || c == '\u300a' || c == '%' || c == '@' ? i : -1;
    }

    /** A provider's own number after the code, then words: {@code 554 30 Sorry}. */
    private static boolean numbered(String text, int at) {
        int i = at;
        while (i < text.length() && i < at + 4 && Scan.digit(text.charAt(i))) i++;
        return i + 1 < text.length() && text.charAt(i) == ' ' && text.charAt(i + 1) >= 'A' && text.charAt(i + 1) <= 'Z';
    }

    private static boolean codeOrAddress(String text, int at) {
        return Address.ipEnd(text, at, text.length()) > at || enhancedEnd(text, at) > at;
    }

    /** The same code with a hyphen comes again: a multi-line reply that was run together. */
    private static boolean continued(String text, int at, String code) {
        int to = Math.min(text.length(), at + 1200);
        int again = text.indexOf(code, at + 3);
        if (again > 0 && again < to) return true;
        again = text.lastIndexOf(code, at - 1);
        return again >= Math.max(0, at - 1200);
    }

    private static boolean lineStart(String text, int at) {
        int i = at - 1;
        while (i >= 0 && (Scan.blank(text.charAt(i)) || "\"'<([{#*`|>\u00ab\u201c\u300c".indexOf(text.charAt(i)) >= 0)) i--;
        if (i > 0 && i < at - 1 && (text.charAt(i) == '.' || text.charAt(i) == ')') && Scan.digit(text.charAt(i - 1))) i = numbering(text, i);
        return i < 0 || text.charAt(i) == '\n' || text.charAt(i) == '\r';
    }

    /** Before the number of an entry of a list ({@code 1.}, {@code 12)}) that ends at {@code end}, or {@code end}. */
    private static int numbering(String text, int end) {
        int i = end - 1;
        while (i >= 0 && i > end - 4 && Scan.digit(text.charAt(i))) i--;
        while (i >= 0 && Scan.blank(text.charAt(i))) i--;
        return i < 0 || text.charAt(i) == '\n' ? i : end;
    }

    private static boolean opens(char before, String text, int at) {
        if ("\"'<([{#`|>=:;\u00ab\u201c\u2018\u300c\u3010\uff1a".indexOf(before) >= 0 || Scan.wide(before)) return true;
        if (!Scan.blank(before) && before != '\n') return false;
        int i = at - 1;
        while (i >= 0 && i > at - 40 && Scan.space(text.charAt(i))) i--;
        char c = i < 0 ? '\n' : text.charAt(i);
        return ":;=|>])}-\u2013\u2014\uff1a\u3002".indexOf(c) >= 0 || Scan.wide(c);
    }

    /** Whether a word that introduces replies stands before, with at most punctuation between. */
    private static boolean marked(String text, int at) {
        int i = at - 1;
        int least = Math.max(0, at - 60);
        boolean punctuation = false;
        while (i >= least) {
            char c = text.charAt(i);
            if (Scan.space(c)) {
                i--;
            } else if (":;=\"'<([{#`,|>\u00ab\u201c\u2018\u300c\uff1a-".indexOf(c) >= 0) {
                punctuation = true;
                i--;
            } else {
                break;
            }
        }
        if (i < least || i < 0) return false;
        int end = i + 1;
        // "host mx.example.com [192.0.2.1]: 550" and "after RCPT TO:<a@b>: 550": quoted by a host or a command
        if (punctuation && (text.charAt(i) == ']' || text.charAt(i) == ')')) return bracketQuotes(text, i);
        while (i >= least && (Character.isLetter(text.charAt(i)) || text.charAt(i) == '_')) i--;
        String word = text.substring(i + 1, end).toLowerCase(java.util.Locale.ROOT);
        for (String marker : punctuation ? MARKERS : BLANK_MARKERS) {
            if (word.equals(marker)) return true;
        }
        if (!punctuation && !word.isEmpty()) {
            for (String marker : CAPITAL_MARKERS) {
                if (word.equals(marker)) return capital(text, at + 3);
            }
        }
        return word.endsWith("response") || word.endsWith("reply") || word.endsWith("exception") || word.endsWith("error")
                || word.endsWith("code") || word.endsWith("status");
    }

    private static boolean capital(String text, int after) {
        int i = after;
        while (i < text.length() && i < after + 3 && " -\"'<".indexOf(text.charAt(i)) >= 0) i++;
        return i > after && i < text.length() && (Character.isUpperCase(text.charAt(i)) || text.charAt(i - 1) == '<' || text.charAt(i - 1) == '"');
    }

    private static boolean bracketQuotes(String text, int close) {
        int open = Math.max(text.lastIndexOf('[', close), text.lastIndexOf('(', close));
        return open >= 0 && close - open < 60;
    }

    /** Exchange's "last error detail" of a message that expired, which stands behind the reply of its own. */
    private static boolean last(String text, Candidate c) {
        return Scan.endsAt(text, c.at, "led=");
    }

    private static boolean inner(String text, Candidate outer, Candidate found) {
        if (found.code.equals(outer.code) && (found.enhanced.equals(outer.enhanced) || found.enhanced.isEmpty())) {
            // a continuation line, or the same reply once more
            return false;
        }
        if (found.code.equals(outer.code) && outer.enhanced.isEmpty()) return found.separator != '-';
        // a receiver that tells how its check of the sender's address went has refused for its own reason
        for (String check : new String[] {"unverified address", "undeliverable address", "verification failed", "callout", "callback"}) {
            if (contains(text, outer.at, found.at, check)) return false;
        }
        // only a real quotation nests: "said:", "smtp;", "response=", "LED="
        int i = found.at - 1;
        while (i > outer.at && (Scan.space(text.charAt(i)) || "\"'<([#".indexOf(text.charAt(i)) >= 0)) i--;
        return i > outer.at && (":;=".indexOf(text.charAt(i)) >= 0 || quotes(text, i));
    }

    private static boolean contains(String text, int from, int to, String words) {
        for (int i = from; i + words.length() <= to; i++) {
            if (Scan.at(text, i, words)) return true;
        }
        return false;
    }

    private static boolean quotes(String text, int last) {
        for (String word : new String[] {"returned", "replied", "said", "response", "was"}) {
            if (Scan.endsAt(text, last + 1, word)) return true;
        }
        return false;
    }

    private static Hit hit(Passage passage, Candidate c, int end) {
        String text = passage.text();
        int from = start(text, c, end);
        Passage joined = join(passage.slice(from, end).strip());
        String enhanced = c.enhanced.isEmpty() ? bracketed(joined.text()) : c.enhanced;
        if (enhanced.isEmpty()) enhanced = afterName(joined.text(), c.code);
        String stage = Stage.named(text, Math.max(0, from - 400), Math.min(text.length(), end + 80));
        return new Hit(new Reply(c.code, enhanced, stage, joined), from, end, c.marked || !c.enhanced.isEmpty() || c.strength >= LINE);
    }

    /** A reply whose words stand before its code ("… gave this error: words, then 550 5.7.1") or that lost its head. */
    private static int start(String text, Candidate c, int end) {
        boolean wordless = Scan.skipSpace(text, c.textAt) >= end || (c.strength == BARE && !c.marked);
        boolean middle = !lineStart(text, c.at) && !c.marked && c.separator == '-' && headless(text, c.at);
        if (!wordless && !middle) return c.at;
        int paragraph = paragraphStart(text, c.at);
        if (paragraph >= c.at) return c.at;
        if (middle) return Scan.skipSpace(text, paragraph);
        int line = Scan.lineStart(text, c.at);
        int from = text.substring(line, c.at).isBlank() && line > 0 ? Math.max(paragraph, Scan.lineStart(text, line - 1)) : line;
        int colon = text.indexOf(": ", from);
        if (colon > from && colon < c.at && colon - from < 160 && Scan.skipSpace(text, colon + 1) < c.at) return Scan.skipSpace(text, colon + 1);
        return text.substring(from, c.at).isBlank() ? c.at : Scan.skipSpace(text, from);
    }

    /** Words of a sentence stand right before the code, so the reply's first line was lost. */
    private static boolean headless(String text, int at) {
        int i = at - 1;
        while (i >= 0 && Scan.blank(text.charAt(i))) i--;
        return i >= 0 && Scan.letter(text.charAt(i));
    }

    private static int paragraphStart(String text, int at) {
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
    private static int end(String text, Candidate c) {
        int n = Math.min(text.length(), c.at + REPLY_CHARS);
        char open = c.at == 0 ? ' ' : text.charAt(c.at - 1);
        if (open == ' ' && c.at > 1 && text.charAt(c.at - 2) == '"') open = '"';
        char close = open == '"' ? '"' : open == '\'' ? '\'' : open == '\u00ab' ? '\u00bb' : open == '\u201c' ? '\u201d' : open == '\u300c' ? '\u300d' : 0;
        if (close == 0) close = closing(text, c);
        int depth = opened(text, c.at);
        int i = c.textAt;
        while (i < n) {
            char x = text.charAt(i);
            if (x == close && close != 0 && closes(text, i, close)) return i;
            if (depth > 0 && x == '<') depth++;
            if (depth > 0 && x == '>' && --depth == 0) return i;
            if (x == '(' && (Scan.at(text, i, "(in reply to") || Scan.at(text, i, "(in\nreply to") || inReply(text, i))) return i;
            if (x == '\n' && ends(text, i + 1, c.code)) return i;
            if (x == '#' && Scan.at(text, i, "##") && i > c.textAt) return i;
            if (x == '\\' && i + 1 < n && text.charAt(i + 1) == 'n' && i + 2 < n && text.charAt(i + 2) == '\'') return i;
            i++;
        }
        return n;
    }

    /** The mark that closes the quotation in which the words after the code stand: {@code 550 “words”}. */
    private static char closing(String text, Candidate c) {
        for (int i = c.at + 3; i < c.textAt; i++) {
            int open = "\u00ab\u201c\u300c\u300e".indexOf(text.charAt(i));
            if (open >= 0) return "\u00bb\u201d\u300d\u300f".charAt(open);
        }
        return 0;
    }

    /** 1 when the reply stands within angle brackets that are open before it on its line ({@code #< #5.7.1 smtp;550 words>}). */
    static int opened(String text, int at) {
        int closed = 0;
        for (int i = at - 1; i >= 0 && i > at - 60 && text.charAt(i) != '\n'; i--) {
            if (text.charAt(i) == '>') closed++;
            else if (text.charAt(i) == '<' && closed-- == 0) return i > 0 && text.charAt(i - 1) == '<' ? 0 : 1;
        }
        return 0;
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

    private static boolean closes(String text, int at, char close) {
        if (close != '\'') return at == 0 || text.charAt(at - 1) != '\\';
        return at + 1 >= text.length() || !Character.isLetterOrDigit(text.charAt(at + 1));
    }

    /** Whether the line that starts at {@code at} no longer belongs to the reply. */
    private static boolean ends(String text, int at, String code) {
        int n = text.length();
        int i = Scan.skipBlank(text, at);
        if (i >= n) return true;
        if (text.charAt(i) == '\n' || text.charAt(i) == '\r') return !continuesAfterBlank(text, i, code);
        if (i == at && headerLike(text, i)) return true;
        char x = text.charAt(i);
        if (x == '<' && mailboxLine(text, i)) return true;
        if (x == '-' && Scan.at(text, i, "---")) return true;
        if (x == '>' && Scan.at(text, i, ">>>")) return true;
        if (x == '=' && Scan.at(text, i, "===")) return true;
        if (x == '_' && Scan.at(text, i, "____")) return true;
        if (codeAt(text, i) && i + 3 < n && (text.charAt(i + 3) == ' ' || text.charAt(i + 3) == '-') && !text.startsWith(code, i)) {
            return lineStart(text, i) && text.charAt(i) >= '2' && !Scan.digit(text.charAt(Math.min(n - 1, i + 4))) || enhancedNear(text, i + 3).length() > 0;
        }
        if (x == 'a' && Scan.at(text, i, "at ") && i > at) return stackLine(text, i);
        return x == '}' && Scan.skipBlank(text, i + 1) >= Scan.lineEnd(text, i);
    }

    private static boolean stackLine(String text, int at) {
        int end = Scan.lineEnd(text, at);
        return end > at && (text.charAt(end - 1) == ')' && text.lastIndexOf('(', end) > at);
    }

    private static boolean continuesAfterBlank(String text, int at, String code) {
        int i = Scan.skipSpace(text, at);
        return text.startsWith(code, i) && i + 3 < text.length() && (text.charAt(i + 3) == '-' || text.charAt(i + 3) == ' ')
                && text.substring(at, i).chars().filter(c -> c == '\n').count() <= 2;
    }

    /** {@code Name-Of-Field: …} at the start of a line, with a hyphen in the name or one of the names of a mail. */
    static boolean headerLike(String text, int at) {
        int i = at;
        boolean hyphen = false;
        int n = Math.min(text.length(), at + 40);
        while (i < n && (Scan.alnum(text.charAt(i)) || text.charAt(i) == '-')) hyphen |= text.charAt(i++) == '-';
        if (i == at || i >= n || text.charAt(i) != ':' || !Scan.letter(text.charAt(at)) || text.charAt(at) > 'Z') return false;
        if (i + 1 < text.length() && text.charAt(i + 1) != ' ' && text.charAt(i + 1) != '\n') return false;
        if (hyphen) return true;
        for (String name : new String[] {"from:", "to:", "cc:", "subject:", "date:", "action:", "status:", "received:", "sender:", "solution:"}) {
            if (Scan.at(text, at, name)) return true;
        }
        return false;
    }

    private static boolean mailboxLine(String text, int at) {
        int close = text.indexOf('>', at);
        return close > 0 && close < at + 320 && text.indexOf('@', at) < close && text.indexOf('@', at) > 0
                && close + 1 < text.length()
                && (text.charAt(close + 1) == ':' || text.charAt(close + 1) == ' ' && text.charAt(Math.min(text.length() - 1, close + 2)) == '(');
    }

    /** No basic code: an enhanced one at the start of the text, of a line or in brackets decides. */
    private static Optional<Hit> wordsWithEnhanced(Passage passage) {
        String text = passage.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '4' && c != '5') continue;
            int end = enhancedEnd(text, i);
            if (end == i) continue;
            char before = i == 0 ? '\n' : text.charAt(i - 1);
            if (glued(before) || before == '-') continue;
            boolean bracket = before == '#' || before == '(' || before == '[';
            boolean head = lineStart(text, i) || marked(text, i) || opens(before, text, i);
            if (!bracket && !head) continue;
            String enhanced = text.substring(i, end);
            Candidate as = new Candidate(i, LINE, head, "", enhanced, ' ', end);
            int from = bracket && !lineStart(text, i) ? Math.max(paragraphStart(text, i), sentence(text, i)) : i;
            int to = endOfWords(text, end, as);
            Passage joined = join(passage.slice(from, to).strip(), enhanced);
            String stage = Stage.named(text, Math.max(0, from - 400), Math.min(text.length(), to + 80));
            return Optional.of(new Hit(new Reply("", enhanced, stage, joined), from, to, true));
        }
        return Optional.empty();
    }

    private static int sentence(String text, int at) {
        int colon = text.lastIndexOf(":\n", at);
        return colon < 0 || at - colon > 2000 ? 0 : colon + 2;
    }

    private static int endOfWords(String text, int from, Candidate c) {
        return end(text, new Candidate(c.at, c.strength, c.marked, "000", c.enhanced, c.separator, from));
    }

    /** The lines of a reply as one text: repeated codes of continuation lines and line ends taken out. */
    public static Passage join(Passage reply) {
        return join(reply, "");
    }

    private static Passage join(Passage reply, String onlyEnhanced) {
        String text = reply.text();
        int head = 0;
        while (head < text.length() && head < 12 && !Scan.alnum(text.charAt(head))) head++;
        String code = codeAt(text, head) ? text.substring(head, head + 3) : firstContinuation(text);
        String enhanced = !onlyEnhanced.isEmpty() ? onlyEnhanced : code.isEmpty() ? "" : enhancedNear(text, text.indexOf(code) + 3);
        if (text.indexOf('\n') < 0 && (code.isEmpty() || text.indexOf(code, head + 3) < 0)) return reply;
        int first = enhanced.isEmpty() || !onlyEnhanced.isEmpty() ? -1 : text.indexOf(enhanced);
        boolean open = !code.isEmpty() && text.startsWith("-", text.indexOf(code) + 3);
        Passage.Builder out = Passage.builder(reply);
        int i = head;
        if (head > 0) out.append(0, head);
        boolean start = true;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                int next = Scan.skipSpace(text, i);
                if (next < text.length() && out.length() > 0) out.put(' ', i);
                i = next == first ? next : prefix(text, next, code, enhanced, open, true);
                continue;
            }
            if (!start && Scan.blank(c)) {
                int next = Scan.skipBlank(text, i);
                int past = prefix(text, next, code, enhanced, open, false);
                if (past > next) {
                    if (!text.startsWith("-", next + 3)) open = false;
                    out.put(' ', i);
                    i = past;
                    continue;
                }
            }
            start = false;
            out.append(i, i + 1);
            i++;
        }
        return out.build().strip();
    }

    private static String firstContinuation(String text) {
        for (int i = 1; i + 4 < text.length(); i++) {
            if (text.charAt(i + 3) == '-' && codeAt(text, i) && Scan.space(text.charAt(i - 1))
                    && (text.charAt(i) == '4' || text.charAt(i) == '5')) return text.substring(i, i + 3);
        }
        return "";
    }

    /** Past a continuation prefix ({@code 550-5.7.1 }, {@code 550-}, {@code 550 5.7.1 }, {@code 5.7.1 }) at {@code at}. */
    private static int prefix(String text, int at, String code, String enhanced, boolean open, boolean line) {
        int n = text.length();
        int i = at;
        boolean coded = false;
        if (!code.isEmpty() && text.startsWith(code, i) && i + 3 <= n) {
            char separator = i + 3 < n ? text.charAt(i + 3) : ' ';
            if (separator == '-' || ((open || line) && Scan.space(separator))) {
                coded = true;
                i = Math.min(n, i + 4);
            } else if (!enhanced.isEmpty() && Scan.space(separator) && text.startsWith(enhanced, Scan.skipSpace(text, i + 3)) && open) {
                coded = true;
                i += 4;
            } else {
                return at;
            }
        }
        if (coded || line) {
            int j = Scan.skipSpace(text, i);
            if (!enhanced.isEmpty() && text.startsWith(enhanced, j) && (j + enhanced.length() == n || Scan.space(text.charAt(j + enhanced.length())))) {
                return Scan.skipBlank(text, j + enhanced.length());
            }
            if (coded && Scan.at(text, j, "x.x.x")) {
                while (j < n && !Scan.space(text.charAt(j))) j++;
                return Scan.skipBlank(text, j);
            }
        }
        return coded ? Scan.skipBlank(text, i) : at;
    }
}
