package io.github.redeliver.read.mail;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.ReplyText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds what a free-form report quotes as replies: by templates, in transcripts, by codes. */
final class Replies {
    private static final int MOST = 4 * Limits.RECIPIENTS;

    private final Passage source;
    private final String text;
    private final Fold fold;
    private final int from;
    private final int to;
    private final int[] ends;
    private final Frames frames;
    private final List<Said> found = new ArrayList<>();

    /** @param ends where a reply cannot go on: {@code ends} templates, further recipients; ascending */
    Replies(Passage source, Fold fold, int from, int to, int[] ends, Frames frames) {
        this.frames = frames;
        this.source = source;
        this.text = source.text();
        this.fold = fold;
        this.from = from;
        this.to = to;
        this.ends = ends;
    }

    List<Said> find(List<Template.Match> matches, DeliveryStatus fields) {
        for (Template.Match match : matches) {
            if (match.template.role.equals("lines") && match.range("reply") != null) template(match);
            else if (match.template.role.equals("replies")) introduced(match);
        }
        lines(fields);
        found.sort(Comparator.comparingInt(Said::start));
        return found;
    }

    private void template(Template.Match match) {
        int[] range = match.range("reply");
        if (range == null || range[1] <= range[0]) return;
        int start = fold.origin(range[0]);
        int end = stop(start, fold.origin(range[1] - 1) + 1);
        if (start < from || end > to || end <= start) return;
        add(start, end, told(start, end, 9), Addresses.clean(match.text(fold, text, "recipient")),
                ReplyText.stage(match.text(fold, text, "stage")), match.text(fold, text, "host"), match.text(fold, text, "ip"));
    }

    private void introduced(Template.Match match) {
        int start = match.end >= fold.length() ? to : fold.origin(match.end);
        while (start < to && Character.isWhitespace(text.charAt(start))) start++;
        if (start >= to || start < from) return;
        int end = stop(start, paragraphEnd(start));
        if (end > start) {
            add(start, end, told(start, end, 7), Addresses.clean(match.text(fold, text, "recipient")),
                    ReplyText.stage(match.text(fold, text, "stage")), match.text(fold, text, "host"), match.text(fold, text, "ip"));
        }
    }

    /** Words without any code count little more than any others. */
    private int told(int start, int end, int strength) {
        String said = text.substring(start, Math.min(end, start + 2000));
        String code = ReplyText.code(said);
        return (code.isEmpty() || code.startsWith("2")) && ReplyText.enhanced(said).isEmpty() ? 2 : strength;
    }

    private int paragraphEnd(int start) {
        int i = start;
        while (i < to) {
            int end = HeaderBlock.lineEnd(text, i, to);
            int next = end + 1;
            if (next >= to) return to;
            int nextEnd = HeaderBlock.lineEnd(text, next, to);
            if (text.substring(next, nextEnd).isBlank()) return end;
            i = next;
        }
        return to;
    }

    /** The end, or where an {@code ends} template matched before it. */
    private int stop(int start, int end) {
        int at = java.util.Arrays.binarySearch(ends, start + 1);
        int i = at >= 0 ? at : -at - 1;
        return i < ends.length && ends[i] < end ? ends[i] : end;
    }

    private void add(int start, int end, int strength, String recipient, String stage, String host, String ip) {
        if (found.size() >= MOST) return;
        Passage said = source.slice(start, end).strip();
        if (said.isBlank()) return;
        found.add(new Said(start, end, strength, recipient, stage, host, ip, said));
    }

    private void lines(DeliveryStatus fields) {
        String command = "";
        int i = from;
        while (i < to && found.size() < MOST) {
            int end = HeaderBlock.lineEnd(text, i, to);
            if (fields.start >= 0 && i >= fields.start && i < fields.end) {
                i = end + 1;
                continue;
            }
            int begin = i;
            while (begin < end && (text.charAt(begin) <= ' ')) begin++;
            int speaks = begin < end ? frames.speaks(text, begin) : 0;
            int hears = begin < end ? frames.hears(text, begin) : 0;
            if (speaks > hears) {
                command = text.substring(begin + speaks, end).strip();
                int next = end + 1;
                int nextEnd = HeaderBlock.lineEnd(text, next, to);
                // A command too long for its line.
                if (command.length() < 12 && next < to && text.charAt(next) <= ' ' && !text.substring(next, nextEnd).isBlank()) {
                    command = command + " " + text.substring(next, nextEnd).strip();
                    end = nextEnd;
                }
            } else if (hears > 0) {
                end = transcript(begin, command);
            } else if (begin < end) {
                end = line(begin, end);
            } else {
                command = "";
            }
            i = end + 1;
        }
    }

