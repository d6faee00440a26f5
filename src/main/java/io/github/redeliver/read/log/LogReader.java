package io.github.redeliver.read.log;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Address;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Reader;
import io.github.redeliver.read.Reading;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Words;
import io.github.redeliver.read.paste.Cleaner;
import io.github.redeliver.read.paste.Reports;
import io.github.redeliver.read.webhook.Records;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Mail logs, of known servers and of any program that writes a reply down. Lines of one message are joined by its queue
 * id. What was delivered is told only when nothing failed.
 */
public final class LogReader implements Reader {
    private final Marks marks;
    private final Events events;
    private final List<LineFormat> formats;
    private final Reports reports;

    /**
     * @param records forms of JSON that programs put behind the words of a line
     * @param words by which lines tell of trouble
     */
    public LogReader(Records records, Words words) {
        this.reports = new Reports(words);
        this.marks = new Marks(words);
        this.events = new Events(marks);
        this.formats = List.of(new Rejects(words), new Attributes(marks, words), new Exim(), new Qmail(), new JsonTail(records), new Pairs(words), new Trouble(words), new AnyLine(words));
    }

    /** A reader of what servers list of their queues. */
    public static Reader queues() {
        return new QueueReader();
    }

    @Override
    public int evidence(Passage input) {
        String s = input.text();
        int lines = 0;
        int sure = 0;
        int stamped = 0;
        int line = 0;
        while (line < s.length() && lines < 200) {
            int end = Scan.lineEnd(s, line);
            if (end > line) {
                lines++;
                String l = Cleaner.line(s.substring(line, Math.min(end, line + 20_000)));
                if (marks.known(l)) sure++;
                else if (told(l, Stamp.at(l))) stamped++;
            }
            line = end + 1;
        }
        if (sure > 0) return 80;
        if (stamped > 0) return report(s) ? 5 : 60;
        return 0;
    }

    /** Whether words follow the time that ends at the place, if any: what ends with a time is a sentence's line. */
    private static boolean told(String line, int after) {
        if (after < 0) return false;
        int i = Scan.skipBlank(line, after);
        if (line.regionMatches(true, i, "am", 0, 2) || line.regionMatches(true, i, "pm", 0, 2)) i += 2;
        while (i < line.length() && !Character.isLetter(line.charAt(i))) i++;
        return i < line.length();
    }

    /** Whether a report tells of a time: before the first line with one stands an address alone, or what only reports have. */
    private boolean report(String s) {
        int line = 0;
        boolean address = false;
        while (line < s.length()) {
            int end = Scan.lineEnd(s, line);
            if (Stamp.at(s.substring(line, Math.min(end, line + 200))) >= 0) return address || line > 0 && reports.looks(s.substring(0, line));
            Address.Span span = Address.next(s, line, end);
            address |= span != null && s.substring(line, end).strip().length() <= span.to() - span.from() + 2;
            line = end + 1;
        }
        return false;
    }

    @Override
    public Reading read(Passage input, Bounds bounds) {
        List<String> limits = new ArrayList<>();
        Passage text = input;
        Logbook book = new Logbook(bounds.recipients());
        // a long log is cleaned and read piece by piece; the book knows of the pieces before
        for (int from = 0; from < input.length(); ) {
            int to = events.boundary(input.text(), Math.min(input.length(), from + bounds.textChars()));
            Passage piece = Cleaner.clean(input.slice(from, to));
            if (to - from == input.length()) text = piece;
            events.each(piece, event -> {
                for (LineFormat format : formats) {
                    if (format.read(event, book)) break;
                }
            });
            from = to;
        }
        if (book.full()) limits.add(Bounds.RECIPIENTS);
        return result(book, text, limits);
    }

    private static Reading result(Logbook book, Passage text, List<String> limits) {
        List<Incident> failures = book.failures();
        String form = "log-line";
        if (failures.isEmpty() && !book.hints().isEmpty() && book.sent().isEmpty()) failures = hints(book);
        if (failures.isEmpty()) {
            List<Incident> sent = book.sent();
            if (!sent.isEmpty()) return new Reading(form, "success", "delivery", sent, List.of(), limits);
            return new Reading(form, "none", "log without a failure", List.of(), List.of(), limits);
        }
        // an interim failure that was delivered later is none
        List<Incident> sent = book.sent();
        Set<String> delivered = new HashSet<>();
        for (Incident x : sent) if (!x.queueId().isEmpty()) delivered.add(x.recipient() + '\n' + x.queueId());
        List<Incident> open = failures.stream().filter(f -> f.action().equals("failed") || !delivered.contains(f.recipient() + '\n' + f.queueId())).toList();
        if (open.isEmpty()) return new Reading(form, "success", "delivery", sent, List.of(), limits);
        List<Incident> whole = new ArrayList<>();
        boolean single = open.size() <= 20 && text.length() <= 100_000;
        for (Incident incident : open) {
            whole.add(single ? incident.toBuilder().around(around(text, incident)).build() : incident);
        }
        boolean delayed = whole.stream().allMatch(i -> i.action().equals("delayed"));
        return new Reading(form, delayed ? "delay" : "failure", "", whole, List.of(), limits);
    }

    /** All of a short log without the reply itself: what other lines tell may decide between causes. */
    private static Passage around(Passage text, Incident incident) {
        String reply = incident.reply().text().text();
        int at = reply.length() < 8 ? -1 : text.text().indexOf(reply.substring(0, Math.min(reply.length(), 40)));
        if (at < 0) return text;
        int end = Math.min(text.length(), Scan.lineEnd(text.text(), at));
        return Passage.builder(text).append(0, at).append(end, text.length()).build().strip();
    }

    /** Lines of trouble without a recipient, as one incident: the first that quotes a reply, else the first. */
    private static List<Incident> hints(Logbook book) {
        Incident best = book.hints().get(0);
        for (Incident hint : book.hints()) {
            if (best.reply().code().isEmpty() && !hint.reply().code().isEmpty()) best = hint;
        }
        return List.of(best);
    }
}
