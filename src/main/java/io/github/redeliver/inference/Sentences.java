package io.github.redeliver.inference;

/**
 * The sentences of a passage: words of one belong together, words of two may stand together by chance. A wrapped line
 * ends none; an empty one does. Reuses its buffer; not thread-safe.
 */
final class Sentences {
    /** More sentences than this count as one, the last. */
    private static final int MOST = 63;

    private final int[] ends = new int[MOST];
    private int count;

    void read(String text) {
        count = 0;
        for (int i = 0; i < text.length() && count < MOST; i++) if (ends(text, i)) ends[count++] = i;
    }

    /** The bit of the sentence that an offset lies in. */
    long bit(int at) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] < at) low = middle + 1;
            else high = middle;
        }
        return 1L << low;
    }

    private static boolean ends(String text, int at) {
        char c = text.charAt(at);
        if (c == '\u3002' || c == '\uff01' || c == '\uff1f') return true;
        if (c == '\n') return empty(text, at + 1);
        if (c != '.' && c != '!' && c != '?') return false;
        int next = at + 1;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) next++;
        // a host's last dot and an abbreviation are followed by a small letter
        return next > at + 1 && next < text.length() && !Character.isLowerCase(text.charAt(next));
    }

    /** Whether the line that begins here is empty but for blanks and marks of quotation. */
    private static boolean empty(String text, int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t' || text.charAt(i) == '>' || text.charAt(i) == '\r')) i++;
        return i < text.length() && text.charAt(i) == '\n';
    }
}
