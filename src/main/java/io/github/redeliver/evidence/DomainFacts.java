package io.github.redeliver.evidence;

import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.DnsAnswer.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Whether the sender's and the recipient's domains exist and take mail (RFC 5321, 5.1; RFC 7505). */
final class DomainFacts {
    private static final int MOST_HOSTS = 4;

    private final Notes notes;
    private final Party party;

    DomainFacts(Notes notes, Party party) {
        this.notes = notes;
        this.party = party;
    }

    void gather() {
        notes.value("domain", party.from());
        notes.value("mailfrom", party.mailFrom());
        notes.value("recipient_domain", party.recipient());
        notes.value("host", party.host());
        if (!party.mailFrom().isEmpty()) domain("sender", party.mailFrom());
        if (!party.from().isEmpty() && !party.from().equals(party.mailFrom())) domain("sender", party.from());
        if (notes.dns.knowsNothing()) {
            names();
            return;
        }
        boolean same = party.recipient().equals(party.from()) || party.recipient().equals(party.mailFrom());
        if (!party.recipient().isEmpty()) {
            if (!same) domain("recipient", party.recipient()); // else the sender's facts have said it
            policies(party.recipient());
        }
        if (!party.host().isEmpty()) host();
        sameDomain();
    }

    /** What names alone show. */
    private void names() {
        if (Domains.askable(party.host()) && own(party.host())) notes.known("host-is-own", party.host(), party.host(), 0);
        sameDomain();
    }

    private void sameDomain() {
        String r = party.recipient();
        if (!r.isEmpty() && (r.equals(party.from()) || r.equals(party.mailFrom()))) notes.known("same-domain", r, r, 0);
    }

    private void domain(String who, String domain) {
        DnsAnswer mx = notes.ask(domain, "MX");
        DnsAnswer a = mx.found() ? DnsAnswer.unknown(domain, "A") : notes.ask(domain, "A");
        if (mx.outcome() == Outcome.NXDOMAIN) {
            notes.dns(who + "-domain-absent", domain, "", mx);
        } else if (mx.outcome() == Outcome.UNKNOWN && a.outcome() == Outcome.NXDOMAIN) {
            notes.dns(who + "-domain-absent", domain, "", a);
        } else if (mx.outcome() == Outcome.SERVFAIL || (!mx.found() && a.outcome() == Outcome.SERVFAIL)) {
            notes.dns(who + "-dns-servfail", domain, "", mx.outcome() == Outcome.SERVFAIL ? mx : a);
        } else if (mx.outcome() == Outcome.TIMEOUT || (!mx.found() && a.outcome() == Outcome.TIMEOUT)) {
            notes.dns(who + "-dns-timeout", domain, "", mx.outcome() == Outcome.TIMEOUT ? mx : a);
        } else if (mx.found()) {
            exchangers(who, domain, mx);
        } else if (mx.outcome() == Outcome.NODATA) {
            DnsAnswer six = notes.ask(domain, "AAAA");
            if (a.found() || six.found()) {
                notes.dns(who + "-mx-implicit", domain, (a.found() ? a : six).said(), a.found() ? a : six);
            } else if (a.empty() && (six.empty() || six.outcome() == Outcome.UNKNOWN)) {
                notes.dns(who + "-domain-no-mail", domain, "", mx);
            }
        } else if (a.found()) {
            notes.dns(who + "-domain-exists", domain, a.said(), a);
        }
    }

    private void exchangers(String who, String domain, DnsAnswer mx) {
        List<String> hosts = new ArrayList<>();
        for (String v : mx.values()) {
            String host = Domains.tidy(v.substring(v.strip().lastIndexOf(' ') + 1));
            if (host.isEmpty() || host.equals(".") || host.equals("(root)")) {
                if (mx.values().size() == 1) {
                    notes.dns(who + "-null-mx", domain, v, mx);
                    return;
                }
                continue;
            }
            hosts.add(host);
        }
        if (hosts.isEmpty()) {
            notes.dns(who + "-null-mx", domain, mx.said(), mx);
            return;
        }
        if (who.equals("recipient")) notes.value("mx", String.join(", ", hosts));
        int dead = 0;
        int failed = 0;
        boolean good = false;
        DnsAnswer first = mx;
        String deadHost = "";
        for (String host : hosts.subList(0, Math.min(MOST_HOSTS, hosts.size()))) {
            if (Address.read(host) != null) {
                notes.dns(who + "-mx-is-address", domain, host, mx);
                continue;
            }
            DnsAnswer a = notes.ask(host, "A");
            DnsAnswer six = a.found() ? a : notes.ask(host, "AAAA");
            if (a.outcome() == Outcome.SERVFAIL || a.outcome() == Outcome.TIMEOUT) {
                failed++;
                notes.dns(who + "-mx-" + (a.outcome() == Outcome.SERVFAIL ? "servfail" : "timeout"), domain, host, a);
            } else if (a.empty() && (six.empty() || six.outcome() == Outcome.UNKNOWN)) {
                dead++;
                deadHost = host;
                first = a;
            } else if (a.found() || six.found()) {
                DnsAnswer found = a.found() ? a : six;
                List<Address> addresses = addresses(found);
                if (!addresses.isEmpty() && addresses.stream().allMatch(Address::internal)) notes.dns(who + "-mx-internal", domain, host, found);
                else good = true;
            }
        }
        if (dead > 0) notes.value("mx_dead", deadHost);
        if (dead == hosts.size()) notes.dns(who + "-mx-dangling", domain, deadHost, first);
        else if (dead > 0) notes.dns(who + "-mx-partly-dangling", domain, deadHost, first);
        if (good) notes.dns(who + "-domain-resolves", domain, String.join(", ", hosts), mx);
        else if (dead + failed == 0) notes.dns(who + "-mx-present", domain, String.join(", ", hosts), mx);
    }

