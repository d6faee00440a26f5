package io.github.redeliver.read.paste;

import io.github.redeliver.read.Address;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Words;
import java.util.List;

/**
 * Tells what is said of mail in general from what befell one message. A server, and who repeats its words, states an event:
 * somebody is unknown, something was refused. What holds under a condition, or is possible, wanted or usual, is no event: it
 * is advice, documentation or talk, whatever failures it names.
 */
final class Generalities {
    private static final int MOST = 20_000;
    /** A program says in a few words what must be; who explains needs more of them. */
    private static final int FEWEST_WORDS = 20;
    private static final int FEWEST_WIDE = 30;
    private static final int NEAR_BEFORE = 12;
    private static final int NEAR_BEHIND = 28;
    /** A line as short as this was ended by who wrote it, not wrapped. */
    private static final int SHORT_LINE = 60;
    private static final String QUOTES = "\"\"\u201c\u201d\u201e\u201c\u00ab\u00bb\u300c\u300d\u300e\u300f``";

    private final List<String> general;
    private final List<String> possible;
    private final List<String> negations;
    private final List<String> events;
    private final List<String> labels;
    private final List<String> concrete;
    private final List<String> wideGeneral;
    private final List<String> wideEvents;

    Generalities(Words words) {
        general = words.list("others.general");
        possible = words.list("others.possible");
        negations = words.list("others.negations");
        events = words.list("others.events");
        labels = words.list("others.labels");
        concrete = words.list("others.concrete");
        wideGeneral = words.list("others.wide-general");
        wideEvents = words.list("others.failures");
    }

    /**
     * Whether nothing befell a message: something general is said and no sentence besides tells of an event, or many words
     * name no message, recipient, server or deed of theirs. Of somebody's address, behind a label or in quotation marks all
     * is heard.
     */
    boolean alone(String text) {
        if (text.length() > MOST || fewWords(text) || Address.next(text, 0, text.length()) != null || Words.any(Scan.lower(text), labels)) return false;
        boolean found = !Words.any(spaced(text, 0, text.length(), true), concrete) && !wide(text);
        if (found) return !quotes(text);
        for (int from = 0; from < text.length(); ) {
            int to = sentenceEnd(text, from);
            int general = general(text, from, to);
            if (event(spaced(text, from, general, true))) return false;
            found |= general < to;
            from = to;
        }
        return found && !quotes(text) && !foreign(text);
    }

    /** Whether a sentence that is not general tells of an event. */
    boolean tell(String text) {
        int last = Math.min(text.length(), MOST);
        for (int from = 0; from < last; ) {
            int to = sentenceEnd(text, from);
            if (event(spaced(text, from, general(text, from, to), true))) return true;
            from = to;
        }
        return false;
    }

    private static boolean wide(String text) {
        for (int i = 0; i < text.length(); i++) if (Scan.wide(text.charAt(i))) return true;
        return false;
    }

