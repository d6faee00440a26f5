package io.github.redeliver.knowledge;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * The one way in which texts and phrases are made comparable: compatibility characters folded (NFKC), lower case, Latin
 * letters without accents, one kind of quote and dash, no white space at all, so that the wraps and blanks that pastes gain or lose do not matter;
 * no apostrophe within a word either, since many a forum drops it ({@code "couldnt find"}).
 * Word boundaries of the original are remembered, so that {@code "is full"} is not heard in {@code "this full"}; an IPv4
 * address is one word.
 *
 * <p>Reusable to spare allocation; not thread-safe.
 */
public final class Normaliser {
    private static final int DIGIT = 128;
    private static final int WORD = 256;
    private static final int BLANK = 0;
    private static final int MOST_KEPT = 1 << 20;

    /** What becomes of an ASCII character: itself in lower case with what it is, or nothing. */
    private static final int[] ASCII = new int[128];

    static {
        for (char c = '!'; c < 127; c++) {
            int kind = c == '"' || c == '`' ? '\'' : Character.toLowerCase(c);
            if (c >= '0' && c <= '9') kind |= DIGIT;
            if (Character.isLetterOrDigit(c)) kind |= WORD;
            ASCII[c] = kind;
        }
    }

    private char[] source = new char[0];
    private char[] chars = new char[256];
    private int[] origin = new int[256];
    private boolean[] boundaries = new boolean[257]; // a word may start before character i, or end before it
    private int length;

    /** Number of characters of the normalised text. */
    public int length() {
        return length;
    }

    public char charAt(int i) {
        return chars[i];
    }

    /** Index in the original text of normalised character {@code i}. */
    public int originOf(int i) {
        return origin[i];
    }

    /** Whether a boundary lies before normalised character {@code i} (or after the last, for {@code length()}). */
    public boolean boundary(int i) {
        return boundaries[i];
    }

    /** Normalises a text; what was there before is forgotten. */
    public void read(CharSequence text) {
        int n = text.length();
        if (source.length < n) source = new char[Math.max(n, 256)];
        if (text instanceof String s) {
            s.getChars(0, n, source, 0);
        } else {
            for (int i = 0; i < n; i++) source[i] = text.charAt(i);
        }
        read(source, n);
        if (source.length > MOST_KEPT) source = new char[0];
    }

    /** Normalises the first {@code n} characters of an array. */
    public void read(char[] text, int n) {
        read(text, 0, n);
    }

