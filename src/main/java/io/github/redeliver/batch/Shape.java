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
 * that tell what a number is about and what names a known system are never taken out. Equal values get the same mark, so
 * that lines in which two values agree have another shape than lines in which they differ.
 *
 * <p>Reusable to spare allocation; not thread-safe. Written for the quick compiler, which inlines little: one look at
 * each character tells which words can hold no value, and these are most.
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
    private static final byte NO_LABEL = 0;
    private static final byte WHOLE_LABEL = 1;
    private static final byte PART_OF_LABEL = 2;

    /** Local parts with a meaning of their own (RFC 5321, 4.5.1; SRS; BATV). */
    private static final List<String> MEANINGFUL = List.of("postmaster", "mailer-daemon", "srs0", "srs1", "prvs");

    private final Automaton automaton;
    private final Systems systems;
    private final LabelWords words;
    private final Grams grams;
    private final Cues cues;
    private final Normaliser normal = new Normaliser();
    private final boolean[] heard = new boolean[MAX_LENGTH]; // characters that a phrase lies on
    private final int[] from = new int[MAX_VALUES];
    private final int[] to = new int[MAX_VALUES];
    private final int[] hash = new int[MAX_VALUES];
    private final char[] kind = new char[MAX_VALUES];
    private final int[] group = new int[MAX_VALUES]; // the first value that this one is equal to in all lines of the shape
    private final Key key = new Key(new char[2 * MAX_LENGTH + 5 * MAX_VALUES]);
    private char[] chars = {};
    private int size; // of the text
    private boolean listened;
    private boolean namesClients; // whether the text speaks of the names of clients
    private byte ofLabel; // what the next value is of a host name's label
    private final byte[] label = new byte[MAX_VALUES];
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

    /**
     * Takes the shape of the first characters of an array, which must stay as it is as long as the shape is asked.
     *
     * @return false when the text has none (too long, too many values, a control character that marks values)
     */
    boolean read(char[] text, int n) {
        chars = text;
        size = n;
        count = 0;
        done = 0;
        key.clear();
        listened = false;
        namesClients = false;
        ofLabel = NO_LABEL;
        fits = n <= MAX_LENGTH;
        if (!fits) return false;
        byte[] kinds = Looks.KINDS_AND_CLUES;
        int i = 0;
        while (i < n && fits) {
            char c = text[i];
            int kind = c < 128 ? kinds[c] : 0;
            if (kind == 0) {
                if (c == MARK) return false;
                i++;
                continue;
            }
            int begin = i;
            int seen = 0;
            int at = -1;
            int equals = -1;
            do {
                seen |= kind;
                if (kind == Looks.EQUALS) equals = i;
                if (++i == n) break;
                c = text[i];
                kind = c < 128 ? kinds[c] : 0;
                if (c == '@' && at < 0) {
                    at = i;
                    kind = Looks.AT;
                }
            } while (kind != 0);
            if ((seen & Looks.CLUE) != 0 && !namesClients) namesClients = Looks.namesClients(text, begin, i);
            if ((seen & (Looks.DIGIT | Looks.DOT | Looks.AT)) != 0) token(begin, i, at, equals);
        }
        copy(n);
        if (namesClients) looksOfLabels();
        return fits;
    }

    /** Whether a phrase lies on any of these characters; the text is listened to once, and only where that is possible. */
    private boolean anyHeard(int a, int b, boolean oneWord) {
        if (!grams.mayLieOn(chars, size, a, b, oneWord)) return false;
        if (!listened) {
            Arrays.fill(heard, 0, size, false);
            normal.read(chars, size);
            automaton.scan(normal, (phrase, x, y) -> Arrays.fill(heard, normal.originOf(x), normal.originOf(y - 1) + 1, true));
            listened = true;
        }
        for (int i = a; i < b; i++) if (heard[i]) return true;
        return false;
    }

    private void copy(int end) {
        key.add(chars, done, end);
        done = end;
    }

    private boolean value(int a, int b, char what) {
        if (a == b || what != NUMBER && cues.in(chars, a, b)) return false;
        if (anyHeard(a, b, what == ADDRESS || what == INTERNAL)) return false;
        if (count == MAX_VALUES) {
            fits = false;
            return false;
        }
        copy(a);
        char[] text = chars;
        int h = 0;
        for (int i = a; i < b; i++) h = 31 * h + text[i];
        key.add(MARK);
        key.add(what);
        int same = count;
        if (what == NUMBER) {
            if (b - a > SHORT_NUMBER) key.add((char) ('0' + Math.min(b - a, 60)));
        } else if (what != TOP_LEVEL) { // numbers and top-level domains agree by chance
            same = 0;
            while (same < count && !(hash[same] == h && Arrays.equals(text, from[same], to[same], text, a, b))) same++;
            key.add((char) ('0' + same));
            if (same < count) same = group[same];
        }
        group[count] = same;
        done = b;
        from[count] = a;
        to[count] = b;
        hash[count] = h;
        kind[count] = what;
        label[count] = ofLabel;
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
        while (b > a && Looks.edge(chars[b - 1])) b--;
        while (a < b && Looks.edge(chars[a])) a++;
        if (a == b) return;
        if (at > a && at < b) {
            if (Looks.host(chars, at + 1, b)) {
                if (Looks.anyLetter(chars, a, at) && !meaningful(a)) value(a, at, LOCAL_PART);
                domain(at + 1, b, systems.ofMailDomain(chars, at + 1, b), true);
            } else {
                pieces(a, at);
                pieces(at + 1, b);
            }
        } else if (Looks.address(chars, a, b)) {
            // addresses that nobody reaches have shapes of their own, since evidence may say so
            value(a, b, Looks.internal(chars, a) ? INTERNAL : ADDRESS);
        } else if (Looks.host(chars, a, b)) {
            domain(a, b, systems.ofHost(chars, a, b), false);
        } else {
            pieces(a, b);
        }
    }

    /** Each label is a value of its own, except all when the name belongs to a known system. */
    private void domain(int a, int b, String system, boolean mail) {
        if (!system.isEmpty() && mail) return;
        int keepFrom = b; // labels of a known system stay
        if (!system.isEmpty()) {
            keepFrom = a;
            for (int i = a; i < b; i++) {
                if (chars[i] != '.') continue;
                if (!systems.ofHost(chars, i + 1, b).equals(system)) break;
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

    private void label(int a, int b, char what) {
        ofLabel = WHOLE_LABEL;
        if (!value(a, b, what)) {
            ofLabel = PART_OF_LABEL;
            parts(a, b);
        }
        ofLabel = NO_LABEL;
    }

    /**
     * What evidence reads in a label (an access line, a server, an address spelt out) is part of the shape where names
     * of clients are told.
     */
    private void looksOfLabels() {
        for (int v = 0; v < count; v++) {
            if (label[v] == NO_LABEL) continue;
            key.add(MARK);
            int look = label[v] == WHOLE_LABEL ? words.look(chars, from[v], to[v]) : LabelWords.SPELT;
            if (look == LabelWords.SPELT) key.add(chars, from[v], to[v]);
            else key.add((char) ('0' + look));
        }
    }

    private boolean meaningful(int a) {
        for (int i = 0; i < MEANINGFUL.size(); i++) {
            String m = MEANINGFUL.get(i);
            int n = 0;
            while (n < m.length() && a + n < size && (Looks.kindOf(chars[a + n]) == Looks.LETTER ? chars[a + n] | 32 : chars[a + n]) == m.charAt(n)) n++;
            if (n == m.length()) return true;
        }
        return false;
    }

    /** What is no name and no address: an id, or words and numbers. */
    private void pieces(int a, int b) {
        if (Looks.enhanced(chars, a, b) || Looks.id(chars, a, b) && value(a, b, ID)) return;
        parts(a, b);
    }

    /** Numbers, and words with digits, are values; words stay. */
    private void parts(int a, int b) {
        char[] text = chars;
        int i = a;
        while (i < b) {
            int k = Looks.kindOf(text[i]);
            if (k != Looks.LETTER && k != Looks.DIGIT) {
                i++;
                continue;
            }
            int end = i;
            int digits = 0;
            for (; end < b; end++) {
                k = Looks.kindOf(text[end]);
                if (k == Looks.DIGIT) digits++;
                else if (k != Looks.LETTER) break;
            }
            if (digits == end - i) {
                boolean code = end - i == 3 && (text[i] == '2' || text[i] == '4' || text[i] == '5');
                if (!code) value(i, end, NUMBER);
            } else if (digits > 0) {
                value(i, end, ID);
            }
            i = end;
        }
    }

    /** The shape; lines with equal keys differ in nothing but values. It changes with the next line read. */
    Key key() {
        return key;
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
    boolean is(int value, char[] wanted, int wantedHash) {
        return hash[value] == wantedHash && Arrays.equals(chars, from[value], to[value], wanted, 0, wanted.length);
    }

    int group(int value) {
        return group[value];
    }

    char kind(int value) {
        return kind[value];
    }

    /** The characters that were read. */
    char[] chars() {
        return chars;
    }
}
