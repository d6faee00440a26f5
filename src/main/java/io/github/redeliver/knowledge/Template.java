package io.github.redeliver.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A sentence with places for values: {@code {name}} stands for a value, and a part in square brackets is left out when a
 * value in it is missing. Immutable. A value is never read as a template itself.
 */
public final class Template {
    private static final String MISSING = "…";

    private sealed interface Piece permits Text, Value, Group {}

    private record Text(String text) implements Piece {}

    private record Value(String name) implements Piece {}

    private record Group(List<Piece> pieces) implements Piece {}

    private final String source;
    private final List<Piece> pieces;
    private final boolean constant;

    private Template(String source, List<Piece> pieces) {
        this.source = source;
        this.pieces = pieces;
        this.constant = pieces.stream().allMatch(p -> p instanceof Text);
    }

    /** Reads a template; braces and brackets that hold no value stand for themselves. */
    public static Template of(String source) {
        return new Template(source, pieces(source, 0, source.length(), true));
    }

    private static List<Piece> pieces(String s, int from, int to, boolean groups) {
        List<Piece> out = new ArrayList<>();
        int text = from;
        int i = from;
        while (i < to) {
            char c = s.charAt(i);
            int end = -1;
            Piece piece = null;
            if (c == '{') {
                end = s.indexOf('}', i);
                if (end >= 0 && end < to && isName(s, i + 1, end)) piece = new Value(s.substring(i + 1, end));
            } else if (c == '[' && groups) {
                end = s.indexOf(']', i);
                if (end >= 0 && end < to) {
                    List<Piece> inner = pieces(s, i + 1, end, false);
                    if (inner.stream().anyMatch(p -> p instanceof Value)) piece = new Group(inner);
                }
            }
            if (piece == null) {
                i++;
                continue;
            }
            if (i > text) out.add(new Text(s.substring(text, i)));
            out.add(piece);
            i = end + 1;
            text = i;
        }
        if (to > text) out.add(new Text(s.substring(text, to)));
        return List.copyOf(out);
    }

    static boolean isName(String s, int from, int to) {
        if (from == to) return false;
        for (int i = from; i < to; i++) {
            char c = s.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c == '_')) return false;
        }
        return true;
    }

    /** Whether it says the same whatever the values. */
    public boolean isConstant() {
        return constant;
    }

    /** Names of the values that it has places for, in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        names(pieces, names);
        return names;
    }

    private static void names(List<Piece> pieces, List<String> names) {
        for (Piece p : pieces) {
            if (p instanceof Value v) names.add(v.name());
            else if (p instanceof Group g) names(g.pieces(), names);
        }
    }

    /** @param values gives the value of a name, {@code ""} when it is missing */
    public String fill(Function<String, String> values) {
        if (constant) return source;
        StringBuilder out = new StringBuilder(source.length() + 32);
        fill(pieces, values, out);
        return out.toString();
    }

    private static void fill(List<Piece> pieces, Function<String, String> values, StringBuilder out) {
        for (Piece p : pieces) {
            if (p instanceof Text t) {
                out.append(t.text());
            } else if (p instanceof Value v) {
                String value = values.apply(v.name());
                out.append(value.isEmpty() ? MISSING : value);
            } else if (p instanceof Group g && complete(g, values)) {
                fill(g.pieces(), values, out);
            }
        }
    }

    private static boolean complete(Group g, Function<String, String> values) {
        for (Piece p : g.pieces()) if (p instanceof Value v && values.apply(v.name()).isEmpty()) return false;
        return true;
    }
}
