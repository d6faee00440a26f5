package io.github.redeliver.evidence.dmarc;

import io.github.redeliver.evidence.Domains;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.evidence.dmarc.DmarcPolicy.State;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.DnsAnswer.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds policies and organisational domains by the tree walk of RFC 9989, 4.10, and judges alignment. */
public final class Dmarc {
    private static final int QUERIES = 8;

    private Dmarc() {}

    /** One stop of a walk. */
    private record Stop(String domain, DnsAnswer answer, @Nullable DmarcRecord record, int records) {}

    /**
     * Names that a walk asks, from the domain up: all parents where it has fewer than eight labels; else the domain and
     * then from seven labels on (RFC 9989, 4.10).
     */
    static List<String> targets(String domain) {
        List<String> out = new ArrayList<>();
        String d = Domains.tidy(domain);
        out.add(d);
        int n = Domains.labels(d);
        d = n > QUERIES - 1 ? Domains.last(d, QUERIES - 1) : Domains.parent(d);
        while (!d.isEmpty() && out.size() < QUERIES) {
            out.add(d);
            d = Domains.parent(d);
        }
        return out;
    }

    private static List<Stop> walk(String domain, Resolver dns) {
        List<Stop> out = new ArrayList<>();
        if (Domains.tidy(domain).isEmpty()) return List.of(new Stop("", DnsAnswer.unknown("_dmarc", "TXT"), null, 0));
        for (String target : targets(domain)) {
            DnsAnswer a = dns.ask("_dmarc." + target, "TXT");
            List<String> records = a.values().stream().filter(DmarcRecord::isDmarc).toList();
            DmarcRecord r = records.size() == 1 ? DmarcRecord.parse(records.get(0)) : null;
            out.add(new Stop(target, a, r, records.size()));
            if (r != null && !r.psd().equals("u")) break;
        }
        return out;
    }

    /** Only a question about a top-level name may go unanswered without leaving the walk open. */
    private static boolean open(Stop s) {
        return s.answer.outcome() == Outcome.UNKNOWN && s.domain.indexOf('.') >= 0;
    }

    private static boolean failed(Stop s) {
        return s.answer.outcome() == Outcome.SERVFAIL || s.answer.outcome() == Outcome.TIMEOUT;
    }

    private static Optional<String> organisation(List<Stop> walk) {
        for (Stop s : walk) if (s.record != null && s.record.psd().equals("n")) return Optional.of(s.domain);
        for (int i = 1; i < walk.size(); i++) {
            DmarcRecord r = walk.get(i).record;
            if (r != null && r.psd().equals("y")) {
                return Optional.of(Domains.last(walk.get(0).domain, Domains.labels(walk.get(i).domain) + 1));
            }
        }
        for (int i = walk.size() - 1; i >= 0; i--) if (walk.get(i).record != null) return Optional.of(walk.get(i).domain);
        return Optional.empty();
    }

    /** The organisational domain (RFC 9989, 4.10.2); the domain itself where no record says otherwise. */
    public static String organisation(String domain, Resolver dns) {
        return organisation(walk(domain, dns)).orElse(Domains.tidy(domain));
    }

    /**
     * The policy for a From domain: of its own record, else of its organisational domain's, else of the public
     * suffix's.
     */
    public static DmarcPolicy discover(String domain, Resolver dns) {
        List<Stop> walk = walk(domain, dns);
        List<DnsAnswer> asked = walk.stream().map(Stop::answer).toList();
        String own = walk.get(0).domain;
        Stop best = null;
        if (walk.get(0).record != null) {
            best = walk.get(0);
        } else {
            String organisation = organisation(walk).orElse("");
            for (Stop s : walk) if (s.record != null && s.domain.equals(organisation)) best = s;
            if (best == null) for (Stop s : walk) if (s.record != null && s.record.psd().equals("y")) best = s;
        }
        for (Stop s : walk) {
            if (s == best) break;
            if (open(s)) return none(State.OPEN, own, s, asked);
            if (failed(s)) return none(State.ERROR, own, s, asked);
        }
        if (best == null || best.record == null) {
            for (Stop s : walk) if (s.records > 1) return none(State.TWO_RECORDS, own, s, asked);
            return none(State.NONE, own, walk.get(0), asked);
        }
        DmarcRecord r = best.record;
        if (!r.usable()) return none(State.UNUSABLE, own, best, asked);
        String tag = best == walk.get(0) ? "p" : missing(own, dns) ? "np" : "sp";
        String policy = tag.equals("p") ? r.p() : tag.equals("np") ? r.np() : r.sp();
        return new DmarcPolicy(
                State.FOUND, own, best.domain, r, tag, policy, r.testing() ? DmarcRecord.milder(policy) : policy,
                best.answer, asked);
    }

    private static DmarcPolicy none(State state, String domain, Stop s, List<DnsAnswer> asked) {
        return new DmarcPolicy(state, domain, "", s.record, "", "", "", s.answer, asked);
    }

    /** RFC 9989, 3.2.13: neither addresses nor mail exchangers. */
    private static boolean missing(String domain, Resolver dns) {
        for (String type : List.of("A", "AAAA", "MX")) if (!dns.ask(domain, type).empty()) return false;
        return true;
    }

    /**
     * Whether an identifier that passed is aligned with the From domain (RFC 9989, 4.4). Where records are not known, a
     * name counts as of the same organisation when one lies under the other.
     *
     * @param passed the domain that SPF or DKIM passed for
     * @param from the From domain
     * @param strict whether they must be equal
     */
    public static boolean aligned(String passed, String from, boolean strict, Resolver dns) {
        String a = Domains.tidy(passed);
        String b = Domains.tidy(from);
        if (a.equals(b)) return true;
        if (strict || a.isEmpty() || b.isEmpty()) return false;
        if (!Domains.last(a, 1).equals(Domains.last(b, 1))) return false;
        List<Stop> one = walk(a, dns);
        List<Stop> two = walk(b, dns);
        Optional<String> orgA = organisation(one);
        Optional<String> orgB = organisation(two);
        if (orgA.isPresent() && orgB.isPresent()) return orgA.get().equals(orgB.get());
        boolean unknown = one.stream().anyMatch(Dmarc::open) || two.stream().anyMatch(Dmarc::open);
        return unknown && (Domains.under(a, b) || Domains.under(b, a));
    }
}
