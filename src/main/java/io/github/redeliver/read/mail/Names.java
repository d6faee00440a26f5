package io.github.redeliver.read.mail;

import io.github.redeliver.read.Codes;
import io.github.redeliver.read.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds where a free-form report names recipients. */
final class Names {
    private static final int MOST = 4 * Limits.RECIPIENTS;
    /** Marks that lists put before their items. */
    private static final String MARKS = "*•·-–>|\"'“[";

    private final String text;
    private final Fold fold;
    private final Lines lines;
    private final int cut;
    private final Frames frames;
    private final DeliveryStatus fields;
    private final List<Entry> named = new ArrayList<>();
    /** Lines in which introduced recipients stand. */
    private final Set<Integer> introduced = new HashSet<>();

    Names(String text, Fold fold, Lines lines, int cut, Frames frames, DeliveryStatus fields) {
        this.text = text;
        this.fold = fold;
        this.lines = lines;
        this.cut = cut;
        this.frames = frames;
        this.fields = fields;
    }

    /** In the order of their places. */
    List<Entry> find(List<Template.Match> matches) {
        int seen = -1;
        for (Template.Match match : matches) {
            template(match);
            if (match.template.role.equals("recipients")) {
                int line = match.end >= fold.length() ? lines.count() : lines.at(fold.origin(match.end));
                // Several such words on the same line introduce the same.
                if (line != seen) introduce(match, line);
                seen = line;
            }
        }
        for (int line = 0; line < lines.count() && named.size() < MOST; line++) own(line);
        named.sort(Comparator.comparingInt(e -> e.start));
        return named;
    }

    private void add(Entry entry) {
        if (named.size() < MOST) named.add(entry);
    }

    private void template(Template.Match match) {
        int[] range = match.range("recipient");
        if (range == null) return;
        Addresses.Found found = Addresses.next(text, fold.origin(range[0]), Math.min(cut, fold.origin(range[1] - 1) + 1));
        if (found == null) return;
        Entry entry = new Entry(found.address(), fold.origin(match.start), found.end(), 1);
        entry.inSentence = found.start() - entry.start > 12;
        entry.original = Addresses.clean(match.text(fold, text, "original"));
        entry.host = match.text(fold, text, "host");
        entry.ip = match.text(fold, text, "ip");
        entry.stage = Stage.in(match.text(fold, text, "stage"));
        add(entry);
    }

    /** Addresses behind the words on their line, and on the lines below that begin with one. */
    private void introduce(Template.Match match, int from) {
        int others = 0;
        boolean any = false;
        for (int line = from; line < lines.count() && others < 8 && line < from + 2 * Limits.RECIPIENTS; line++) {
            if (introduced.contains(line)) return;
            boolean first = line == from;
            int i = first ? fold.origin(match.end) : lines.start(line);
            int end = lines.end(line);
            if (lines.blank(line)) continue;
            Addresses.Found found = Addresses.next(text, i, end);
            boolean far = others > (any ? 0 : 3);
            if (found == null || !first && !leads(i, found.start()) || far && !text.substring(found.end(), end).chars().allMatch(c -> c <= ' ' || ">'\"):：".indexOf(c) >= 0)) {
                if (!first) others++;
                continue;
            }
            introduced.add(line);
            any = true;
            others = 0;
            // Several on one line, as in "a@example.com, b@example.com".
            int behind;
            do {
                add(new Entry(found.address(), found.start(), found.end(), 1));
                behind = found.end();
                found = Addresses.next(text, behind, end);
            } while (found != null && text.substring(behind, found.start()).chars().allMatch(c -> ",;<> \t'\"".indexOf(c) >= 0));
        }
    }

    /** Only marks, a number or a short label stand before an address in its line. */
    private boolean leads(int lineStart, int address) {
        if (address - lineStart > 60) return false;
        String before = text.substring(lineStart, address).replace("<", "").replace("mailto:", "").strip();
        if (before.chars().noneMatch(Character::isLetter)) return true;
        return before.endsWith(":") && before.indexOf(' ') < 0;
    }

    /** A line that is or begins with an address, a command or a reply about one. */
    private void own(int line) {
        int start = lines.start(line);
        int end = lines.end(line);
        if (lines.blank(line) || fields.holds(start) || introduced.contains(line)) return;
        int begin = start;
        while (begin < end && (text.charAt(begin) <= ' ' || MARKS.indexOf(text.charAt(begin)) >= 0
                && frames.speaks(text, begin) == 0 && frames.hears(text, begin) == 0)) {
            begin++;
        }
        if (begin >= end) return;
        Addresses.Found at = Addresses.at(text, begin, end);
        if (at == null || at.start() - begin >= 10) {
            command(begin, end);
            return;
        }
        boolean bracket = text.charAt(begin) == '<';
        boolean indented = start < begin;
        boolean open = opens(line);
        int p = at.end();
        while (p < end && ">\"')]*".indexOf(text.charAt(p)) >= 0) p++;
        if (text.startsWith("(mailto:", p)) {
            int close = text.indexOf(')', p);
            if (close > 0 && close < end) p = close + 1;
        }
        boolean colon = text.startsWith(":", p) || text.startsWith("：", p);
        boolean alone = text.substring(p, end).isBlank();
        if (bracket && (colon || alone) || colon && open) {
            add(new Entry(at.address(), begin, p + (colon ? 1 : 0), 1));
        } else if (alone && (open || indented) || open && (bracket || indented)) {
            add(new Entry(at.address(), begin, p, 2));
        } else if (open) {
            add(new Entry(at.address(), begin, p, 4));
        }
    }

    /** A paragraph, or something after a colon or another recipient, begins with the line. */
    private boolean opens(int line) {
        if (line == 0 || lines.blank(line - 1)) return true;
        String before = text.substring(lines.start(line - 1), lines.end(line - 1)).strip();
        return before.endsWith(":") || before.endsWith("：") || Addresses.at(before, 0, before.length()) != null;
    }

    /** RFC 5321: a command, or a reply that begins with the address it is about. */
    private void command(int begin, int end) {
        int p = begin + Math.max(frames.speaks(text, begin), frames.hears(text, begin));
        while (p < end && text.charAt(p) <= ' ') p++;
        if (text.regionMatches(true, p, "RCPT TO:", 0, 8)) {
            Addresses.Found rcpt = Addresses.next(text, p + 8, end);
            if (rcpt != null) add(new Entry(rcpt.address(), begin, rcpt.end(), 3));
        } else if (Codes.at(text, p) && text.charAt(p) != '2') {
            int q = p + 3;
            while (q < end && (text.charAt(q) == ' ' || text.charAt(q) == '-')) q++;
            int enhanced = Codes.enhancedAt(text, q, 3);
            if (enhanced > 0) q = enhanced;
            while (q < end && text.charAt(q) == ' ') q++;
            Addresses.Found about = q < end && text.charAt(q) == '<' ? Addresses.at(text, q, end) : null;
            if (about != null) add(new Entry(about.address(), begin, q, 3));
        }
    }
}
