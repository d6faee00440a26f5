package io.github.redeliver.facts;

import java.util.Arrays;

/**
 * A piece of text that knows where each of its characters stood in the input, so that evidence can be quoted with
 * positions after unwrapping, unquoting and decoding. Immutable.
 */
public final class Passage {
    private static final Passage EMPTY = new Passage("", null, 0, "", "");

    private final String text;
    private final int @org.jspecify.annotations.Nullable [] origins; // null: character i stood at base + i
    private final int base;
    private final String part;
    private final String source; // the text that positions count in

    private Passage(
            String text, int @org.jspecify.annotations.Nullable [] origins, int base, String part, String source) {
        this.text = text;
        this.origins = origins;
        this.base = base;
        this.part = part;
        this.source = source;
    }

    /** No text. */
    public static Passage empty() {
        return EMPTY;
    }

    /** The whole input. */
    public static Passage of(String text) {
        return new Passage(text, null, 0, "", text);
    }

    /**
     * Text that was decoded from a part of the input (base64, quoted-printable, a JSON string), so that its positions
     * count within that decoded part.
     *
     * @param text the decoded text
     * @param part what it was decoded from, such as {@code "part 1.2"}; never empty
     */
    public static Passage decoded(String text, String part) {
        return new Passage(text, null, 0, part, text);
    }

    /** The text itself. */
    public String text() {
        return text;
    }

    /** {@code ""} when positions count in the input; otherwise the name of the decoded part that they count in. */
    public String part() {
        return part;
    }

    public int length() {
        return text.length();
    }

    public boolean isBlank() {
        return text.isBlank();
    }

    /**
     * Position in the input of a character of this passage.
     *
     * @param index from 0 to {@code length() - 1}
     */
    public int origin(int index) {
        return origins == null ? base + index : origins[index];
    }

    /**
     * The characters from {@code from} (inclusive) to {@code to} (exclusive) as they stand in the input (or in the
     * decoded part), with its wraps and entities: what stands from {@code origin(from)} to {@code origin(to - 1) + 1}.
     */
    public String quote(int from, int to) {
        if (origins == null) return text.substring(from, to);
        int start = origins[from];
        int end = origins[to - 1] + 1;
        return start < end && end <= source.length() ? source.substring(start, end) : text.substring(from, to);
    }

    /** The characters from {@code from} (inclusive) to {@code to} (exclusive). */
    public Passage slice(int from, int to) {
        if (from == 0 && to == text.length()) return this;
        return origins == null
                ? new Passage(text.substring(from, to), null, base + from, part, source)
                : new Passage(text.substring(from, to), Arrays.copyOfRange(origins, from, to), 0, part, source);
    }

    /** Without white space at either end. */
    public Passage strip() {
        int from = 0;
        int to = text.length();
        while (from < to && Character.isWhitespace(text.charAt(from))) from++;
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) to--;
        return slice(from, to);
    }

    /** A builder of a passage made of pieces of one source; positions of the pieces are kept. */
    public static Builder builder(Passage source) {
        return new Builder(source);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Passage that && text.equals(that.text) && part.equals(that.part);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** Collects pieces of one source. Not thread-safe. */
    public static final class Builder {
        private final Passage source;
        private final StringBuilder text = new StringBuilder();
        private int[] origins = new int[64];

        private Builder(Passage source) {
            this.source = source;
        }

        /** Appends characters {@code from} (inclusive) to {@code to} (exclusive) of the source. */
        public Builder append(int from, int to) {
            room(to - from);
            for (int i = from; i < to; i++) {
                origins[text.length()] = source.origin(i);
                text.append(source.text.charAt(i));
            }
            return this;
        }

        /** Appends a character that stands for the one at {@code index} of the source (a decoded entity, a blank). */
        public Builder put(char c, int index) {
            room(1);
            origins[text.length()] = source.origin(Math.min(index, Math.max(0, source.length() - 1)));
            text.append(c);
            return this;
        }

        private void room(int more) {
            if (text.length() + more > origins.length) {
                origins = Arrays.copyOf(origins, Math.max(origins.length * 2, text.length() + more));
            }
        }

        public int length() {
            return text.length();
        }

        public Passage build() {
            return new Passage(text.toString(), Arrays.copyOf(origins, text.length()), 0, source.part, source.source);
        }
    }
}
