package io.github.redeliver.workshop;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** How much a knowledge base knows, in numbers. */
public final class Counts {
    private static final String WITHIN = " · ";

    private final Map<String, Long> all = new LinkedHashMap<>();

    private Counts() {}

    /**
     * Counts by name, in the order in which they are shown; a part of the one before it is named {@code whole · part}.
     *
     * @param base with examples and near misses
     * @param samples whole cases
     */
    public static Map<String, Long> of(KnowledgeBase base, int samples) {
        Counts c = new Counts();
        c.rules(base);
        c.put("causes", base.causes().size());
        c.grouped("systems", List.copyOf(base.systems().all().values()), s -> s.kind());
        c.grouped("lists", List.copyOf(base.data("lists").values()),
                l -> Boolean.FALSE.equals(Tree.map(l).get("alive")) ? "closed" : "open");
        c.put("remedies", base.data("remedies").size());
        c.put("checks", base.data("checks").size());
        c.links(base);
        c.put("dead links", base.data("dead-links").size());
        c.put("frames", base.data("frames").size());
        for (String language : base.languages()) c.put("texts" + WITHIN + language, texts(base.data("texts/" + language)));
        c.put("samples", samples);
        return c.all;
    }

    private void put(String name, long count) {
        all.put(name, count);
    }

    private <T> void grouped(String name, List<T> things, Function<T, String> group) {
        put(name, things.size());
        Map<String, Long> parts = new TreeMap<>();
        for (T thing : things) parts.merge(group.apply(thing), 1L, Long::sum);
        parts.forEach((part, count) -> put(name + WITHIN + part, count));
    }

    /** By folder: {@code recognise/provider}, {@code observe}, … */
    private void rules(KnowledgeBase base) {
        grouped("rules", base.rules(), r -> {
            String[] path = r.file().split("/");
            return path.length > 2 ? path[0] + "/" + path[1] : path[0];
        });
        put("phrases", base.phrases().size());
        put("examples", base.rules().stream().map(RuleDef::examples).mapToLong(List::size).sum());
        put("near misses", base.rules().stream().map(RuleDef::nearMisses).mapToLong(List::size).sum());
    }

    private void links(KnowledgeBase base) {
        long[] links = new long[2]; // all, unverified
        for (String section : List.of("remedies", "lists", "evidence")) count(base.data(section), links);
        put("links", links[0]);
        put("links" + WITHIN + "unverified", links[1]);
    }

    private static void count(Object value, long[] links) {
        if (value instanceof Map<?, ?> map) {
            boolean link = map.values().stream().anyMatch(v -> v instanceof String s && s.startsWith("http"));
            if (link && Boolean.TRUE.equals(map.get("unverified"))) links[1]++;
            map.values().forEach(v -> count(v, links));
        } else if (value instanceof List<?> list) {
            list.forEach(v -> count(v, links));
        } else if (value instanceof String s && s.startsWith("http")) {
            links[0]++;
        }
    }

    /** Sentences, not tags: a remedy has a title, steps and what to leave. */
    private static long texts(Object value) {
        if (value instanceof Map<?, ?> map) return map.values().stream().mapToLong(Counts::texts).sum();
        if (value instanceof List<?> list) return list.stream().mapToLong(Counts::texts).sum();
        return 1;
    }
}
