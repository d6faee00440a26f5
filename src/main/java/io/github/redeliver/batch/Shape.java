package io.github.redeliver.batch;

import io.github.redeliver.knowledge.Automaton;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Normaliser;
import io.github.redeliver.knowledge.Systems;
import java.util.Arrays;
import java.util.List;

/**
 * The shape of a line: its text with everything taken out that differs from one line of a log to the next (local parts,
 * labels of unknown hosts, addresses, ids, numbers). What a rule's phrase lies on, what looks like a reply code, words
 * that tell what a number is about and what names a known system are never taken out. Equal values get the same mark, so that lines in which two values agree have
 * another shape than lines in which they differ.
 *
 * <p>Reusable to spare allocation; not thread-safe.
 */
final class Shape {
    /** Longer texts are no log lines; they are read the long way. */
    static final int MAX_LENGTH = 4_000;

    static final int MAX_VALUES = 120;

    /** Numbers with more digits are sizes, dates and ids rather than delays and ports. */
    private static final int SHORT_NUMBER = 5;

    /** Kinds of values. */
    static final char NUMBER = 'n';

    static final char ID = 'x';
    private static final char LOCAL_PART = 'l';
    private static final char LABEL = 'h';
    private static final char TOP_LEVEL = 't';
    private static final char ADDRESS = 'i';
    private static final char INTERNAL = 'p';

    private static final char MARK = '\u0001';
    private static final int WINDOWS = 4;
    private static final int FAR = 60;

    /** Local parts with a meaning of their own (RFC 5321, 4.5.1; SRS; BATV). */
    private static final List<String> MEANINGFUL = List.of("postmaster", "mailer-daemon", "srs0", "srs1", "prvs");

    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    private static final byte JOINT = 4; // . - _ + = within a token

    private static final byte[] KINDS = new byte[128];

    static {
        for (char c = 0; c < 128; c++) {
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') KINDS[c] = LETTER;
            if (c >= '0' && c <= '9') KINDS[c] = DIGIT;
            if (".-_+=".indexOf(c) >= 0) KINDS[c] = JOINT;
        }
    }

    private final Automaton automaton;
    private final Systems systems;
    private final LabelWords words;
    private final Grams grams;
    private final Cues cues;
    private final Normaliser normal = new Normaliser();
    private final char[] chars = new char[MAX_LENGTH];
    private final boolean[] heard = new boolean[MAX_LENGTH]; // characters that a phrase lies on
    private final int[] from = new int[MAX_VALUES];
    private final int[] to = new int[MAX_VALUES];
    private final int[] hash = new int[MAX_VALUES];
    private final char[] kind = new char[MAX_VALUES];
    private final int[] group = new int[MAX_VALUES]; // the first value that this one is equal to in all lines of the shape
    private char[] key = new char[MAX_LENGTH + 5 * MAX_VALUES];
    private int length; // of the key
    private String text = "";
    private int size; // of the text
    private boolean listened;
    private boolean found;
    private int windows; // how many more stretches are listened to before all is
    private int namesClients; // -1 for not looked up
    private int count;
    private int done; // characters of the text that are in the key
    private boolean fits;

    Shape(KnowledgeBase base, LabelWords words, Grams grams, Cues cues) {
        this.automaton = base.automaton();
        this.systems = base.systems();
        this.words = words;
        this.grams = grams;
        this.cues = cues;
    }

    /** Takes the shape of a text; false when it has none (too long, too many values). */
    boolean read(String line) {
        text = line;
        count = 0;
        done = 0;
        length = 0;
        int n = line.length();
        fits = n <= MAX_LENGTH;
        if (!fits) return false;
        line.getChars(0, n, chars, 0);
        size = n;
        listened = false;
        windows = WINDOWS;
        namesClients = -1;
        int i = 0;
        while (i < n && fits) {
            if (kindOf(chars[i]) == 0) {
                i++;
                continue;
            }
            int end = i + 1;
            int at = -1;
            int equals = chars[i] == '=' ? i : -1;
            while (end < n) {
                char c = chars[end];
                if (c == '=') equals = end;
                if (kindOf(c) == 0) {
                    if (c != '@' || at >= 0) break;
                    at = end;
                }
                end++;
            }
            token(i, end, at, equals);
            i = end;
        }
        copy(n);
        return fits;
    }

    private static int kindOf(char c) {
        return c < 128 ? KINDS[c] : 0;
    }

