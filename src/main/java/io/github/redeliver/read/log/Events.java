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
                int end = Scan.lineEnd(s, from);
                for (int lines = 1; end < s.length() && lines < MOST_LINES; lines++) {
                    int next = Scan.lineEnd(s, end + 1);
                    if (starts(s, end + 1, next)) break;
                    end = next;
                }
                at = Scan.skipSpace(s, Math.min(s.length(), end + 1));
                // back to the start of the line, so that indentation is seen
                at = at >= s.length() ? at : Math.max(end + 1, Scan.lineStart(s, at));
                return text.slice(from, end).strip();
            }
        };
    }

    private static boolean starts(String s, int from, int to) {
        if (s.substring(from, Math.min(to, from + 300)).isBlank()) return true;
        String line = s.substring(from, Math.min(to, from + 4000));
        return Stamp.at(line) >= 0 || LogReader.known(line) || line.startsWith("@4000") || line.startsWith("{");
    }
}
