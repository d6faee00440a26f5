package io.github.redeliver.inference;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Tree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which remedies make others needless, as {@code kb/remedies} says by {@code covers}: what is known of a provider or a
 * list stands in the place of the general advice that it says better, or that would contradict it.
 */
final class Covering {
    private final Map<String, List<String>> covers = new HashMap<>();

    Covering(KnowledgeBase base) {
        base.data("remedies").forEach((tag, remedy) -> {
            List<String> covered = Tree.texts(Tree.map(remedy).get("covers"));
            if (!covered.isEmpty()) covers.put(tag, covered);
        });
    }

    /** Those of the remedies advised together that another one of them covers. */
    Set<String> covered(Iterable<String> advised) {
        Set<String> covered = new HashSet<>();
        for (String tag : advised) covered.addAll(covers.getOrDefault(tag, List.of()));
        return covered;
    }
}
