package io.github.redeliver.inference;

import io.github.redeliver.facts.Advice;
import io.github.redeliver.facts.Found;
import io.github.redeliver.facts.Heard;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Observed;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Replied;
import io.github.redeliver.facts.Reported;
import io.github.redeliver.facts.Symptom;
import io.github.redeliver.inference.Verdict.Conclusion;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Level;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.Schema;
import io.github.redeliver.knowledge.Stage;
import io.github.redeliver.knowledge.Systems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs a knowledge base on incidents. Thread-safe: sessions are lent to one thread at a time.
 *
 * <p>The first few incidents run on a network of only those rules whose phrases were heard, which gives the same result
 * (a rule whose phrase was not heard cannot fire) and spares the start; then the whole network is built once.
 */
public final class Inference implements AutoCloseable {
    private static final int NARROW_RUNS = 4;

    private final KnowledgeBase base;
    private final RuleModel model;
    private final Legible legible;
    private final Memo memo;
    private final Covering covering;
    private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger runs = new AtomicInteger();
    private volatile @Nullable Whole whole;
    private volatile boolean cold;

    /** @param memoSize how many verdicts to remember a generation; 0 for none */
    public Inference(KnowledgeBase base, int memoSize) {
        this.base = base;
        this.memo = new Memo(memoSize);
        this.model = new RuleModel(Schema.FACTS);
        this.legible = new Legible(base, Schema.FACTS);
        this.covering = new Covering(base);
    }

    /**
     * Loads what inference needs, by inferring something: for a program that is about to diagnose and has another
     * processor to do so while it reads the knowledge base. Results do not depend on it.
     */
    public static void prepare() {
        RuleDef rule = new RuleDef(
                "warm-up", "", 0, Stage.RECOGNISE, Level.LANGUAGE, "", "current", "", "",
                List.of(new RuleDef.Pattern("Heard", false, 0, List.of(new RuleDef.Constraint("place", "==", "reply")))),
                List.of(Symptom.of("")), List.of(), List.of(), List.of());
        try (Engine engine = new Engine(new RuleModel(Schema.FACTS).build(List.of(rule)), byId(List.of(rule)))) {
            engine.run(List.of(new Heard("", "reply", "", "", "", "", "", false)));
            engine.clear();
        }
    }

    /**
     * What came out for one incident.
     *
     * @param verdict the ranked conclusions
     * @param given what rules could read
     * @param system who spoke
     * @param spots where each phrase was heard
     */
    public record Inferred(Verdict verdict, Given given, Systems.SystemInfo system, Spots spots) {
        /** The same with what rules concluded. */
        public Inferred with(Verdict concluded, Systems systems) {
            return new Inferred(concluded, given, systems.get(concluded.system()), spots);
        }
    }

    /** Where phrases were heard. */
    @FunctionalInterface
    public interface Spots {
        /** Where the phrase of this number was first heard, in the reply if it was heard there; or null. */
        @Nullable Span of(int phrase);
    }

    /** A stretch of a passage. */
    public record Span(Passage passage, int from, int to) {}

    /** Buffers and, when needed, a session; lent to one thread at a time. */
    private final class Worker {
        final Ears ears = new Ears(base);
        @Nullable Engine engine;

        Engine engine() {
            Engine e = engine;
            if (e == null) {
                Whole w = whole();
                e = new Engine(w.network(), w.rules(), Engine.MAX_FIRINGS, w.prospects());
                engine = e;
            }
            return e;
        }
    }

    /** The network of all rules, and the rules by id. */
    private record Whole(Network network, Map<String, RuleDef> rules, Prospects prospects) {}

    private Whole whole() {
        Whole built = whole;
        if (built == null) {
            synchronized (this) {
                built = whole;
                if (built == null) {
                    built = new Whole(model.build(base.rules()), byId(base.rules()), new Prospects(base.rules()));
                    whole = built;
                }
            }
        }
        return built;
    }

    /** Leaves the network of all rules to {@link #warmUp()}: no diagnosis builds it, all go on with small ones until then. */
    public void stayCold() {
        cold = true;
    }

    /** Builds the network of all rules; diagnoses that run meanwhile do not wait for it. */
    public void warmUp() {
        cold = true;
        try {
            whole();
        } finally {
            cold = false;
        }
    }

