package io.github.redeliver.knowledge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All phrases of all rules, heard in one pass over a text (Aho and Corasick, 1975, laid out as a double array).
 * Time is linear in the text's length whatever the number of phrases. Immutable, thread-safe.
 */
public final class Automaton {
    private static final long ENDS = 1L << 63;

    private final char[] classes; // symbol of each char, 0 for a char that no phrase has
    private final long[] cells; // of each state: whether any phrase ends (top bit), base, 1 + the state before
    private final int states;
    private final int[] fail;
    private final int[] word; // phrase that ends in this state, or -1
    private final int[] link; // next state along the failure links in which a phrase ends, or 0
    private final int[] lengths;

    private Automaton(char[] classes, int[] base, int[] check, int[] fail, int[] word, int[] link, int[] lengths) {
        this.classes = classes;
        this.states = base.length;
        this.fail = fail;
        this.word = word;
        this.link = link;
        this.lengths = lengths;
        int symbols = 0;
        for (char c : classes) symbols = Math.max(symbols, c);
        int most = 0;
        for (int b : base) most = Math.max(most, b);
        cells = new long[Math.max(base.length, most + symbols + 1)];
        for (int s = 0; s < base.length; s++) {
            cells[s] = (long) base[s] << 32 | check[s] & 0xffffffffL;
            if (s > 0 && (word[s] >= 0 || link[s] != 0)) cells[s] |= ENDS;
        }
    }

    /** Receives what was heard. */
    @FunctionalInterface
    public interface Ear {
        /**
         * @param phrase index of the phrase
         * @param from first normalised character
         * @param to after the last normalised character
         */
        void heard(int phrase, int from, int to);
    }

    /** Number of phrases. */
    public int size() {
        return lengths.length;
    }

    /** Length of a phrase in normalised characters. */
    public int lengthOf(int phrase) {
        return lengths[phrase];
    }

    /** Reports every phrase in the text that begins and ends at a word boundary. */
    public void scan(Normaliser text, Ear ear) {
        long[] all = cells;
        char[] symbols = classes;
        char[] chars = text.chars();
        boolean[] boundaries = text.boundaries();
        int root = baseOf(all[0]);
        int state = 0;
        int from = root; // base of the state
        int n = text.length();
        for (int i = 0; i < n; i++) {
            int symbol = symbols[chars[i]];
            if (symbol == 0) {
                state = 0;
                from = root;
                continue;
            }
            int next = from + symbol;
            long cell = all[next];
            while ((int) cell != state + 1) {
                if (state == 0) {
                    next = 0;
                    cell = all[0] & ~ENDS;
                    break;
                }
                state = fail[state];
                from = baseOf(all[state]);
                next = from + symbol;
                cell = all[next];
            }
            state = next;
            from = baseOf(cell);
            if (cell < 0 && boundaries[i + 1]) tell(state, i + 1, boundaries, ear); // most ends lie within a word
        }
    }

    private static int baseOf(long cell) {
        return (int) (cell >>> 32) & Integer.MAX_VALUE;
    }

    private void tell(int state, int end, boolean[] boundaries, Ear ear) {
        int at = word[state] >= 0 ? state : link[state];
        while (at != 0) {
            int phrase = word[at];
            int from = end - lengths[phrase];
            if (boundaries[from]) ear.heard(phrase, from, end);
            at = link[at];
        }
    }

    /** Builds the automaton of normalised, distinct, non-empty phrases; a phrase's index is its place in the list. */
    public static Automaton of(List<String> phrases) {
        return new Builder(phrases).build();
    }

    void write(DataOutput out) throws IOException {
        int used = 0;
        for (char c : classes) if (c != 0) used++;
        out.writeInt(used);
        for (int c = 0; c < classes.length; c++) {
            if (classes[c] != 0) {
                out.writeChar(c);
                out.writeChar(classes[c]);
            }
        }
        int[] base = new int[states];
        int[] check = new int[states];
        for (int s = 0; s < states; s++) {
            base[s] = baseOf(cells[s]);
            check[s] = (int) cells[s];
        }
        for (int[] array : List.of(base, check, fail, word, link, lengths)) Binary.writeInts(out, array);
    }