    private static boolean fewWords(String text) {
        int count = 0;
        int wide = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Scan.wide(text.charAt(i))) wide++;
            else if (Character.isLetter(text.charAt(i)) && (i == 0 || Scan.space(text.charAt(i - 1)))) count++;
        }
        return count < FEWEST_WORDS && wide < FEWEST_WIDE;
    }

    /** Whether several words in quotation marks tell of an event: they are somebody's, whatever is said about them. */
    private boolean quotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            int kind = QUOTES.indexOf(text.charAt(i));
            if (kind < 0 || kind % 2 == 1 && QUOTES.charAt(kind - 1) != text.charAt(i)) continue;
            int to = text.indexOf(QUOTES.charAt(kind - kind % 2 + 1), i + 1);
            if (to < 0) continue;
            String words = spaced(text, i + 1, to, true).strip();
            if (words.indexOf(' ') > 0 && Words.any(' ' + words + ' ', events)) return true;
            i = to;
        }
        return false;
    }

    /** Whether several Latin words among a script without blanks tell of an event: so a server's words stand in an explanation. */
    private boolean foreign(String text) {
        int from = -1;
        boolean wide = wide(text);
        for (int i = 0; wide && i <= text.length(); i++) {
            boolean latin = i < text.length() && (Scan.letter(text.charAt(i)) || text.charAt(i) == ' ' || text.charAt(i) == '\'');
            if (latin && from < 0) from = i;
            if (latin || from < 0) continue;
            String words = text.substring(from, i).strip();
            if (words.indexOf(' ') > 0 && Words.any(' ' + Scan.lower(words) + ' ', events)) return true;
            from = -1;
        }
        return false;
    }

    /**
     * Where what is general begins in a sentence, or its end: the whole sentence, but where commas of a script without blanks
     * part clauses that stand for themselves, the first general clause and those behind it, which it governs.
     */
    private int general(String text, int from, int to) {
        for (int clause = from; clause < to; ) {
            int end = clause;
            while (end < to && "\uff0c\uff1b\u3001".indexOf(text.charAt(end)) < 0) end++;
            if (general(spaced(text, clause, end, false))) return clause;
            clause = end + 1;
        }
        return to;
    }

    private boolean general(String sentence) {
        if (Words.any(sentence, general) || Words.any(sentence, wideGeneral)) return true;
        for (String word : possible) {
            int at = sentence.indexOf(word);
            if (at >= 0 && !denied(sentence, at, at + word.length() - 1)) return true;
        }
        return false;
    }

    /** Whether a negation stands near: "cannot be delivered" is an event, "can be delivered" is none. */
    private boolean denied(String sentence, int from, int to) {
        return Words.any(sentence.substring(Math.max(0, from - NEAR_BEFORE), Math.min(sentence.length(), to + NEAR_BEHIND)), negations);
    }

    private boolean event(String sentence) {
        return Words.any(sentence, events) || wide(sentence) && Words.any(sentence, wideEvents);
    }

    /** A mark that ends a sentence, an empty line, or the end of a line before one of a list. */
    private static int sentenceEnd(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (Scan.sentenceEnd(text, i) && (Scan.wide(text.charAt(i)) || begins(text, Scan.skipSpace(text, i + 1)))) return i + 1;
            if (text.charAt(i) == '\n' && i + 1 < text.length() && lineEnds(text, from, i)) return i + 1;
        }
        return text.length();
    }

    /** Whether the line's end is a sentence's: an empty line or one of a list follows, or a short line before a capital letter. */
    private static boolean lineEnds(String text, int from, int end) {
        int next = Scan.skipBlank(text, end + 1);
        if (next >= text.length() || text.charAt(next) == '\n' || "-*#|\u2022\u25a0\u30fb".indexOf(text.charAt(next)) >= 0) return true;
        int line = Math.max(from, Scan.lineStart(text, end));
        return end - line < SHORT_LINE && Character.isUpperCase(text.charAt(next)) && end > line && text.charAt(end - 1) != ',';
    }

    /** An abbreviation's dot is followed by a small letter, a sentence's by none. */
    private static boolean begins(String text, int at) {
        return at >= text.length() || !Character.isLowerCase(text.charAt(at));
    }

    /** In lower case, each run of what is no part of a word one blank, a blank at both ends; with or without asides in brackets. */
    private static String spaced(String text, int from, int to, boolean asides) {
        StringBuilder out = new StringBuilder(to - from + 2).append(' ');
        for (int i = from; i < to; i++) {
            int close = !asides && text.charAt(i) == '(' ? text.indexOf(')', i) : -1;
            if (close > 0 && close < to) i = close;
            char c = text.charAt(i) == '\u2019' ? '\'' : Character.toLowerCase(text.charAt(i));
            boolean word = Character.isLetterOrDigit(c) || c == '\'' || c == '-' || c == '.' && i + 1 < to && Character.isLetterOrDigit(text.charAt(i + 1));
            if (word) out.append(c);
            else if (out.charAt(out.length() - 1) != ' ') out.append(' ');
        }
        return out.append(' ').toString();
    }
}
