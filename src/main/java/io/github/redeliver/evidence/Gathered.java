package io.github.redeliver.evidence;

import io.github.redeliver.facts.Observed;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What evidence came to.
 *
 * @param facts for the rules, in a fixed order, none twice
 * @param values what texts for people may name, by placeholder (see {@code docs/facts.md}); only what is known
 */
public record Gathered(List<Observed> facts, Map<String, String> values) {
    public Gathered {
        facts = List.copyOf(facts);
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** The same with more facts. */
    public Gathered with(List<Observed> more) {
        if (more.isEmpty()) return this;
        Set<Observed> all = new LinkedHashSet<>(facts);
        all.addAll(more);
        return new Gathered(List.copyOf(all), values);
    }
}
