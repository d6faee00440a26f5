package io.github.redeliver.read.mail;

import java.util.Arrays;

/** Where lines and paragraphs of a text begin and end. */
final class Lines {
    private final String text;
    private final int from;
    private final int to;
    private final int[] starts;
    /** For each line the index of the first line of its paragraph; blank lines are paragraphs of their own. */
    private final int[] first;
    private final int[] last;
    private final boolean[] blank;
    private final int count;

    Lines(String text, int from, int to) {
        this.text = text;
        this.from = from;
        this.to = to;
        int n = 1;
        for (int i = from; i < to; i++) if (text.charAt(i) == '\n') n++;
        starts = new int[n];
        blank = new boolean[n];
        int line = 0;
        starts[0] = from;
        boolean empty = true;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                blank[line] = empty;
                starts[++line] = i + 1;
                empty = true;
            } else if (!Character.isWhitespace(c)) {
                empty = false;
            }
        }
        blank[line] = empty;
        count = n;
        first = new int[n];
        last = new int[n];
        for (int i = 0; i < n; i++) first[i] = i > 0 && !blank[i] && !blank[i - 1] ? first[i - 1] : i;
        for (int i = n - 1; i >= 0; i--) last[i] = i < n - 1 && !blank[i] && !blank[i + 1] ? last[i + 1] : i;
    }

    int count() {
        return count;
    }

    int start(int line) {
        return starts[line];
    }

    /** Without the line's end. */
    int end(int line) {
        int end = line + 1 < count ? starts[line + 1] - 1 : to;
        return end > starts[line] && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    boolean blank(int line) {
        return blank[line];
    }

    /** The line in which a place is. */
    int at(int place) {
        int i = Arrays.binarySearch(starts, 0, count, place);
        return Math.max(0, i >= 0 ? i : -i - 2);
    }

    int paragraphStart(int place) {
        return place < from ? from : starts[first[at(place)]];
    }

    int paragraphEnd(int place) {
        return place >= to ? to : end(last[at(place)]);
    }
}
