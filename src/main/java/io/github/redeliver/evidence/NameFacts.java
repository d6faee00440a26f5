package io.github.redeliver.evidence;

import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.DnsAnswer.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What reverse DNS and the HELO name show (RFC 1912, 2.1; RFC 5321, 4.1.1.1 and 4.1.2). */
final class NameFacts {
    private static final int MOST_NAMES = 5;

    private final Notes notes;
    private final Party party;
    private final EvidenceData.Names words;

    NameFacts(Notes notes, Party party, EvidenceData.Names words) {
        this.notes = notes;
        this.party = party;
        this.words = words;
    }

    void gather() {
        if (party.ip() != null) ptr(party.ip());
        if (!party.helo().isEmpty()) helo();
        wanted();
    }

    private void ptr(Address ip) {
        notes.value("ip", ip.text());
        notes.value("reverse", ip.reverseName());
        if (ip.internal()) notes.known("ip-internal", ip.text(), ip.text(), 0);
        DnsAnswer ptr = notes.ask(ip.text(), "PTR");
        switch (ptr.outcome()) {
            case NXDOMAIN, NODATA -> {
                notes.dns("ptr-absent", ip.text(), "", ptr);
                if (ip.v6()) byVersion4();
            }
            case SERVFAIL -> notes.dns("ptr-servfail", ip.text(), "", ptr);
            case TIMEOUT -> notes.dns("ptr-timeout", ip.text(), "", ptr);
            case FOUND -> names(ip, ptr);
            default -> { }
        }
    }

    private void names(Address ip, DnsAnswer ptr) {
        List<String> names = ptr.values().stream().map(Domains::tidy).limit(MOST_NAMES).toList();
        if (ptr.values().size() > 1) notes.dns("ptr-several", ip.text(), String.valueOf(ptr.values().size()), ptr);
        String confirmed = "";
        List<Runnable> faults = new ArrayList<>();
        boolean open = false;
        for (String name : names) {
            if (!Domains.askable(name) || Address.read(name) != null || name.endsWith(".arpa")) {
                faults.add(() -> notes.dns("ptr-not-a-name", ip.text(), name, ptr));
                continue;
            }
            DnsAnswer a = notes.ask(name, ip.v6() ? "AAAA" : "A");
            switch (a.outcome()) {
                case FOUND -> {
                    if (a.values().stream().anyMatch(v -> ip.equals(Address.read(v)))) {
                        if (confirmed.isEmpty()) {
                            confirmed = name;
                            notes.dns("ptr-confirmed", ip.text(), name, a);
                        }
                    } else {
                        faults.add(() -> notes.dns("ptr-points-elsewhere", ip.text(), name, a));
                    }
                }
                case NXDOMAIN, NODATA -> faults.add(() -> notes.dns("ptr-unconfirmed", ip.text(), name, a));
                case SERVFAIL -> faults.add(() -> notes.dns("ptr-forward-servfail", ip.text(), name, a));
                case TIMEOUT -> faults.add(() -> notes.dns("ptr-forward-timeout", ip.text(), name, a));
                default -> open = true;
            }
        }
        String name = confirmed.isEmpty() ? names.isEmpty() ? "" : names.get(0) : confirmed;
        notes.value("ptr", name);
        if (confirmed.isEmpty()) {
            faults.forEach(Runnable::run);
            if (open && faults.isEmpty()) notes.dns("ptr-present", ip.text(), name, ptr);
        } else {
            notes.dns("ptr-present", ip.text(), name, ptr);
        }
        looks(ip, name, ptr);
    }

    private void looks(Address ip, String name, DnsAnswer ptr) {
        if (!Domains.askable(name)) return;
        switch (HostNames.look(name, ip, words)) {
            case DYNAMIC -> notes.dns("ptr-dynamic", ip.text(), name, ptr);
            case GENERIC -> notes.dns("ptr-generic", ip.text(), name, ptr);
            default -> notes.dns("ptr-own-name", ip.text(), name, ptr);
        }
        if (local(name)) notes.dns("ptr-local-name", ip.text(), name, ptr);
    }

    /** The same host by IPv4: is it in order there? */
    private void byVersion4() {
        if (!Domains.askable(party.helo())) return;
        for (String v : notes.ask(party.helo(), "A").values()) {
            Address four = Address.read(v);
            if (four == null || four.v6()) continue;
            DnsAnswer ptr = notes.ask(four.text(), "PTR");
            if (ptr.found()) {
                notes.dns("ipv6-ptr-absent-ipv4-ok", four.text(), ptr.values().get(0), ptr);
                notes.value("ip4", four.text());
            }
        }
    }

    private boolean local(String name) {
        String last = Domains.last(Domains.tidy(name), 1);
        return words.local().contains(last) || words.local().contains(Domains.last(Domains.tidy(name), 2));
    }

