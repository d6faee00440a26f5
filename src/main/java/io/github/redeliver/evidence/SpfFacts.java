package io.github.redeliver.evidence;

import io.github.redeliver.evidence.EvidenceData.Service;
import io.github.redeliver.evidence.spf.Spf;
import io.github.redeliver.evidence.spf.SpfBuilder;
import io.github.redeliver.evidence.spf.SpfFault;
import io.github.redeliver.evidence.spf.SpfLint;
import io.github.redeliver.evidence.spf.SpfRecord;
import io.github.redeliver.evidence.spf.SpfRepair;
import io.github.redeliver.evidence.spf.SpfResult;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.DnsAnswer.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What SPF comes to for the sender (RFC 7208), and what would put it right. */
final class SpfFacts {
    private final Notes notes;
    private final Party party;
    private final List<Service> services;
    private @Nullable SpfResult result;
    private String domain = "";

    SpfFacts(Notes notes, Party party, List<Service> services) {
        this.notes = notes;
        this.party = party;
        this.services = services;
    }

    /** The evaluation; null when nothing could be evaluated. */
    @Nullable SpfResult result() {
        return result;
    }

    /** The domain that was evaluated. */
    String domain() {
        return domain;
    }

    void gather() {
        domain = identity();
        if (domain.isEmpty()) return;
        DnsAnswer txt = notes.ask(domain, "TXT");
        if (txt.outcome() == Outcome.UNKNOWN) return;
        notes.value("spf_domain", domain);
        List<String> records = txt.values().stream().filter(SpfRecord::isSpf).toList();
        notes.value("spf", String.join("\n", records));
        SpfLint.Report lint = SpfLint.of(domain, notes.dns);
        Address ip = party.ip();
        if (ip != null) {
            String sender = Domains.of(party.reversePath()).equals(domain) ? party.reversePath() : domain;
            result = Spf.check(ip, party.helo(), sender, notes.dns);
            shown(result, txt);
        } else if (records.isEmpty() && !txt.values().isEmpty() || txt.empty()) {
            notes.dns("spf-none", domain, "", txt);
        }
        if (ip == null && lint.faults().stream().anyMatch(SpfFault::error) && !records.isEmpty()) notes.dns("spf-permerror", domain, records.get(0), txt);
        lint(lint, txt);
        repair(lint, records, txt);
        parent(records);
    }

    /** The domain of the reverse-path; where nothing is known of it, the From domain. */
    private String identity() {
        for (String d : List.of(party.mailFrom(), party.from())) {
            if (Domains.askable(d) && notes.ask(d, "TXT").outcome() != Outcome.UNKNOWN) return d;
        }
        return Domains.askable(party.mailFrom()) ? party.mailFrom() : party.from();
    }

    private void shown(SpfResult r, DnsAnswer txt) {
        DnsAnswer own = txt;
        switch (r.result()) {
            case OPEN -> notes.dns("spf-open", domain, r.open().isEmpty() ? "" : r.open().get(0).name() + ' ' + r.open().get(0).type(), own);
            case TEMPERROR -> notes.dns("spf-temperror", domain, r.detail(), r.answer() == null ? own : r.answer());
            case NONE -> {
                if (Domains.askable(domain)) notes.dns("spf-none", domain, "", own);
            }
            default -> notes.dns("spf-" + r.word(), domain, r.term().isEmpty() ? r.record() : r.term(), own);
        }
        if (!r.explanation().isEmpty()) notes.value("spf_explanation", r.explanation());
        notes.value("spf_term", r.term());
        String kind = switch (r.why()) {
            case TWO_RECORDS -> "spf-two-records";
            case SYNTAX -> "spf-syntax";
            case TOO_MANY_LOOKUPS, TOO_MANY_HOSTS -> "spf-too-many-lookups";
            case TOO_MANY_VOID -> "spf-void-lookups";
            case NO_RECORD_AT_TARGET -> "spf-include-without-record";
            default -> "";
        };
        if (!kind.isEmpty()) {
            notes.dns(kind, r.domain(), r.term().isEmpty() ? r.detail() : r.term(), r.answer() == null ? own : r.answer());
            notes.value("spf_broken", r.term().isEmpty() ? r.detail() : r.term());
            notes.value("spf_error", r.detail());
        }
    }

