package io.github.redeliver;

import io.github.redeliver.evidence.Attempts;
import io.github.redeliver.evidence.Context;
import io.github.redeliver.evidence.Gathered;
import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Observed;
import io.github.redeliver.inference.Inference.Inferred;
import io.github.redeliver.inference.Verdict;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.read.Reading;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes a case to its incidents and their verdicts, and puts the result together. Thread-safe. */
final class Desk {
    private final KnowledgeBase base;
    private final Intake intake;
    private final Composer composer;

    Desk(KnowledgeBase base, String language) {
        this.base = base;
        this.intake = new Intake(base);
        this.composer = new Composer(base, language);
    }

    /** One incident with what was made of it. */
    record Seen(Incident found, Incident incident, Inferred inferred, Map<String, String> values) {
        Seen with(Inferred other) {
            return new Seen(found, incident, other, values);
        }
    }

    /** A case, what was read, and its incidents. */
    record Look(Case given, Reading reading, List<Seen> seen) {}

    /** What makes something of an incident. */
    @FunctionalInterface
    interface Mind {
        Inferred infer(Incident incident, String form, String system, List<? extends Observed> observed);
    }

    Look look(Case given, Resolver dns, List<Observed> observed, Mind mind) {
        Reading reading = intake.read(given);
        List<DnsAnswer> recorded = new ArrayList<>(given.dns());
        recorded.addAll(reading.dns());
        Resolver resolver = recorded.isEmpty() ? dns : new First(RecordedDns.of(recorded), dns);
        List<Incident> incidents = reading.incidents();
        if (incidents.isEmpty() && reading.kind().equals("none") && (!recorded.isEmpty() || !observed.isEmpty() || knows(given.context()))) {
            incidents = List.of(Incident.builder().build()); // a check without a bounce
        }
        Attempts attempts = incidents.isEmpty() ? Attempts.NONE : intake.attempts(given);
        List<Seen> seen = new ArrayList<>(incidents.size());
        for (Incident incident : incidents) {
            resolver.prepare(asking -> intake.gather(incident, attempts, given.context(), asking));
            Gathered gathered = intake.gather(incident, attempts, given.context(), resolver).with(observed);
            String host = incident.host().isEmpty() ? given.context().host() : incident.host();
            Incident known = host.equals(incident.host()) ? incident : incident.toBuilder().host(host).build();
            Inferred inferred = mind.infer(known, reading.form(), given.context().system(), gathered.facts());
            seen.add(new Seen(incident, known, inferred, gathered.values()));
        }
        return new Look(given, reading, seen);
    }

    /** What records show of a sender, without a bounce. */
    Gathered evidence(Context sender, Resolver dns) {
        Incident nothing = Incident.builder().build();
        dns.prepare(asking -> intake.gather(nothing, Attempts.NONE, sender, asking));
        return intake.gather(nothing, Attempts.NONE, sender, dns);
    }

    Result result(Look look) {
        Reading reading = look.reading();
        String kind = reading.kind();
        List<Result.Diagnosis> diagnoses = new ArrayList<>(look.seen().size());
        Set<String> limits = new LinkedHashSet<>(reading.limits());
        for (Seen s : look.seen()) {
            limits.addAll(s.inferred().verdict().limits());
            if (silent(reading, s.found(), s.inferred().verdict())) continue;
            Result.Diagnosis d = composer.diagnosis(s.incident(), look.given().context(), s.inferred(), s.values());
            kind = kindOf(kind, d, look.seen().size());
            diagnoses.add(d);
        }
        String form = reading.form();
        if (diagnoses.isEmpty() && kind.equals("failure")) {
            kind = "none";
            if (form.equals("reply")) form = "unknown"; // nothing in it is a server's
        }
        return new Result(
                look.given().id(), form, kind, reading.what(), base.revision(), diagnoses, List.copyOf(limits));
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
    private static String kindOf(String kind, Result.Diagnosis d, int incidents) {
        if (!kind.equals("failure") || incidents != 1 || d.findings().isEmpty()) return kind;
        return switch (d.findings().get(0).cause()) {
            case "delivered" -> "success";
            case "delayed" -> "delay";
            case "auto-reply" -> "auto-reply";
            default -> kind;
        };
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
