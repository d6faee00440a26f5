package io.github.redeliver.report;

/**
 * Writes JSON (RFC 8259), on one line or indented for people. Escapes what must be escaped and keeps the rest as it is.
 * Not thread-safe.
 */
final class JsonWriter {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final StringBuilder out;
    private final boolean indented;
    private int depth; // of objects: the entries of a list stand on one line
    private boolean following; // something stands before in this object or list

    JsonWriter(int room, boolean indented) {
        this.out = new StringBuilder(room);
        this.indented = indented;
    }

    /** A value where one may stand: the only one, the next of a list, or that of a name. */
    JsonWriter beginObject() {
        next();
        out.append('{');
        depth++;
        following = false;
        return this;
    }

    /** The rest of an object that has begun, and has something in it. */
    JsonWriter rest() {
        depth++;
        following = true;
        return this;
    }

    boolean isIndented() {
        return indented;
    }

    JsonWriter endObject() {
        depth--;
        if (indented) {
            if (following) line();
            else out.append(' ');
        }
        out.append('}');
        following = true;
        return this;
    }

    /** The list that a name has; {@link #endList()} ends it. */
    JsonWriter beginList(String name) {
        name(name);
        out.append('[');
        following = false;
        return this;
    }

    JsonWriter endList() {
        out.append(indented ? " ]" : "]");
        following = true;
        return this;
    }

    /** The object that a name has; {@link #endObject()} ends it. */
    JsonWriter beginObject(String name) {
        name(name);
        out.append('{');
        depth++;
        following = false;
        return this;
    }

    JsonWriter text(String name, String value) {
        name(name);
        quoted(value);
        return this;
    }

    /** Null where there is no text. */
    JsonWriter textOrNull(String name, String value) {
        if (value.isEmpty()) return raw(name, "null");
        return text(name, value);
    }

    /** A number, a word of JSON, or JSON that is ready made. */
    JsonWriter raw(String name, String json) {
        name(name);
        out.append(json);
        return this;
    }

    JsonWriter number(String name, long value) {
        name(name);
        out.append(value);
        return this;
    }

    JsonWriter flag(String name, boolean value) {
        return raw(name, value ? "true" : "false");
    }

    JsonWriter texts(String name, Iterable<String> values) {
        beginList(name);
        for (String v : values) {
            next();
            quoted(v);
            following = true;
        }
        return endList();
    }

    /** The next value of a list, ready made. */
    JsonWriter raw(String json) {
        next();
        out.append(json);
        following = true;
        return this;
    }

    private void name(String name) {
        if (indented) {
            if (following) out.append(',');
            line();
            out.append('"').append(name).append("\" : ");
        } else {
            out.append(following ? ",\"" : "\"").append(name).append("\":");
        }
        following = true;
    }

    private void next() {
        if (following) out.append(',');
        if (indented && !out.isEmpty()) out.append(' ');
    }

    private void line() {
        out.append('\n');
        for (int i = 0; i < depth; i++) out.append("  ");
    }

    private void quoted(String text) {
        out.append('"');
        int n = text.length();
        int done = 0;
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\') continue;
            out.append(text, done, i).append('\\');
            escape(c);
            done = i + 1;
        }
        if (done == 0) out.append(text);
        else out.append(text, done, n);
        out.append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"', '\\' -> out.append(c);
            case '\b' -> out.append('b');
            case '\t' -> out.append('t');
            case '\n' -> out.append('n');
            case '\f' -> out.append('f');
            case '\r' -> out.append('r');
            default -> out.append("u00").append(HEX[c >> 4]).append(HEX[c & 15]);
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