    private void lint(SpfLint.Report lint, DnsAnswer txt) {
        for (SpfFault f : lint.faults()) {
            if (f.tag().equals("none")) continue;
            String shows = "spf-" + switch (f.tag()) {
                case "too-many-void" -> "void-lookups";
                default -> f.tag();
            };
            if (f.error() && !f.tag().equals("typographic-quotes")) notes.value("spf_broken", f.term().isEmpty() ? f.detail() : f.term());
            if (!notes.shown(shows)) notes.dns(shows, f.domain(), f.term().isEmpty() ? f.detail() : f.term(), txt);
        }
        if (lint.lookups() > 0) notes.value("spf_lookups", String.valueOf(lint.lookups()));
    }

    private void repair(SpfLint.Report lint, List<String> records, DnsAnswer txt) {
        boolean passes = result != null && result.result() == SpfResult.Result.PASS;
        boolean open = result != null && result.result() == SpfResult.Result.OPEN;
        Service service = passes ? null : service();
        if (service != null) {
            String include = "include:" + service.include();
            notes.value("service", service.id());
            boolean there = records.stream().anyMatch(r -> (" " + r + " ").toLowerCase(java.util.Locale.ROOT).contains(" " + include + " "));
            if (!there) {
                notes.value("include", include);
                if (!records.isEmpty() && !open) notes.dns("spf-missing-include", domain, include, txt);
            }
        }
        List<String> texts = new ArrayList<>(records);
        if (records.isEmpty()) for (String v : txt.values()) if (v.toLowerCase(java.util.Locale.ROOT).contains("v=spf")) texts.add(v);
        String add = passes || open ? "" : notes.value("include");
        boolean refused = result != null && !passes && !open && result.why() == SpfResult.Why.NONE;
        if (add.isEmpty() && refused && party.ip() != null && !party.ip().internal()) {
            add = (party.ip().v6() ? "ip6:" : "ip4:") + party.ip().text();
        }
        notes.value("spf_missing", add);
        if (passes && lint.faults().stream().noneMatch(SpfFault::error)) return;
        if (open && lint.faults().stream().noneMatch(SpfFault::error)) return;
        String fixed = SpfRepair.repair(domain, texts, covered(texts, add), notes.dns);
        notes.value("spf_fixed", fixed);
        notes.value("spf_zone_line", SpfBuilder.zoneLine(domain, fixed));
        if (party.ip() != null && party.ip().v6() && !passes) version4();
    }

    /** The term to add, or nothing where the repaired record would let the sender through without it. */
    private String covered(List<String> texts, String add) {
        if (party.ip() == null || texts.isEmpty() || !add.startsWith("ip")) return add;
        String without = SpfRepair.repair(domain, texts, "", notes.dns);
        return passes(without, party.ip()) ? "" : add;
    }

    private boolean passes(String record, Address ip) {
        Resolver changed = (name, type) -> type.equals("TXT") && Domains.tidy(name).equals(domain)
                ? new DnsAnswer(name, type, Outcome.FOUND, List.of(record))
                : notes.dns.ask(name, type);
        return Spf.check(ip, party.helo(), domain, changed).result() == SpfResult.Result.PASS;
    }

    private @Nullable Service service() {
        String ptr = notes.value("ptr");
        for (String name : List.of(ptr, Domains.tidy(party.helo()))) {
            if (name.isEmpty()) continue;
            for (Service s : services) for (String host : s.hosts()) if (Domains.under(name, host) && !Domains.under(domain, host)) return s;
        }
        return null;
    }

    /** The same host by IPv4: does the record know that address? */
    private void version4() {
        if (!Domains.askable(party.helo())) return;
        DnsAnswer a = notes.ask(party.helo(), "A");
        for (String v : a.values()) {
            Address four = Address.read(v);
            if (four != null && Spf.check(four, party.helo(), domain, notes.dns).result() == SpfResult.Result.PASS) {
                notes.dns("spf-passes-on-ipv4", domain, four.text(), a);
                notes.value("ip4", four.text());
                return;
            }
        }
    }

    /** A record at the parent does not hold for a subdomain. */
    private void parent(List<String> records) {
        String parent = Domains.parent(domain);
        if (!records.isEmpty() || parent.indexOf('.') < 0) return;
        DnsAnswer txt = notes.ask(parent, "TXT");
        if (txt.values().stream().anyMatch(SpfRecord::isSpf)) notes.dns("spf-only-at-parent", parent, txt.said(), txt);
    }
}
