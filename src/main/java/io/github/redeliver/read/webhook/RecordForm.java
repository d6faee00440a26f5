package io.github.redeliver.read.webhook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the parts of one kind of record stand, as data of the knowledge base ({@code kb/forms/records.yaml}).
 *
 * @param id id of the service or software, {@code ""} for a record that many write alike
 * @param form {@code webhook} or {@code log-line}
 * @param has what a record must have: a path, or {@code path=a|b}; {@code a/b} is one path or the other
 * @param or what it may have instead, or null
 * @param each paths of lists whose every element is a recipient; empty when the record is about one
 * @param line path of a log line that the record only wraps, or {@code ""}
 * @param tag path of the program's name that belongs before that line, or {@code ""}
 * @param paths by part ({@code recipient sender reply code enhanced stage host address client helo reporter queue
 *     action event}) the paths to try, in order
 * @param columns names of the columns of a row of CSV whose file has no line of names, in order; empty where none is known
 * @param row what such a row must have besides, as {@code has}; {@code path~text} asks for a part of the value
 * @param events what the value of {@code event} or {@code action} means: {@code failed delayed delivered complained}, or
 *     {@code none} when the record tells of nothing
 */
record RecordForm(String id, String form, List<String> has, @org.jspecify.annotations.Nullable List<String> or, List<String> each, String line, String tag,
        Map<String, List<String>> paths, Map<String, String> events, List<String> columns, List<String> row) {
    RecordForm {
        columns = List.copyOf(columns);
        row = List.copyOf(row);
        has = List.copyOf(has);
        each = List.copyOf(each);
        paths = Map.copyOf(paths);
        events = Map.copyOf(events);
    }

    static RecordForm of(Object data) {
        if (!(data instanceof Map<?, ?> map)) throw new IllegalArgumentException("Records: a map was expected, not " + data);
        Map<String, List<String>> paths = new LinkedHashMap<>();
        if (map.get("paths") instanceof Map<?, ?> all) all.forEach((part, value) -> paths.put(String.valueOf(part), strings(value)));
        Map<String, String> events = new LinkedHashMap<>();
        if (map.get("events") instanceof Map<?, ?> all) {
            all.forEach((meaning, values) -> strings(values).forEach(value -> events.put(value.toLowerCase(java.util.Locale.ROOT), String.valueOf(meaning))));
        }
        if (paths.isEmpty() && map.get("line") == null) throw new IllegalArgumentException("Records: paths or line is needed in " + map.get("id"));
        return new RecordForm(text(map.get("id")), map.get("form") == null ? "webhook" : text(map.get("form")), strings(map.get("has")),
                map.containsKey("or") ? strings(map.get("or")) : null, strings(map.get("each")), text(map.get("line")), text(map.get("tag")), paths, events, strings(map.get("columns")), strings(map.get("row")));
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    private static List<String> strings(Object value) {
        List<String> all = new ArrayList<>();
        if (value instanceof List<?> list) for (Object one : list) all.add(String.valueOf(one));
        else if (value != null) all.add(value.toString());
        return all;
    }

    /** How much of what it must have the record has: 0 when anything is missing. */
    int fits(Map<?, ?> record) {
        int first = fits(record, has);
        return first > 0 || or == null ? first : fits(record, or);
    }

    /** Whether a row of CSV whose columns are named so by this form is one of its rows, though nothing names them. */
    boolean fitsUnnamed(Map<?, ?> record) {
        return !columns.isEmpty() && record.size() * 2 > columns.size() && fits(record, row) > 0 && fits(record) > 0;
    }

    /** Whether nothing at all is asked of a record, so that only a reply makes it one. */
    boolean anything() {
        return has.isEmpty() || or != null && or.isEmpty();
    }

    private static int fits(Map<?, ?> record, List<String> needs) {
        for (String need : needs) {
            int equals = Math.max(need.indexOf('='), need.indexOf('~'));
            String path = equals < 0 ? need : need.substring(0, equals);
            boolean found = false;
            for (String one : path.split("/")) {
                Object value = Paths.value(record, one);
                if (value == null) continue;
                found |= equals < 0 || (need.charAt(equals) == '~' ? value.toString().contains(need.substring(equals + 1)) : among(need.substring(equals + 1), value));
            }
            if (!found) return 0;
        }
        return 1 + needs.size();
    }

    private static boolean among(String values, Object value) {
        Object first = Paths.first(value);
        for (String one : values.split("\\|")) {
            if (one.equalsIgnoreCase(String.valueOf(first))) return true;
        }
        return false;
    }
}
