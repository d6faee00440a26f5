package io.github.redeliver.knowledge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Words for people in one language, by section and tag; see {@link Template} for values in them. What is not translated
 * comes in English. Thread-safe.
 */
public final class Texts {
    private final Map<String, Map<String, Object>> own = new HashMap<>();
    private final Map<String, Map<String, Object>> english = new HashMap<>();
    private static final Template NOTHING = Template.of("");

    private final Map<String, Template> templates = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Template>> sentences = new ConcurrentHashMap<>(); // by section and tag

    Texts(Map<String, Object> own, Map<String, Object> english) {
        own.forEach((section, tags) -> this.own.put(section, Tree.map(tags)));
        english.forEach((section, tags) -> this.english.put(section, Tree.map(tags)));
    }

    private Object entry(String section, String tag) {
        Object value = own.getOrDefault(section, Map.of()).get(tag);
        if (value == null) value = english.getOrDefault(section, Map.of()).get(tag);
        return value == null ? "" : value;
    }

    private Template template(String text) {
        return templates.computeIfAbsent(text, Template::of);
    }

    /** Whether the language itself has the entry. */
    public boolean has(String section, String tag) {
        return own.getOrDefault(section, Map.of()).containsKey(tag);
    }

    /** A sentence, {@code ""} when there is none. */
    public String text(String section, String tag, Function<String, String> values) {
        Map<String, Template> known = sentences.get(section);
        if (known == null) known = sentences.computeIfAbsent(section, s -> new ConcurrentHashMap<>());
        Template template = known.get(tag);
        if (template == null) {
            template = template(String.valueOf(entry(section, tag)));
            known.put(tag, template);
        }
        return template.fill(values);
    }

    /** A field of an entry, {@code ""} when there is none. */
    public String field(String section, String tag, String field, Function<String, String> values) {
        return template(section, tag, field).fill(values);
    }

    /** A field of an entry before it is filled; one without a word when there is none. */
    public Template template(String section, String tag, String field) {
        return entry(section, tag) instanceof Map<?, ?> m && m.get(field) != null
                ? template(String.valueOf(m.get(field))) : NOTHING;
    }

    /** The list in a field of an entry before it is filled. */
    public List<Template> templates(String section, String tag, String field) {
        if (!(entry(section, tag) instanceof Map<?, ?> m)) return List.of();
        return Tree.texts(m.get(field)).stream().map(this::template).toList();
    }

    /** Whether an entry says the same whatever the values. */
    public boolean isConstant(String section, String tag) {
        return isConstant(entry(section, tag));
    }

    private boolean isConstant(Object value) {
        if (value instanceof Map<?, ?> m) return m.values().stream().allMatch(this::isConstant);
        if (value instanceof List<?> l) return l.stream().allMatch(this::isConstant);
        return template(String.valueOf(value)).isConstant();
    }

    /** A word of the report itself. */
    public String word(String tag) {
        String word = text("ui", tag, name -> "");
        return word.isEmpty() ? tag : word;
    }

    /** A word of the report with the colon of the language and what stands behind one, ready for a value. */
    public String label(String tag) {
        return text("ui", "label", name -> word(tag));
    }

    /** The same with its value on the lines below it, or none. */
    public String heading(String tag) {
        return label(tag).strip();
    }

    /** A time to wait, in the largest unit of which it makes at least two. */
    public String pause(long seconds) {
        boolean minutes = seconds % 60 == 0 && seconds > 60 || seconds > 600;
        String unit = "seconds";
        long count = seconds;
        if (seconds % 86_400 == 0 && seconds > 86_400) {
            unit = "days";
            count = seconds / 86_400;
        } else if (seconds % 3600 == 0 && seconds > 3600) {
            unit = "hours";
            count = seconds / 3600;
        } else if (minutes) {
            unit = "minutes";
            count = (seconds + 59) / 60; // rather too late than too early
        }
        String number = String.valueOf(count);
        return text("ui", "wait-" + unit, name -> number);
    }
}
