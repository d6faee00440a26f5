package io.github.redeliver.knowledge;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks over the characters of a rule file before any parser does, in one pass: what would hide code from a reader, or
 * would be too much for a parser, is refused with its line.
 */
final class DrlGuard {
    /** Characters of one text in quotes; the longest examples are whole replies. */
    static final int MAX_TEXT = 20_000;

    /** Brackets within brackets; a plain rule needs four. */
    static final int MAX_DEPTH = 32;

    private static final int MAX_PROBLEMS = 20;

    private final String file;
    private final String text;
    private final List<Problem> problems = new ArrayList<>();
    private int line = 1;
    private int lineStart;
    private int at;

    private DrlGuard(String file, String text) {
        this.file = file;
        this.text = text;
    }

    static List<Problem> look(String file, String text) {
        DrlGuard guard = new DrlGuard(file, text);
        guard.all();
        return guard.problems;
    }

    private void refuse(int atLine, int column, String message, String maybe) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(Problem.error("characters", file, atLine, column, "", message, maybe));
        }
    }

    private int column() {
        return at - lineStart + 1;
    }

    private void all() {
        int depth = 0;
        boolean deep = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                string();
                continue;
            }
            if (text.startsWith("//", at)) {
                while (at < text.length() && text.charAt(at) != '\n') step(true);
                continue;
            }
            if (text.startsWith("/*", at)) {
                comment();
                continue;
            }
            if (c == '(' || c == '[' || c == '{') depth++;
            else if (c == ')' || c == ']' || c == '}') depth--;
            if (depth > MAX_DEPTH && !deep) {
                deep = true;
                refuse(line, column(), "brackets are nested over " + MAX_DEPTH + " deep", "");
            }
            step(true);
        }
    }

    /** Takes one character; outside of quotes a unicode escape would be code to a Java compiler. */
    private void step(boolean escapes) {
        char c = text.charAt(at);
        boolean shown = c == '\n' || c == '\r' || c == '\t' || c == ' '
                || !Character.isISOControl(c) && !turns(c) && c != '\ufeff';
        if (!shown && !(c == '\ufeff' && at == 0)) {
            refuse(line, column(), String.format("the character U+%04X does not show", (int) c), "it can be left out");
        }
        if (escapes && c == '\\' && text.startsWith("u", at + 1)) {
            refuse(line, column(), "a unicode escape outside of a text", "write the character itself");
        }
        at++;
        if (c == '\n') {
            line++;
            lineStart = at;
        }
    }

    /** Characters that turn the direction of writing, so that code reads otherwise than it runs. */
    private static boolean turns(char c) {
        return c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069' || c == '\u200e' || c == '\u200f';
    }

    private void comment() {
        int from = line;
        int column = column();
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            refuse(from, column, "a comment that is not closed", "");
            at = text.length();
            return;
        }
        while (at < end + 2) step(true);
    }

    private void string() {
        int column = column();
        int from = at;
        step(false);
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            if (c == '\n') {
                refuse(line, column, "a text that does not end on its line", "");
                return;
            }
            if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) != '\n') {
                escape();
                step(false);
            }
            step(false);
        }
        if (at >= text.length()) {
            refuse(line, column, "a text that is not closed", "");
            return;
        }
        step(false);
        if (at - from > MAX_TEXT) {
            refuse(line, column, "a text of " + (at - from) + " characters", "at most " + MAX_TEXT + " are read");
        }
    }

    /** A Java compiler would read the escape of a quote as the quote itself: plain characters are written plainly. */
    private void escape() {
        int i = at + 1;
        if (text.charAt(i) != 'u') return;
        boolean plain = text.startsWith("u", i + 1) || i + 5 > text.length();
        if (!plain) {
            try {
                plain = Integer.parseInt(text.substring(i + 1, i + 5), 16) < 0x80;
            } catch (NumberFormatException bad) {
                plain = true;
            }
        }
        if (plain) refuse(line, column(), "a unicode escape of a plain character", "write the character itself");
    }
}