    private static Map<String, RuleDef> byId(List<RuleDef> rules) {
        Map<String, RuleDef> byId = new HashMap<>(rules.size() * 2);
        for (RuleDef r : rules) byId.put(r.id(), r);
        return byId;
    }

    /**
     * Diagnoses one incident.
     *
     * @param incident what was read
     * @param form form of the input
     * @param system id of the system that spoke, if the caller knows it, else {@code ""}
     * @param observed what DNS, the conversation and the caller's knowledge show
     */
    public Inferred infer(Incident incident, String form, String system, List<? extends Observed> observed) {
        Worker worker = idle.pollFirst();
        if (worker == null) worker = new Worker();
        try {
            return infer(worker, incident, form, system, observed);
        } finally {
            idle.addFirst(worker);
        }
    }

    private Inferred infer(
            Worker worker, Incident incident, String form, String system, List<? extends Observed> observed) {
        Inferred heard = hear(worker, incident, form, system, observed);
        Object key = legible.key(heard.given());
        Verdict verdict = memo.get(key);
        if (verdict == null) {
            verdict = decide(worker, heard.given(), rules -> rules);
            memo.put(key, verdict);
        }
        return heard.with(verdict, base.systems());
    }

    /** What rules can read of an incident, without running them; the verdict is empty. */
    Inferred hear(Incident incident, String form, String system, List<? extends Observed> observed) {
        Worker worker = idle.pollFirst();
        if (worker == null) worker = new Worker();
        try {
            return hear(worker, incident, form, system, observed);
        } finally {
            idle.addFirst(worker);
        }
    }

    private Inferred hear(
            Worker worker, Incident incident, String form, String system, List<? extends Observed> observed) {
        Ears.Sound reply = worker.ears.listen(incident.reply().text(), true);
        Ears.Sound around = worker.ears.listen(incident.around(), false);
        String spoke = system.isEmpty() ? system(incident, reply) : system;
        Systems.SystemInfo info = base.systems().get(spoke);
        Given given = new Given(
                incident.reply().code(), incident.reply().enhanced(), incident.reply().stage(), spoke,
                spoke.isEmpty() ? "" : info.family(), incident.action(), form, incident.software(),
                wordless(incident.reply().text().text()), Ears.merge(reply, around), List.copyOf(observed));
        Spots spots = phrase -> {
            Span span = reply.spot(phrase);
            return span != null ? span : around.spot(phrase);
        };
        return new Inferred(new Verdict(List.of(), spoke, List.of()), given, info, spots);
    }

    /** Who spoke: his own wording first, then the host that spoke, then the recipient's domain, then the report's frame. */
    private String system(Incident incident, Ears.Sound reply) {
        String host = incident.host().isEmpty() ? "" : base.systems().ofHost(incident.host());
        for (Given.HeardPhrase h : reply.phrases()) {
            String said = base.systems().ofPhrase(h.phrase());
            // words of a whole family do not tell its members apart; the host's name does
            boolean family = said.equals(base.systems().get(said).family());
            if (!said.isEmpty()) return family && !host.isEmpty() && base.systems().get(host).family().equals(said) ? host : said;
        }
        String id = host;
        if (!id.isEmpty()) return id;
        if (incident.host().isEmpty()) {
            int at = incident.recipient().lastIndexOf('@');
            if (at >= 0) id = base.systems().ofMailDomain(incident.recipient().substring(at + 1));
            if (!id.isEmpty()) return id;
        }
        return incident.host().isEmpty() ? incident.software() : "";
    }

    private static boolean wordless(String text) {
        int letters = 0;
        for (int i = 0; i < text.length(); i++) if (Character.isLetter(text.charAt(i)) && ++letters > 3) return false;
        return true;
    }

    /** Which remedies make others needless. */
    Covering covering() {
        return covering;
    }

    /** What rules conclude from what is given; always the same for the same. */
    Verdict decide(Given given) {
        return decide(given, rules -> rules);
    }

    /** @param watch comes between, to see what fires */
    Verdict decide(Given given, UnaryOperator<Rules> watch) {
        Worker worker = idle.pollFirst();
        if (worker == null) worker = new Worker();
        try {
            return decide(worker, given, watch);
        } finally {
            idle.addFirst(worker);
        }
    }

