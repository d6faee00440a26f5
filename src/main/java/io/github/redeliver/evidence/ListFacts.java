package io.github.redeliver.evidence;

import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.DnsAnswer.Outcome;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What DNS blocklists answer (RFC 5782). An answer outside 127/8, an error answer and any answer of a closed list is
 * never a listing.
 */
final class ListFacts {
    private final Notes notes;
    private final Party party;
    private final List<BlockList> lists;
    private final Map<String, BlockList> zones;
    private final String text;
    private final Set<String> named = new HashSet<>();
    private boolean clear;

    ListFacts(Notes notes, Party party, List<BlockList> lists, Map<String, BlockList> zones, String text) {
        this.notes = notes;
        this.party = party;
        this.lists = lists;
        this.zones = zones;
        this.text = text.toLowerCase(Locale.ROOT);
    }

    void gather() {
        named();
        if (notes.dns.knowsNothing()) return;
        Set<String> done = new HashSet<>();
        for (BlockList list : lists) {
            for (String zone : list.zones()) {
                if (!done.add(zone)) continue;
                if (!list.ofDomains()) address(list, zone);
                else for (String d : domains()) one(list, zone, d, ask(list, d + '.' + zone));
            }
        }
        unknownZones(done);
        if (clear && !notes.shown("list-listed") && !notes.shown("list-dynamic") && !notes.shown("list-compromised")
                && !notes.shown("list-network") && !notes.shown("list-proxy")) {
            notes.known("lists-clear", party.ip() == null ? "" : party.ip().text(), "", 0);
        }
    }

    private void known(String shows, BlockList list) {
        notes.add(new io.github.redeliver.facts.Dns(shows, list.id(), list.name(), list.id(), "", ""));
    }

    /** The lists whose zones stand in the text: the names in it are looked up, with each of their endings. */
    private void named() {
        String longest = "";
        for (int from = 0; from < text.length(); ) {
            while (from < text.length() && !nameChar(text.charAt(from))) from++;
            int to = from;
            int dots = 0;
            for (; to < text.length() && nameChar(text.charAt(to)); to++) if (text.charAt(to) == '.') dots++;
            int start = from;
            from = to;
            if (dots == 0) continue;
            String word = Domains.tidy(text.substring(start, to));
            for (String name = word; name.indexOf('.') > 0; name = Domains.parent(name)) {
                BlockList list = zones.get(name);
                if (list == null) continue;
                named.add(list.id());
                if (name.length() > longest.length()) {
                    longest = name;
                    name(list);
                }
                break;
            }
        }
    }

    private void name(BlockList list) {
        notes.setValue("list", list.id());
        notes.setValue("list_name", list.name());
        notes.setValue("zone", list.zones().get(0));
        notes.setValue("list_lookup", list.lookup());
        notes.setValue("list_delist", list.delist());
    }

    private static boolean nameChar(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    }

    private void address(BlockList list, String zone) {
        Set<Address> asked = new LinkedHashSet<>();
        if (party.ip() != null) asked.add(party.ip());
        for (Address ip : asked) {
            if (ip.internal() || (ip.v6() && !list.ipv6() && notes.dns.recorded().isEmpty())) continue;
            one(list, zone, ip.text(), ask(list, ip.reversed() + '.' + zone));
        }
    }

    /** Live, closed lists and those that need a key are not asked; what is on record still counts. */
    private DnsAnswer ask(BlockList list, String name) {
        if (!notes.dns.live() || (list.alive() && list.ask())) return notes.ask(name, "A");
        for (DnsAnswer a : notes.dns.recorded()) if (a.type().equals("A") && Domains.tidy(a.name()).equals(name)) return a;
        return DnsAnswer.unknown(name, "A");
    }

    private Set<String> domains() {
        Set<String> out = new LinkedHashSet<>();
        if (!party.from().isEmpty()) out.add(party.from());
        if (!party.mailFrom().isEmpty()) out.add(party.mailFrom());
        String helo = Domains.tidy(party.helo());
        if (Domains.hostName(helo)) out.add(helo);
        return out;
    }

