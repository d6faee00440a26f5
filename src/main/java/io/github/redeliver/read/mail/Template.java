package io.github.redeliver.read.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of a report as its software writes it, with places for what varies:
 * {@code <{recipient}>: host {host}[{ip}] said: {reply} (in reply to {stage} command)}. A leading {@code ^} binds it to
 * the beginning of a line (for {@code {stage=connect}} nothing stands in the text: it says what the line means), a trailing {@code $} to the end of one. White space and case do not matter. Matching never
 * backtracks, so it is linear.
 */
final class Template {
    private static final int LONGEST = 8_000;

    private static final Set<String> HOSTS = Set.of("host", "reporter");
    private static final Set<String> ADDRESSES = Set.of("recipient", "original", "sender");

    private record Token(String literal, String place) {}

    /** Where a template matched, and what stood at its places (as ranges of the folded text). */
    static final class Match {
        final Template template;
        int start;
        int end;
        final List<String> places = new ArrayList<>();
        final List<int[]> ranges = new ArrayList<>();

        Match(Template template) {
            this.template = template;
        }

        /** What stood at the place, or null where nothing did. */
        int @Nullable [] range(String place) {
            int at = places.indexOf(place);
            return at < 0 || ranges.get(at)[1] <= ranges.get(at)[0] ? null : ranges.get(at);
        }

        String text(Fold fold, String source, String place) {
            if (template.tells) {
                for (Token token : template.tokens) if (token.place.startsWith(place) && token.place.startsWith("=", place.length())) return token.place.substring(place.length() + 1);
            }
            int[] range = range(place);
            if (range == null) return "";
            String value = source.substring(fold.origin(range[0]), fold.origin(range[1] - 1) + 1).strip();
            boolean dot = value.endsWith(".") && HOSTS.contains(place);
            return dot ? value.substring(0, value.length() - 1) : value;
        }
    }

    final String frame;
    final String role;
    private final List<Token> tokens = new ArrayList<>();
    private final boolean lineStart;
    private final boolean lineEnd;
    private final int key;
    private final String keyWords;
    private final boolean tells; // whether it says what stands in no text ({stage=connect})

    Template(String frame, String role, String written) {
        this.frame = frame;
        this.role = role;
        String rest = written;
        lineStart = rest.startsWith("^");
        if (lineStart) rest = rest.substring(1);
        lineEnd = rest.endsWith("$");
        if (lineEnd) rest = rest.substring(0, rest.length() - 1);
        int i = 0;
        while (i < rest.length()) {
            int open = rest.indexOf('{', i);
            int close = open < 0 ? -1 : rest.indexOf('}', open);
            String literal = Fold.of(close < 0 ? rest.substring(i) : rest.substring(i, open));
            if (!literal.isEmpty()) tokens.add(new Token(literal, ""));
            if (close < 0) break;
            tokens.add(new Token("", rest.substring(open + 1, close)));
            i = close + 1;
        }
        int first = -1;
        for (int t = Math.min(tokens.size(), 6) - 1; t >= 0; t--) if (tokens.get(t).literal.strip().length() > 1) first = t;
        if (first < 0) {
            throw new IllegalArgumentException("a frame's template needs words of its own near its beginning: " + written);
        }
        key = first;
        keyWords = tokens.get(first).literal;
        boolean told = false;
        for (Token token : tokens) told |= token.place.indexOf('=') >= 0;
        tells = told;
    }

    /** The words by which it is found. */
    String key() {
        return keyWords;
    }

    boolean captures(String place) {
        for (Token token : tokens) if (token.place.equals(place) || token.place.startsWith(place + "=")) return true;
        return false;
    }

    /** Whether a line or a word begins where the key words stand, with which the template begins. */
    private boolean begins(Fold text, int at) {
        if (lineStart) return text.lineStart(at);
        char first = keyWords.charAt(0);
        return at == 0 || first >= 0x2E80 || !Character.isLetterOrDigit(first) || !Character.isLetterOrDigit(text.charAt(at - 1));
    }

