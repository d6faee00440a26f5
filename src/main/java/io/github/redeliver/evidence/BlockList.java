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
 * @param kind {@code ip} or {@code domain}: what is asked for
 * @param reach {@code wide} when many receivers refuse by it, {@code some}, or {@code few}: a listing there explains
 *     little
 * @param answers what each answer means
 * @param alive false when its owner has closed it: an answer of its zone means nothing
 * @param queries who may ask, for people; {@code ""} where anybody may
 * @param words phrases, besides the zones, by which refusals name it
 * @param ask false when the zone is not to be asked live (it needs a key)
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
        List<String> words,
        boolean ask) {

    /**
     * One answer's meaning.
     *
     * @param code an address such as {@code 127.0.0.2}, with {@code *} for any octet, or {@code any}
     * @param kind {@code listed dynamic compromised proxy network no-ptr generic-ptr reputation backscatter white
     *     neutral error}: the fact is {@code list-KIND}; {@code policy} counts as {@code dynamic}
     * @param meaning in the list's own words, short
     */
    public record Answer(String code, String kind, String meaning) {
        boolean matches(String address) {
            if (code.equals("any") || code.equals(address)) return true;
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
        words = List.copyOf(words);
    }

    /** What an address of the answer means, exact codes before patterns; null when the list does not say. */
    @org.jspecify.annotations.Nullable Answer meaning(String address) {
        for (Answer a : answers) if (a.code.equals(address)) return a;
        for (Answer a : answers) if (a.matches(address)) return a;
        return null;
    }

    /**
     * Reads the description of one list as parsed from YAML: {@code id}, {@code name}, {@code zone} or {@code zones},
     * {@code kind}, {@code reach}, {@code answers} ({@code code: kind meaning}, {@code code: {kind, meaning}} or a list
     * of such), {@code alive}, {@code query} (text, or {@code {policy, ask}}), {@code words}. Missing entries have plain
     * defaults.
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
        Object query = yaml.get("query");
        Object ask = query instanceof Map<?, ?> m ? m.get("ask") : yaml.get("ask");
        Object policy = query instanceof Map<?, ?> m ? m.get("policy") : query;
        return new BlockList(
                id,
                text(yaml.get("name")).isEmpty() ? id : text(yaml.get("name")),
                zones,
                text(yaml.get("kind")).equals("domain") ? "domain" : "ip",
                text(yaml.get("reach")).isEmpty() ? "some" : text(yaml.get("reach")),
                answers,
                !Boolean.FALSE.equals(yaml.get("alive")),
                text(policy),
                texts(yaml.get("words")),
                !Boolean.FALSE.equals(ask));
    }

    private static Answer answer(String code, Object meaning) {
        if (meaning instanceof Map<?, ?> m) {
            String kind = text(m.get("kind"));
            return new Answer(code, kind.isEmpty() ? "listed" : kind, text(m.get("meaning")));
        }
        String said = text(meaning);
        int blank = said.indexOf(' ');
        return blank < 0 ? new Answer(code, said, "") : new Answer(code, said.substring(0, blank), said.substring(blank + 1));
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
