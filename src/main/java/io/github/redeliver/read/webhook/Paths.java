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
            if (at instanceof List<?> list) at = list.isEmpty() ? null : list.get(0);
            if (!(at instanceof Map<?, ?> map)) return null;
            at = map.containsKey(name) ? map.get(name) : ignoringCase(map, name);
            if (at == null) return null;
        }
        return at;
    }

    private static Object ignoringCase(Map<?, ?> map, String name) {
        if (map.size() > 200) return null;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getKey() instanceof String key && key.equalsIgnoreCase(name)) return entry.getValue();
        }
        return null;
    }

    /** The value as text: of a list its first element, {@code ""} where there is none or it is an object. */
    static String text(Object root, String path) {
        if (path.indexOf('{') >= 0) return template(root, path);
        Object value = value(root, path);
        if (value instanceof List<?> list) value = status(list) ? list.get(0) + "." + list.get(1) + "." + list.get(2) : list.isEmpty() ? null : list.get(0);
        if (value == null || value instanceof Map || value instanceof List) return "";
        String text = value.toString();
        return text.equals("null") ? "" : text;
    }

    /** The three numbers of an enhanced status code (RFC 3463), each by itself. */
    private static boolean status(List<?> list) {
        return list.size() == 3 && list.get(0) instanceof Number a && a.intValue() >= 2 && a.intValue() <= 5 && list.get(1) instanceof Number && list.get(2) instanceof Number;
    }

    /** The value as text: of a list of texts all of them, each a line, as multi-line replies have it. */
    static String lines(Object root, String path) {
        if (path.indexOf('{') < 0 && value(root, path) instanceof List<?> list && list.size() > 1 && list.size() <= 100 && list.stream().allMatch(String.class::isInstance)) {
            return String.join("\n", list.stream().map(String::valueOf).toList());
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
                if (value instanceof List<?> list) {
                    for (Object element : list) if (next.size() < most) next.add(element);
                } else if (value != null && next.size() < most) {
                    next.add(value);
                }
            }
            at = next;
        }
        return at;
    }
}