    /** The match whose key words begin at the index, or null. */
    @Nullable Match match(Fold text, int at) {
        if (key == 0 && !begins(text, at)) return null;
        Match match = new Match(this);
        match.start = at;
        for (int t = key - 1; t >= 0; t--) {
            Token token = tokens.get(t);
            if (!token.literal.isEmpty()) {
                match.start -= token.literal.length();
                if (!text.at(token.literal, match.start)) return null;
            } else {
                if (token.place.indexOf('=') >= 0) continue;
                int start = before(text, match.start, token.place);
                if (start == match.start) return null;
                match.places.add(token.place);
                match.ranges.add(new int[] {start, match.start});
                match.start = start;
            }
        }
        if (key > 0 && lineStart && !text.lineStart(match.start)) return null;
        int i = at + key().length();
        for (int t = key + 1; t < tokens.size(); t++) {
            Token token = tokens.get(t);
            if (!token.literal.isEmpty()) {
                String literal = token.literal;
                if (t == tokens.size() - 1 && i >= text.length()) literal = literal.stripTrailing();
                if (literal.isEmpty()) continue;
                if (!text.at(literal, i)) {
                    // A blank may stand where none is written, and the other way round.
                    String bare = literal.stripLeading();
                    if (i < text.length() && text.charAt(i) == ' ' && text.at(literal, i + 1)) i++;
                    else if (!bare.isEmpty() && bare.length() < literal.length() && text.at(bare, i)) literal = bare;
                    else return null;
                }
                i += literal.length();
                continue;
            }
            if (token.place.indexOf('=') >= 0) continue;
            String next = t + 1 < tokens.size() ? tokens.get(t + 1).literal : "";
            int end = place(text, i, token.place, next);
            if (end < 0) return null;
            match.places.add(token.place);
            match.ranges.add(new int[] {i, end});
            i = end;
        }
        match.end = i;
        if (lineEnd && !text.lineEnd(i)) return null;
        return match;
    }

    /** Where what ends at the index begins; the index itself where nothing fits the place. */
    private static int before(Fold text, int end, String place) {
        int i = end;
        int least = Math.max(0, end - 330);
        while (i > least && fits(place, text.charAt(i - 1))) i--;
        return ADDRESSES.contains(place) && text.subSequence(i, end).toString().indexOf('@') < 0 ? end : i;
    }

    private static boolean fits(String place, char c) {
        if (HOSTS.contains(place)) return host(c);
        return place.equals("ip") ? Character.digit(c, 16) >= 0 || ".:".indexOf(c) >= 0 : " <>\"(".indexOf(c) < 0;
    }

    private static int place(Fold text, int from, String place, String next) {
        int stop = Math.min(text.length(), from + LONGEST);
        int i = from;
        switch (place) {
            case "recipient", "original", "sender" -> {
                Addresses.Found found = Addresses.at(text, from, stop);
                if (found == null) return -1;
                int end = found.end();
                if (next.isEmpty() || !next.startsWith(">")) while (end < stop && end < found.end() + 2 && ">\"'".indexOf(text.charAt(end)) >= 0 && !(!next.isEmpty() && next.charAt(0) == text.charAt(end))) end++;
                return end;
            }
            case "host", "reporter" -> {
                while (i < stop && host(text.charAt(i))) i++;
                while (i > from && ":.".indexOf(text.charAt(i - 1)) >= 0 && (next.isEmpty() || !text.at(next, i))) i--;
                return i > from ? i : -1;
            }
            case "ip" -> {
                while (i < stop && (Character.digit(text.charAt(i), 16) >= 0 || ".:*x".indexOf(text.charAt(i)) >= 0)) i++;
                if (i > from && text.charAt(i - 1) == ':') i--;
                return i;
            }
            case "word", "queue" -> {
                while (i < stop && text.charAt(i) != ' ' && (next.isEmpty() || !text.at(next, i))) i++;
                return i > from ? i : -1;
            }
            case "line" -> {
                int end = text.lineBreak(from, stop);
                if (next.isEmpty()) return end;
                return text.indexOf(next, from, Math.min(stop, end + 1));
            }
            default -> {
                int end = text.paragraphEnd(from, stop);
                if (next.isEmpty()) return end;
                if (place.equals("stage")) end = Math.min(end, from + 80);
                return text.indexOf(next, from, Math.min(stop, end + 1));
            }
        }
    }

    private static boolean host(char c) {
        return Character.isLetterOrDigit(c) || ".-_:*".indexOf(c) >= 0;
    }
}