    /** Normalises a stretch of an array, as if nothing stood before and after; origins count from the array's beginning. */
    public void read(char[] text, int from, int to) {
        length = 0;
        if (chars.length <= to - from) room(to - from + 1);
        boolean previousWord = false;
        int quad = -1; // where digits and dots began
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c < 128) {
                int kind = ASCII[c];
                if (kind == '\'' && within(text, i, from, to)) {
                    previousWord = false;
                    continue;
                }
                if (kind == BLANK) {
                    if (quad >= 0) quad = address(quad);
                    previousWord = false;
                    continue;
                }
                boolean digit = (kind & DIGIT) != 0;
                if (quad >= 0) {
                    if (!digit && c != '.') quad = address(quad);
                } else if (digit && !previousWord) {
                    quad = length;
                }
                boolean word = (kind & WORD) != 0;
                if (length + 1 >= chars.length) grow();
                chars[length] = (char) (kind & 127);
                origin[length] = i;
                boundaries[length] = !(previousWord && word);
                length++;
                previousWord = word;
            } else {
                if (quad >= 0) quad = address(quad);
                previousWord = (c == '\u2019' || c == '\u00b4') && within(text, i, from, to) ? false : other(c, i, previousWord);
            }
        }
        if (quad >= 0) address(quad);
        if (length + 1 > boundaries.length) grow();
        boundaries[length] = true;
    }

    /** Whether letters stand on both sides. */
    private static boolean within(char[] text, int i, int from, int to) {
        return i > from && i + 1 < to && Character.isLetter(text[i - 1]) && Character.isLetter(text[i + 1]);
    }

    /** Four numbers with dots between, and perhaps one at the end of a sentence, are one word. */
    private int address(int from) {
        int to = chars[length - 1] == '.' ? length - 1 : length;
        int dots = 0;
        int digits = 0;
        for (int i = from; i < to; i++) {
            if (chars[i] != '.') {
                if (++digits > 3) return -1;
            } else {
                if (digits == 0) return -1;
                dots++;
                digits = 0;
            }
        }
        if (dots == 3 && digits > 0) Arrays.fill(boundaries, from + 1, to, false);
        return -1;
    }

    private boolean other(char c, int i, boolean previousWord) {
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) return false;
        int type = Character.getType(c);
        if (type == Character.FORMAT) return previousWord; // zero width: as if not there
        if (type == Character.DASH_PUNCTUATION || c == '\u2212') {
            put('-', i, true);
            return false;
        }
        if (type == Character.INITIAL_QUOTE_PUNCTUATION || type == Character.FINAL_QUOTE_PUNCTUATION
                || c == '\u00b4' || c == '\u2032' || c == '\u2033' || c == '\u201e' || c == '\u201a'
                || c == '\u300c' || c == '\u300d') {
            put('\'', i, true);
            return false;
        }
        String folded = accented(c) ? plain(c) : String.valueOf(c);
        if (!Character.isSurrogate(c) && !Normalizer.isNormalized(folded, Normalizer.Form.NFKC)) {
            folded = Normalizer.normalize(folded, Normalizer.Form.NFKC);
        }
        boolean word = previousWord;
        for (int k = 0; k < folded.length(); k++) {
            char f = Character.toLowerCase(folded.charAt(k));
            if (f <= ' ') continue;
            if (f == '"' || f == '`') f = '\'';
            boolean now = Character.isLetterOrDigit(f) && !wordless(f);
            put(f, i, !(word && now));
            word = now;
        }
        return word;
    }

    private static boolean accented(char c) {
        return c >= '\u00c0' && c <= '\u024f' || c >= '\u1ea0' && c <= '\u1ef9';
    }

    /** A Latin letter without its accent: many who write or relay a text leave accents out. */
    private static String plain(char c) {
        switch (c) {
            case '\u00df':
                return "ss";
            case '\u00d8', '\u00f8':
                return "o";
            case '\u0141', '\u0142':
                return "l";
            case '\u0110', '\u0111', '\u00d0', '\u00f0':
                return "d";
            case '\u0131':
                return "i";
            case '\u00c6', '\u00e6':
                return "ae";
            case '\u0152', '\u0153':
                return "oe";
            default:
                String parts = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
                return parts.length() > 1 ? parts.substring(0, 1) : parts;
        }
    }

    /** Scripts that do not part words by blanks: each character may begin or end a phrase. */
    private static boolean wordless(char c) {
        return Character.isIdeographic(c)
                || c >= '\u3040' && c <= '\u30ff' // kana
                || c >= '\uac00' && c <= '\ud7af' // hangul: particles follow without a blank
                || c >= '\u0e00' && c <= '\u0e7f'; // Thai
    }

    /**
     * How many letters a normalised phrase counts for: a character of a script that does not part words by blanks is a
     * syllable or a word, and counts twice, so that a text is as specific in Chinese as it is in English.
     */
    public static int letters(String phrase) {
        int letters = phrase.length();
        for (int i = 0; i < phrase.length(); i++) {
            char c = phrase.charAt(i);
            if (c >= '\u2e80' && wordless(c)) letters++;
        }
        return letters;
    }

    private void put(char c, int index, boolean boundary) {
        if (length + 1 >= chars.length) grow();
        chars[length] = c;
        origin[length] = index;
        boundaries[length] = boundary;
        length++;
    }

    private void grow() {
        room(chars.length * 2);
    }

    private void room(int size) {
        chars = Arrays.copyOf(chars, size);
        origin = Arrays.copyOf(origin, size);
        boundaries = Arrays.copyOf(boundaries, size + 1);
    }

    /** The characters, of which {@link #length} count; not to be changed. */
    char[] chars() {
        return chars;
    }

    /** For each character whether a word may start before it, and for the end; not to be changed. */
    boolean[] boundaries() {
        return boundaries;
    }

    /** The normalised form of a phrase. */
    public static String normalise(String phrase) {
        Normaliser n = new Normaliser();
        n.read(phrase);
        return new String(n.chars, 0, n.length);
    }
}
