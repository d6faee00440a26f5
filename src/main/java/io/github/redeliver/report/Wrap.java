package io.github.redeliver.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks a text into lines for a terminal, where East Asian characters take two columns and may break anywhere. */
final class Wrap {
    /** What must not begin a line: closing brackets and stops stay with the word before them. */
    private static final String NOT_FIRST = "、。，．・：；？！）］｝〕〉》」』】〗ー々…”’,.;:?!)]}%";

    /** What must not end a line: opening brackets stay with the word after them. */
    private static final String NOT_LAST = "（［｛〔〈《「『【〖“‘([{";

    private Wrap() {}

    /**
     * The lines of a text, without white space at either end; a word that is longer than a line stays whole, so that
     * addresses and links can be copied.
     */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = end(text, from, width);
            String line = text.substring(from, end).strip();
            if (!line.isEmpty()) lines.add(line);
            from = end;
        }
        return lines;
    }

    /** Where the line that begins at {@code from} ends. */
    private static int end(String text, int from, int width) {
        int columns = 0;
        int best = -1;
        int i = from;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            columns += wide(c) ? 2 : 1;
            if (columns > width && best > from && c != ' ') return best;
            i += Character.charCount(c);
            if (mayBreak(c, i < text.length() ? text.codePointAt(i) : ' ')) {
                if (columns > width) return i;
                best = i;
            }
        }
        return i;
    }

    private static boolean mayBreak(int c, int next) {
        if (c == ' ' || next == ' ') return c == ' ';
        return (wide(c) || wide(next)) && NOT_FIRST.indexOf(next) < 0 && NOT_LAST.indexOf(c) < 0;
    }

    /** Whether a terminal gives a character two columns: East Asian scripts, full-width forms, pictures. */
    static boolean wide(int c) {
        return c >= 0x1100 && c <= 0x115f || c >= 0x2e80 && c <= 0xa4cf || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff || c >= 0xfe30 && c <= 0xfe6f || c >= 0xff00 && c <= 0xff60
                || c >= 0xffe0 && c <= 0xffe6 || c >= 0x1f300 && c <= 0x1faff || c >= 0x20000 && c <= 0x3fffd;
    }
}
