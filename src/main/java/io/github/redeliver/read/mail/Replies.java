package io.github.redeliver.read.mail;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Codes;
import io.github.redeliver.read.Extent;
import io.github.redeliver.read.ReplyLines;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Finds what a free-form report quotes as replies: by templates, in transcripts, by codes. */
final class Replies {
    private static final int MOST = 4 * Limits.RECIPIENTS;
    private static final String OPENING = "([{<«„“‘「'\"";
    private static final String CLOSING = ")]}>»“”’」'\"";

    private final Passage source;
    private final String text;
    private final Fold fold;
    private final int from;
    private final int to;
    private final int[] stops;
    private final Frames frames;
    private final Lines lines;
    private final List<Said> found = new ArrayList<>();
    /** How many characters of replies may still be taken, for quotations within each other. */
    private int room;

    /** @param stops where a reply cannot go on: {@code ends} templates, further recipients; ascending */
    Replies(Passage source, Fold fold, Lines lines, int from, int to, int[] stops, Frames frames) {
        this.source = source;
        this.text = source.text();
        this.fold = fold;
        this.lines = lines;
        this.from = from;
        this.to = to;
        this.stops = stops;
        this.frames = frames;
        this.room = 2 * text.length() + 10_000;
    }

    /** In the order of their places. */
    List<Said> find(List<Template.Match> matches, DeliveryStatus fields) {
        for (Template.Match match : matches) {
            int[] reply = match.range("reply");
            if (match.template.role.equals("lines") && reply != null) template(match, reply);
            else if (match.template.role.equals("replies")) introduced(match);
        }
        lines(fields);
        found.sort(Comparator.comparingInt(Said::start));
        return found;
    }

    private void template(Template.Match match, int[] range) {
        int start = fold.origin(range[0]);
        add(match, start, Math.min(to, stop(start, fold.origin(range[1] - 1) + 1)), 9);
    }

    private void introduced(Template.Match match) {
        int start = match.end >= fold.length() ? to : fold.origin(match.end);
        while (start < to && Character.isWhitespace(text.charAt(start))) start++;
        if (start < to) add(match, start, stop(start, lines.paragraphEnd(start)), 7);
    }

    private void add(Template.Match match, int start, int end, int strength) {
        if (start < from || end > to || end <= start) return;
        add(start, end, told(start, end, strength), Addresses.clean(match.text(fold, text, "recipient")),
                Stage.in(match.text(fold, text, "stage")), match.text(fold, text, "host"), match.text(fold, text, "ip"));
    }

    /** Words without any code count little more than any others. */
    private int told(int start, int end, int strength) {
        String said = text.substring(start, Math.min(end, start + 2000));
        String code = Codes.first(said);
        return (code.isEmpty() || code.startsWith("2")) && Codes.enhanced(said).isEmpty() ? 2 : strength;
    }

    /** The end, or the stop before it. */
    private int stop(int start, int end) {
        int at = Arrays.binarySearch(stops, start + 1);
        int i = at >= 0 ? at : -at - 1;
        if (i >= stops.length || stops[i] >= end) return end;
        // the mark or number of an item of a list belongs to what it opens
        int line = lines.start(lines.at(stops[i]));
        return line > start && text.substring(line, stops[i]).chars().noneMatch(Character::isLetter) ? line : stops[i];
    }

    private void add(int start, int end, int strength, String recipient, String stage, String host, String ip) {
        int most = Math.min(end, start + Math.min(ReplyLines.LONGEST, Math.max(1000, room)));
        while (most > start && Character.isWhitespace(text.charAt(most - 1))) most--;
        if (found.size() >= MOST || room < -1000 * 1000) return;
        room -= most - start;
        Passage said = source.slice(start, most).strip();
        if (!said.isBlank()) found.add(Said.of(start, most, strength, recipient, stage, host, ip, said));
    }

    private void lines(DeliveryStatus fields) {
        String command = "";
        for (int line = 0; line < lines.count() && found.size() < MOST; line++) {
            int i = lines.start(line);
            int end = lines.end(line);
            if (fields.holds(i)) continue;
            int begin = skip(i, end);
            int speaks = begin < end ? frames.speaks(text, begin) : 0;
            int hears = begin < end ? frames.hears(text, begin) : 0;
            if (speaks > hears) {
                command = text.substring(begin + speaks, end).strip();
                // A command too long for its line.
                if (command.length() < 12 && line + 1 < lines.count() && !lines.blank(line + 1)
                        && text.charAt(lines.start(line + 1)) <= ' ') {
                    line++;
                    command = command + " " + text.substring(lines.start(line), lines.end(line)).strip();
                }
            } else if (hears > 0) {
                line = transcript(line, command);
            } else if (begin >= end) {
                command = "";
            } else {
                line = Math.max(line, lines.at(Math.max(begin, coded(line, begin, end) - 1)));
            }
        }
    }

    private int skip(int i, int end) {
        int begin = i;
        while (begin < end && text.charAt(begin) <= ' ') begin++;
        return begin;
    }