    private void helo() {
        String helo = party.helo();
        String name = Domains.tidy(helo);
        notes.value("helo", name);
        if (helo.startsWith("[")) {
            Address literal = Address.read(helo);
            shape(literal == null ? "helo-illegal" : "helo-is-address-literal", name);
            if (literal != null && party.ip() != null && !literal.equals(party.ip())) shape("helo-literal-is-another", name);
            return;
        }
        if (Address.read(helo) != null) {
            shape("helo-is-bare-address", name);
            return;
        }
        if (name.equals("localhost") || name.startsWith("localhost.")) {
            shape("helo-localhost", name);
        } else if (local(name)) {
            shape("helo-local-name", name);
        } else if (name.indexOf('.') < 0) {
            shape("helo-not-fqdn", name);
        } else if (!Domains.hostName(name)) {
            shape("helo-illegal", name);
        }
        if (!Domains.askable(name)) return;
        boolean here = resolves(name);
        boolean theirs = name.equals(party.host()) || name.equals(party.recipient())
                || (!party.recipient().isEmpty() && exchangers(party.recipient()).contains(name));
        if (theirs && !here && !name.equals(party.from())) notes.dns("helo-is-receivers-name", name, party.host().isEmpty() ? party.recipient() : party.host(), notes.ask(name, "A"));
        String ptr = notes.value("ptr");
        if (!ptr.isEmpty() && party.ip() != null) {
            notes.dns(name.equals(ptr) ? "helo-matches-ptr" : "helo-differs-from-ptr", name, ptr, notes.ask(party.ip().text(), "PTR"));
        }
        if (generic(name)) notes.known("helo-generic", name, name, 0);
    }

    private boolean generic(String name) {
        return party.ip() != null && HostNames.look(name, party.ip(), words) != HostNames.Look.OWN;
    }

    private void shape(String shows, String name) {
        notes.known(shows, name, name, 0);
    }

    private List<String> exchangers(String domain) {
        return notes.ask(domain, "MX").values().stream().map(v -> Domains.tidy(v.substring(v.lastIndexOf(' ') + 1))).toList();
    }

    private boolean resolves(String name) {
        DnsAnswer a = notes.ask(name, "A");
        DnsAnswer six = party.ip() != null && party.ip().v6() || a.empty() ? notes.ask(name, "AAAA") : DnsAnswer.unknown(name, "AAAA");
        boolean useSix = party.ip() != null && party.ip().v6();
        DnsAnswer fits = useSix ? six : a;
        if (party.ip() != null && fits.values().stream().anyMatch(v -> party.ip().equals(Address.read(v)))) {
            notes.dns("helo-resolves-here", name, party.ip().text(), fits);
            return true;
        }
        if (a.outcome() == Outcome.SERVFAIL || six.outcome() == Outcome.SERVFAIL) {
            notes.dns("helo-servfail", name, "", a.outcome() == Outcome.SERVFAIL ? a : six);
        } else if (a.outcome() == Outcome.TIMEOUT || six.outcome() == Outcome.TIMEOUT) {
            notes.dns("helo-timeout", name, "", a.outcome() == Outcome.TIMEOUT ? a : six);
        } else if (fits.found()) {
            notes.dns(party.ip() == null ? "helo-resolves" : "helo-resolves-elsewhere", name, String.join(", ", fits.values()), fits);
        } else if (a.empty() && (six.empty() || six.outcome() == Outcome.UNKNOWN)) {
            notes.dns("helo-absent", name, "", a);
        } else if (a.found() || six.found()) {
            notes.dns("helo-resolves", name, String.join(", ", a.found() ? a.values() : six.values()), a.found() ? a : six);
        }
        return false;
    }

    /** Names to propose: for the PTR record the name that is already right, for HELO the name that the PTR shows. */
    private void wanted() {
        String helo = Domains.tidy(party.helo());
        String ptr = notes.value("ptr");
        boolean heloGood = Domains.hostName(helo) && !local(helo) && !notes.shown("helo-is-receivers-name")
                && !notes.shown("helo-absent") && (party.ip() == null || !generic(helo));
        boolean ptrGood = Domains.hostName(ptr) && !notes.shown("ptr-dynamic") && !notes.shown("ptr-generic")
                && !notes.shown("ptr-local-name");
        String host = "mail." + (party.from().isEmpty() ? party.mailFrom() : party.from());
        String fallback = host.length() > 5 ? host.toLowerCase(Locale.ROOT) : "";
        notes.value("ptr_wanted", heloGood ? helo : fallback);
        notes.value("helo_wanted", notes.shown("ptr-confirmed") && ptrGood ? ptr : heloGood ? helo : ptrGood ? ptr : fallback);
    }
}
