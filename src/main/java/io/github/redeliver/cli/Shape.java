package io.github.redeliver.cli;

import io.github.redeliver.knowledge.Automaton;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Normaliser;
import io.github.redeliver.knowledge.Systems;
import java.util.Arrays;

/**
 * The shape of a line: its text with everything taken out that differs from one line of a log to the next (local parts,
 * labels of unknown hosts, addresses, ids, numbers). What a rule's phrase lies on, what looks like a reply code and what
 * names a known system is never taken out. Equal values get the same mark, so that lines in which two values agree have
 * another shape than lines in which they differ.
 *
 * <p>Reusable to spare allocation; not thread-safe.
 */
final class Shape {
    /** Longer texts are no log lines; they are read the long way. */
    static final int MAX_LENGTH = 4_000;

    static final int MAX_VALUES = 120;

    private final Automaton automaton;
    private final Systems systems;
    private final Normaliser normal = new Normaliser();
    private boolean[] heard = new boolean[512]; // characters that a phrase lies on
    private final int[] from = new int[MAX_VALUES];
    private final int[] to = new int[MAX_VALUES];
    private final char[] kind = new char[MAX_VALUES];
    private final StringBuilder key = new StringBuilder(512);
    private String text = "";
    private int count;
    private int done; // characters of the text that are in the key
    private boolean fits;

    Shape(KnowledgeBase base) {
        this.automaton = base.automaton();
        this.systems = base.systems();
    }

    /** Takes the shape of a text; false when it has none (too long, too many values). */
    boolean read(String line) {
        text = line;
        count = 0;
        done = 0;
        fits = line.length() <= MAX_LENGTH;
        key.setLength(0);
        if (!fits) return false;
        hear();
        int n = line.length();
        int i = 0;
        while (i < n && fits) {
            char c = line.charAt(i);
            if (!isToken(c)) {
                i++;
                continue;
            }
            int end = i + 1;
            boolean at = false;
            while (end < n && (isToken(line.charAt(end)) || line.charAt(end) == '@' && !at)) {
                at |= line.charAt(end) == '@';
                end++;
            }
            token(i, end);
            i = end;
        }
        key.append(line, done, n);
        return fits;
    }