    /** Lines of the server, joined; gives the last. */
    private int transcript(int first, String command) {
        Passage.Builder said = Passage.builder(source);
        int line = first;
        boolean over = false;
        for (; line < lines.count() && !lines.blank(line); line++) {
            int end = lines.end(line);
            int i = skip(lines.start(line), end);
            int speaks = frames.speaks(text, i);
            int hears = frames.hears(text, i);
            boolean indented = i > lines.start(line);
            if (line > first && (speaks > hears || hears == 0 && (!indented || Codes.at(text, i)) || hears > 0 && over)) break;
            i = skip(i + (speaks > hears ? 0 : hears), end);
            if (said.length() + end - i < ReplyLines.LONGEST) {
                if (said.length() > 0) said.put('\n', i);
                said.append(i, end);
            }
            // The last line of a reply has a blank behind its code.
            if (Codes.at(text, i)) over = i + 3 >= end || text.charAt(i + 3) != '-';
        }
        Passage reply = said.build().strip();
        String code = Codes.first(reply.text().substring(0, Math.min(12, reply.length())));
        if ((code.startsWith("4") || code.startsWith("5")) && room > 0) {
            String stage = Stage.in(command);
            room -= reply.length();
            found.add(Said.of(lines.start(first), lines.end(line - 1), 8, stage.equals("rcpt") ? Addresses.clean(command) : "",
                    stage, "", "", reply));
        }
        return line - 1;
    }

    /** A line with a code or an enhanced code in it, and the lines that continue it; gives the end of what was taken. */
    private int coded(int number, int begin, int end) {
        String line = text.substring(begin, Math.min(end, begin + ReplyLines.LONGEST));
        int at = Codes.find(line, 0);
        if (at >= 0 && line.charAt(at) == '2') at = Codes.find(line, at + 3);
        if (at >= 0 && line.charAt(at) != '2') {
            int start = begin + at;
            int stop = stop(start, closed(start, continued(number, start, end)));
            add(start, stop, strength(line, at), "", "", "", "");
            return Math.max(Math.min(end, stop), Math.min(to, stop));
        }
        for (int i = 0; i < line.length(); i++) {
            if ("45".indexOf(line.charAt(i)) < 0 || Codes.enhancedAt(line, i, 1) < 0) continue;
            boolean leading = i == 0 || Scan.startsWithAny(line, "(#", "#" + line.substring(i, i + 1));
            int stop = stop(begin, lines.paragraphEnd(begin));
            add(leading ? begin : sentence(number, begin), stop, 4, "", "", "", "");
            return Math.max(end, Math.min(to, stop));
        }
        return end;
    }

    private static int strength(String line, int at) {
        int i = at - 1;
        while (i >= 0 && "#<([\"' \t".indexOf(line.charAt(i)) >= 0) i--;
        if (i < 0) return 6;
        int behind = Math.min(line.length(), at + 3);
        while (behind < line.length() && behind < at + 6 && " -#(".indexOf(line.charAt(behind)) >= 0) behind++;
        if (Codes.enhancedAt(line, behind, 3) > 0) return 5;
        return ":;<>\"'=#([«„“‘「|".indexOf(line.charAt(i)) >= 0 ? 5 : 3;
    }

    /** End of the paragraph or of the lines before another reply or command. */
    private int continued(int number, int start, int lineEnd) {
        String code = text.substring(start, start + 3);
        boolean open = start + 3 < to && text.charAt(start + 3) == '-';
        int end = lineEnd;
        for (int line = number + 1; line < lines.count() && !lines.blank(line) && end - start < ReplyLines.LONGEST; line++) {
            int next = lines.end(line);
            int p = skip(lines.start(line), next);
            if (p >= next) break; // nothing but control characters
            char c = text.charAt(p);
            boolean rule = "-_=*".indexOf(c) >= 0 && text.startsWith(String.valueOf(c).repeat(3), p);
            if (rule || frames.speaks(text, p) > 0 || frames.hears(text, p) > 0) break;
            if (Codes.at(text, p) && p + 3 < to) {
                boolean same = text.startsWith(code, p);
                if (!same || !open && text.charAt(p + 3) != '-') break;
            }
            end = next;
        }
        return Math.min(end, to);
    }

    /** Where a bracket or quotation that opened right before the reply closes, or the end. */
    private int closed(int start, int end) {
        int at = start == 0 ? -1 : OPENING.indexOf(text.charAt(start - 1));
        if (at < 0) return Extent.angle(text, start, end);
        char open = OPENING.charAt(at);
        char close = CLOSING.charAt(at);
        if (open == close) {
            for (int i = end - 1; i > start + 3; i--) if (text.charAt(i) == close) return i;
            return end;
        }
        int depth = 1;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == open) depth++;
            else if (c == close && --depth == 0) return i;
        }
        return end;
    }

    /** Where the words begin that an enhanced code ends: the paragraph, or behind a line that names a recipient. */
    private int sentence(int number, int begin) {
        int start = begin;
        for (int line = number - 1; line >= 0 && !lines.blank(line) && begin - lines.start(line) < 2000; line--) {
            String before = text.substring(lines.start(line), lines.end(line)).strip();
            if (before.endsWith(":")) return start;
            Addresses.Found address = Addresses.next(before, 0, before.length());
            if (address != null && (before.startsWith("<") || before.substring(0, address.start()).isBlank())) return start;
            start = lines.start(line);
        }
        return start;
    }
}
