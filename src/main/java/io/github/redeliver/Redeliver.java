package io.github.redeliver;

import io.github.redeliver.evidence.Context;
import io.github.redeliver.evidence.Gathered;
import io.github.redeliver.evidence.Attempts;
import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Observed;
import io.github.redeliver.inference.Inference;
import io.github.redeliver.inference.Verdict;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.KnowledgeException;
import io.github.redeliver.knowledge.KnowledgeLoader;
import io.github.redeliver.read.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
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
     */
    public record Options(@Nullable Path knowledge, @Nullable Path cache, String language, int memo) {
        /** The shipped knowledge base, in English. */
        public static final Options DEFAULT = new Options(null, null, "en", 65_536);

        public Options withKnowledge(Path folder) {
            return new Options(folder, cache, language, memo);
        }

        public Options withCache(Path folder) {
            return new Options(knowledge, folder, language, memo);
        }

        public Options withLanguage(String code) {
            return new Options(knowledge, cache, code, memo);
        }

        public Options withMemo(int verdicts) {
            return new Options(knowledge, cache, language, verdicts);
        }
    }

    private final KnowledgeBase base;
    private final Inference inference;
    private final Composer composer;
    private final Intake intake;

    private Redeliver(KnowledgeBase base, Options options) {
        this.base = base;
        this.inference = new Inference(base, options.memo());
        this.composer = new Composer(base, options.language());
        this.intake = new Intake(base);
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
        KnowledgeLoader loader = new KnowledgeLoader(options.cache());
        Path folder = options.knowledge();
        return of(folder == null ? loader.shipped() : loader.folder(folder), options);
    }

    /** Opens a knowledge base that is in memory already; of the options, {@code knowledge} and {@code cache} are not used. */
    public static Redeliver of(KnowledgeBase base, Options options) {
        return new Redeliver(base, options);
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
        Reading reading = intake.read(given);
        List<DnsAnswer> recorded = new ArrayList<>(given.dns());
        recorded.addAll(reading.dns());
        Resolver resolver = recorded.isEmpty() ? dns : new First(RecordedDns.of(recorded), dns);
        List<Incident> incidents = reading.incidents();
        if (incidents.isEmpty() && reading.kind().equals("none") && (!recorded.isEmpty() || !observed.isEmpty() || knows(given.context()))) {
            incidents = List.of(Incident.builder().build()); // a check without a bounce
        }
        Attempts attempts = incidents.isEmpty() ? Attempts.NONE : intake.attempts(given);
        List<Result.Diagnosis> diagnoses = new ArrayList<>(incidents.size());
        String kind = reading.kind();
        for (Incident incident : incidents) {
            resolver.prepare(asking -> intake.gather(incident, attempts, given.context(), asking));
            Gathered gathered = intake.gather(incident, attempts, given.context(), resolver).with(observed);
            String host = incident.host().isEmpty() ? given.context().host() : incident.host();
            Incident known = host.equals(incident.host()) ? incident : incident.toBuilder().host(host).build();
            Inference.Inferred inferred =
                    inference.infer(known, reading.form(), given.context().system(), gathered.facts());
            if (silent(reading, incident, inferred.verdict())) continue;
            Result.Diagnosis d = composer.diagnosis(known, given.context(), inferred, gathered.values());
            kind = kindOf(kind, d, reading, incidents.size());
            diagnoses.add(d);
        }
        String what = reading.what();
        if (diagnoses.isEmpty() && kind.equals("failure")) kind = "none";
        return new Result(given.id(), reading.form(), kind, what, base.revision(), diagnoses, reading.limits());
    }

    /**
     * What records show of a sender and which values they give, without a bounce and without judging it.
     *
     * @param dns a live resolver, or a record
     */
    public Gathered evidence(Context sender, Resolver dns) {
        Incident nothing = Incident.builder().build();
        dns.prepare(asking -> intake.gather(nothing, Attempts.NONE, sender, asking));
        return intake.gather(nothing, Attempts.NONE, sender, dns);
    }

    private static boolean knows(Context c) {
        return !c.equals(Context.NONE);
    }

    /** A text without any reply code in which nothing is recognised is no bounce, whatever it looked like. */
    private static boolean silent(Reading reading, Incident incident, Verdict verdict) {
        return verdict.conclusions().isEmpty()
                && incident.reply().code().isEmpty() && incident.reply().enhanced().isEmpty()
                && (reading.form().equals("reply") || reading.form().equals("unknown") || reading.form().equals("letter"));
    }

    /** What the rules recognised may say that a single text is no failure: a success, a delay, an automatic answer. */
    private static String kindOf(String kind, Result.Diagnosis d, Reading reading, int incidents) {
        if (!kind.equals("failure") || incidents != 1 || d.findings().isEmpty()) return kind;
        return switch (d.findings().get(0).cause()) {
            case "delivered" -> "success";
            case "delayed" -> "delay";
            case "auto-reply" -> "auto-reply";
            default -> kind;
        };
    }

    /** Share of verdicts that were remembered, in thousandths; -1 before the first. */
    public long memoHitsPerMille() {
        return inference.memoHitsPerMille();
    }

    @Override
    public void close() {
        inference.close();
    }

    /** Asks one resolver, and another for what the first does not know. */
    private record First(Resolver one, Resolver other) implements Resolver {
        @Override
        public DnsAnswer ask(String name, String type) {
            DnsAnswer answer = one.ask(name, type);
            return answer.outcome() == DnsAnswer.Outcome.UNKNOWN ? other.ask(name, type) : answer;
        }

        @Override
        public boolean live() {
            return other.live();
        }

        @Override
        public void prepare(java.util.function.Consumer<Resolver> work) {
            other.prepare(asking -> work.accept(new First(one, asking)));
        }

        @Override
        public List<DnsAnswer> recorded() {
            List<DnsAnswer> both = new ArrayList<>(one.recorded());
            both.addAll(other.recorded());
            return both;
        }
    }
}
