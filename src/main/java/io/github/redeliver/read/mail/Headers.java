package io.github.redeliver.read.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Header fields in their order, names in lower case, values unfolded but not decoded. */
final class Headers {
    static final Headers NONE = new Headers(List.of());

    record Field(String name, String value) {}

    private final List<Field> fields;

    Headers(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /** The fields at the beginning of a text, and where they end; lines that are no fields are passed over. */
    static Headers parse(CharSequence text, int from, int to, Limits limits) {
        List<Field> fields = new ArrayList<>();
        String name = "";
        StringBuilder value = new StringBuilder();
        int i = from;
        while (i < to) {
            int end = i;
            while (end < to && text.charAt(end) != '\n') end++;
            int stop = end > i && text.charAt(end - 1) == '\r' ? end - 1 : end;
            if (stop == i) break;
            char c = text.charAt(i);
            if ((c == ' ' || c == '\t') && !name.isEmpty()) {
                if (value.length() < Limits.HEADER) value.append(' ').append(text.subSequence(i, stop).toString().strip());
            } else {
                int colon = colon(text, i, stop);
                if (colon > 0) {
                    if (!name.isEmpty()) fields.add(new Field(name, value.toString().strip()));
                    name = "";
                    if (fields.size() >= Limits.HEADERS) {
                        limits.hit("headers");
                        return new Headers(fields);
                    }
                    name = text.subSequence(i, colon).toString().strip().toLowerCase(Locale.ROOT);
                    value.setLength(0);
                    value.append(text.subSequence(colon + 1, Math.min(stop, colon + 1 + Limits.HEADER)).toString().strip());
                } else if (!name.isEmpty() && value.length() < Limits.HEADER) {
                    // A fold that lost its blank.
                    value.append(' ').append(text.subSequence(i, stop));
                }
            }
            i = end + 1;
        }
        if (!name.isEmpty()) fields.add(new Field(name, value.toString().strip()));
        return new Headers(fields);
    }

    /** Where the colon of a header field stands that begins at {@code from}, or -1 (RFC 5322, section 2.2). */
    static int colon(CharSequence text, int from, int to) {
        int i = from;
        while (i < to && i < from + 80) {
            char c = text.charAt(i);
            if (c == ':') return i > from ? i : -1;
            if (c <= ' ' || c >= 127) break;
            i++;
        }
        int name = i;
        while (i < to && i < from + 90 && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) i++;
        return name > from && i > name && i < to && text.charAt(i) == ':' ? i : -1;
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    List<Field> fields() {
        return fields;
    }

    /** The first value of that name, or {@code ""}. */
    String first(String name) {
        for (Field field : fields) if (field.name().equals(name)) return field.value();
        return "";
    }

    boolean has(String name) {
        for (Field field : fields) if (field.name().equals(name)) return true;
        return false;
    }

    List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Field field : fields) if (field.name().equals(name)) values.add(field.value());
        return values;
    }

    /** The first value of that name, encoded words decoded. */
    String text(String name) {
        return EncodedWords.decode(first(name));
    }
}
