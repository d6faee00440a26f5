package io.github.redeliver.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Words by which readers find their way in texts, as data of the knowledge base ({@code kb/forms/words.yaml}): what
 * stands before an address, what clients write of themselves, what tells that nobody's server spoke. Immutable.
 */
public final class Words {
    /** No words at all: shapes and codes alone are read. */
    public static final Words NONE = new Words(Map.of());

    private final Map<String, List<String>> lists;
    private final Map<String, List<String>> written;

    private Words(Map<String, List<String>> written) {
        this.written = written;
        Map<String, List<String>> lower = new LinkedHashMap<>();
        written.forEach((name, words) -> lower.put(name, words.stream().map(w -> w.toLowerCase(java.util.Locale.ROOT)).toList()));
        this.lists = lower;
    }

    /**
     * From parsed data: a map of rooms, each a map of lists.
     *
     * @throws IllegalArgumentException when the data has another shape; the message names the entry
     */
    public static Words of(Object data) {
        if (!(data instanceof Map<?, ?> rooms)) throw new IllegalArgumentException("Words: a map was expected, not " + data);
        Map<String, List<String>> lists = new LinkedHashMap<>();
        rooms.forEach((room, content) -> {
            if (!(content instanceof Map<?, ?> map)) throw new IllegalArgumentException("Words: a map was expected in " + room);
            map.forEach((name, words) -> {
                if (!(words instanceof List<?> list)) throw new IllegalArgumentException("Words: a list was expected in " + room + "." + name);
                List<String> texts = new ArrayList<>(list.size());
                for (Object word : list) texts.add(String.valueOf(word));
                lists.put(room + "." + name, List.copyOf(texts));
            });
        });
        return new Words(lists);
    }

    /** The words of a list, in lower case and in the order of the data; none where the data has no such list. */
    public List<String> list(String name) {
        return lists.getOrDefault(name, List.of());
    }

    /** The words of a list as the data has them, where their case matters. */
    public List<String> written(String name) {
        return written.getOrDefault(name, List.of());
    }

    /**
     * What words mean, by the words as the data has them.
     *
     * @param lists by meaning the name of the list of its words
     */
    public Map<String, String> meanings(Map<String, String> lists) {
        Map<String, String> meanings = new LinkedHashMap<>();
        lists.forEach((meaning, name) -> written(name).forEach(word -> meanings.put(word, meaning)));
        return Map.copyOf(meanings);
    }

    /** Whether any of the words stands in the text, which is in lower case. */
    public static boolean any(String lower, List<String> words) {
        for (String word : words) if (lower.contains(word)) return true;
        return false;
    }

    /** Whether the text begins, its ASCII case ignored, with any of the words. */
    public static boolean begins(String text, List<String> words) {
        for (String word : words) if (Scan.at(text, 0, word)) return true;
        return false;
    }
}
