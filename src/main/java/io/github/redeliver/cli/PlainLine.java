package io.github.redeliver.cli;

import java.util.Arrays;

/**
 * Reads a line that is nothing but an id and a text, as most lines of a batch are, without a string or a tree being made
 * of it. What is not plainly that is no fault here: {@link CaseReader} reads it, and tells what is wrong. Reusable, not
 * thread-safe.
 */
final class PlainLine {
    private static final byte[] ID = {'i', 'd', '"'};
    private static final byte[] INPUT = {'i', 'n', 'p', 'u', 't', '"'};
    private static final int NONE = -1;

    private final char[] text;
    private byte[] bytes = {};
    private int at;
    private int to;
    private int idFrom;
    private int idTo;
    private int length;

    /** @param longest characters of a text; a line with a longer one is not plain */
    PlainLine(int longest) {
        text = new char[longest];
    }

    /** The text's characters, of which {@link #length()} count; they change with the next line. */
    char[] text() {
        return text;
    }

    int length() {
        return length;
    }

    /** Where the id begins in the bytes that were read; in quotes if it is a text. */
    int idFrom() {
        return idFrom;
    }

    int idTo() {
        return idTo;
    }

    /**
     * Reads the line that begins at a place.
     *
     * @param end after the last byte of all lines
     * @return whether it is plain: then {@link #end()} tells where it ends
     */
    boolean read(byte[] lines, int from, int end) {
        bytes = lines;
        at = from;
        to = end;
        idFrom = NONE;
        length = NONE;
        if (!is('{')) return false;
        do {
            blanks();
            if (!is('"')) return false;
            boolean read = idFrom == NONE && follows(ID) ? id() : length == NONE && follows(INPUT) && input();
            if (!read) return false;
            blanks();
        } while (is(','));
        if (!is('}')) return false;
        blanks();
        return (at == to || bytes[at] == '\n') && idFrom != NONE && length > 0;
    }

    /** Where the line ends that was read: its line feed, or the end of all. */
    int end() {
        return at;
    }

    private void blanks() {
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) at++;
    }

    private boolean is(char c) {
        if (at == to || bytes[at] != c) return false;
        at++;
        return true;
    }

    /** Whether the rest of a name follows, and the colon after it. */
    private boolean follows(byte[] name) {
        if (to - at < name.length || !Arrays.equals(bytes, at, at + name.length, name, 0, name.length)) return false;
        int name0 = at;
        at += name.length;
        blanks();
        if (!is(':')) {
            at = name0;
            return false;
        }
        blanks();
        return true;
    }

    /** A whole number, or a text of printable ASCII without escapes. */
    private boolean id() {
        idFrom = at;
        if (is('"')) {
            while (at < to && bytes[at] >= ' ' && bytes[at] <= '~' && bytes[at] != '"' && bytes[at] != '\\') at++;
            if (!is('"')) return false;
        } else {
            if (at < to && bytes[at] == '-') at++;
            int digits = at;
            while (at < to && bytes[at] >= '0' && bytes[at] <= '9') at++;
            if (at == digits || bytes[digits] == '0' && (at - digits > 1 || digits > idFrom)) return false;
            if (at < to && bytes[at] != ',' && bytes[at] != '}' && bytes[at] > ' ') return false;
        }
        idTo = at;
        return true;
    }

    private boolean input() {
        if (!is('"')) return false;
        byte[] from = bytes;
        char[] into = text;
        int i = at;
        int end = to;
        int n = 0;
        while (i < end && n < into.length) {
            int c = from[i];
            if (c >= ' ' && c != '"' && c != '\\') {
                into[n++] = (char) c;
                i++;
                continue;
            }
            at = i;
            if (c == '"') {
                at++;
                length = n;
                return true;
            }
            int read = c == '\\' ? escaped(n) : c < 0 ? beyondAscii(n) : 0;
            if (read == 0) return false;
            n += read;
            i = at;
        }
        return false;
    }

    /** What an escape stands for; 0 when it is none. */
    private int escaped(int n) {
        if (to - at < 2) return 0;
        int c = bytes[at + 1];
        at += 2;
        switch (c) {
            case '"', '\\', '/' -> text[n] = (char) c;
            case 'b' -> text[n] = '\b';
            case 'f' -> text[n] = '\f';
            case 'n' -> text[n] = '\n';
            case 'r' -> text[n] = '\r';
            case 't' -> text[n] = '\t';
            case 'u' -> {
                if (to - at < 4) return 0;
                int unit = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(bytes[at++], 16);
                    if (digit < 0) return 0;
                    unit = unit << 4 | digit;
                }
                text[n] = (char) unit;
            }
            default -> {
                return 0;
            }
        }
        return 1;
    }

    /** A character of several bytes (RFC 3629); the number of UTF-16 units, 0 when the bytes are none. */
    private int beyondAscii(int n) {
        int lead = bytes[at++] & 0xff;
        int more = lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 0;
        if (more == 0 || to - at < more || n + 2 > text.length) return 0;
        int point = lead & 0x3f >> more;
        for (int i = 0; i < more; i++) {
            int b = bytes[at++];
            if ((b & 0xc0) != 0x80) return 0;
            point = point << 6 | b & 0x3f;
        }
        if (more == 2 && (point < 0x800 || point >= 0xd800 && point < 0xe000) || more == 3 && (point < 0x10000 || point > 0x10ffff)) return 0;
        if (more < 3) {
            text[n] = (char) point;
            return 1;
        }
        text[n] = Character.highSurrogate(point);
        text[n + 1] = Character.lowSurrogate(point);
        return 2;
    }
}
