package io.github.redeliver.evidence;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a whole input tells of attempts to reach hosts: when several cannot be reached and none can, the fault is near.
 *
 * @param unreached names or addresses that could not be reached, at most {@code 20}
 * @param reached true when some host was reached
 */
public record Attempts(Set<String> unreached, boolean reached) {
    /** Nothing is told. */
    public static final Attempts NONE = new Attempts(Set.of(), false);

    private static final int MOST = 20;
    private static final int LONGEST_LINE = 4_000;

    public Attempts {
        unreached = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(unreached));
    }

    /** Words of {@code kb/evidence/attempts.yaml}, lower case. */
    public record Words(List<String> unreachable, List<String> reached, Set<String> ignore, List<String> ends, List<String> programs) {
        /** No words: nothing is found. */
        public static final Words NONE = new Words(List.of(), List.of(), Set.of(), List.of(), List.of());

        /** Takes the words as parsed from YAML. */
        public static Words of(Map<?, ?> yaml) {
            return new Words(texts(yaml, "unreachable"), texts(yaml, "reached"), Set.copyOf(texts(yaml, "ignore")), texts(yaml, "ignoreEnds"), texts(yaml, "programs"));
        }
    }

    private static List<String> texts(Map<?, ?> yaml, String key) {
        return yaml.get(key) instanceof List<?> list ? list.stream().map(Object::toString).toList() : List.of();
    }

    /** Looks through an input line by line. */
    public static Attempts in(String text, Words words) {
        String lower = lower(text);
        if (words.unreachable.stream().noneMatch(lower::contains)) return NONE;
        Set<String> hosts = new LinkedHashSet<>();
        boolean reached = false;
        String called = "";
        for (int from = 0; from < lower.length() && hosts.size() < MOST; ) {
            int to = lower.indexOf('\n', from);
            if (to < 0) to = lower.length();
            String line = lower.substring(from, Math.min(to, from + LONGEST_LINE));
            from = to + 1;
            if (words.reached.stream().anyMatch(line::contains)) {
                reached = true;
            } else if (words.unreachable.stream().anyMatch(line::contains)) {
                String host = host(line, words);
                if (host.isEmpty()) host = called;
                if (!host.isEmpty()) hosts.add(host);
            } else if (calls(line, words)) {
                String host = host(line, words);
                if (!host.isEmpty()) called = host;
            }
        }
        return new Attempts(hosts, reached);
    }

    /** ASCII in lower case, as the words are: several times as fast as all letters of all scripts. */
    private static String lower(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) if (chars[i] >= 'A' && chars[i] <= 'Z') chars[i] += 'a' - 'A';
        return new String(chars);
    }

    /** A command line that calls a host, whose outcome stands in a later line. */
    private static boolean calls(String line, Words words) {
        String l = line.strip();
        if (l.startsWith("$") || l.startsWith("#") || l.startsWith(">")) l = l.substring(1).strip();
        boolean prompt = l.contains("> ");
        for (String program : words.programs) {
            if (l.startsWith(program) || prompt && l.contains("> " + program)) return true;
        }
        return false;
    }

    /** The host of a line: {@code name[address]}, or the first name after {@code to}, or the first word with a dot. */
    private static String host(String line, Words words) {
        int open = line.indexOf('[');
        while (open > 0) {
            int close = line.indexOf(']', open);
            if (close > 0 && Address.read(line.substring(open + 1, close)) != null) {
                String name = wordBefore(line, open);
                return name.isEmpty() ? line.substring(open + 1, close) : name;
            }
            open = line.indexOf('[', open + 1);
        }
        for (String w : line.split("[\\s,;()<>\"']", 60)) {
            String host = w;
            int colon = host.indexOf(':');
            if (colon > 0 && host.indexOf(':', colon + 1) < 0) host = host.substring(0, colon);
            if (host.indexOf('@') >= 0 || host.indexOf('=') >= 0 || words.ignore.contains(host) || words.ends.stream().anyMatch(host::endsWith)) continue;
            if (Domains.hostName(host) || (Address.read(host) != null && host.indexOf('.') > 0)) return Domains.tidy(host);
        }
        return "";
    }

    private static String wordBefore(String line, int end) {
        int from = end;
        while (from > 0 && (Character.isLetterOrDigit(line.charAt(from - 1)) || line.charAt(from - 1) == '.' || line.charAt(from - 1) == '-')) from--;
        return Domains.tidy(line.substring(from, end));
    }
}
