package io.github.redeliver.read.log;

import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Words;
import java.util.List;
import java.util.Map;

/** By what a line is known to be of a server's log, and the words by which such lines tell what became of a message. */
final class Marks {
    private final List<String[]> known;
    private final List<String[]> knownTo;
    private final List<String> begins;
    private final Map<String, String> states;

    Marks(Words words) {
        this.known = together(words.written("logs.known"));
        this.knownTo = together(words.written("logs.known-to"));
        this.begins = words.written("logs.known-begins");
        this.states = words.meanings(Map.of("failed", "logs.failed", "delivered", "logs.delivered", "delayed", "logs.delayed"));
    }

    private static List<String[]> together(List<String> marks) {
        return marks.stream().map(all -> all.split("…")).toList();
    }

    /** What a word says that became of a message: {@code failed}, {@code delivered}, {@code delayed}; or null. */
    @org.jspecify.annotations.Nullable String state(String word) {
        return states.get(word);
    }

    /** Whether the line has the marks of a server's log. */
    boolean known(String l) {
        if (any(l, known) || Exim.flag(l) >= 0 || begins(l) || leveled(l) || half(l)) return true;
        if (Attributes.key(l, "to=", 0) >= 0 && any(l, knownTo)) return true;
        int tail = l.indexOf("{\"");
        return tail > 0 && l.endsWith("}") && l.substring(0, tail).contains(": ") && Scan.containsAny(l, "smtp", "SMTP");
    }

    private boolean begins(String l) {
        for (String mark : begins) if (l.startsWith(mark)) return true;
        return false;
    }

    private static boolean any(String l, List<String[]> marks) {
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

    /** Whether a line is what is left of one: it begins with the recipient or state, and quotes no reply that would speak for itself. */
    private boolean half(String line) {
        int at = Scan.skipBlank(line, 0);
        int status = line.startsWith("status=", at) ? at : line.startsWith("to=<", at) ? Attributes.key(line, "status=", at) : -1;
        return status >= 0 && stated(line, status + 7) && line.indexOf(" said: ", status) < 0;
    }

    /** Whether the word at the place is one of those that tell what became of a message. */
    boolean stated(String s, int at) {
        return states.containsKey(s.substring(at, Scan.letters(s, at)));
    }
}
