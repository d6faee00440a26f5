package io.github.redeliver.workshop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lays a rule file out in one way: an annotation a line in a fixed order, four blanks before conditions and consequences,
 * one empty line between rules. Comments stay where they are. Nothing but white space and the order of annotations
 * changes. It expects a file that can be read as rules.
 */
public final class DrlFormat {
    private static final List<String> ORDER = List.of("source", "since", "status", "allow", "example", "nearMiss");
    private static final String STEP = "    ";

    private final List<String> lines;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private DrlFormat(String text) {
        lines = text.replace("\r\n", "\n").lines().toList();
    }

    /** The same file, well laid out. */
    public static String format(String text) {
        return new DrlFormat(text).all();
    }

    private String all() {
        boolean blank = false;
        while (at < lines.size()) {
            String line = lines.get(at).stripTrailing();
            if (line.strip().startsWith("rule ") || line.strip().startsWith("rule\"")) {
                if (out.length() > 0 && (blank || !comment())) gap();
                rule();
                blank = true;
            } else if (line.isBlank()) {
                blank = true;
                at++;
            } else {
                if (blank || afterRule()) gap();
                blank = false;
                out.append(line.strip()).append('\n');
                at++;
            }
        }
        return out.toString();
    }

    private void gap() {
        if (out.length() > 0 && !out.toString().endsWith("\n\n")) out.append('\n');
    }

    private boolean afterRule() {
        return out.toString().endsWith("\nend\n");
    }

    /** Whether the line before is a comment, which belongs to the rule. */
    private boolean comment() {
        return at > 0 && (lines.get(at - 1).strip().startsWith("//") || lines.get(at - 1).strip().endsWith("*/"));
    }

    private void rule() {
        String head = lines.get(at).strip();
        int quote = head.indexOf('"', head.indexOf('"') + 1) + 1;
        out.append(head, 0, quote).append('\n');
        StringBuilder notes = new StringBuilder(head.substring(quote)).append('\n');
        at++;
        while (at < lines.size() && !lines.get(at).strip().equals("when")) notes.append(lines.get(at++)).append('\n');
        notes(notes.toString());
        section("when", "then");
        section("then", "end");
        if (at < lines.size()) at++;
        out.append("end\n");
    }

    private record Note(int rank, String text) {}

    private void notes(String text) {
        List<Note> notes = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (text.startsWith("//", i)) {
                int end = text.indexOf('\n', i);
                notes.add(new Note(notes.isEmpty() ? -1 : notes.get(notes.size() - 1).rank, text.substring(i, end).strip()));
                i = end;
            } else if (c == '@') {
                int end = close(text, text.indexOf('(', i));
                String name = text.substring(i + 1, text.indexOf('(', i)).strip();
                notes.add(new Note(ORDER.indexOf(name), note(name, text.substring(text.indexOf('(', i) + 1, end))));
                i = end + 1;
            } else {
                i++;
            }
        }
        notes.sort(Comparator.comparingInt(Note::rank)); // stable: comments stay with what they follow
        for (Note n : notes) out.append(STEP).append(n.text).append('\n');
    }

    /** Index of the bracket that closes the one at {@code open}, over texts in quotes. */
    private static int close(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                i++;
                while (text.charAt(i) != '"') i += text.charAt(i) == '\\' ? 2 : 1;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    /** Several texts stand one below the other. */
    private static String note(String name, String inside) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < inside.length(); i++) {
            if (inside.charAt(i) != '"') continue;
            int from = i++;
            while (inside.charAt(i) != '"') i += inside.charAt(i) == '\\' ? 2 : 1;
            values.add(inside.substring(from, i + 1));
        }
        return "@" + name + "(" + String.join(",\n" + STEP + STEP, values) + ")";
    }

    private void section(String from, String to) {
        out.append(from).append('\n');
        at++;
        int depth = 0;
        while (at < lines.size() && !lines.get(at).strip().equals(to)) {
            String line = lines.get(at++).strip();
            if (line.isEmpty()) continue;
            out.append(STEP).append(depth > 0 ? STEP : "").append(line).append('\n');
            depth += depth(line);
        }
    }

    private static int depth(String line) {
        int depth = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (line.startsWith("//", i)) break;
            if (c == '"') {
                i++;
                while (i < line.length() && line.charAt(i) != '"') i += line.charAt(i) == '\\' ? 2 : 1;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
        }
        return depth;
    }
}
