package io.github.redeliver.evidence;

import io.github.redeliver.facts.Dns;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.Known;
import io.github.redeliver.facts.Observed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects facts and values while evidence is gathered. Not thread-safe. */
final class Notes {
    private static final int MOST = 400;
    private static final int LONGEST = 2000;

    final Resolver dns;
    private final Set<Observed> facts = new LinkedHashSet<>();
    private final Map<String, String> values = new LinkedHashMap<>();

    Notes(Resolver dns) {
        this.dns = dns;
    }

    DnsAnswer ask(String name, String type) {
        return dns.ask(type.equals("PTR") ? name : Domains.tidy(name), type);
    }

    /** What an answer amounts to. */
    void dns(String shows, String subject, String value, DnsAnswer answer) {
        dns(shows, subject, value, "", answer);
    }

    void dns(String shows, String subject, String value, String list, DnsAnswer answer) {
        Address ip = answer.type().equals("PTR") ? Address.read(answer.name()) : null;
        String question = (ip == null ? answer.name() : ip.reverseName()) + ' ' + answer.type();
        add(new Dns(shows, subject, cut(value), list, question, cut(answer.said())));
    }

    void known(String shows, String subject, String value, long number) {
        add(new Known(shows, subject, value, number));
    }

    void add(Observed fact) {
        if (facts.size() < MOST) facts.add(fact);
    }

    private static String cut(String s) {
        return s.length() <= LONGEST ? s : s.substring(0, LONGEST);
    }

    /** A value for texts; the first one stays, an empty one is none. */
    void value(String key, String value) {
        if (!value.isEmpty()) values.putIfAbsent(key, cut(value));
    }

    /** A value that replaces an earlier one. */
    void setValue(String key, String value) {
        if (!value.isEmpty()) values.put(key, cut(value));
    }

    boolean shown(String shows) {
        return facts.stream().anyMatch(f -> f.shows().equals(shows));
    }

    String value(String key) {
        return values.getOrDefault(key, "");
    }

    List<Observed> facts() {
        return new ArrayList<>(facts);
    }

    Gathered gathered() {
        return new Gathered(facts(), values);
    }
}
