package io.github.redeliver.read;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds SMTP replies (RFC 5321, section 4.2) in text and takes them apart: basic code, enhanced status code (RFC 3463),
 * stage, and the text with the lines of a multi-line reply joined. Positions of the text are kept. Linear time.
 *
 * <p>What looks like a code is {@link Codes}' to say, how much speaks for it {@link Candidate}'s, how far the reply
 * goes {@link Extent}'s, how its lines become one {@link ReplyLines}'.
 */
public final class ReplyFinder {
    private ReplyFinder() {}

    /**
     * A reply that was found.
     *
     * @param from where its text starts in the passage that was searched
     * @param to where it ends there
     * @param quoted whether something that quotes replies stood before it ({@code said:}, {@code smtp;}), or an
     *     enhanced code in it: a plain number in prose is not
     */
    public record Hit(Reply reply, int from, int to, boolean quoted) {
        /** Whether any word stands in it beside its codes. */
        public boolean worded() {
            String text = reply.text().text();
            int letters = 0;
            for (int i = 0; i < text.length(); i++) if (Character.isLetter(text.charAt(i)) && ++letters > 1) return true;
            return false;
        }
    }

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
            Candidate found = Candidate.at(text, i);
            if (found == null) continue;
            boolean inside = best != null && found.at() < bestEnd;
            if (inside && best.strength() >= Candidate.LINE && found.code().equals(best.code()) && found.separator() == '-') {
                // a continuation line
                i = Math.max(i, found.textAt() - 1);
                continue;
            }
            if (best == null || found.strength() > best.strength()) {
                if (best != null && best.strength() >= Candidate.LINE && found.at() > bestEnd) continue; // another paragraph's
                best = found;
                bestEnd = Extent.end(text, best);
            } else if (found.marked() && found.strength() == Candidate.STRONG && (inside || last(text, found)) && inner(text, best, found)) {
                best = found;
                bestEnd = Extent.end(text, best);
            }
            i = Math.max(i, found.textAt() - 1);
        }
        if (best == null) return wordsWithEnhanced(passage);
        return Optional.of(hit(passage, best, bestEnd));
    }

    /**
     * The passage is one reply and nothing else (a Diagnostic-Code's text, what stands after {@code said:}); a code
     * counts at its head only.
     *
     * @param stage the stage that it answered, {@code ""} to take the one that its text names
     */
    public static Reply read(Passage passage, String stage) {
        Passage joined = ReplyLines.join(passage.strip());
        String text = joined.text();
        int i = 0;
        while (i < text.length() && i < 40 && " \"'#<([*=:".indexOf(text.charAt(i)) >= 0) i++;
        boolean coded = Codes.used(text, i) && (i + 3 == text.length() || !Scan.digit(text.charAt(i + 3)));
        String code = coded ? text.substring(i, i + 3) : "";
        String enhanced = coded ? enhanced(text, passage.text(), code) : Codes.enhancedNear(text, i);
        if (enhanced.isEmpty()) enhanced = Codes.bracketed(text);
        String named = stage.isEmpty() ? Stage.named(text, 0, text.length()) : stage;
        return new Reply(code, enhanced, named, joined);
    }

    /**
     * The passage quotes a reply, with words about it or not; of several nested ones
     * ({@code 554 5.7.0 < #5.7.133 smtp;550 5.7.133 …>}) the innermost. A code may stand anywhere.
     *
     * @param said the text with its codes, of one line or several
     * @param stage the stage that it answered, or {@code ""}
     */
    public static Reply quoted(Passage said, String stage) {
        Passage cut = innermost((said.length() > ReplyLines.LONGEST ? said.slice(0, ReplyLines.LONGEST) : said).strip());
        String text = cut.text();
        int at = Codes.find(text, 0);
        String code = at < 0 ? "" : text.substring(at, at + 3);
        return new Reply(code, Codes.enhanced(text, at, code), stage, ReplyLines.join(cut));
    }

    /** From the last {@code smtp;} (RFC 3464, section 2.3.6) that a code follows. */
    private static Passage innermost(Passage said) {
        String lower = said.text().toLowerCase(Locale.ROOT);
        if (lower.length() != said.length()) return said;
        for (int at = lower.lastIndexOf("smtp;"); at >= 0; at = at == 0 ? -1 : lower.lastIndexOf("smtp;", at - 1)) {
            int i = at + 5;
            while (i < lower.length() && (Character.isWhitespace(lower.charAt(i)) || lower.charAt(i) == '<')) i++;
            if (Codes.at(lower, i)) return said.slice(i, trimmed(said.text(), i));
        }
        return atEnd(said);
    }

    /** A reply with both codes in angle brackets at the end, or a code behind the three dots after an address. */
    private static Passage atEnd(Passage said) {
        String text = said.text();
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) <= ' ' || text.charAt(end - 1) == '.')) end--;
        if (end > 0 && text.charAt(end - 1) == '>') {
            int open = text.lastIndexOf('<', end - 1);
            if (open > 0 && Codes.at(text, open + 1) && Codes.enhancedAt(text, open + 5, 3) > 0) return said.slice(open + 1, end - 1);
        }
        int dots = text.indexOf(">... ");
        if (dots > 0 && dots < 400 && Codes.at(text, dots + 5) && Codes.find(text, 0) == 0) return said.slice(dots + 5, text.length());
        return said;
    }

    /** End of the text without closing quotes and brackets that were opened before {@code from}. */
    private static int trimmed(String text, int from) {
        int end = Extent.angle(text, from, text.length());
        while ("'\">)".indexOf(text.charAt(end - 1)) >= 0) {
            char c = text.charAt(end - 1);
            char open = c == ')' ? '(' : c == '>' ? '<' : c;
            int opened = text.indexOf(open, from);
            if (opened >= 0 && opened < end - 1) break;
            end--;
        }
        return end;
    }

    /** Exchange's "last error detail" of a message that expired, which stands behind the reply of its own. */
    private static boolean last(String text, Candidate c) {
        return Scan.endsAt(text, c.at(), "led=");
    }

    private static boolean inner(String text, Candidate outer, Candidate found) {
        if (found.code().equals(outer.code()) && (found.enhanced().equals(outer.enhanced()) || found.enhanced().isEmpty())) {
            // a continuation line, or the same reply once more
            return false;
        }
        if (found.code().equals(outer.code()) && outer.enhanced().isEmpty()) return found.separator() != '-';
        // a receiver that tells how its check of the sender's address went has refused for its own reason
        for (String check : new String[] {"unverified address", "undeliverable address", "verification failed", "callout", "callback"}) {
            if (contains(text, outer.at(), found.at(), check)) return false;
        }
        // only a real quotation nests: "said:", "smtp;", "response=", "LED="
        int i = found.at() - 1;
        while (i > outer.at() && (Scan.space(text.charAt(i)) || "\"'<([#".indexOf(text.charAt(i)) >= 0)) i--;
        return i > outer.at() && (":;=".indexOf(text.charAt(i)) >= 0 || quotes(text, i));
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

    private static Hit hit(Passage passage, Candidate c, int most) {
        String text = passage.text();
        int from = Extent.start(text, c, most);
        int end = Extent.unquoted(text, from, most);
        Passage joined = ReplyLines.join(passage.slice(from, end).strip());
        String enhanced = c.enhanced().isEmpty() ? enhanced(joined.text(), text.substring(c.at(), end), c.code()) : c.enhanced();
        String stage = Stage.named(text, Math.max(0, from - 400), Math.min(text.length(), end + 80));
        return new Hit(new Reply(c.code(), enhanced, stage, joined), from, end, c.marked() || !c.enhanced().isEmpty() || c.strength() >= Candidate.LINE);
    }

    /** The enhanced status code of a reply with a code; one that only a later line has went with that line's prefix when they were joined. */
    private static String enhanced(String joined, String lines, String code) {
        String enhanced = Codes.enhanced(joined, Math.max(0, joined.indexOf(code)), code);
        return enhanced.isEmpty() ? Codes.enhanced(lines, lines.indexOf(code), code) : enhanced;
    }

    /** No basic code: an enhanced one at the start of the text, of a line or in brackets decides. */
    private static Optional<Hit> wordsWithEnhanced(Passage passage) {
        String text = passage.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '4' && c != '5') continue;
            int end = Codes.enhancedAt(text, i, 1);
            if (end < 0) continue;
            char before = i == 0 ? '\n' : text.charAt(i - 1);
            if (before == '-') continue;
            boolean bracket = before == '#' || before == '(' || before == '[';
            boolean head = Candidate.lineStart(text, i) || Candidate.marked(text, i) || Candidate.opens(before, text, i) && words(text, end);
            if (!bracket && !head) continue;
            String enhanced = text.substring(i, end);
            Candidate as = new Candidate(i, Candidate.LINE, head, "000", enhanced, ' ', end);
            int from = bracket && !Candidate.lineStart(text, i) ? Math.max(Extent.paragraphStart(text, i), sentence(text, i)) : i;
            int to = Extent.end(text, as);
            Passage joined = ReplyLines.join(passage.slice(from, to).strip());
            String stage = Stage.named(text, Math.max(0, from - 400), Math.min(text.length(), to + 80));
            return Optional.of(new Hit(new Reply("", enhanced, stage, joined), from, to, true));
        }
        return Optional.empty();
    }

    /** Whether words follow on the line. */
    private static boolean words(String text, int at) {
        int i = at;
        while (i < text.length() && " \t:-,;)]>".indexOf(text.charAt(i)) >= 0) i++;
        return i < text.length() && Character.isLetter(text.charAt(i));
    }

    private static int sentence(String text, int at) {
        int colon = text.lastIndexOf(":\n", at);
        return colon < 0 || at - colon > 2000 ? 0 : colon + 2;
    }
}