    /** Whether a phrase lies on any of these characters; listens only where that is possible, and no farther. */
    private boolean anyHeard(int a, int b, boolean oneWord) {
        int reach = grams.mayLieOn(chars, size, a, b, oneWord);
        if (reach == 0) return false;
        if (--windows >= 0 && reach < FAR) {
            int from = a;
            for (int n = reach; n > 0 && from > 0; ) if (counts(chars[--from])) n--;
            int to = b;
            for (int n = reach; n > 0 && to < size; ) if (counts(chars[to++])) n--;
            return heard(a, b, from, to);
        }
        if (!listened) {
            Arrays.fill(heard, 0, size, false);
            normal.read(chars, size);
            automaton.scan(normal, (phrase, x, y) -> Arrays.fill(heard, normal.originOf(x), normal.originOf(y - 1) + 1, true));
            listened = true;
        }
        for (int i = a; i < b; i++) if (heard[i]) return true;
        return false;
    }

    private static boolean counts(char c) {
        return c > ' ' && c < 127;
    }

    /** What is cut at its ends may be heard though it is none; then a value stays in the shape, which does no harm. */
    private boolean heard(int a, int b, int from, int to) {
        normal.read(chars, from, to);
        found = false;
        automaton.scan(normal, (phrase, x, y) -> found |= normal.originOf(x) < b && normal.originOf(y - 1) >= a);
        return found;
    }

    private void copy(int end) {
        System.arraycopy(chars, done, key, length, end - done);
        length += end - done;
        done = end;
    }

    private boolean value(int a, int b, char what) {
        if (a == b || cues.in(chars, a, b) || anyHeard(a, b, what == ADDRESS || what == INTERNAL)) return false;
        if (count == MAX_VALUES) {
            fits = false;
            return false;
        }
        copy(a);
        int h = 0;
        for (int i = a; i < b; i++) h = 31 * h + chars[i];
        key[length++] = MARK;
        key[length++] = what;
        int same = count;
        if (what == NUMBER) {
            if (b - a > SHORT_NUMBER) key[length++] = (char) ('0' + Math.min(b - a, 60));
        } else if (what != TOP_LEVEL) { // numbers and top-level domains agree by chance
            same = 0;
            while (same < count && !(hash[same] == h && Arrays.equals(chars, from[same], to[same], chars, a, b))) same++;
            key[length++] = (char) ('0' + same);
            if (same < count) same = group[same];
        }
        group[count] = same;
        done = b;
        from[count] = a;
        to[count] = b;
        hash[count] = h;
        kind[count] = what;
        count++;
        return true;
    }

    /** A run of token characters, with an at sign in it perhaps. */
    private void token(int a, int b, int at, int equals) {
        if (equals >= 0 && equals < b - 1) { // to=…, dsn=…
            pieces(a, equals);
            token(equals + 1, b, at > equals ? at : -1, -1);
            return;
        }
        while (b > a && edge(chars[b - 1])) b--;
        while (a < b && edge(chars[a])) a++;
        if (a == b) return;
        if (at > a && at < b) {
            if (host(at + 1, b)) {
                if (anyLetter(a, at) && !meaningful(a)) value(a, at, LOCAL_PART);
                domain(at + 1, b, systems.ofMailDomain(text, at + 1, b), true);
            } else {
                pieces(a, at);
                pieces(at + 1, b);
            }
        } else if (address(a, b)) {
            value(a, b, internal(a) ? INTERNAL : ADDRESS);
        } else if (host(a, b)) {
            domain(a, b, systems.ofHost(text, a, b), false);
        } else {
            pieces(a, b);
        }
    }

    private static boolean edge(char c) {
        return c == '.' || c == '-' || c == '=';
    }

    private boolean anyLetter(int a, int b) {
        for (int i = a; i < b; i++) if (kindOf(chars[i]) == LETTER) return true;
        return false;
    }

    /** At least two labels of letters, digits and hyphens, the last one of letters. */
    private boolean host(int a, int b) {
        int label = a;
        int labels = 0;
        boolean letters = true;
        for (int i = a; i <= b; i++) {
            char c = i < b ? chars[i] : '.';
            if (c != '.') {
                int k = kindOf(c);
                if (k == JOINT && c != '-' || k == 0) return false;
                letters &= k == LETTER;
                continue;
            }
            if (i == label || chars[label] == '-' || chars[i - 1] == '-') return false;
            labels++;
            if (i == b && (!letters || i - label < 2)) return false;
            label = i + 1;
            letters = true;
        }
        return labels >= 2;
    }

    /** Each label is a value of its own, except all when the name belongs to a known system. */
    private void domain(int a, int b, String system, boolean mail) {
        if (!system.isEmpty() && mail) return;
        int keepFrom = b; // labels of a known system stay
        if (!system.isEmpty()) {
            keepFrom = a;
            for (int i = a; i < b; i++) {
                if (chars[i] != '.') continue;
                if (!systems.ofHost(text, i + 1, b).equals(system)) break;
                keepFrom = i + 1;
            }
        }
        int label = a;
        for (int i = a; i < b; i++) {
            if (chars[i] != '.') continue;
            if (label < keepFrom) label(label, i, LABEL);
            label = i + 1;
        }
        if (keepFrom == b) label(label, b, TOP_LEVEL);
    }

