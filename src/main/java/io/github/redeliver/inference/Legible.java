package io.github.redeliver.inference;

import io.github.redeliver.facts.Observed;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the rules of a knowledge base can read of what is given: of observed facts only those fields that some rule
 * constrains. Two incidents that read the same get the same verdict, so this is the key to remember it by. Immutable.
 */
final class Legible {
    private final Map<Class<?>, List<Schema.Field>> read = new LinkedHashMap<>();

    Legible(KnowledgeBase base, Schema schema) {
        for (Schema.Type type : schema.types()) {
            if (!Observed.class.isAssignableFrom(type.type())) continue;
            List<Schema.Field> fields = base.index().fieldsRead(type.name()).stream()
                    .map(name -> Objects.requireNonNull(type.fields().get(name))).toList();
            read.put(type.type(), fields);
        }
    }

    /** @param observed of one fact after the other its class and the values of its fields */
    private record Key(Given without, List<Object> observed) {}

    /** The key of what is given; equal keys mean that no rule can tell the two apart. */
    Object key(Given given) {
        if (given.observed().isEmpty()) return given;
        List<Object> observed = new ArrayList<>(4 * given.observed().size());
        for (Observed o : given.observed()) {
            observed.add(o.getClass());
            for (Schema.Field f : Objects.requireNonNull(read.get(o.getClass()))) observed.add(f.read().apply(o));
        }
        return new Key(given.withoutObserved(), observed);
    }
}
