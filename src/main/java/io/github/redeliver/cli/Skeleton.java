package io.github.redeliver.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result line of a shape: fixed bytes, and places for the values and positions of a line. Immutable.
 *
 * @param pieces in order
 */
record Skeleton(List<Piece> pieces) {
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

    /** Writes the line for a text of this shape. */
    void write(String text, Shape shape, ByteArrayOutputStream out) {
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (piece instanceof Fixed f) {
                out.write(f.bytes(), 0, f.bytes().length);
            } else if (piece instanceof Value v) {
                for (int k = shape.from(v.index()); k < shape.to(v.index()); k++) out.write(text.charAt(k));
            } else if (piece instanceof Position p) {
                number((p.after() < 0 ? 0 : shape.to(p.after())) + p.offset(), out);
            }
        }
    }

    private static void number(int n, ByteArrayOutputStream out) {
        if (n >= 10) number(n / 10, out);
        out.write('0' + n % 10);
    }

    /**
     * Makes a skeleton of a result line.
     *
     * @param json the line, each position between two {@link #MARK}s
     * @param shape the shape of the text that it is the result of
     * @param stand the values of that text, each findable: at no other place does the line hold it by chance; null for
     *     one that must not be in the line
     * @return null when a position lies within a value, so that it cannot be told for another text
     */
    static @Nullable Skeleton of(String json, Shape shape, @Nullable String[] stand) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder fixed = new StringBuilder();
        int i = 0;
        outer:
        while (i < json.length()) {
            char c = json.charAt(i);
            if (c == MARK) {
                int end = json.indexOf(MARK, i + 1);
                Position p = position(Integer.parseInt(json, i + 1, end, 10), shape);
                if (p == null) return null;
                flush(fixed, pieces);
                pieces.add(p);
                i = end + 1;
                continue;
            }
            for (int v = 0; v < stand.length; v++) {
                String value = stand[v];
                if (value != null && json.startsWith(value, i)) {
                    flush(fixed, pieces);
                    pieces.add(new Value(v));
                    i += value.length();
                    continue outer;
                }
            }
            fixed.append(c);
            i++;
        }
        flush(fixed, pieces);
        return new Skeleton(List.copyOf(pieces));
    }

    private static void flush(StringBuilder fixed, List<Piece> pieces) {
        if (fixed.isEmpty()) return;
        pieces.add(new Fixed(fixed.toString().getBytes(StandardCharsets.UTF_8)));
        fixed.setLength(0);
    }

    private static @Nullable Position position(int at, Shape shape) {
        int after = -1;
        for (int v = 0; v < shape.count(); v++) {
            if (at > shape.from(v) && at < shape.to(v)) return null;
            if (at >= shape.to(v)) after = v;
        }
        if (after < 0) return new Position(-1, at);
        return new Position(after, at - shape.to(after));
    }
}
