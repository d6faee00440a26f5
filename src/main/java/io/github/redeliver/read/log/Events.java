package io.github.redeliver.read.log;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Codes;
import io.github.redeliver.read.Scan;
import java.util.function.Consumer;

/** The entries of a log: a line that starts one, with the lines that only continue it (wraps, multi-line messages). */
final class Events {
    private static final int MOST_LINES = 60;

    private final Marks marks;

    Events(Marks marks) {
        this.marks = marks;
    }

    /** Has each entry read, in order. */
    void each(Passage text, Consumer<Passage> reader) {
        String s = text.text();
        int at = notBlank(s, 0);
        while (at < s.length()) {
            int line = at;
            int end = Scan.lineEnd(s, at);
            Passage.Builder whole = Passage.builder(text).append(at, end);
            for (int lines = 1; end < s.length() && lines < MOST_LINES; lines++) {
                int next = Scan.lineEnd(s, end + 1);
                int more = goesOn(s, line, end, next);
                if (more > 0) whole.put('\n', end).append(more, next);
                else if (starts(s, end + 1, next) && !state(s, at, end, next)) break;
                else whole.append(end, next);
                line = end + 1;
                end = next;
            }
            reader.accept(whole.build().strip());
            at = notBlank(s, end + 1);
        }
    }

    /** The first place from {@code at} on where an entry begins, or the end of the text: a log is parted there without harm. */
    int boundary(String s, int at) {
        int line = at;
        while (line < s.length()) {
            line = Math.min(s.length(), Scan.lineEnd(s, line) + 1);
            if (starts(s, line, Scan.lineEnd(s, line))) return line;
        }
        return s.length();
    }

    /** Start of the first line from {@code from} on that has something in it. */
    private static int notBlank(String s, int from) {
        int i = Scan.skipSpace(s, from);
        return i >= s.length() ? i : Math.max(from, Scan.lineStart(s, i));
    }

    /**
     * Where the next line of a multi-line reply starts in a log that puts each of its lines into a line of its own with
     * everything before it again ({@code S: 554-first}, {@code S: 554 last}); or -1.
     */
    private static int goesOn(String s, int line, int end, int nextEnd) {
        int most = Math.min(end, line + 300);
        for (int i = line + 2; i + 4 < most; i++) {
            if (s.charAt(i + 3) != '-' || !Codes.refusal(s, i) || s.charAt(i - 1) != ' ' || ":<".indexOf(s.charAt(i - 2)) < 0) continue;
            int again = s.substring(end + 1, Math.min(nextEnd, end + 301)).indexOf(s.substring(i - 2, i + 3));
            int after = end + 1 + again + 5;
            return again >= 0 && (after == nextEnd || "- ".indexOf(s.charAt(after)) >= 0) ? end + 1 + again + 2 : -1;
        }
        return -1;
    }

    /** Whether the next line tells the state that an entry with a recipient was still to tell: it was wrapped before it. */
    private static boolean state(String s, int from, int end, int nextEnd) {
        String next = s.substring(end + 1, Math.min(nextEnd, end + 400));
        if (!next.startsWith("status=", Scan.skipBlank(next, 0)) || end - from > 4000) return false;
        String entry = s.substring(from, end);
        return Attributes.key(entry, "to=", 0) >= 0 && Attributes.key(entry, "status=", 0) < 0;
    }

    private boolean starts(String s, int from, int to) {
        if (s.substring(from, Math.min(to, from + 300)).isBlank()) return true;
        String line = s.substring(from, Math.min(to, from + 4000));
        return Stamp.at(line) >= 0 || marks.known(line) || Scan.startsWithAny(line, "@4000", "{");
    }
}