    private void one(BlockList list, String zone, String subject, DnsAnswer a) {
        boolean theNamed = named.contains(list.id());
        // A text that names a closed list says what the receiver believes; only an answer of its zone shows it wrong.
        if (theNamed && !list.alive() && a.outcome() != DnsAnswer.Outcome.UNKNOWN) known("named-list-closed", list);
        switch (a.outcome()) {
            case NXDOMAIN, NODATA -> {
                notes.dns(prefix(list) + "clear", subject, zone, list.id(), a);
                clear |= list.alive() && !list.kind().equals("white") && !list.ofDomains();
                if (theNamed) notes.dns("named-list-clear", subject, zone, list.id(), a);
            }
            case SERVFAIL, TIMEOUT -> {
                notes.dns("list-unanswered", subject, zone, list.id(), a);
                if (theNamed) notes.dns("named-list-unanswered", subject, zone, list.id(), a);
            }
            case FOUND -> listed(list, zone, subject, a, theNamed);
            default -> { }
        }
    }

    private static String prefix(BlockList list) {
        return list.ofDomains() ? "domain-list-" : "list-";
    }

    private void listed(BlockList list, String zone, String subject, DnsAnswer a, boolean theNamed) {
        notes.value("zone", zone);
        for (String code : a.values()) {
            BlockList.Answer meaning = list.meaning(code);
            boolean local = code.startsWith("127.");
            String kind;
            if (!list.alive()) kind = "dead";
            else if (!local || everything(zone)) kind = "answers-everything";
            else if (meaning == null) kind = code.startsWith("127.255.255.") ? "error" : "listed";
            else kind = meaning.kind().equals("policy") ? "dynamic" : meaning.kind();
            if (kind.equals("score")) {
                score(code);
                continue;
            }
            boolean misused = kind.equals("dead") || kind.equals("answers-everything") || kind.equals("error");
            String id = meaning == null || meaning.list().isEmpty() ? list.id() : meaning.list();
            boolean minor = list.reach().equals("few") && !misused && !kind.equals("white") && !theNamed;
            String shows = (misused ? "list-" : prefix(list)) + kind + (minor ? "-minor" : "");
            String value = meaning == null || meaning.meaning().isEmpty() ? code : code + " (" + meaning.meaning() + ")";
            notes.dns(shows, subject, value, misused ? list.id() : id, a);
            notes.value("list_code", code);
            if (!misused) {
                notes.value("listed_on", list.name());
                notes.value("list_meaning", meaning == null ? "" : meaning.meaning());
                notes.value("list_lookup", list.lookup());
                notes.value("list_delist", list.delist());
            }
            if (theNamed) notes.dns("named-list-" + (misused ? kind : "listed"), subject, value, list.id(), a);
        }
    }

    /** A score that the caller names goes before one on record. */
    private void score(String code) {
        Address answer = Address.readAs(code, false);
        if (answer == null || notes.shown("sender-score")) return;
        String last = code.substring(code.lastIndexOf('.') + 1);
        notes.known("sender-score", "", last, Long.parseLong(last));
    }

    /** RFC 5782, 5: 127.0.0.1 must not be listed; a zone that lists it lists everything. */
    private boolean everything(String zone) {
        return notes.ask("1.0.0.127." + zone, "A").found();
    }

    /** Zones on record that the knowledge base does not know: their answers still count for what they are. */
    private void unknownZones(Set<String> done) {
        if (party.ip() == null) return;
        String reversed = party.ip().reversed() + '.';
        for (DnsAnswer a : notes.dns.recorded()) {
            String name = Domains.tidy(a.name());
            if (!a.type().equals("A") || !name.startsWith(reversed) || name.endsWith(".arpa")) continue;
            String zone = name.substring(reversed.length());
            if (!Domains.askable(zone) || !done.add(zone)) continue;
            BlockList list = new BlockList(zone, zone, List.of(zone), "ip", "some", List.of(), true, "", false, false, "", "");
            if (text.contains(zone)) named.add(zone);
            one(list, zone, party.ip().text(), a.outcome() == Outcome.FOUND ? a : notes.ask(name, "A"));
        }
    }
}
