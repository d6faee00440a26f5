package io.github.redeliver.knowledge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into data read from YAML. */
public final class Tree {
    private Tree() {}

    /** The value as a map with text keys, perhaps an unmodifiable one; empty when it is none. */
    public static Map<String, Object> map(@Nullable Object value) {
        if (value instanceof Packed packed && packed.isWhole()) return packed;
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
        List<?> items = list(value);
        if (items.isEmpty()) return List.of();
        List<String> texts = new ArrayList<>(items.size());
        for (Object item : items) if (item != null) texts.add(String.valueOf(item));
        return Collections.unmodifiableList(texts);
    }

    /** A text of a map, {@code ""} when missing. */
    public static String text(Map<String, ?> map, String key) {
        Object v = map.get(key);
        return v == null ? "" : String.valueOf(v);
    }
}
