package io.github.redeliver.read.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values in parsed JSON or CSV by dotted path; a list on the way stands for its first element. */
final class Paths {
    private Paths() {}

    static Object value(Object root, String path) {
        Object at = root;
        // a column of a CSV file may have dots in its name
        if (at instanceof Map<?, ?> map && map.containsKey(path)) return map.get(path);
        for (String name : path.split("\\.")) {
            if (!(first(at) instanceof Map<?, ?> map)) return null;
            at = map.containsKey(name) ? map.get(name) : ignoringCase(map, name);
        }
        return at;
    }

    /** The first element of a list, null of an empty one; all else itself. */
    static Object first(Object value) {
        return !(value instanceof List<?> list) ? value : list.isEmpty() ? null : list.get(0);
    }

    private static Object ignoringCase(Map<?, ?> map, String name) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (name.equalsIgnoreCase(String.valueOf(entry.getKey()))) return entry.getValue();
        }
        return null;
    }

    /** The value as text: of a list its first element, {@code ""} where there is none or it is an object. */
    static String text(Object root, String path) {
        if (path.indexOf('{') >= 0) return template(root, path);
        Object value = value(root, path);
        Object one = first(value);
        if (one instanceof Number && value instanceof List<?> list && list.size() == 3) return status(list);
        return one == null || one instanceof Map || one instanceof List ? "" : one.toString();
    }

    /** The three numbers of an enhanced status code (RFC 3463), each by itself. */
    private static String status(List<?> list) {
        return list.get(0) + "." + list.get(1) + "." + list.get(2);
    }

    /** The value as text: of a list of texts all of them, each a line, as multi-line replies have it. */
    static String lines(Object root, String path) {
        if (path.indexOf('{') < 0 && value(root, path) instanceof List<?> list && list.size() > 1 && list.get(0) instanceof String) {
            return String.join("\n", list.stream().limit(100).map(String::valueOf).toList());
        }
        return text(root, path);
    }

    private static String template(Object root, String template) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < template.length()) {
            char c = template.charAt(i);
            int close = c == '{' ? template.indexOf('}', i) : -1;
            if (close > 0) {
                String part = text(root, template.substring(i + 1, close));
                if (part.isEmpty()) return "";
                out.append(part);
                i = close + 1;
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    /** Every element of the lists on the path {@code a[].b[].c}; an object in place of a list counts as one. */
    static List<Object> each(Object root, String path, int most) {
        List<Object> at = List.of(root);
        for (String name : path.replace("[]", "").split("\\.")) {
            List<Object> next = new ArrayList<>();
            for (Object one : at) {
                Object value = value(one, name);
                if (value instanceof List<?> list) next.addAll(list.subList(0, Math.min(list.size(), most)));
                else if (value != null) next.add(value);
            }
            at = next.subList(0, Math.min(next.size(), most));
        }
        return at;
    }
}
