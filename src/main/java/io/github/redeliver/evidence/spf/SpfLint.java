package io.github.redeliver.evidence.spf;

import io.github.redeliver.evidence.Domains;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.DnsAnswer.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks over what a domain publishes, whoever sends: faults, and what each term costs. */
public final class SpfLint {
    private static final int DEEPEST = 12;
    private static final int MOST_TERMS = 200;

    private final Resolver dns;
    private final List<SpfFault> faults = new ArrayList<>();
    private final List<SpfCost> costs = new ArrayList<>();
    private int voids;
    private int seen;
    private boolean complete = true;

    private SpfLint(Resolver dns) {
        this.dns = dns;
    }

    /**
     * What was found.
     *
     * @param records the SPF records of the domain, normally one
     * @param faults in the order found
     * @param costs each term that asks DNS, parents before what they include
     * @param lookups terms that ask DNS when every one is evaluated, of ten
     * @param complete false when a record within is not known, so that there may be more
     */
    public record Report(List<String> records, List<SpfFault> faults, List<SpfCost> costs, int lookups, boolean complete) {
        public Report {
            records = List.copyOf(records);
            faults = List.copyOf(faults);
            costs = List.copyOf(costs);
        }

        /** True when a fault of this tag was found. */
        public boolean has(String tag) {
            return faults.stream().anyMatch(f -> f.tag().equals(tag));
        }
    }

    /** Looks over a domain's record and the records that it includes. */
    public static Report of(String domain, Resolver dns) {
        SpfLint lint = new SpfLint(dns);
        DnsAnswer txt = dns.ask(Domains.tidy(domain), "TXT");
        if (!txt.found() && !txt.empty()) return new Report(List.of(), List.of(), List.of(), 0, false);
        List<String> records = txt.values().stream().filter(SpfRecord::isSpf).toList();
        for (String value : txt.values()) if (!SpfRecord.isSpf(value)) lint.near(domain, value);
        if (records.isEmpty()) lint.add("none", true, domain, "", "");
        if (records.size() > 1) lint.add("two-records", true, domain, "", String.valueOf(records.size()));
        int lookups = 0;
        for (String record : records) lookups = Math.max(lookups, lint.record(domain, record, 0, new HashSet<>(Set.of(Domains.tidy(domain)))));
        if (lookups > Spf.LOOKUPS) lint.add("too-many-lookups", true, domain, "", String.valueOf(lookups));
        if (lint.voids > Spf.VOID_LOOKUPS) lint.add("too-many-void", true, domain, "", String.valueOf(lint.voids));
        return new Report(records, lint.faults, lint.costs, lookups, lint.complete);
    }

    private void add(String tag, boolean error, String domain, String term, String detail) {
        faults.add(new SpfFault(tag, error, domain, term, detail));
    }

    /** A text that was meant to be a record, but is none for a receiver. */
    private void near(String domain, String value) {
        String v = value.strip().toLowerCase(Locale.ROOT);
        if (v.startsWith("spf2.0/")) {
            add("sender-id", false, domain, value, "");
        } else if (!v.isEmpty() && "“”„‘’«»".indexOf(v.charAt(0)) >= 0 && v.contains("v=spf1")) {
            add("typographic-quotes", true, domain, value, "");
        } else if ((v.startsWith("\"") || v.startsWith("'")) && v.contains("v=spf1")) {
            add("surrounding-quotes", true, domain, value, "");
        } else if (v.startsWith("v=spf") || v.startsWith("v= spf1") || v.startsWith("v =spf1") || v.startsWith("spf1 ")
                || v.startsWith("spf=") || (v.startsWith("v=spf1") && v.length() > 6)) {
            add("syntax", true, domain, value, "a record begins with v=spf1 and a blank");
        }
    }

    private int record(String domain, String text, int depth, Set<String> path) {
        SpfRecord record = SpfParser.parse(text);
        boolean own = depth == 0;
        if (!record.valid()) {
            String term = record.errorTerm().toLowerCase(Locale.ROOT);
            String tag = term.startsWith("exist:") || term.startsWith("+exist:") ? "exist"
                    : term.chars().anyMatch(c -> "“”„‘’«»".indexOf(c) >= 0) ? "typographic-quotes" : "syntax";
            add(tag, true, domain, record.errorTerm(), record.error());
        }
        if (own) unwise(domain, record);
        int lookups = 0;
        boolean ended = false;
        for (SpfTerm t : record.terms()) {
            if (t.name().equals("all") && !t.modifier()) ended = true;
            else if (ended && !t.modifier() && own) add("after-all", false, domain, t.text(), "");
            if (!t.asks() || (t.name().equals("redirect") && record.first("all") != null) || (ended && !t.modifier())) continue;
            lookups += term(domain, t, depth, path);
        }
        return lookups;
    }

    private void unwise(String domain, SpfRecord record) {
        Set<String> terms = new HashSet<>();
        boolean all = false;
        for (SpfTerm t : record.terms()) {
            if (!terms.add(t.text().toLowerCase(Locale.ROOT))) add("duplicate-term", false, domain, t.text(), "");
            if (t.name().equals("all") && !t.modifier()) {
                all = true;
                if (t.qualifier() == '+') add("plus-all", false, domain, t.text(), "");
                if (t.qualifier() == '?') add("neutral-all", false, domain, t.text(), "");
            }
            if (t.name().equals("ptr")) add("ptr", false, domain, t.text(), "");
        }
        if (!all && record.valid() && record.first("redirect") == null) add("no-all", false, domain, "", "");
        if (all && record.first("redirect") != null) add("redirect-ignored", false, domain, "", "");
        int bytes = record.text().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > 255) add("string-too-long", false, domain, "", String.valueOf(bytes));
        if (bytes > 450) add("record-too-long", false, domain, "", String.valueOf(bytes));
    }

    private int term(String domain, SpfTerm t, int depth, Set<String> path) {
        if (++seen > MOST_TERMS) return 0;
        int place = costs.size();
        costs.add(new SpfCost(depth, domain, t.text(), 1, true));
        String target = t.domain().isEmpty() ? domain : Domains.tidy(t.domain());
        if (target.indexOf('%') >= 0) return 1;
        int lookups = 1;
        boolean known = true;
        if (t.name().equals("include") || t.name().equals("redirect")) {
            DnsAnswer txt = dns.ask(target, "TXT");
            List<String> records = txt.values().stream().filter(SpfRecord::isSpf).toList();
            if (txt.empty() || (txt.found() && records.isEmpty())) {
                add("include-without-record", true, domain, t.text(), txt.said());
            } else if (records.size() > 1) {
                add("two-records", true, target, t.text(), String.valueOf(records.size()));
            } else if (records.size() == 1 && depth < DEEPEST && path.add(target)) {
                boolean before = complete;
                complete = true;
                lookups += record(target, records.get(0), depth + 1, path);
                known = complete;
                complete &= before;
                path.remove(target);
            } else if (records.size() == 1) {
                add("syntax", true, domain, t.text(), "the records include one another in a circle");
            } else {
                known = false;
            }
        } else if (t.name().equals("mx") || t.name().equals("a")) {
            DnsAnswer a = dns.ask(target, t.name().equals("mx") ? "MX" : "A");
            if (a.empty() && (a.outcome() == Outcome.NXDOMAIN || t.name().equals("mx") || dns.ask(target, "AAAA").empty())) voids++;
        }
        complete &= known;
        costs.set(place, new SpfCost(depth, domain, t.text(), lookups, known));
        return lookups;
    }
}
