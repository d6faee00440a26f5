package io.github.redeliver.read.transcript;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.facts.Step;
import io.github.redeliver.read.Address;
import io.github.redeliver.read.Codes;
import io.github.redeliver.read.ReplyFinder;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Stage;
import io.github.redeliver.read.transcript.Dialogue.Kind;
import io.github.redeliver.read.transcript.Dialogue.Line;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands and replies brought together, pipelining included; what was said by nobody is kept aside. */
final class Conversation {
    /** A step with the recipient or sender that its command named. */
    record Turn(Step step, String address) {}

    private static final int MOST_STEPS = 2_000;

    final List<Turn> turns = new ArrayList<>();
    final List<Passage> others = new ArrayList<>();
    String helo = "";
    String sender = "";
    String recipient = "";
    String banner = "";
    boolean cut;
    private final Passage source;
    private final Passage.Builder about;
    private final ArrayDeque<String> waiting = new ArrayDeque<>();
    private String lastStage = "";
    private String lastCode = "";

    private Conversation(Passage source) {
        this.source = source;
        this.about = Passage.builder(source);
    }

    static Conversation of(Passage text) {
        Conversation c = new Conversation(text);
        c.read(Dialogue.of(text));
        return c;
    }

    private void read(List<Line> lines) {
        int i = 0;
        while (i < lines.size()) {
            Line line = lines.get(i);
            if (line.kind() == Kind.COMMAND) {
                command(line.text().text());
                i++;
            } else if (line.kind() == Kind.REPLY) {
                int end = i + 1;
                String code = code(line);
                int from = i;
                while (end < lines.size() && goesOn(lines, end, code)) end++;
                reply(lines.subList(from, end));
                i = end;
            } else {
                aside(line.text());
                i++;
            }
        }
        while (!waiting.isEmpty() && turns.size() < MOST_STEPS) {
            String command = waiting.poll();
            add(Stage.ofCommand(command), command, "", "", Passage.empty());
        }
    }

    private void aside(Passage line) {
        if (others.size() >= 500 || line.isBlank()) return;
        others.add(line.strip());
        int start = indexIn(line);
        about.append(start, Math.min(source.length(), start + line.length())).put('\n', start);
    }

    /** What is no part of the conversation: a person's words, the recorder's remarks. */
    Passage about() {
        return about.build().strip();
    }

    private static String code(Line line) {
        return line.text().text().substring(0, 3);
    }

    /** Whether the line at {@code at} belongs to the reply before it: the same code after a hyphen, or a wrapped line. */
    private static boolean goesOn(List<Line> lines, int at, String code) {
        Line before = lines.get(at - 1);
        Line line = lines.get(at);
        if (before.kind() == Kind.REPLY && !before.more()) {
            // a final line: only its own wrap may follow
            return line.kind() == Kind.OTHER && wrap(line, before) && code.charAt(0) >= '4';
        }
        if (line.kind() == Kind.REPLY) return code(line).equals(code);
        return line.kind() == Kind.OTHER && wrap(line, before);
    }

    /** How lines begin that a recorder, a shell or a program writes of its own. */
    private static final String[] REMARKS = {"*", "===", "---", "Connection ", "$", "[", "DEBUG", "at "};

    private static boolean wrap(Line line, Line before) {
        String s = line.text().text();
        String stripped = s.strip();
        if (stripped.isEmpty() || Scan.startsWithAny(stripped, REMARKS)) return false;
        if (before.marked()) return Scan.blank(s.charAt(0)) && stripped.indexOf("->") < 0;
        if (stripped.contains("Exception")) return false;
        return Scan.blank(s.charAt(0)) || Character.isLowerCase(stripped.charAt(0)) || Codes.enhancedAt(stripped, 0, 1) > 0;
    }

    private void command(String command) {
        String stage = Stage.ofCommand(command);
        if (stage.equals("end-of-data") && !lastCode.equals("354") && waiting.isEmpty()) return;
        if (waiting.size() < 200) waiting.add(command);
        Address.Span address = Address.next(command, 0, command.length());
        int space = command.indexOf(' ');
        if (stage.equals("ehlo") && space > 0) helo = bare(command.substring(space + 1).strip());
        if (stage.equals("mail")) sender = address == null ? "" : address.value();
        if (stage.equals("rcpt") && address != null && recipient.isEmpty()) recipient = address.value();
    }

    private static String bare(String name) {
        int end = 0;
        while (end < name.length() && " \t'\"\\".indexOf(name.charAt(end)) < 0) end++;
        return name.substring(0, end);
    }

    private void reply(List<Line> lines) {
        Passage.Builder whole = Passage.builder(source);
        for (Line line : lines) {
            Passage text = line.text();
            if (whole.length() > 0) whole.put('\n', indexIn(text));
            int start = indexIn(text);
            whole.append(start, Math.min(source.length(), start + text.length()));
        }
        Reply read = ReplyFinder.read(whole.build(), "-");
        String code = read.code();
        String command = "";
        String stage;
        if (!waiting.isEmpty() && !(turns.isEmpty() && code.startsWith("220") && !Stage.ofCommand(waiting.peek()).equals("starttls"))) {
            command = waiting.poll();
            stage = Stage.ofCommand(command);
        } else if (turns.isEmpty()) {
            stage = FIRST.getOrDefault(code, code.startsWith("5") && lines.get(0).marked() ? "connect" : "");
            String text = read.text().text();
            int at = Scan.skipBlank(text, 4);
            int end = Address.hostEnd(text, Math.min(at, text.length()), text.length());
            if (code.equals("220") && end > at) banner = text.substring(at, end);
        } else if (lastCode.equals("354")) {
            stage = "end-of-data";
        } else if (lastCode.equals("334")) {
            stage = "auth";
        } else if (code.equals("421") || code.equals("220") && turns.size() == 1) {
            stage = lastStage;
        } else {
            // nobody asked: a recorder repeats what was said
            aside(whole.build());
            return;
        }
        lastCode = code;
        lastStage = stage;
        add(stage, command, code, read.enhanced(), read.text());
    }

    /** The stage of a first reply without its command: a greeting, or half a transcript. */
    private static final Map<String, String> FIRST = Map.of(
            "220", "connect", "421", "connect", "554", "connect", "354", "data", "235", "auth", "334", "auth", "535", "auth");

    private void add(String stage, String command, String code, String enhanced, Passage text) {
        if (turns.size() >= MOST_STEPS) {
            cut = true;
            return;
        }
        Address.Span address = Address.next(command, 0, command.length());
        turns.add(new Turn(new Step(turns.size(), stage, command, code, enhanced, text), address == null ? "" : address.value()));
    }

    private int indexIn(Passage part) {
        // parts are slices of the source; origins rise, so the place is found by halving
        int wanted = part.origin(0);
        int low = 0;
        int high = source.length() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (source.origin(middle) < wanted) low = middle + 1;
            else high = middle;
        }
        // several characters may have come from one
        while (low < source.length() - 1 && source.origin(low) == wanted && !source.text().startsWith(part.text(), low)) low++;
        return low;
    }
}
