package io.github.redeliver.evidence;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Observed;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns DNS answers, the SMTP conversation and what the caller knows into facts for rules. Asks the resolver for what
 * the rules can use and concludes only from answers; {@code UNKNOWN} leaves a thing open. The same incident, context and
 * answers give the same facts in the same order. Immutable and thread-safe.
 */
public final class Evidence {
    private final EvidenceData data;
    private final Map<String, BlockList> zones = new HashMap<>();

    /** Evidence by what the knowledge base knows of lists, services and names. */
    public Evidence(EvidenceData data) {
        this.data = data;
        for (BlockList list : data.lists()) for (String zone : list.zones()) zones.putIfAbsent(zone, list);
    }

    /** The facts alone; see {@link #collect}. */
    public List<Observed> gather(Incident incident, Context context, Resolver dns) {
        return collect(incident, Attempts.NONE, context, dns).facts();
    }

    /** What a whole input tells of attempts to reach hosts; for all its incidents. */
    public Attempts attempts(String input) {
        return Attempts.in(input, data.attempts());
    }

    /**
     * Gathers facts and the values that texts for people may name.
     *
     * @param incident what was read; an empty one for a check without a bounce
     * @param attempts what the whole input tells of attempts to reach hosts
     * @param context what the caller knows besides
     * @param dns answers, recorded or live
     */
    public Gathered collect(Incident incident, Attempts attempts, Context context, Resolver dns) {
        Notes notes = new Notes(dns);
        Party party = Party.of(incident, context, dns);
        new NameFacts(notes, party, data.names()).gather();
        new DomainFacts(notes, party).gather();
        SpfFacts spf = new SpfFacts(notes, party, data.services());
        if (!dns.knowsNothing()) spf.gather(); // most texts come without DNS: nothing below would ask in vain
        new DmarcFacts(notes, party, incident).gather(spf);
        new ForwardFacts(notes, party, incident).gather(spf.result(), spf.domain());
        known(notes, context);
        new ListFacts(notes, party, data.lists(), zones, Party.text(incident)).gather();
        new Talks(notes, incident, party).gather(attempts);
        notes.value("recipient", incident.recipient());
        notes.value("sender", incident.sender());
        return notes.gathered();
    }

    private static void known(Notes notes, Context c) {
        if (c.daily() >= 0) notes.known("daily", "", String.valueOf(c.daily()), c.daily());
        if (c.senderScore() >= 0) notes.known("sender-score", "", String.valueOf(c.senderScore()), c.senderScore());
        days(notes, "ip-age-days", c.ipSince(), c.now());
        days(notes, "days-since-first-block", c.firstBlocked(), c.now());
    }

    private static void days(Notes notes, String shows, String since, String now) {
        LocalDate from = Context.day(since);
        LocalDate to = Context.day(now);
        if (from != null && to != null) notes.known(shows, since, since, Math.max(0, ChronoUnit.DAYS.between(from, to)));
    }
}