    /**
     * What evidence reads in a label (an access line, a server, an address spelt out) is part of the shape where names
     * of clients are told.
     */
    private void label(int a, int b, char what) {
        if (namesClients < 0) namesClients = namesClients() ? 1 : 0;
        if (namesClients == 0) {
            if (!value(a, b, what)) parts(a, b);
            return;
        }
        int look = words.look(chars, a, b);
        if (look != LabelWords.SPELT && value(a, b, what)) key[length++] = (char) ('0' + look);
    }

    private boolean namesClients() {
        for (int i = 0; i + 3 <= size; i++) {
            int c = chars[i] | 32;
            if (c == 'h' && is(i, "helo") || c == 'e' && is(i, "ehlo") || c == 'p' && (is(i, "ptr") || is(i, "pointer"))
                    || c == 'a' && is(i, "arpa")) return true;
        }
        return false;
    }

    private boolean is(int at, String lower) {
        if (at + lower.length() > size) return false;
        for (int i = 0; i < lower.length(); i++) if ((chars[at + i] | 32) != lower.charAt(i)) return false;
        return true;
    }

    private boolean meaningful(int a) {
        for (int i = 0; i < MEANINGFUL.size(); i++) {
            String m = MEANINGFUL.get(i);
            if ((chars[a] | 32) == m.charAt(0) && text.regionMatches(true, a, m, 0, m.length())) return true;
        }
        return false;
    }

    private boolean address(int a, int b) {
        if (kindOf(chars[a]) != DIGIT) return false;
        int part = 0;
        int digits = 0;
        int number = 0;
        for (int i = a; i < b; i++) {
            char c = chars[i];
            if (kindOf(c) == DIGIT) {
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
    private boolean internal(int a) {
        int first = number(a);
        int dot = a;
        while (chars[dot] != '.') dot++;
        int second = number(dot + 1);
        return first == 10 || first == 127 || first == 0 || first == 192 && second == 168
                || first == 172 && second >= 16 && second < 32 || first == 169 && second == 254
                || first == 100 && second >= 64 && second < 128;
    }

    private int number(int a) {
        int n = 0;
        for (int i = a; kindOf(chars[i]) == DIGIT; i++) n = 10 * n + chars[i] - '0';
        return n;
    }

    /** What is no name and no address: an id, or words and numbers. */
    private void pieces(int a, int b) {
        if (enhanced(a, b) || id(a, b) && value(a, b, ID)) return;
        parts(a, b);
    }

    /** Letters and digits in one piece, and perhaps more pieces: 1wXyZa-000123-Ab. */
    private boolean id(int a, int b) {
        int length = 0;
        int seen = 0;
        for (int i = a; i <= b; i++) {
            int k = i < b ? kindOf(chars[i]) : JOINT;
            if (k == LETTER || k == DIGIT) {
                seen |= k;
                length++;
                continue;
            }
            if (seen == (LETTER | DIGIT) && length >= 5) return true;
            seen = 0;
            length = 0;
        }
        return false;
    }

    /** Numbers, and words with digits, are values; words stay. */
    private void parts(int a, int b) {
        int i = a;
        while (i < b) {
            int k = kindOf(chars[i]);
            if (k == 0 || k == JOINT) {
                i++;
                continue;
            }
            int end = i;
            int digits = 0;
            for (; end < b; end++) {
                k = kindOf(chars[end]);
                if (k == DIGIT) digits++;
                else if (k != LETTER) break;
            }
            if (digits == end - i) {
                boolean code = end - i == 3 && (chars[i] == '2' || chars[i] == '4' || chars[i] == '5');
                if (!code) value(i, end, NUMBER);
            } else if (digits > 0) {
                value(i, end, ID);
            }
            i = end;
        }
    }

    private boolean enhanced(int a, int b) {
        if (b - a < 5 || chars[a + 1] != '.' || chars[a] != '2' && chars[a] != '4' && chars[a] != '5') return false;
        int dots = 0;
        for (int i = a; i < b; i++) {
            if (chars[i] == '.') dots++;
            else if (kindOf(chars[i]) != DIGIT) return false;
        }
        return dots == 2;
    }

    /** The shape as text; lines with equal keys differ in nothing but values. */
    String key() {
        return new String(key, 0, length);
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

    /** Whether a value is this text. */
    boolean is(int value, String wanted, int wantedHash) {
        return hash[value] == wantedHash && to[value] - from[value] == wanted.length() && text.startsWith(wanted, from[value]);
    }

    int group(int value) {
        return group[value];
    }

    char kind(int value) {
        return kind[value];
    }
}
