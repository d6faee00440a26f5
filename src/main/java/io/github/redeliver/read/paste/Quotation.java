package io.github.redeliver.read.paste;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Words;
import java.util.Optional;

/**
 * A server's words that a person puts between quotation marks or backticks, in prose without any reply code: {@code I get
 * the message "The account that you tried to reach is over quota" since yesterday}. What is asked of the whole text
 * counts for these words; the prose about them is only prose.
 */
final class Quotation {
    private static final int LEAST_WORDS = 3;
    private static final int LEAST_PROSE = 25;
    private static final int LONGEST = 4_000;
    private static final int BEFORE = 60;
    private static final String FENCE = "```";
    private static final String PAIRS = "``\"\"\u201c\u201d\u201e\u201c\u00ab\u00bb";

    private final Words words;
    private final Frame frame;

    /** @param words words before the marks that say that a server's or a program's words follow, among others */
    Quotation(Words words, Frame frame) {
        this.words = words;
        this.frame = frame;
    }

    /** The first such quotation, without its marks. */
    Optional<Passage> in(Passage text) {
        String s = text.text();
        int last = Math.min(s.length(), 20_000);
        for (int i = 0; i < last; i++) {
            int kind = PAIRS.indexOf(s.charAt(i));
            if (kind < 0 || kind % 2 == 1 && s.charAt(i) != '"' && s.charAt(i) != '`') continue;
            kind -= kind % 2;
            if (i > 0 && Character.isLetterOrDigit(s.charAt(i - 1))) continue;
            boolean fence = s.startsWith(FENCE, i);
            int from = fence ? Scan.lineEnd(s, i) : i + 1;
            int to = fence ? s.indexOf(FENCE, from) : s.indexOf(PAIRS.charAt(kind + 1), from);
            if (to < 0 || to - from > LONGEST) continue;
            if (server(s, from, to) && introduced(s, i)) return Optional.of(text.slice(from, to).strip());
            i = fence ? to + FENCE.length() - 1 : to;
        }
        return Optional.empty();
    }

    /** Three sentences or lines and more, as people write; what a server writes of one failure is shorter or has a frame. */
    boolean prose(String s) {
        if (frame.looks(s)) return false;
        int count = 0;
        int ends = 0;
        boolean open = false;
        for (int i = 0; i < s.length() && i < 20_000; i++) {
            char c = s.charAt(i);
            boolean last = i + 1 == s.length() || Scan.space(s.charAt(i + 1));
            if (Character.isLetter(c) && (i == 0 || Scan.space(s.charAt(i - 1)))) {
                count++;
                open = true;
            }
            if (open && (c == '\n' || last && ".!?:".indexOf(c) >= 0)) {
                ends++;
                open = false;
            }
        }
        return count >= LEAST_PROSE && ends + (open ? 1 : 0) >= 3;
    }

    /** Some words of a sentence; a setting, a path or a piece of code is none. */
    private static boolean server(String s, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            char c = s.charAt(i);
            if (c == '=' || c == '{' || c == '_' && i + 1 < to && Scan.letter(s.charAt(i + 1))) return false;
            if (Character.isLetter(c) && (i == from || !Character.isLetterOrDigit(s.charAt(i - 1)))) count++;
        }
        return count >= LEAST_WORDS && s.charAt(from) != '$' && s.charAt(from) != '/';
    }

    private boolean introduced(String s, int quote) {
        String before = Scan.lower(s.substring(Math.max(0, quote - BEFORE), quote));
        int end = before.length();
        while (end > 0 && !Character.isLetter(before.charAt(end - 1))) end--;
        String lead = before.substring(0, end);
        for (String marker : words.list("others.quotation")) {
            int at = lead.lastIndexOf(marker);
            boolean whole = at >= 0 && (at == 0 || !Character.isLetter(lead.charAt(at - 1)));
            // at most two words between: "error I am getting is", "the message from the server"
            if (whole && blanks(lead, at + marker.length()) <= 3 && (at + marker.length() == lead.length() || lead.charAt(at + marker.length()) == ' ')) return true;
        }
        return false;
    }

    private static int blanks(String lead, int from) {
        int blanks = 0;
        for (int i = from; i < lead.length(); i++) if (Scan.space(lead.charAt(i))) blanks++;
        return blanks;
    }
}
