package io.github.redeliver.batch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result line of a shape: fixed bytes, and places for the values and positions of a line. Immutable.
 *
 * @param kept values that were the same in all lines it was made of: for others it does not hold
 * @param pieces in order
 */
record Skeleton(List<Kept> kept, List<Piece> pieces) {
    /** Marks a position in a line of JSON that is to become a skeleton; no JSON text holds it unescaped. */
    static final char MARK = '\u0002';

    sealed interface Piece permits Fixed, Value, Position {}

    /** Bytes that are always the same. */
    record Fixed(byte[] bytes) implements Piece {}

    /** The text of a value. */
    record Value(int index) implements Piece {}

    /**
     * A position in the input.
     *
     * @param after the value that it comes after, -1 for none
     * @param offset characters from that value's end (or from the beginning)
     */
    record Position(int after, int offset) implements Piece {}

    /** A value that must be this one. */
    record Kept(int index, String text, int hash) {}

    /** Whether it holds for a text of its shape. */
    boolean fits(Shape shape) {
        for (int i = 0; i < kept.size(); i++) {
            Kept k = kept.get(i);
            if (!shape.is(k.index(), k.text(), k.hash())) return false;
        }
        return true;
    }

    /** Whether it holds for all texts that the other one holds for. */
    boolean covers(Skeleton other) {
        return other.kept.containsAll(kept);
    }

    /** Whether a value may be another one than in the lines it was made of. */
    boolean leaves(int value) {
        for (Kept k : kept) if (k.index() == value) return false;
        return true;
    }

    /** Writes the line for a text that it {@link #fits}. */
    void write(String text, Shape shape, Bytes out) {
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (piece instanceof Fixed f) {
                out.add(f.bytes());
            } else if (piece instanceof Value v) {
                out.add(text, shape.from(v.index()), shape.to(v.index()));
            } else if (piece instanceof Position p) {
                out.number((p.after() < 0 ? 0 : shape.to(p.after())) + p.offset());
            }
        }
    }

    int weight() {
        int weight = 64;
        for (Piece p : pieces) weight += p instanceof Fixed f ? f.bytes().length + 48 : 48;
        return weight;
    }

    /**
     * Makes a skeleton of the results of two texts of one shape: where the results agree they are fixed, and where they
     * differ both must hold their own text of one and the same value.
     *
     * @return null when they differ in anything else
     */
    static @Nullable Skeleton of(Sight a, Sight b) {
        return new Weaver(a, b).weave();
    }

    /** Goes through two results side by side. */
    private static final class Weaver {
        private final Sight a;
        private final Sight b;
        private final boolean[] varies;
        private final int[] common; // characters with which both texts of a value begin
        private final List<Piece> pieces = new ArrayList<>();
        private final StringBuilder fixed = new StringBuilder();
        private int i;
        private int j;

        Weaver(Sight a, Sight b) {
            this.a = a;
            this.b = b;
            varies = new boolean[a.count()];
            common = new int[a.count()];
        }

        @Nullable Skeleton weave() {
            List<Kept> kept = new ArrayList<>();
            for (int v = 0; v < a.count(); v++) {
                String one = a.value(v);
                String other = b.value(v);
                varies[v] = !one.equals(other);
                if (!varies[v]) kept.add(new Kept(v, one, one.hashCode()));
                int n = Math.min(one.length(), other.length());
                while (common[v] < n && one.charAt(common[v]) == other.charAt(common[v])) common[v]++;
            }
            String x = a.json();
            String y = b.json();
            while (i < x.length() && j < y.length()) {
                char c = x.charAt(i);
                if (c != y.charAt(j)) {
                    if (!value()) return null;
                } else if (c == MARK) {
                    if (!position()) return null;
                } else {
                    fixed.append(c);
                    i++;
                    j++;
                }
            }
            if (i < x.length() || j < y.length()) return null;
            flush();
            return new Skeleton(List.copyOf(kept), List.copyOf(pieces));
        }

        /** The results differ here: there must be one value that both have here, begun where they last agreed. */
        private boolean value() {
            int found = -1;
            for (int v = 0; v < varies.length; v++) {
                int back = common[v];
                if (!varies[v] || back > fixed.length()) continue;
                if (!a.json().startsWith(a.value(v), i - back) || !b.json().startsWith(b.value(v), j - back)) continue;
                if (found < 0) found = v;
                else if (a.group(v) != a.group(found)) return false; // could be either
            }
            if (found < 0) return false;
            fixed.setLength(fixed.length() - common[found]);
            flush();
            pieces.add(new Value(found));
            i += a.value(found).length() - common[found];
            j += b.value(found).length() - common[found];
            return true;
        }

        private boolean position() {
            int endA = a.json().indexOf(MARK, i + 1);
            int endB = b.json().indexOf(MARK, j + 1);
            Position p = position(a, Integer.parseInt(a.json(), i + 1, endA, 10));
            if (p == null || !p.equals(position(b, Integer.parseInt(b.json(), j + 1, endB, 10)))) return false;
            flush();
            pieces.add(p);
            i = endA + 1;
            j = endB + 1;
            return true;
        }

        /** Null for one within a value that varies: for another value it could be another one. */
        private @Nullable Position position(Sight s, int at) {
            int after = -1;
            for (int v = 0; v < s.count(); v++) {
                if (varies[v] && at > s.from(v) && at < s.to(v)) return null;
                if (at >= s.to(v)) after = v;
            }
            return new Position(after, after < 0 ? at : at - s.to(after));
        }

        private void flush() {
            if (fixed.isEmpty()) return;
            pieces.add(new Fixed(fixed.toString().getBytes(StandardCharsets.UTF_8)));
            fixed.setLength(0);
        }
    }
}
