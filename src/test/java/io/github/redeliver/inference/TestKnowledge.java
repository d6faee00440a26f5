package io.github.redeliver.inference;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.KnowledgeLoader;
import java.nio.file.Path;

/** The project's own knowledge base, read once for the tests of a class. */
final class TestKnowledge {
    private TestKnowledge() {}

    static KnowledgeBase load() {
        return new KnowledgeLoader(Path.of("target", "kb-cache")).forAuthors(Path.of("kb")).base();
    }
}
