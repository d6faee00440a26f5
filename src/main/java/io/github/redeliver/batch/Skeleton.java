package io.github.redeliver.batch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result line of a shape: fixed bytes, and places for the values and positions of a line. Immutable; laid out flat,
 * since a line is little more than this being written.
 */
final class Skeleton {
    /** Marks a position in a line of JSON that is to become a skeleton; no JSON text holds it unescaped. */
    static final char MARK = '\u0002';

    private static final int STEP = 3;
    private static final int LONGEST_NUMBER = 10;

    private final Kept[] kept;
    private final byte[] fixed;
    private final int[] steps; // each: where the fixed bytes before it end, the value, what of it
    private final int positions;

    /** In a step: the value itself is to be written, not a place after it. */
    private static final int ITSELF = Integer.MIN_VALUE;

    private Skeleton(Kept[] kept, byte[] fixed, int[] steps) {
        this.kept = kept;
        this.fixed = fixed;
        this.steps = steps;
        int n = 0;
        for (int i = 2; i < steps.length; i += STEP) if (steps[i] != ITSELF) n++;
        positions = n;
    }

    /**
     * A value that must be this one: it was the same in all lines the skeleton was made of, and for others it does not
     * hold.
     */
    record Kept(int index, String text, char[] chars, int hash) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Kept k && k.index == index && k.text.equals(text);
        }

        @Override
        public int hashCode() {
            return 31 * index + hash;
        }
    }

    /** Whether it holds for a text of its shape. */
    boolean fits(Shape shape) {
        for (Kept k : kept) if (!shape.is(k.index(), k.chars(), k.hash())) return false;
        return true;
    }

    /** Whether it holds for all texts that the other one holds for. */
    boolean covers(Skeleton other) {
        return List.of(other.kept).containsAll(List.of(kept));
    }

    /** Whether a value may be another one than in the lines it was made of. */
    boolean leaves(int value) {
        for (Kept k : kept) if (k.index() == value) return false;
        return true;
    }

    /** Writes the line for a text that it {@link #fits}. */
    void write(Shape shape, Bytes out) {
        int[] all = steps;
        out.room(fixed.length + positions * LONGEST_NUMBER);
        int done = 0;
        for (int i = 0; i < all.length; i += STEP) {
            int end = all[i];
            if (end > done) out.add(fixed, done, end);
            done = end;
            int value = all[i + 1];
            int offset = all[i + 2];
            if (offset == ITSELF) out.add(shape.chars(), shape.from(value), shape.to(value));
            else out.number((value < 0 ? 0 : shape.to(value)) + offset);
        }
        out.add(fixed, done, fixed.length);
    }

    int weight() {
        return 256 + fixed.length + 4 * steps.length;
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
        private static final int WITHIN = -2;

        private final Sight a;
        private final Sight b;
        private final boolean[] varies;
        private final int[] common; // characters with which both texts of a value begin
        private final List<int[]> steps = new ArrayList<>();
        private final Bytes written = new Bytes(8192); // fixed bytes before the last step
        private final StringBuilder fixed = new StringBuilder(); // and after it
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
                if (!varies[v]) kept.add(new Kept(v, one, one.toCharArray(), one.hashCode()));
                int n = Math.min(one.length(), other.length());
                while (common[v] < n && one.charAt(common[v]) == other.charAt(common[v])) common[v]++;
            }
            char[] x = a.json().toCharArray();
            char[] y = b.json().toCharArray();
            while (true) {
                int from = i;
                while (i < x.length && j < y.length && x[i] == y[j] && x[i] != MARK) {
                    i++;
                    j++;
                }
                fixed.append(x, from, i - from);
                if (i == x.length || j == y.length) break;
                if (!(x[i] == y[j] ? position() : value())) return null;
            }
            if (i < x.length || j < y.length) return null;
            written.add(fixed.toString());
            int[] flat = new int[STEP * steps.size()];
            for (int s = 0; s < steps.size(); s++) System.arraycopy(steps.get(s), 0, flat, STEP * s, STEP);
            return new Skeleton(kept.toArray(new Kept[0]), written.toArray(), flat);
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
            if (numberBegins()) return false;
            step(found, ITSELF);
            i += a.value(found).length() - common[found];
            j += b.value(found).length() - common[found];
            return true;
        }

        /** Numbers of a result are worked out (units, bounds, zeros before), and only mostly what stands in the text. */
        private boolean numberBegins() {
            int n = fixed.length();
            return n > 2 && fixed.charAt(n - 1) == ':' && fixed.charAt(n - 2) == '"' && fixed.charAt(n - 3) != '\\';
        }

        private boolean position() {
            int endA = a.json().indexOf(MARK, i + 1);
            int endB = b.json().indexOf(MARK, j + 1);
            int x = Integer.parseInt(a.json(), i + 1, endA, 10);
            int y = Integer.parseInt(b.json(), j + 1, endB, 10);
            int value = valueBefore(a, x);
            if (value == WITHIN || value != valueBefore(b, y)) return false;
            int offset = x - endOf(a, value);
            if (offset != y - endOf(b, value)) return false;
            step(value, offset);
            i = endA + 1;
            j = endB + 1;
            return true;
        }

        /** The last value that ends before a position, -1 for none; {@link #WITHIN} where the position lies in one that varies. */
        private int valueBefore(Sight s, int at) {
            int after = -1;
            for (int v = 0; v < s.count(); v++) {
                if (varies[v] && at > s.from(v) && at < s.to(v)) return WITHIN; // for another value it could be another one
                if (at >= s.to(v)) after = v;
            }
            return after;
        }

        private static int endOf(Sight s, int value) {
            return value < 0 ? 0 : s.to(value);
        }

        private void step(int value, int offset) {
            written.add(fixed.toString());
            fixed.setLength(0);
            steps.add(new int[] {written.size(), value, offset});
        }
    }
}