    private static List<Address> addresses(DnsAnswer a) {
        List<Address> out = new ArrayList<>();
        for (String v : a.values()) {
            Address it = Address.read(v);
            if (it != null) out.add(it);
        }
        return out;
    }

    /** True when the host that spoke is the sender's own server, which says what it met itself. */
    private boolean own(String host) {
        if (host.equals(Domains.tidy(party.helo()))) return !notes.shown("helo-is-receivers-name");
        Address ip = party.own();
        if (ip != null && addresses(notes.ask(host, "A")).contains(ip)) return true;
        String from = party.from();
        return !from.isEmpty() && Domains.under(host, from) && !from.equals(party.recipient());
    }

    /** Whether the sender's own server is no exchanger of the recipient's domain, so that it should have passed mail on. */
    private void notOwn(String host) {
        if (party.recipient().isEmpty()) return;
        DnsAnswer mx = notes.ask(party.recipient(), "MX");
        boolean its = mx.values().stream().anyMatch(v -> Domains.tidy(v.substring(v.lastIndexOf(' ') + 1)).equals(host));
        if (mx.found() && !its) notes.dns("recipient-mx-not-own", party.recipient(), host, mx);
    }

    /** Whether the host that spoke takes mail for the recipient's domain. */
    private void host() {
        String host = party.host();
        if (!Domains.askable(host)) return;
        if (own(host)) {
            notes.known("host-is-own", host, host, 0);
            notOwn(host);
            return;
        }
        if (party.recipient().isEmpty()) return;
        DnsAnswer mx = notes.ask(party.recipient(), "MX");
        List<String> hosts = mx.values().stream().map(v -> Domains.tidy(v.substring(v.lastIndexOf(' ') + 1))).toList();
        boolean implicit = mx.outcome() == Outcome.NODATA && host.equals(party.recipient());
        if (hosts.contains(host) || implicit) {
            notes.dns("recipient-mx-spoke", party.recipient(), host, mx);
            return;
        }
        if (!mx.found() || hosts.isEmpty() || hosts.get(0).equals(".")) return;
        Address spoke = party.hostAddress();
        List<Address> its = new ArrayList<>();
        if (spoke != null) its.add(spoke);
        its.addAll(addresses(notes.ask(host, "A")));
        for (String h : hosts.subList(0, Math.min(MOST_HOSTS, hosts.size()))) {
            if (addresses(notes.ask(h, "A")).stream().anyMatch(its::contains)) {
                notes.dns("recipient-mx-spoke", party.recipient(), host, mx);
                return;
            }
        }
        // A farm answers under other names than its MX has: the same last labels are taken for the same house.
        boolean sameHouse = hosts.stream().anyMatch(h -> Domains.last(h, 2).equals(Domains.last(host, 2)) && Domains.labels(h) > 2);
        if (sameHouse && its.isEmpty()) return;
        notes.dns("recipient-mx-elsewhere", party.recipient(), host, mx);
    }

    /** Policies that make TLS compulsory (RFC 8461, 3.1; RFC 7672). */
    private void policies(String domain) {
        DnsAnswer sts = notes.ask("_mta-sts." + domain, "TXT");
        if (sts.values().stream().anyMatch(v -> v.startsWith("v=STSv1"))) notes.dns("mta-sts-present", domain, sts.said(), sts);
        else if (sts.empty()) notes.dns("mta-sts-absent", domain, "", sts);
        List<String> hosts = new ArrayList<>(notes.ask(domain, "MX").values().stream().map(v -> Domains.tidy(v.substring(v.lastIndexOf(' ') + 1))).toList());
        if (!party.host().isEmpty() && !hosts.contains(party.host())) hosts.add(party.host());
        for (String h : hosts.subList(0, Math.min(MOST_HOSTS, hosts.size()))) {
            if (!Domains.askable(h)) continue;
            DnsAnswer tlsa = notes.ask("_25._tcp." + h, "TLSA");
            if (tlsa.found()) notes.dns("tlsa-present", h, tlsa.said(), tlsa);
        }
    }
}
