package io.github.redeliver;

import io.github.redeliver.knowledge.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds how long a reply asks to wait and how large it allows a message to be, by words of {@code kb/evidence/units.yaml}.
 * What is not said beside a word that tells what the number is about counts as not said. Immutable.
 */
final class Amounts {
    private static final int MOST_TEXT = 8_000;
    private static final int MOST_NUMBERS = 200;
    private static final int NEAR = 60;
    private static final int AFTER = 30;
    private static final int TOUCHING = 24;
    private static final long LONGEST = 30L * 86_400;
    private static final long BARE = 100_000;
    private static final long SMALLEST = 1024;
    private static final long LARGEST = 1L << 40;

    private record Unit(String word, long factor) {}

    /** A number with its unit; a unit of 0 is none. */
    private record Amount(int from, int to, long value, long factor) {}

    private final List<Unit> times;
    private final List<Unit> sizes;
    private final Map<Character, List<Unit>> spelt; // by their first letter
    private final String initials;
    private final List<String> bare;
    private final List<String> retry;
    private final List<String> rate;
    private final List<String> limit;

    /** @param units what {@code kb/evidence/units.yaml} holds; empty where there is none */
    Amounts(Map<String, Object> units) {
        times = units(units.get("time"));
        sizes = units(units.get("size"));
        spelt = units(units.get("spelt")).stream().collect(Collectors.groupingBy(u -> u.word().charAt(0)));
        initials = spelt.keySet().stream().map(String::valueOf).collect(Collectors.joining());
        bare = words(units, "bare");
        retry = words(units, "retry");
        rate = words(units, "rate");
        limit = words(units, "limit");
    }

    private static List<Unit> units(Object entries) {
        List<Unit> all = new ArrayList<>();
        for (Object entry : Tree.list(entries)) {
            Map<String, Object> m = Tree.map(entry);
            long factor = Long.parseLong(Tree.text(m, "factor"));
            for (String w : Tree.texts(m.get("words"))) all.add(new Unit(w.toLowerCase(Locale.ROOT), factor));
        }
        all.sort(Comparator.comparingInt((Unit u) -> -u.word().length()));
        return List.copyOf(all);
    }

    private static List<String> words(Map<String, Object> units, String key) {
        return Tree.texts(units.get(key)).stream().map(w -> w.toLowerCase(Locale.ROOT)).toList();
    }

    /** The seconds that a reply asks to wait, or {@code ""}. */
    String seconds(String reply) {
        String s = lower(reply);
        List<Amount> all = amounts(s, times, true);
        for (int i = 0; i < all.size(); i++) {
            Amount a = all.get(i);
            if (a.factor() == 0 && touched(s, a.from(), bare)) a = new Amount(a.from(), a.to(), a.value(), 1);
            if (a.factor() == 0 || !told(s, a) || touched(s, a.from(), rate)) continue;
            long seconds = a.value() * a.factor();
            long last = a.factor();
            int end = a.to();
            for (int k = i + 1; k < all.size(); k++) { // "1 minute and 30 seconds"
                Amount b = all.get(k);
                if (b.from() - end > 5 || b.factor() == 0 || b.factor() >= last) break;
                seconds += b.value() * b.factor();
                last = b.factor();
                end = b.to();
            }
            if (seconds > 0 && seconds <= LONGEST) return String.valueOf(seconds);
        }
        return inWords(s);
    }

    /** {@code in an hour}, {@code 半小时后}: a time without a number. */
    private String inWords(String s) {
        for (int at = 0; at < s.length(); at++) {
            if (initials.indexOf(s.charAt(at)) < 0 || at > 0 && letter(s.charAt(at - 1)) && letter(s.charAt(at))) continue; // within a word
            for (Unit u : spelt.getOrDefault(s.charAt(at), List.of())) {
                if (!s.startsWith(u.word(), at)) continue;
                Amount a = new Amount(at, at + u.word().length(), u.factor(), 1);
                boolean whole = a.to() == s.length() || !letter(s.charAt(a.to())) || !letter(s.charAt(a.to() - 1));
                if (whole && told(s, a) && !touched(s, at, rate)) return String.valueOf(u.factor());
            }
        }
        return "";
    }

    /** A letter of a script that puts blanks between words. */
    private static boolean letter(char c) {
        return Character.isAlphabetic(c) && c < 0x2e80;
    }

    /** Whether a word that tells to wait stands near, in the same sentence. */
    private boolean told(String s, Amount a) {
        int from = Math.max(0, a.from() - NEAR);
        int stop = ended(s, from, a.from());
        // a sentence of nothing but the time belongs to the one before it
        boolean own = stop >= 0 && s.substring(stop, a.from()).chars().anyMatch(Character::isLetterOrDigit);
        if (any(s, own ? stop : from, a.from(), retry)) return true;
        int to = Math.min(s.length(), a.to() + AFTER);
        int end = ended(s, a.to(), to);
        return any(s, a.to(), end < 0 ? to : end, retry);
    }