    /** Lines that begin with {@code <<<}, joined. */
    private int transcript(int begin, String command) {
        Passage.Builder said = Passage.builder(source);
        int i = begin;
        int last = begin;
        while (i < to) {
            int lineFrom = i;
            int end = HeaderBlock.lineEnd(text, i, to);
            while (i < end && text.charAt(i) <= ' ') i++;
            int speaks = frames.speaks(text, i);
            int hears = frames.hears(text, i);
            if (speaks > hears || hears == 0 && (i >= end || lineFrom == i || ReplyText.codeAt(text, i))) break;
            if (hears > 0 && said.length() > 0 && said.length() < 2000 && over(said.build().text())) break;
            i += hears;
            if (said.length() < ReplyText.LONGEST) {
                if (said.length() > 0) said.put('\n', i);
                said.append(i, end);
            }
            last = end;
            i = end + 1;
        }
        Passage reply = said.build().strip();
        if (reply.isBlank()) return HeaderBlock.lineEnd(text, begin, to);
        String code = ReplyText.code(reply.text().substring(0, Math.min(12, reply.length())));
        if (code.startsWith("4") || code.startsWith("5")) {
            String stage = ReplyText.stage(command);
            found.add(new Said(begin, last, 8, stage.equals("rcpt") ? Addresses.clean(command) : "", stage, "", "", reply));
        }
        return last;
    }

    /** Whether the last line of a reply has come: a code with a blank behind it. */
    private static boolean over(String said) {
        int line = said.lastIndexOf('\n') + 1;
        while (line < said.length() && said.charAt(line) <= ' ') line++;
        return ReplyText.codeAt(said, line) && line + 3 < said.length() && said.charAt(line + 3) != '-';
    }

    /** A line with a code or an enhanced code in it, and the lines that continue it; gives the end of the last. */
    private int line(int begin, int end) {
        String line = text.substring(begin, end);
        int at = ReplyText.findCode(line, 0);
        if (at >= 0 && line.charAt(at) == '2') at = ReplyText.findCode(line, at + 3);
        if (at >= 0 && line.charAt(at) != '2') {
            int start = begin + at;
            int strength = strength(line, at);
            int stop = stop(start, closed(start, continued(start, end)));
            add(start, stop, strength, "", "", "", "");
            return Math.max(Math.min(end, stop), Math.min(to, stop));
        }
        for (int i = 0; i < line.length(); i++) {
            int behind = ReplyText.enhancedAt(line, i, 1);
            if (behind < 0 || line.charAt(i) == '2') continue;
            boolean leading = i == 0 || line.startsWith("(#") || line.charAt(0) == '#' && i < 3;
            int start = leading ? begin : paragraphStart(begin);
            int stop = stop(Math.max(start, begin), paragraphEnd(begin));
            add(start, stop, 4, "", "", "", "");
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
        if (ReplyText.enhancedAt(line, behind, 3) > 0) return 5;
        return ":;<>\"'=#([«„“‘「|".indexOf(line.charAt(i)) >= 0 ? 5 : 3;
    }

    /** End of the paragraph or of the lines before another reply or command. */
    private int continued(int start, int lineEnd) {
        String code = text.substring(start, start + 3);
        int end = lineEnd;
        while (end < to && end - start < ReplyText.LONGEST) {
            int next = end + 1;
            int nextEnd = HeaderBlock.lineEnd(text, next, to);
            int p = next;
            while (p < nextEnd && text.charAt(p) <= ' ') p++;
            if (p >= nextEnd || frames.speaks(text, p) > 0 || frames.hears(text, p) > 0 || text.startsWith("---", p)
                    || text.startsWith("___", p) || text.startsWith("===", p) || text.startsWith("***", p)) {
                break;
            }
            if (ReplyText.codeAt(text, p) && p + 3 < to) {
                boolean same = text.startsWith(code, p);
                boolean open = text.charAt(Math.min(start + 3, to - 1)) == '-';
                if (!same || !open && text.charAt(p + 3) != '-') break;
            }
            end = Math.min(nextEnd, to);
            if (end >= to) break;
        }
        return Math.min(end, to);
    }

    /** Where a bracket or quotation that opened right before the reply closes, or the end. */
    private int closed(int start, int end) {
        if (start == 0) return end;
        char open = text.charAt(start - 1);
        int at = "([{<«„“‘「'\"".indexOf(open);
        if (at < 0) return end;
        char close = ")]}>»“”’」'\"".charAt(at);
        if (open == close) {
            int last = text.lastIndexOf(close, end - 1);
            return last > start + 3 ? last : end;
        }
        int depth = 1;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == open) depth++;
            else if (c == close && --depth == 0) return i;
        }
        return end;
    }

    private int paragraphStart(int at) {
        int i = at;
        while (i > from) {
            int lineBefore = text.lastIndexOf('\n', i - 2);
            int begin = Math.max(from, lineBefore + 1);
            String line = text.substring(begin, Math.max(begin, i - 1));
            if (line.isBlank() || line.strip().endsWith(":")) return i;
            Addresses.Found address = Addresses.next(line, 0, line.length());
            if (address != null && line.substring(0, address.start()).isBlank()) return i;
            if (address != null && line.strip().startsWith("<")) return i;
            if (begin <= from || at - begin > 2000) return begin;
            i = begin;
        }
        return i;
    }
}
