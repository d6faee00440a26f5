package io.github.redeliver.knowledge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into data read from YAML. */
public final class Tree {
    private Tree() {}

    /** The value as a map with text keys; empty when it is none. */
    public static Map<String, Object> map(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> m)) return Map.of();
        Map<String, Object> copy = new LinkedHashMap<>(m.size() * 2);
        m.forEach((k, v) -> {
            if (v != null) copy.put(String.valueOf(k), v);
        });
        return copy;
    }

    /** The value as a list; a single value is a list of one; empty for null. */
    public static List<?> list(@Nullable Object value) {
        if (value == null) return List.of();
        return value instanceof List<?> l ? l : List.of(value);
    }

    /** The texts of a list. */
    public static List<String> texts(@Nullable Object value) {
        return list(value).stream().filter(java.util.Objects::nonNull).map(String::valueOf).toList();
    }

    /** A text of a map, {@code ""} when missing. */
    public static String text(Map<String, ?> map, String key) {
        Object v = map.get(key);
        return v == null ? "" : String.valueOf(v);
    }
}
