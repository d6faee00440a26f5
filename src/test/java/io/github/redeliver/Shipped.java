package io.github.redeliver;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.KnowledgeLoader;
import io.github.redeliver.knowledge.Tree;
import io.github.redeliver.read.Words;
import java.nio.file.Path;

/** The project's own knowledge base with the authors' examples, read once for all tests of a run. */
public final class Shipped {
    private static final class Holder {
        static final KnowledgeLoader.Loaded LOADED =
                new KnowledgeLoader(Path.of("target", "kb-cache")).forAuthors(Path.of("kb"));
        static final Redeliver ENGLISH = Redeliver.of(LOADED.base(), Redeliver.Options.DEFAULT);
    }

    private Shipped() {}

    public static KnowledgeLoader.Loaded loaded() {
        return Holder.LOADED;
    }

    public static KnowledgeBase base() {
        return Holder.LOADED.base();
    }

    /** Words by which readers find the parts of texts. */
    public static Words words() {
        return Words.of(Tree.map(base().data("forms").get("words")));
    }

    /** For tests that do not close it. */
    public static Redeliver redeliver() {
        return Holder.ENGLISH;
    }

    public static Redeliver in(String language) {
        return Redeliver.of(base(), Redeliver.Options.DEFAULT.withLanguage(language));
    }
}