    /** Where the last sentence that ends before {@code at} does; after it, the first. */
    private static int ended(String s, int from, int to) {
        int last = -1;
        for (int i = from; i + 1 < to; i++) {
            boolean stop = (s.charAt(i) == '.' || s.charAt(i) == ';') && s.charAt(i + 1) == ' ' || s.charAt(i) == '。';
            if (stop) last = i + 1;
        }
        return last;
    }

    /** The size that a reply allows, in words, or {@code ""}: of several sizes the smallest, since the message is larger. */
    String size(String reply) {
        String s = lower(reply);
        long least = Long.MAX_VALUE;
        for (Amount a : amounts(s, sizes, false)) {
            boolean bare = a.factor() == 0;
            long bytes = bare ? a.value() : a.value() * a.factor();
            if (bare && a.value() < BARE || bytes < SMALLEST || bytes > LARGEST) continue;
            if (before(s, a.from(), bare ? AFTER : NEAR, limit) || !bare && after(s, a.to(), limit)) least = Math.min(least, bytes);
        }
        return least == Long.MAX_VALUE ? "" : readable(least);
    }

    /** {@code 25 MB}: whole where it is whole in either way of counting, else with one digit. */
    static String readable(long bytes) {
        String[] names = {"KB", "MB", "GB"};
        for (int i = 2; i >= 0; i--) {
            long binary = 1L << (10 * (i + 1));
            long decimal = i == 0 ? 1_000 : i == 1 ? 1_000_000 : 1_000_000_000;
            if (bytes % binary == 0) return bytes / binary + " " + names[i];
            if (bytes % decimal == 0) return bytes / decimal + " " + names[i];
            if (bytes >= binary) {
                long tenths = Math.round(bytes * 10.0 / binary);
                return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + " " + names[i];
            }
        }
        return bytes + " B";
    }

    private static String lower(String reply) {
        String s = reply.length() > MOST_TEXT ? reply.substring(0, MOST_TEXT) : reply;
        char[] out = s.toCharArray();
        for (int i = 0; i < out.length; i++) {
            char c = Character.toLowerCase(out[i]);
            out[i] = c >= '０' && c <= '９' ? (char) (c - '０' + '0') : c;
        }
        return new String(out);
    }

    private List<Amount> amounts(String s, List<Unit> units, boolean clock) {
        List<Amount> all = new ArrayList<>();
        int i = 0;
        while (i < s.length() && all.size() < MOST_NUMBERS) {
            char c = s.charAt(i);
            Amount written = clock ? written(s, i, units) : null;
            if (written != null) {
                all.add(written);
                i = written.to();
                continue;
            }
            if (!digit(c) || i > 0 && (latin(s.charAt(i - 1)) || digit(s.charAt(i - 1)) || ".-_".indexOf(s.charAt(i - 1)) >= 0)) {
                i++;
                continue;
            }
            int end = i;
            while (end < s.length() && digit(s.charAt(end))) end++;
            while (end + 3 < s.length() && s.charAt(end) == ',' && group(s, end + 1)) end += 4;
            int digits = end;
            boolean fraction = end + 1 < s.length() && digit(s.charAt(end + 1)) && (s.charAt(end) == '.' || tenths(s, end));
            if (fraction) {
                end++;
                while (end < s.length() && digit(s.charAt(end))) end++;
                if (end < s.length() && s.charAt(end) == '.') fraction = false; // an address or a code
            }
            long value = digits - i > 15 ? -1 : Long.parseLong(s.substring(i, digits).replace(",", ""));
            int from = i;
            i = end;
            if (value < 0 || end > digits && !fraction) continue;
            if (clock && clock(s, end)) {
                if (dated(s, from)) { // the time of an event
                    i = end + 6;
                    continue;
                }
                long seconds = value * 3600 + Long.parseLong(s, end + 1, end + 3, 10) * 60 + Long.parseLong(s, end + 4, end + 6, 10);
                all.add(new Amount(from, end + 6, seconds, 1));
                i = end + 6;
                continue;
            }
            all.add(amount(s, from, digits, end, value, units));
        }
        return all;
    }

    private static Amount amount(String s, int from, int digits, int end, long value, List<Unit> units) {
        int at = end;
        while (at < s.length() && at - end < 2 && (" \t\n-".indexOf(s.charAt(at)) >= 0 || s.charAt(at) == '\u00a0')) at++;
        for (Unit u : units) {
            if (!s.startsWith(u.word(), at)) continue;
            int after = at + u.word().length();
            boolean letters = Character.isAlphabetic(u.word().charAt(0)) && u.word().charAt(0) < 0x2e80;
            if (letters && after < s.length() && (Character.isLetterOrDigit(s.charAt(after)) && s.charAt(after) < 0x2e80)) continue;
            if (u.word().length() == 1 && letters && at > end) continue;
            if (digits == end) return new Amount(from, after, value, u.factor());
            String number = s.substring(from, digits).replace(",", "") + '.' + s.substring(digits + 1, end);
            return new Amount(from, after, Math.round(Double.parseDouble(number) * u.factor()), 1);
        }
        return new Amount(from, end, value, 0);
    }

