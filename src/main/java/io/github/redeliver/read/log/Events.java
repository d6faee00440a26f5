package io.github.redeliver.read.log;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Scan;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The entries of a log: a line that starts one, with the lines that only continue it (wraps, multi-line messages). */
final class Events implements Iterable<Passage> {
    private static final int MOST_LINES = 60;
    private final Passage text;

    private Events(Passage text) {
        this.text = text;
    }

    static Events of(Passage text) {
        return new Events(text);
    }

    @Override
    public Iterator<Passage> iterator() {
        return new Iterator<>() {
            private final String s = text.text();
            private int at = Scan.skipSpace(s, 0);

            @Override
            public boolean hasNext() {
                return at < s.length();
            }

            @Override
            public Passage next() {
                if (at >= s.length()) throw new NoSuchElementException();
                int from = at;
                int line = from;
                int end = Scan.lineEnd(s, from);
                Passage.Builder joined = null;
                for (int lines = 1; end < s.length() && lines < MOST_LINES; lines++) {
                    int next = Scan.lineEnd(s, end + 1);
                    int more = goesOn(s, line, end, next);
                    if (more > 0) {
                        if (joined == null) joined = Passage.builder(text).append(from, end);
                        joined.put('\n', end).append(more, next);
                    } else if (starts(s, end + 1, next)) {
                        break;
                    } else if (joined != null) {
                        joined.append(end, next);
                    }
                    line = end + 1;
                    end = next;
                }
                at = Scan.skipSpace(s, Math.min(s.length(), end + 1));
                // back to the start of the line, so that indentation is seen
                at = at >= s.length() ? at : Math.max(end + 1, Scan.lineStart(s, at));
                return joined == null ? text.slice(from, end).strip() : joined.build().strip();
            }
        };
    }

    /**
     * Where the next line of a multi-line reply starts in a log that puts each of its lines into a line of its own with
     * everything before it again ({@code S: 554-first}, {@code S: 554 last}); or -1.
     */
    private static int goesOn(String s, int line, int end, int nextEnd) {
        int most = Math.min(end, line + 300);
        for (int i = line + 2; i + 4 < most; i++) {
            char c = s.charAt(i);
            if ((c != '4' && c != '5') || s.charAt(i - 1) != ' ' || s.charAt(i + 3) != '-' || !Scan.digit(s.charAt(i + 1)) || !Scan.digit(s.charAt(i + 2))) continue;
            if (s.charAt(i - 2) != ':' && s.charAt(i - 2) != '<') continue;
            int again = s.indexOf(s.substring(i - 2, i + 3), end + 1);
            boolean near = again > 0 && again < Math.min(nextEnd, end + 1 + 300) && again + 5 <= nextEnd;
            return near && (again + 5 == nextEnd || s.charAt(again + 5) == '-' || s.charAt(again + 5) == ' ') ? again + 2 : -1;
        }
        return -1;
    }

    private static boolean starts(String s, int from, int to) {
        if (s.substring(from, Math.min(to, from + 300)).isBlank()) return true;
        String line = s.substring(from, Math.min(to, from + 4000));
        return Stamp.at(line) >= 0 || LogReader.known(line) || line.startsWith("@4000") || line.startsWith("{");
    }
}