    static Automaton read(DataInput in) throws IOException {
        char[] classes = new char[65536];
        for (int i = in.readInt(); i > 0; i--) {
            char c = in.readChar();
            classes[c] = in.readChar();
        }
        return new Automaton(
                classes, Binary.readInts(in), Binary.readInts(in), Binary.readInts(in), Binary.readInts(in),
                Binary.readInts(in), Binary.readInts(in));
    }

    private static final class Builder {
        private final List<String> phrases;
        private final char[] classes = new char[65536];
        private int[] base = new int[1024];
        private int[] check = new int[1024];
        private int[] word = new int[1024];
        private int symbols = 0;
        private int free = 1;
        private int used = 1;

        Builder(List<String> phrases) {
            this.phrases = phrases;
        }

        /** A node of the plain trie. */
        private static final class Node {
            final List<Node> children = new ArrayList<>(1);
            final int symbol;
            int phrase = -1;
            int state;

            Node(int symbol) {
                this.symbol = symbol;
            }

            Node child(int wanted) {
                for (Node c : children) if (c.symbol == wanted) return c;
                Node c = new Node(wanted);
                children.add(c);
                return c;
            }
        }

        Automaton build() {
            Node root = new Node(0);
            int[] lengths = new int[phrases.size()];
            for (int p = 0; p < phrases.size(); p++) {
                String phrase = phrases.get(p);
                lengths[p] = phrase.length();
                Node node = root;
                for (int i = 0; i < phrase.length(); i++) {
                    char c = phrase.charAt(i);
                    if (classes[c] == 0) classes[c] = (char) ++symbols;
                    node = node.child(classes[c]);
                }
                if (node == root || node.phrase >= 0) throw new IllegalArgumentException("empty or twice: " + phrase);
                node.phrase = p;
            }
            Arrays.fill(word, -1);
            List<Node> order = place(root);
            int[] fail = new int[used];
            int[] link = new int[used];
            for (Node node : order) { // breadth first: shorter states are done before
                for (Node child : node.children) {
                    int f = node.state;
                    int to = 0;
                    while (f != 0) {
                        f = fail[f];
                        int t = base[f] + child.symbol;
                        if (t < used && check[t] == f + 1) {
                            to = t;
                            break;
                        }
                    }
                    fail[child.state] = to;
                    link[child.state] = word[to] >= 0 ? to : link[to];
                }
            }
            return new Automaton(
                    classes, Arrays.copyOf(base, used), Arrays.copyOf(check, used), fail, Arrays.copyOf(word, used),
                    link, lengths);
        }

        private List<Node> place(Node root) {
            List<Node> order = new ArrayList<>();
            order.add(root);
            check[0] = -1;
            for (int i = 0; i < order.size(); i++) {
                Node node = order.get(i);
                if (node.children.isEmpty()) continue;
                node.children.sort((a, b) -> Integer.compare(a.symbol, b.symbol));
                int b = fit(node.children);
                base[node.state] = b;
                for (Node child : node.children) {
                    child.state = b + child.symbol;
                    check[child.state] = node.state + 1;
                    word[child.state] = child.phrase;
                    used = Math.max(used, child.state + 1);
                    order.add(child);
                }
            }
            return order;
        }

        /** The first base at which all children fit; stretches that are nearly full are not looked at again. */
        private int fit(List<Node> children) {
            int first = children.get(0).symbol;
            int at = Math.max(free, first + 1);
            int from = at;
            int taken = 0;
            for (; ; at++) {
                room(at + symbols + 2);
                if (check[at] != 0) {
                    taken++;
                    continue;
                }
                int b = at - first;
                boolean fits = true;
                for (Node child : children) {
                    if (check[b + child.symbol] != 0) {
                        fits = false;
                        break;
                    }
                }
                if (!fits) continue;
                if (at - from > 32 && taken * 20 >= (at - from) * 19) free = at;
                return b;
            }
        }

        private void room(int size) {
            if (size <= base.length) return;
            int to = Math.max(size, base.length * 2);
            int from = word.length;
            base = Arrays.copyOf(base, to);
            check = Arrays.copyOf(check, to);
            word = Arrays.copyOf(word, to);
            Arrays.fill(word, from, to, -1);
        }
    }
}