    /** A comma before one or two digits, as in {@code 1,5 Stunden}, where it is no list. */
    private static boolean tenths(String s, int comma) {
        if (s.charAt(comma) != ',') return false;
        int end = comma + 1;
        while (end < s.length() && digit(s.charAt(end))) end++;
        return end - comma <= 3 && (end == s.length() || s.charAt(end) != ',');
    }

    /** A time as programs write it: {@code 2h30m}, {@code 5m0s}, ISO 8601's {@code PT5M}; null where none begins here. */
    private static @Nullable Amount written(String s, int from, List<Unit> units) {
        if (from > 0 && (Character.isLetterOrDigit(s.charAt(from - 1)) || "._-".indexOf(s.charAt(from - 1)) >= 0)) return null;
        boolean iso = s.charAt(from) == 'p';
        int at = iso ? from + 1 : from;
        long seconds = 0;
        long last = Long.MAX_VALUE;
        int parts = 0;
        while (at < s.length()) {
            if (iso && s.charAt(at) == 't') at++;
            int end = at;
            while (end < s.length() && end - at < 9 && digit(s.charAt(end))) end++;
            if (end == at) break;
            int whole = end;
            if (end + 1 < s.length() && s.charAt(end) == '.' && digit(s.charAt(end + 1))) { // of a second, or a full stop
                end++;
                while (end < s.length() && digit(s.charAt(end))) end++;
            }
            int word = end;
            while (word < s.length() && latin(s.charAt(word)) && !(iso && word > end)) word++;
            long factor = factor(s.substring(end, word), units);
            if (factor == 0 || factor >= last) return null;
            seconds += Long.parseLong(s.substring(at, whole)) * factor;
            last = factor;
            parts++;
            at = word;
        }
        boolean over = at == s.length() || !Character.isLetterOrDigit(s.charAt(at)) && s.charAt(at) != '_' && s.charAt(at) != '-';
        return over && parts >= (iso ? 1 : 2) ? new Amount(from, at, seconds, 1) : null;
    }

    private static long factor(String word, List<Unit> units) {
        if (!word.isEmpty()) for (Unit u : units) if (u.word().equals(word)) return u.factor();
        return 0;
    }

    /** A date stands right before. */
    private static boolean dated(String s, int at) {
        int i = at - 1;
        if (i > 0 && s.charAt(i) == 't') return digit(s.charAt(i - 1));
        while (i >= 0 && s.charAt(i) == ' ') i--;
        return i >= 0 && i < at - 1 && (digit(s.charAt(i)) || s.charAt(i) == ',');
    }

    /** {@code :05:00} after an hour. */
    private static boolean clock(String s, int at) {
        return at + 6 <= s.length() && s.charAt(at) == ':' && digit(s.charAt(at + 1)) && digit(s.charAt(at + 2))
                && s.charAt(at + 3) == ':' && digit(s.charAt(at + 4)) && digit(s.charAt(at + 5))
                && (at + 6 == s.length() || !digit(s.charAt(at + 6)) && s.charAt(at + 6) != ':');
    }

    private static boolean group(String s, int at) {
        return at + 3 <= s.length() && digit(s.charAt(at)) && digit(s.charAt(at + 1)) && digit(s.charAt(at + 2))
                && (at + 3 == s.length() || !digit(s.charAt(at + 3)));
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean latin(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean before(String s, int at, int near, List<String> cues) {
        return any(s, Math.max(0, at - near), at, cues);
    }

    private static boolean after(String s, int at, List<String> cues) {
        return any(s, at, Math.min(s.length(), at + AFTER), cues);
    }

    /** One of the words stands right before, with nothing but blanks between. */
    private static boolean touched(String s, int at, List<String> cues) {
        String head = s.substring(Math.max(0, at - TOUCHING), at).stripTrailing();
        for (String cue : cues) {
            if (!head.endsWith(cue)) continue;
            int from = head.length() - cue.length();
            if (from == 0 || !latin(head.charAt(from - 1)) || !latin(cue.charAt(0))) return true;
        }
        return false;
    }

    private static boolean any(String s, int from, int to, List<String> cues) {
        for (int i = from; i < to; i++) {
            if (i > 0 && latin(s.charAt(i)) && (latin(s.charAt(i - 1)) || digit(s.charAt(i - 1)))) continue; // within a word or an id
            for (String cue : cues) {
                int end = i + cue.length();
                if (end > to || !s.startsWith(cue, i)) continue;
                // a short word must be whole, a longer one may be a stem
                if (cue.length() > 2 || !latin(cue.charAt(0)) || end == s.length() || !latin(s.charAt(end))) return true;
            }
        }
        return false;
    }
}
