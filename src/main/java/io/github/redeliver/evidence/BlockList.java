package io.github.redeliver.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A DNS list (RFC 5782) as {@code kb/lists} describes it.
 *
 * @param id its id
 * @param name its name for people
 * @param zones the zones it is asked in
 * @param kind {@code ip}, {@code domain}, {@code url} or {@code white} (for addresses): what is asked for
 * @param reach {@code wide} when many receivers refuse by it, {@code some}, or {@code few}: a listing there explains
 *     little
 * @param answers what each answer means
 * @param alive false when its owner has closed it: an answer of its zone means nothing
 * @param queries who may ask, for people; {@code ""} where anybody may
 * @param ask false when the zone is not to be asked live (it needs a key, or another list holds all of it)
 * @param ipv6 true when IPv6 addresses can be asked for
 * @param lookup page where a person can look an address up, or {@code ""}
 * @param delist page where a removal is asked for, or {@code ""}
 */
public record BlockList(
        String id,
        String name,
        List<String> zones,
        String kind,
        String reach,
        List<Answer> answers,
        boolean alive,
        String queries,
        boolean ask,
        boolean ipv6,
        String lookup,
        String delist) {

    /**
     * One answer's meaning.
     *
     * @param code an address such as {@code 127.0.0.2}, with {@code *} for any octet, or {@code *} alone for any answer
     * @param kind {@code listed dynamic compromised proxy network no-ptr generic-ptr reputation backscatter white
     *     neutral error}: the fact is {@code list-KIND}; {@code policy} counts as {@code dynamic}; {@code score}: the
     *     last octet is the sender's score
     * @param meaning in the list's own words, short
     * @param list id of the list that such an answer stands for where a zone holds several, else {@code ""}
     */
    public record Answer(String code, String kind, String meaning, String list) {
        boolean matches(String address) {
            if (code.equals("any") || code.equals("*") || code.equals(address)) return true;
            if (code.indexOf('*') < 0) return false;
            String[] mine = code.split("\\.", -1);
            String[] its = address.split("\\.", -1);
            if (mine.length != its.length) return false;
            for (int i = 0; i < mine.length; i++) if (!mine[i].equals("*") && !mine[i].equals(its[i])) return false;
            return true;
        }
    }

    public BlockList {
        zones = List.copyOf(zones);
        answers = List.copyOf(answers);
    }

    /** What an address of the answer means, exact codes before patterns; null when the list does not say. */
    @org.jspecify.annotations.Nullable Answer meaning(String address) {
        for (Answer a : answers) if (a.code.equals(address)) return a;
        for (Answer a : answers) if (a.matches(address)) return a;
        return null;
    }

    /**
     * Reads the description of one list as parsed from YAML: {@code id}, {@code name}, {@code zone} or {@code zones},
     * {@code kind}, {@code reach}, {@code answers} ({@code code: {kind, means, list}}, {@code code: kind meaning} or a
     * list of such), {@code alive}, {@code query}, {@code ask}, {@code ipv6}, {@code lookup},
     * {@code delist: {url}}. Missing entries have plain defaults.
     *
     * @throws IllegalArgumentException when {@code id} is missing
     */
    public static BlockList of(Map<?, ?> yaml) {
        String id = text(yaml.get("id"));
        if (id.isEmpty()) throw new IllegalArgumentException("a list needs an id, this has none: " + yaml.keySet());
        List<String> zones = new ArrayList<>();
        for (String key : List.of("zone", "zones")) {
            for (String zone : texts(yaml.get(key))) if (Domains.askable(zone)) zones.add(Domains.tidy(zone));
        }
        List<Answer> answers = new ArrayList<>();
        if (yaml.get("answers") instanceof Map<?, ?> map) {
            map.forEach((code, meaning) -> answers.add(answer(text(code), meaning)));
        } else if (yaml.get("answers") instanceof List<?> list) {
            for (Object o : list) if (o instanceof Map<?, ?> m) answers.add(answer(text(m.get("code")), m));
        }
        String kind = text(yaml.get("kind"));
        return new BlockList(
                id,
                text(yaml.get("name")).isEmpty() ? id : text(yaml.get("name")),
                zones,
                kind.isEmpty() ? "ip" : kind,
                text(yaml.get("reach")).isEmpty() ? "some" : text(yaml.get("reach")),
                answers,
                !Boolean.FALSE.equals(yaml.get("alive")),
                text(yaml.get("query")),
                !Boolean.FALSE.equals(yaml.get("ask")),
                Boolean.TRUE.equals(yaml.get("ipv6")),
                text(yaml.get("lookup")),
                yaml.get("delist") instanceof Map<?, ?> m ? text(m.get("url")) : "");
    }

    /** True when domains are asked for, not addresses. */
    public boolean ofDomains() {
        return kind.equals("domain") || kind.equals("url");
    }

    private static Answer answer(String code, Object meaning) {
        if (meaning instanceof Map<?, ?> m) {
            String kind = text(m.get("kind"));
            String means = text(m.get("means"));
            return new Answer(code, kind.isEmpty() ? "listed" : kind, means.isEmpty() ? text(m.get("meaning")) : means, text(m.get("list")));
        }
        String said = text(meaning);
        int blank = said.indexOf(' ');
        return blank < 0 ? new Answer(code, said, "", "") : new Answer(code, said.substring(0, blank), said.substring(blank + 1), "");
    }

    static String text(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? "" : value.toString().strip();
    }

    static List<String> texts(@org.jspecify.annotations.Nullable Object value) {
        if (value == null) return List.of();
        if (value instanceof List<?> list) return list.stream().map(BlockList::text).filter(s -> !s.isEmpty()).toList();
        return text(value).isEmpty() ? List.of() : List.of(text(value));
    }
}