    private void hear() {
        if (heard.length < text.length()) heard = new boolean[Math.max(text.length(), heard.length * 2)];
        Arrays.fill(heard, 0, text.length(), false);
        normal.read(text);
        automaton.scan(normal, (phrase, a, b) -> {
            int end = normal.originOf(b - 1) + 1;
            for (int k = normal.originOf(a); k < end; k++) heard[k] = true;
        });
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isToken(char c) {
        return isLetter(c) || isDigit(c) || c == '.' || c == '-' || c == '_' || c == '+' || c == '=';
    }

    private boolean anyHeard(int a, int b) {
        for (int i = a; i < b; i++) if (heard[i]) return true;
        return false;
    }

    private void value(int a, int b, char what) {
        if (a == b || anyHeard(a, b)) return;
        if (count == MAX_VALUES) {
            fits = false;
            return;
        }
        key.append(text, done, a).append('\u0001').append(what);
        int same = -1;
        for (int k = 0; k < count; k++) {
            if (to[k] - from[k] == b - a && text.regionMatches(from[k], text, a, b - a)) {
                same = k;
                break;
            }
        }
        key.append((char) ('0' + (same < 0 ? count : same)));
        if (what == 'n' || what == 'x') key.append((char) ('0' + Math.min(b - a, 60)));
        done = b;
        from[count] = a;
        to[count] = b;
        kind[count] = what;
        count++;
    }

    /** A run of token characters, with an at sign in it perhaps. */
    private void token(int a, int b) {
        int equals = lastIndexOf('=', a, b);
        if (equals >= 0 && equals < b - 1) { // to=…, dsn=…
            pieces(a, equals);
            token(equals + 1, b);
            return;
        }
        while (b > a && ".-=".indexOf(text.charAt(b - 1)) >= 0) b--;
        while (a < b && ".-=".indexOf(text.charAt(a)) >= 0) a++;
        if (a == b) return;
        int at = text.indexOf('@', a);
        if (at > a && at < b) {
            if (host(at + 1, b)) {
                if (letters(a, at) > 0) value(a, at, 'l');
                domain(at + 1, b, systems.ofMailDomain(text.substring(at + 1, b)), true);
            } else {
                pieces(a, at);
                pieces(at + 1, b);
            }
        } else if (address(a, b)) {
            value(a, b, ip(a, b));
        } else if (host(a, b)) {
            domain(a, b, systems.ofHost(text.substring(a, b)), false);
        } else {
            pieces(a, b);
        }
    }

    private int lastIndexOf(char c, int a, int b) {
        for (int i = b - 1; i >= a; i--) if (text.charAt(i) == c) return i;
        return -1;
    }

    private int letters(int a, int b) {
        int n = 0;
        for (int i = a; i < b; i++) if (isLetter(text.charAt(i))) n++;
        return n;
    }

    /** At least two labels of letters, digits and hyphens, the last one of letters. */
    private boolean host(int a, int b) {
        int label = a;
        int labels = 0;
        for (int i = a; i <= b; i++) {
            if (i < b && text.charAt(i) != '.') {
                char c = text.charAt(i);
                if (!isLetter(c) && !isDigit(c) && c != '-') return false;
                continue;
            }
            if (i == label || text.charAt(label) == '-' || text.charAt(i - 1) == '-') return false;
            labels++;
            if (i == b && (letters(label, i) != i - label || i - label < 2)) return false;
            label = i + 1;
        }
        return labels >= 2;
    }

    /** Each label is a value of its own, except the last, and except all when the name belongs to a known system. */
    private void domain(int a, int b, String system, boolean mail) {
        if (!system.isEmpty() && mail) return;
        int keepFrom = b; // labels of a known system stay
        if (!system.isEmpty()) {
            keepFrom = a;
            for (int dot = text.indexOf('.', a); dot >= 0 && dot < b; dot = text.indexOf('.', dot + 1)) {
                if (!systems.ofHost(text.substring(dot + 1, b)).equals(system)) break;
                keepFrom = dot + 1;
            }
        }
        int label = a;
        for (int i = a; i < b; i++) {
            if (text.charAt(i) != '.') continue;
            if (label < keepFrom) value(label, i, 'h');
            label = i + 1;
        }
    }

    private boolean address(int a, int b) {
        int part = 0;
        int digits = 0;
        int number = 0;
        for (int i = a; i < b; i++) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                number = number * 10 + c - '0';
                if (++digits > 3 || number > 255) return false;
            } else if (c == '.' && digits > 0) {
                part++;
                digits = 0;
                number = 0;
            } else {
                return false;
            }
        }
        return part == 3 && digits > 0;
    }

    /** Addresses that nobody reaches have shapes of their own, since evidence may say so. */
    private char ip(int a, int b) {
        int first = Integer.parseInt(text, a, text.indexOf('.', a), 10);
        int dot = text.indexOf('.', a);
        int second = Integer.parseInt(text, dot + 1, text.indexOf('.', dot + 1), 10);
        boolean hidden = first == 10 || first == 127 || first == 0 || first == 192 && second == 168
                || first == 172 && second >= 16 && second < 32 || first == 169 && second == 254
                || first == 100 && second >= 64 && second < 128;
        if (hidden) return 'P';
        return 'i';
    }

    /** What is no name and no address: numbers and mixed ids are values, words stay. */
    private void pieces(int a, int b) {
        if (enhanced(a, b)) return;
        int i = a;
        while (i < b) {
            char c = text.charAt(i);
            if (!isLetter(c) && !isDigit(c)) {
                i++;
                continue;
            }
            int end = i;
            int digits = 0;
            while (end < b && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)))) {
                if (isDigit(text.charAt(end))) digits++;
                end++;
            }
            if (digits == end - i) {
                boolean code = end - i == 3 && "245".indexOf(text.charAt(i)) >= 0;
                if (!code) value(i, end, 'n');
            } else if (digits > 0 && end - i >= 5) {
                value(i, end, 'x');
            }
            i = end;
        }
    }

    private boolean enhanced(int a, int b) {
        int dots = 0;
        for (int i = a; i < b; i++) {
            char c = text.charAt(i);
            if (c == '.') dots++;
            else if (!isDigit(c)) return false;
        }
        return dots == 2 && "245".indexOf(text.charAt(a)) >= 0 && text.charAt(a + 1) == '.';
    }

    /** The shape as text; lines with equal keys differ in nothing but values. */
    String key() {
        return key.toString();
    }

    int count() {
        return count;
    }

    int from(int value) {
        return from[value];
    }

    int to(int value) {
        return to[value];
    }

    char kind(int value) {
        return kind[value];
    }

    /** Index of the first value that is equal to this one. */
    int first(int value) {
        for (int k = 0; k < value; k++) {
            if (to[k] - from[k] == to[value] - from[value] && text.regionMatches(from[k], text, from[value], to[value] - from[value])) {
                return k;
            }
        }
        return value;
    }
}
