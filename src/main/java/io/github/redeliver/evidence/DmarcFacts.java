package io.github.redeliver.evidence;

import io.github.redeliver.evidence.dmarc.DkimKey;
import io.github.redeliver.evidence.dmarc.Dmarc;
import io.github.redeliver.evidence.dmarc.DmarcPolicy;
import io.github.redeliver.evidence.dmarc.DmarcRecord;
import io.github.redeliver.evidence.spf.SpfResult;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.Incident;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What DKIM keys and DMARC come to (RFC 6376, RFC 9989). */
final class DmarcFacts {
    private static final int MOST_SIGNATURES = 4;
    private static final String KEYS = "._domainkey.";

    private final Notes notes;
    private final Party party;
    private final Incident incident;

    DmarcFacts(Notes notes, Party party, Incident incident) {
        this.notes = notes;
        this.party = party;
        this.incident = incident;
    }

    void gather(SpfFacts spf) {
        List<String> usable = keys();
        if (party.from().isEmpty() || notes.dns.knowsNothing()) return;
        DmarcPolicy policy = Dmarc.discover(party.from(), notes.dns);
        boolean found = policy(policy);
        evaluate(policy, found, spf, usable);
    }

    /** Domains of the signatures whose keys are good. */
    private List<String> keys() {
        Set<String> names = new LinkedHashSet<>();
        for (String s : incident.returned().signatures()) names.add(Domains.tidy(s));
        for (DnsAnswer a : notes.dns.recorded()) if (a.type().equals("TXT") && a.name().contains(KEYS)) names.add(Domains.tidy(a.name()));
        List<String> usable = new ArrayList<>();
        for (String name : names.stream().limit(MOST_SIGNATURES).toList()) {
            int at = name.indexOf(KEYS);
            if (at <= 0 || !Domains.askable(name)) continue;
            String domain = name.substring(at + KEYS.length());
            notes.value("dkim_name", name);
            notes.value("dkim_domain", domain);
            notes.value("selector", name.substring(0, at));
            if (key(name, domain)) usable.add(domain);
        }
        boolean headers = !incident.returned().from().isEmpty()
                && (!incident.returned().received().isEmpty() || !incident.returned().messageId().isEmpty());
        if (names.isEmpty() && headers) notes.known("dkim-no-signature", party.from(), "", 0);
        return usable;
    }

    private boolean key(String name, String domain) {
        DnsAnswer txt = notes.ask(name, "TXT");
        switch (txt.outcome()) {
            case NXDOMAIN, NODATA -> notes.dns("dkim-key-absent", domain, name, txt);
            case SERVFAIL -> notes.dns("dkim-key-servfail", domain, name, txt);
            case TIMEOUT -> notes.dns("dkim-key-timeout", domain, name, txt);
            case FOUND -> {
                if (txt.values().size() > 1) notes.dns("dkim-several-keys", domain, name, txt);
                DkimKey key = DkimKey.parse(txt.values().get(0));
                switch (key.state()) {
                    case REVOKED -> notes.dns("dkim-key-revoked", domain, name, txt);
                    case WEAK -> notes.dns("dkim-key-weak", domain, String.valueOf(key.bits()), txt);
                    case BROKEN -> notes.dns("dkim-key-broken", domain, key.detail(), txt);
                    case SHORT, OK -> {
                        if (key.state() == DkimKey.State.SHORT) notes.dns("dkim-key-short", domain, String.valueOf(key.bits()), txt);
                        notes.dns("dkim-key-ok", domain, name, txt);
                        return true;
                    }
                }
            }
            default -> {
                return false;
            }
        }
        return false;
    }

    /** True when a policy holds. */
    private boolean policy(DmarcPolicy policy) {
        String domain = party.from();
        DnsAnswer answer = policy.answer();
        notes.value("dmarc_name", "_dmarc." + domain);
        if (answer == null) return false;
        for (DnsAnswer a : policy.asked()) {
            for (String v : a.values()) if (DmarcRecord.near(v)) notes.dns("dmarc-not-a-record", domain, v, a);
        }
        String suggested = "v=DMARC1; p=none; rua=mailto:dmarc@" + domain;
        switch (policy.state()) {
            case FOUND -> {
                DmarcRecord r = policy.record();
                if (r == null) return false;
                notes.value("dmarc", r.text());
                notes.value("dmarc_at", "_dmarc." + policy.at());
                notes.value("dmarc_policy", policy.policy());
                notes.value("dmarc_tag", policy.tag() + "=" + policy.policy());
                notes.dns("dmarc-" + policy.applied(), domain, r.text(), answer);
                if (!policy.tag().equals("p")) notes.dns("dmarc-of-parent", domain, policy.tag() + "=" + policy.policy(), answer);
                if (r.testing()) notes.dns("dmarc-testing", domain, r.text(), answer);
                if (r.rua().isEmpty()) notes.dns("dmarc-no-reports", domain, r.text(), answer);
                for (String fault : r.faults()) notes.dns("dmarc-" + fault, domain, r.text(), answer);
                return true;
            }
            case NONE -> {
                notes.dns("dmarc-missing", domain, "", answer);
                notes.value("dmarc_suggested", suggested);
            }
            case TWO_RECORDS -> {
                notes.dns("dmarc-two-records", domain, String.valueOf(answer.values().size()), answer);
                notes.value("dmarc_suggested", answer.values().stream().filter(DmarcRecord::isDmarc).findFirst().orElse(suggested));
            }
            case UNUSABLE -> {
                notes.dns("dmarc-unusable", domain, answer.said(), answer);
                notes.value("dmarc_suggested", suggested);
            }
            case ERROR -> notes.dns("dmarc-dns-failure", domain, "", answer);
            default -> { }
        }
        return false;
    }

    private void evaluate(DmarcPolicy policy, boolean found, SpfFacts spf, List<String> usable) {
        DmarcRecord r = policy.record();
        String from = party.from();
        SpfResult result = spf.result();
        DnsAnswer answer = policy.answer();
        if (answer == null || answer.outcome() == DnsAnswer.Outcome.UNKNOWN) answer = notes.ask(from, "TXT");
        boolean dkim = usable.stream().anyMatch(d -> Dmarc.aligned(d, from, r != null && r.strictDkim(), notes.dns));
        boolean passes = result != null && result.result() == SpfResult.Result.PASS;
        boolean alignedSpf = passes && Dmarc.aligned(spf.domain(), from, r != null && r.strictSpf(), notes.dns);
        if (alignedSpf) {
            notes.dns("dmarc-spf-aligned", from, spf.domain(), answer);
        } else if (passes) {
            notes.dns("dmarc-unaligned", from, spf.domain(), answer);
            if (r != null && r.strictSpf() && Dmarc.aligned(spf.domain(), from, false, notes.dns)) notes.dns("dmarc-strict", from, r.text(), answer);
            notes.value("unaligned", spf.domain());
        }
        if (dkim) notes.dns("dmarc-dkim-aligned", from, String.join(", ", usable), answer);
        else if (!usable.isEmpty()) notes.dns("dmarc-dkim-unaligned", from, String.join(", ", usable), answer);
        boolean undecided = result == null || result.result() == SpfResult.Result.OPEN || result.result() == SpfResult.Result.TEMPERROR;
        if (found && !alignedSpf && !dkim && !undecided) notes.dns("dmarc-nothing-aligned", from, spf.domain(), answer);
    }
}
