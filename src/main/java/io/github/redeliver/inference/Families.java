package io.github.redeliver.inference;

import io.github.redeliver.facts.Heard;
import io.github.redeliver.knowledge.RuleDef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Wordings that a pattern waits for together. A network asks for the family, by hash, and what is heard is told to it as
 * said by each family that its phrase is of, and by itself only where a rule waits for it alone. Filled while a network
 * is built, only read afterwards.
 */
final class Families {
    private final Map<List<String>, String> ids = new HashMap<>();
    private final Map<String, List<String>> ofPhrase = new HashMap<>();
    private final Set<String> alone = new HashSet<>();
    private boolean any; // whether some pattern waits for whatever is heard

    /** No families: every phrase heard is told as it is. */
    static Families none() {
        Families none = new Families();
        none.any = true;
        return none;
    }

    /** The id of the family that a pattern waits for, or null when it waits for one phrase, or for none. */
    @Nullable String waitedFor(RuleDef.Pattern pattern) {
        if (!pattern.type().equals(Heard.class.getSimpleName())) return null;
        if (pattern.constraints().stream().noneMatch(c -> c.operator().equals("in"))) {
            alone.addAll(pattern.phrases());
            any |= pattern.phrases().isEmpty();
            return null;
        }
        return ids.computeIfAbsent(List.copyOf(pattern.phrases()), phrases -> {
            String id = String.valueOf(ids.size());
            for (String phrase : Set.copyOf(phrases)) ofPhrase.computeIfAbsent(phrase, k -> new ArrayList<>(1)).add(id);
            return id;
        });
    }

    /** Puts what a network is to be told of a phrase heard. */
    void tell(Heard heard, Collection<Object> facts) {
        if (any || alone.contains(heard.phrase())) facts.add(heard);
        List<String> families = ofPhrase.get(heard.phrase());
        if (families == null) return;
        for (String family : families) facts.add(new Said(heard, family));
    }
}
