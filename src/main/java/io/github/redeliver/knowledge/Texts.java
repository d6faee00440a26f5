package io.github.redeliver.knowledge;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Words for people in one language, by section and tag. {@code {name}} stands for a value; a part in square brackets is
 * left out when a value in it is missing. What is not translated comes in English.
 */
public final class Texts {
    private final Map<String, Object> own;
    private final Map<String, Object> english;

    Texts(Map<String, Object> own, Map<String, Object> english) {
        this.own = own;
        this.english = english;
    }

    private Object entry(String section, String tag) {
        Object value = Tree.map(own.get(section)).get(tag);
        if (value == null) value = Tree.map(english.get(section)).get(tag);
        return value == null ? "" : value;
    }

    /** Whether the language itself has the entry. */
    public boolean has(String section, String tag) {
        return Tree.map(own.get(section)).containsKey(tag);
    }

    /** A sentence, {@code ""} when there is none. */
    public String text(String section, String tag, Function<String, String> values) {
        return fill(String.valueOf(entry(section, tag)), values);
    }

    /** A field of an entry, {@code ""} when there is none. */
    public String field(String section, String tag, String field, Function<String, String> values) {
        return fill(Tree.text(Tree.map(entry(section, tag)), field), values);
    }

    /** The list in a field of an entry. */
    public List<String> list(String section, String tag, String field, Function<String, String> values) {
        return Tree.texts(Tree.map(entry(section, tag)).get(field)).stream().map(t -> fill(t, values)).toList();
    }

    /** A word of the report itself. */
    public String word(String tag) {
        String word = text("ui", tag, name -> "");
        return word.isEmpty() ? tag : word;
    }

    /**
     * Puts values into a template.
     *
     * @param values gives the value of a name, {@code ""} when it is missing
     */
    public static String fill(String template, Function<String, String> values) {
        if (template.indexOf('{') < 0) return template;
        StringBuilder out = new StringBuilder(template.length() + 32);
        int i = 0;
        while (i < template.length()) {
            char c = template.charAt(i);
            if (c == '[') {
                int end = template.indexOf(']', i);
                String inner = end < 0 ? "" : template.substring(i + 1, end);
                if (inner.indexOf('{') >= 0) {
                    if (complete(inner, values)) out.append(fill(inner, values));
                    i = end + 1;
                    continue;
                }
            } else if (c == '{') {
                int end = template.indexOf('}', i);
                String name = end < 0 ? "" : template.substring(i + 1, end);
                if (isName(name)) {
                    String value = values.apply(name);
                    out.append(value.isEmpty() ? "…" : value);
                    i = end + 1;
                    continue;
                }
            }
            out.append(c);
            i++;
        }
        return out.toString();
    }

    private static boolean complete(String inner, Function<String, String> values) {
        for (int i = inner.indexOf('{'); i >= 0; i = inner.indexOf('{', i + 1)) {
            int end = inner.indexOf('}', i);
            if (end < 0) return true;
            String name = inner.substring(i + 1, end);
            if (isName(name) && values.apply(name).isEmpty()) return false;
        }
        return true;
    }

    static boolean isName(String name) {
        if (name.isEmpty()) return false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c == '_')) return false;
        }
        return true;
    }
}