    private Verdict decide(Worker worker, Given given, UnaryOperator<Rules> watch) {
        if (whole != null || worker.engine != null || !cold && runs.incrementAndGet() > NARROW_RUNS) {
            Engine engine = worker.engine();
            try {
                return decide(watch.apply(engine), given);
            } finally {
                engine.clear();
            }
        }
        List<RuleDef> able = new Able(base, given, facts(given)).rules();
        try (Engine engine = new Engine(model.build(able), byId(able))) {
            return decide(watch.apply(engine), given);
        }
    }

    Verdict decide(Rules engine, Given given) {
        List<Conclusion> ranked = new Ranking(base, given).rank(engine.run(facts(given)));
        if (ranked.isEmpty()) return new Verdict(List.of(), given.system(), engine.limits());
        List<Found> found = new ArrayList<>();
        String system = given.system().isEmpty() ? spoken(engine, ranked.get(0)) : given.system();
        String family = system.isEmpty() ? "" : base.systems().get(system).family();
        int rank = 0;
        for (Conclusion c : ranked) {
            found.add(new Found(
                    c.cause(), ++rank, system, family, c.list(), c.token(), given.stage(), c.temporary(), c.shown()));
        }
        List<Fired> advice = engine.run(found);
        List<Conclusion> advised = new ArrayList<>();
        for (int i = 0; i < ranked.size(); i++) advised.add(advised(ranked.get(i), found.get(i), advice));
        return new Verdict(advised, system, engine.limits());
    }

    /** Whose words they are, when nothing else tells who spoke: the provider or filter whose own text was recognised. */
    private String spoken(Rules engine, Conclusion first) {
        for (String id : first.rules()) {
            RuleDef rule = engine.rule(id);
            if (rule == null || rule.level() != Level.DOCUMENTED || rule.home().isEmpty()) continue;
            String kind = base.systems().get(rule.home()).kind();
            return kind.equals("provider") || kind.equals("filter") ? rule.home() : "";
        }
        return "";
    }

    private Conclusion advised(Conclusion c, Found found, List<Fired> advice) {
        Set<String> remedies = new LinkedHashSet<>();
        Set<String> checks = new LinkedHashSet<>();
        advice.stream()
                .filter(f -> f.rule().stage() == Stage.ADVISE && holds(f.facts(), found))
                .sorted(Comparator.comparingInt((Fired f) -> -f.rule().weight()).thenComparing(f -> f.rule().id()))
                .forEach(f -> {
                    for (Object fact : f.rule().inserts()) {
                        if (fact instanceof Advice a) (a.check() ? checks : remedies).add(a.tag());
                    }
                });
        remedies.removeAll(covering.covered(remedies));
        return new Conclusion(
                c.cause(), c.certainty(), c.who(), c.temporary(), c.list(), c.token(), c.shown(), c.rules(), c.evidence(),
                c.against(), c.notes(), List.copyOf(remedies), List.copyOf(checks));
    }

    private static boolean holds(List<Object> facts, Found found) {
        for (Object fact : facts) if (fact == found) return true;
        return false;
    }

    /** What is given, as the facts that rules are written against. */
    List<Object> facts(Given g) {
        List<Object> facts = new ArrayList<>();
        boolean temporary = (g.code().isEmpty() ? g.enhanced() : g.code()).startsWith("4");
        for (Given.HeardPhrase h : g.heard()) {
            facts.add(new Heard(
                    base.phrases().get(h.phrase()), h.inReply() ? "reply" : "around", g.code(), g.enhanced(), g.stage(),
                    g.system(), g.family(), temporary));
        }
        if (!g.code().isEmpty() || !g.enhanced().isEmpty()) {
            int dot = g.enhanced().indexOf('.');
            facts.add(new Replied(
                    g.code(), g.enhanced(), dot < 0 ? "" : g.enhanced().substring(dot + 1), g.stage(), g.system(),
                    g.family(), temporary, g.wordless()));
        }
        facts.add(new Reported(g.action(), g.form(), g.software(), !g.code().isEmpty()));
        facts.addAll(g.observed());
        return facts;
    }

    /** Share of verdicts that were remembered, in thousandths; -1 before the first. */
    public long memoHitsPerMille() {
        long all = memo.hits() + memo.misses();
        return all == 0 ? -1 : 1000 * memo.hits() / all;
    }

    @Override
    public void close() {
        for (Worker w = idle.pollFirst(); w != null; w = idle.pollFirst()) {
            if (w.engine != null) w.engine.close();
        }
    }
}
