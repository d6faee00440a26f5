package io.github.redeliver.evidence.spf;

import io.github.redeliver.evidence.Address;
import io.github.redeliver.evidence.Domains;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.facts.DnsAnswer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Proposes the record that a domain should publish instead of what it has. */
public final class SpfRepair {
    private SpfRepair() {}

    /**
     * One record made of what is there: several joined, what is broken dropped or put right, and the term that lets the
     * sender through put before {@code all}.
     *
     * @param domain whose record it is
     * @param texts what the domain publishes: its records, or texts meant as such; empty where it has none
     * @param add the term that is missing, such as {@code include:_spf.example.net} or {@code ip4:192.0.2.1}, or {@code ""}
     * @param dns to see which includes have no record, and to turn {@code a} and {@code mx} into addresses where there
     *     are too many terms that ask
     */
    public static String repair(String domain, List<String> texts, String add, Resolver dns) {
        Set<String> terms = new LinkedHashSet<>();
        String all = "";
        String redirect = "";
        String exp = "";
        for (String text : texts) {
            for (String raw : plain(text).split(" ")) {
                String term = right(raw);
                String lower = term.toLowerCase(Locale.ROOT);
                if (term.isEmpty() || lower.startsWith("v=")) continue;
                if (lower.startsWith("redirect=")) {
                    if (SpfParser.parse("v=spf1 " + term).valid()) redirect = term;
                } else if (lower.startsWith("exp=")) {
                    if (SpfParser.parse("v=spf1 " + term).valid()) exp = term;
                } else if (lower.equals("all") || lower.length() == 4 && "+-~?".indexOf(lower.charAt(0)) >= 0 && lower.endsWith("all")) {
                    all = stricter(all, lower.equals("all") || lower.equals("+all") ? "~all" : lower);
                } else if (usable(term, dns)) {
                    terms.add(term.startsWith("+") ? term.substring(1) : term);
                }
            }
        }
        if (!add.isEmpty()) terms.add(add);
        if (terms.isEmpty() && add.isEmpty() && redirect.isEmpty()) terms.add("mx");
        if (!redirect.isEmpty() && (texts.size() > 1 || !all.isEmpty())) {
            terms.add("include:" + redirect.substring(9));
            redirect = "";
        }
        Set<String> few = lookups(domain, terms, dns) > Spf.LOOKUPS ? resolved(domain, terms, dns) : terms;
        StringBuilder out = new StringBuilder("v=spf1");
        for (String t : few) out.append(' ').append(t);
        if (!redirect.isEmpty()) out.append(' ').append(redirect);
        else out.append(' ').append(all.isEmpty() ? "~all" : all);
        if (!exp.isEmpty()) out.append(' ').append(exp);
        return out.toString();
    }

    private static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("\"“”„‘’«»'".indexOf(c) >= 0) continue;
            out.append(c == '–' || c == '—' || c == '‑' || c == '−' ? '-' : c <= ' ' || c == 0xa0 || c == ';' ? ' ' : c);
        }
        return out.toString();
    }

    private static String right(String term) {
        String lower = term.toLowerCase(Locale.ROOT);
        String sign = !lower.isEmpty() && "+-~?".indexOf(lower.charAt(0)) >= 0 ? term.substring(0, 1) : "";
        String rest = term.substring(sign.length());
        String name = lower.substring(sign.length());
        if (name.startsWith("exist:")) rest = "exists:" + rest.substring(6);
        else if (name.startsWith("includes:")) rest = "include:" + rest.substring(9);
        else if (name.startsWith("include=")) rest = "include:" + rest.substring(8);
        else if (name.startsWith("ipv4:")) rest = "ip4:" + rest.substring(5);
        else if (name.startsWith("ipv6:")) rest = "ip6:" + rest.substring(5);
        else if (name.startsWith("ip:")) rest = (rest.indexOf(':', 3) >= 0 ? "ip6:" : "ip4:") + rest.substring(3);
        else if (name.startsWith("ip4=")) rest = "ip4:" + rest.substring(4);
        else if (name.startsWith("a:") && Address.read(rest.substring(2)) != null) rest = (rest.indexOf(':', 2) >= 0 ? "ip6:" : "ip4:") + rest.substring(2);
        else if (name.startsWith("ip4:") && Address.readAs(rest.substring(4), true) != null) rest = "ip6:" + rest.substring(4);
        else if (Address.readAs(rest, false) != null) rest = "ip4:" + rest;
        return sign + rest;
    }

    private static String stricter(String one, String two) {
        if (one.isEmpty()) return two;
        return "-~?".indexOf(one.charAt(0)) <= "-~?".indexOf(two.charAt(0)) ? one : two;
    }

    private static boolean usable(String term, Resolver dns) {
        SpfRecord r = SpfParser.parse("v=spf1 " + term);
        if (!r.valid() || r.terms().isEmpty()) return false;
        SpfTerm t = r.terms().get(0);
        if (t.name().equals("ptr")) return false;
        if (!t.name().equals("include") || t.domain().indexOf('%') >= 0) return true;
        DnsAnswer txt = dns.ask(Domains.tidy(t.domain()), "TXT");
        return !txt.empty() && !(txt.found() && txt.values().stream().noneMatch(SpfRecord::isSpf));
    }

    private static int lookups(String domain, Set<String> terms, Resolver dns) {
        String record = "v=spf1 " + String.join(" ", terms);
        return SpfLint.of(domain, (name, type) -> type.equals("TXT") && Domains.tidy(name).equals(Domains.tidy(domain))
                        ? new DnsAnswer(name, type, DnsAnswer.Outcome.FOUND, List.of(record))
                        : dns.ask(name, type))
                .lookups();
    }

    private static Set<String> resolved(String domain, Set<String> terms, Resolver dns) {
        Set<String> out = new LinkedHashSet<>();
        for (String term : terms) {
            SpfRecord r = SpfParser.parse("v=spf1 " + term);
            SpfTerm t = r.valid() && r.terms().size() == 1 ? r.terms().get(0) : null;
            List<String> addresses = t == null || t.bits4() != 32 || t.qualifier() != '+' ? List.of() : addresses(domain, t, dns);
            if (addresses.isEmpty()) out.add(term);
            else out.addAll(addresses);
        }
        return out;
    }

    private static List<String> addresses(String domain, SpfTerm t, Resolver dns) {
        if (!(t.name().equals("a") || t.name().equals("mx")) || t.domain().indexOf('%') >= 0) return List.of();
        String name = t.domain().isEmpty() ? domain : t.domain();
        List<String> hosts = new ArrayList<>();
        if (t.name().equals("a")) hosts.add(name);
        else for (String v : dns.ask(Domains.tidy(name), "MX").values()) hosts.add(v.substring(v.lastIndexOf(' ') + 1));
        List<String> out = new ArrayList<>();
        for (String host : hosts) {
            DnsAnswer a = dns.ask(Domains.tidy(host), "A");
            if (!a.found()) return List.of();
            a.values().forEach(v -> out.add("ip4:" + v));
        }
        return out;
    }
}
