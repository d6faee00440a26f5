package io.github.redeliver.read.log;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.read.Address;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Peer;
import io.github.redeliver.read.Reader;
import io.github.redeliver.read.Reading;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.paste.Cleaner;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server lists of its queue: Postfix and Sendmail ({@code mailq}, {@code postqueue -p}) a line for each message,
 * in brackets why it waits, and under that whom it waits for; Exim ({@code exim -bp}) without the reasons.
 */
final class QueueReader implements Reader {
    private static final String DAYS = "montuewedthufrisatsun";
    private static final String MARKS = "*!#+-X?";
    private static final int HEAD = 20_000;
    private static final int LONGEST = 400;

    /** A message of the queue: its id, who sent it, and words about it, such as that it is frozen. */
    private record Message(String id, String sender, String about) {}

    @Override
    public int evidence(Passage input) {
        Passage head = input.length() > HEAD ? input.slice(0, HEAD) : input;
        if (Cleaner.single(head)) return 0;
        String s = Cleaner.clean(head).text();
        boolean message = false;
        for (int line = 0; line < s.length(); line = Scan.lineEnd(s, line) + 1) {
            int end = Scan.lineEnd(s, line);
            // a message, and below it something that is indented or in brackets
            if (message && (s.startsWith("(", line) || end > line && Scan.blank(s.charAt(line)))) return 88;
            message = listed(s, line, end) != null;
        }
        return 0;
    }

    @Override
    public Reading read(Passage input, Bounds bounds) {
        List<String> limits = new ArrayList<>();
        Passage text = Cleaner.clean(bounds.text(input, limits));
        String s = text.text();
        List<Incident> waiting = new ArrayList<>();
        Message message = null;
        Passage reason = Passage.empty();
        for (int line = 0; line < s.length(); line = Scan.lineEnd(s, line) + 1) {
            int end = Scan.lineEnd(s, line);
            int from = Scan.skipBlank(s, line);
            Message next = listed(s, line, end);
            if (next != null) {
                message = next;
                int about = next.about.isEmpty() ? -1 : s.indexOf(next.about, line);
                reason = about < 0 ? Passage.empty() : text.slice(about, about + next.about.length());
            } else if (from >= end) {
                if (from > line || end == line) message = null;
            } else if (message != null && s.charAt(from) == '(') {
                int close = closing(s, from, end);
                reason = text.slice(from + 1, close).strip();
                line = close;
            } else if (message != null && waiting.size() >= bounds.recipients()) {
                limits.add(Bounds.RECIPIENTS);
                break;
            } else if (message != null) {
                recipient(s.substring(from, end).strip(), message, reason, waiting);
            }
        }
        if (waiting.isEmpty()) return new Reading("log-line", "none", "queue without a reason to wait", List.of(), List.of(), limits);
        return new Reading("log-line", "delay", "queue", waiting, List.of(), limits);
    }

    /** Where the bracket closes at the end of a line, this one or one of the next few; else the line's end. */
    private static int closing(String s, int open, int lineEnd) {
        int end = lineEnd;
        for (int lines = 0; lines < 6 && end <= s.length(); lines++) {
            int last = Scan.skipSpaceBack(s, end);
            if (last > open && s.charAt(last - 1) == ')') return last - 1;
            if (end >= s.length() || s.startsWith("\n", end + 1) || listed(s, end + 1, Scan.lineEnd(s, end + 1)) != null) break;
            end = Scan.lineEnd(s, end + 1);
        }
        return lineEnd;
    }

    private static void recipient(String line, Message message, Passage reason, List<Incident> waiting) {
        if (reason.isBlank() || line.startsWith("--") || line.startsWith("D ")) return; // delivered, or the sum at the end
        Address.Span span = Address.next(line, 0, line.length());
        if (span == null && line.indexOf(' ') >= 0) return;
        Reply reply = Attributes.said(reason, "");
        String said = reason.text();
        Peer peer = Peer.in(said, 0, said.length());
        waiting.add(Incident.builder().recipient(span == null ? line : span.value()).sender(message.sender).queueId(message.id).reply(reply)
                .host(peer.host()).hostAddress(peer.address()).client(Address.firstIp(reply.text().text(), 0, reply.text().length(), peer.address()))
                .action("delayed").build());
    }

    /** The message that a line lists, or null: most lines begin with no id or age, or no size follows. */
    private static @org.jspecify.annotations.Nullable Message listed(String s, int line, int end) {
        int i = line;
        while (i < end && Character.isWhitespace(s.charAt(i))) i++;
        int word = i;
        while (i < end && (Scan.alnum(s.charAt(i)) || s.charAt(i) == '.')) i++;
        if (i < end && MARKS.indexOf(s.charAt(i)) >= 0) i++;
        if (i == word || i >= end || !Scan.space(s.charAt(i))) return null;
        i = Scan.skipSpace(s, i);
        boolean size = i < end && (Scan.digit(s.charAt(i)) || s.charAt(i) == '.');
        return size ? message(s.substring(line, Math.min(end, line + LONGEST))) : null;
    }

    private static @org.jspecify.annotations.Nullable Message message(String line) {
        String[] words = line.strip().split("\\s+", 9);
        if (words.length < 4) return null;
        boolean dated = words.length >= 7 && id(words[0], MARKS) && number(words[1], "") && DAYS.contains(Scan.lower(words[2])) && words[2].length() == 3;
        if (dated) {
            int sender = words[5].indexOf(':') == 2 ? 6 : 7;
            return sender < words.length ? new Message(bare(words[0]), address(words[sender]), "") : null;
        }
        // 25m  2.9K 1abcDE-000001-FG <s@example.com> *** frozen ***
        boolean exim = number(words[0], "mhdw") && number(words[1], "KMG") && words[2].length() >= 16 && words[2].chars().filter(c -> c == '-').count() == 2 && words[3].startsWith("<");
        return exim ? new Message(words[2], address(words[3]), line.contains("*** ") ? line.substring(line.indexOf("*** ")).strip() : "") : null;
    }

    private static boolean id(String word, String marks) {
        String bare = !word.isEmpty() && marks.indexOf(word.charAt(word.length() - 1)) >= 0 ? word.substring(0, word.length() - 1) : word;
        return bare.length() >= 6 && bare.length() <= 24 && bare.chars().allMatch(c -> Scan.alnum((char) c)) && bare.chars().anyMatch(c -> Scan.digit((char) c));
    }

    private static String bare(String id) {
        return Scan.alnum(id.charAt(id.length() - 1)) && !id.endsWith("X") ? id : id.substring(0, id.length() - 1);
    }

    /** Digits and dots, with one of these letters behind them where there are any. */
    private static boolean number(String word, String units) {
        int end = word.length();
        if (end > 1 && units.indexOf(word.charAt(end - 1)) >= 0) end--;
        for (int i = 0; i < end; i++) if (!Scan.digit(word.charAt(i)) && word.charAt(i) != '.') return false;
        return end > 0;
    }

    private static String address(String word) {
        Address.Span span = Address.next(word, 0, word.length());
        return span == null ? "" : span.value();
    }
}
