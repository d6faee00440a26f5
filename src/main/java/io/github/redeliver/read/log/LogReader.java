package io.github.redeliver.read.log;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Reader;
import io.github.redeliver.read.Reading;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Words;
import io.github.redeliver.read.paste.Cleaner;
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
    private final List<LineFormat> formats;

    /**
     * @param records forms of JSON that programs put behind the words of a line
     * @param words by which lines tell of trouble
     */
    public LogReader(Records records, Words words) {
        this.formats = List.of(new Rejects(), new Attributes(), new Exim(), new Qmail(), new JsonTail(records), new Pairs(words), new Trouble(words), new AnyLine(words));
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
                String l = s.substring(line, Math.min(end, line + 20_000));
                if (known(l)) sure++;
                else if (Stamp.at(l) >= 0) stamped++;
            }
            line = end + 1;
        }
        if (sure > 0) return 80;
        if (stamped > 0) return 60;
        return 0;
    }

    /** Words that stand together in lines of servers' logs. */
    private static final String[][] KNOWN = {
        {"postfix/", ": "}, {"reject: ", "from=<", "helo=<"}, {" rejected RCPT <"}, {" rejected ", "H=", "F=<"}, {"delivery ", ": failure: ", "_"},
        {"delivery ", ": deferral: ", "_"}, {"sendmail["}, {"sm-mta["}, {"smtp failed-command "}, {"mta delivery "}, {"failed-command", "result="}, {"[core] ["}
    };

    /** The same of lines that name a recipient. */
    private static final String[][] KNOWN_TO = {
        {"relay=", "stat="}, {"relay=", "status="}, {"dsn=", "stat="}, {"dsn=", "status="}, {"session=", "stat="}
    };

    /** Whether the line has the marks of a server's log. */
    static boolean known(String l) {
        if (any(l, KNOWN) || Exim.flag(l) > 0 || l.startsWith("[PROTOCOL]") || leveled(l) || Attributes.half(l)) return true;
        if (Attributes.key(l, "to=", 0) >= 0 && any(l, KNOWN_TO)) return true;
        int tail = l.indexOf("{\"");
        return tail > 0 && l.endsWith("}") && l.substring(0, tail).contains(": ") && Scan.containsAny(l, "smtp", "SMTP");
    }

    private static boolean any(String l, String[][] marks) {
        for (String[] all : marks) {
            if (Scan.containsAll(l, all)) return true;
        }
        return false;
    }

    /** {@code [NOTICE] [ID.1] [plugin] words}. */
    private static boolean leveled(String l) {
        int close = l.indexOf("] [");
        return close > 3 && close < 10 && l.charAt(0) == '[' && l.chars().limit(close).skip(1).allMatch(c -> c >= 'A' && c <= 'Z');
    }

    @Override
    public Reading read(Passage input, Bounds bounds) {
        List<String> limits = new ArrayList<>();
        Passage text = input;
        Logbook book = new Logbook(bounds.recipients());
        // a long log is cleaned and read piece by piece; the book knows of the pieces before
        for (int from = 0; from < input.length(); ) {
            int to = Events.boundary(input.text(), Math.min(input.length(), from + bounds.textChars()));
            Passage piece = Cleaner.clean(input.slice(from, to));
            if (to - from == input.length()) text = piece;
            Events.each(piece, event -> {
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
