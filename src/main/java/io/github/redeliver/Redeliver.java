package io.github.redeliver;

import io.github.redeliver.evidence.Context;
import io.github.redeliver.evidence.Gathered;
import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.facts.Observed;
import io.github.redeliver.inference.Inference;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.KnowledgeException;
import io.github.redeliver.knowledge.KnowledgeLoader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what bounced mail means. Thread-safe: one instance serves any number of threads and holds no static state.
 */
public final class Redeliver implements AutoCloseable {
    /**
     * How an instance works.
     *
     * @param knowledge folder of the knowledge base, or null for the one that the jar carries
     * @param cache folder that keeps what was read of a knowledge base folder, or null to keep nothing
     * @param language of summaries and remedies: {@code en zh ja}
     * @param memo how many verdicts to remember, 0 for none; results do not depend on it
     * @param extra folders of one's own, whose rules and tags come besides those of the knowledge base or in their place
     */
    public record Options(
            @Nullable Path knowledge, @Nullable Path cache, String language, int memo, List<Path> extra) {
        /** The shipped knowledge base, in English. */
        public static final Options DEFAULT = new Options(null, null, "en", 65_536, List.of());

        public Options {
            extra = List.copyOf(extra);
        }

        public Options withKnowledge(Path folder) {
            return new Options(folder, cache, language, memo, extra);
        }

        public Options withCache(Path folder) {
            return new Options(knowledge, folder, language, memo, extra);
        }

        public Options withLanguage(String code) {
            return new Options(knowledge, cache, code, memo, extra);
        }

        public Options withMemo(int verdicts) {
            return new Options(knowledge, cache, language, verdicts, extra);
        }

        public Options withExtra(List<Path> folders) {
            return new Options(knowledge, cache, language, memo, folders);
        }
    }

    private final KnowledgeBase base;
    private final Inference inference;
    private final Desk desk;

    private Redeliver(KnowledgeBase base, Options options) {
        this.base = base;
        this.inference = new Inference(base, options.memo());
        this.desk = new Desk(base, options.language());
    }

    /**
     * Opens the knowledge base that the jar carries.
     *
     * @throws KnowledgeException when the jar carries none
     */
    public static Redeliver open() {
        return open(Options.DEFAULT);
    }

    /**
     * Opens a knowledge base folder.
     *
     * @throws KnowledgeException when it cannot be used, with every error by file and line
     */
    public static Redeliver open(Path knowledge) {
        return open(Options.DEFAULT.withKnowledge(knowledge));
    }

    /**
     * Opens with options.
     *
     * @throws KnowledgeException when the knowledge base cannot be used, with every error by file and line
     */
    public static Redeliver open(Options options) {
        return of(new KnowledgeLoader(options.cache()).folder(options.knowledge(), options.extra()), options);
    }

    /** Opens a knowledge base that is in memory already; of the options, {@code knowledge} and {@code cache} are not used. */
    public static Redeliver of(KnowledgeBase base, Options options) {
        return new Redeliver(base, options);
    }

    /** Leaves what takes longest to build to {@link #warmUp()}, so that no diagnosis has to. */
    Redeliver cold() {
        inference.stayCold();
        return this;
    }

    /** Builds what the first diagnoses would otherwise have to; others may diagnose meanwhile, and do not wait for it. */
    void warmUp() {
        inference.warmUp();
    }

    /** The knowledge base in use. */
    public KnowledgeBase knowledge() {
        return base;
    }

    /**
     * Diagnoses a case with the DNS answers that it brings and no others. Never throws for what an input contains.
     */
    public Result diagnose(Case given) {
        return diagnose(given, RecordedDns.empty());
    }

    /**
     * Diagnoses a case; what the case brings no answer for is asked of the resolver.
     *
     * @param dns a live resolver, or a record
     */
    public Result diagnose(Case given, Resolver dns) {
        return diagnose(given, dns, List.of());
    }

    /**
     * Diagnoses a case with what was observed besides, such as in a conversation with the server that refused.
     *
     * @param observed facts that hold for each of the case's incidents
     */
    public Result diagnose(Case given, Resolver dns, List<Observed> observed) {
        return desk.result(desk.look(given, dns, observed, inference::infer));
    }

    /**
     * What records show of a sender and which values they give, without a bounce and without judging it.
     *
     * @param dns a live resolver, or a record
     */
    public Gathered evidence(Context sender, Resolver dns) {
        return desk.evidence(sender, dns);
    }

    /** Share of verdicts that were remembered, in thousandths; -1 before the first. */
    public long memoHitsPerMille() {
        return inference.memoHitsPerMille();
    }

    @Override
    public void close() {
        inference.close();
    }
}
