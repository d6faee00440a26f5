package io.github.redeliver.read.mail;


/**
 * A text in lower case with each run of white space as one blank, quotes and dashes made plain, for comparing with
 * {@link Template}s. Knows where its characters stood and how many line breaks each blank stands for.
 */
final class Fold implements CharSequence {
    private static final String BLANKS = "\u00a0\u3000\u2002\u2003";
    private static final String UNSEEN = "\u200b\u00ad\ufeff";

    private char[] chars;
    private int[] origins;
    private byte[] breaks;
    private int length;
    private final int sourceLength;

    Fold(CharSequence source, int from, int to) {
        int room = to - from + 1;
        chars = new char[room];
        origins = new int[room];
        breaks = new byte[room];
        sourceLength = to;
        int newlines = 2;
        boolean blank = false;
        for (int i = from; i < to; i++) {
            char c = source.charAt(i);
            if (c == '\n') {
                newlines++;
                blank = true;
            } else if (c <= ' ' || BLANKS.indexOf(c) >= 0) {
                blank = true;
            } else if (UNSEEN.indexOf(c) < 0) {
                if (blank && length > 0) put(' ', i - 1, newlines);
                put(plain(c), i, 0);
                if (length == 1) breaks[0] = 2;
                blank = false;
                newlines = 0;
            }
        }
    }

    private void put(char c, int origin, int newlines) {
        chars[length] = c;
        origins[length] = origin;
        breaks[length] = (byte) Math.min(2, newlines);
        length++;
    }

    static char plain(char c) {
        if (c < 128 && c != '`') return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        return switch (c) {
            case '\u2018', '\u2019', '\u201a', '\u201b', '\u00b4', '`', '\u2032' -> '\'';
            case '\u201c', '\u201d', '\u201e', '\u00ab', '\u00bb' -> '"';
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212' -> '-';
            default -> Character.toLowerCase(c);
        };
    }

    static String of(String literal) {
        StringBuilder out = new StringBuilder(literal.length());
        boolean blank = false;
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c <= ' ' || BLANKS.indexOf(c) >= 0) {
                if (!blank) out.append(' ');
                blank = true;
            } else {
                out.append(plain(c));
                blank = false;
            }
        }
        return out.toString();
    }

    /** Where the character stood in the source; the source's end for the end. */
    int origin(int index) {
        return index >= length ? sourceLength : origins[index];
    }

    /** Whether a line begins at the index, but for marks such as {@code - * # > "}. */
    boolean lineStart(int index) {
        int i = index;
        while (i > 0 && i > index - 90) {
            char c = chars[i - 1];
            if (c == ' ' && breaks[i - 1] > 0) return true;
            if (Character.isLetterOrDigit(c)) return false;
            i--;
        }
        return i == 0;
    }

    /** Whether a line ends at the index, but for marks. */
    boolean lineEnd(int index) {
        int i = index;
        while (i < length && i < index + 90) {
            if (chars[i] == ' ' && breaks[i] > 0) return true;
            if (Character.isLetterOrDigit(chars[i])) return false;
            i++;
        }
        return i == length;
    }

    /** Index of the next blank line at or after the index, or {@code to}. */
    int paragraphEnd(int index, int to) {
        int i = index;
        while (i < to && !(chars[i] == ' ' && breaks[i] >= 2)) i++;
        return i;
    }

    /** Index of the next line break at or after the index, or {@code to}. */
    int lineBreak(int index, int to) {
        int i = index;
        while (i < to && !(chars[i] == ' ' && breaks[i] >= 1)) i++;
        return i;
    }

    int indexOf(String what, int from, int to) {
        int last = Math.min(to, length) - what.length();
        char first = what.charAt(0);
        for (int i = from; i <= last; i++) if (chars[i] == first && at(what, i)) return i;
        return -1;
    }

    boolean at(String what, int index) {
        if (index < 0 || index + what.length() > length) return false;
        for (int i = 0; i < what.length(); i++) if (chars[index + i] != what.charAt(i)) return false;
        return true;
    }

    boolean at(char[] what, int index) {
        if (index + what.length > length || chars[index] != what[0]) return false;
        for (int i = 1; i < what.length; i++) if (chars[index + i] != what[i]) return false;
        return true;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return chars[index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new String(chars, start, end - start);
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}
