package io.github.redeliver.fuzz;

import io.github.redeliver.evidence.Domains;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.DnsAnswer.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** DNS from lines of {@code NAME TYPE VALUE}; what no line tells does not exist. Counts the questions. */
public final class FuzzZone implements Resolver {
    private final Map<String, DnsAnswer> answers = new LinkedHashMap<>();
    private int asked;

    /** Reads lines; those of another form are taken as TXT of {@code example.com}. */
    public static FuzzZone of(String text, String otherwise) {
        FuzzZone zone = new FuzzZone();
        for (String line : text.split("\n", 200)) {
            String[] words = line.split(" ", 3);
            boolean named = words.length == 3 && List.of("TXT", "A", "AAAA", "MX", "PTR").contains(words[1]);
            if (named) zone.put(words[0], words[1], words[2]);
            else if (!line.isEmpty()) zone.put(otherwise, "TXT", line);
        }
        return zone;
    }

    private void put(String name, String type, String value) {
        String key = Domains.tidy(name) + ' ' + type;
        DnsAnswer before = answers.get(key);
        Outcome outcome = switch (value) {
            case "SERVFAIL" -> Outcome.SERVFAIL;
            case "TIMEOUT" -> Outcome.TIMEOUT;
            case "NODATA" -> Outcome.NODATA;
            default -> Outcome.FOUND;
        };
        List<String> values = new ArrayList<>(before == null ? List.of() : before.values());
        if (outcome == Outcome.FOUND) values.add(value);
        answers.put(key, new DnsAnswer(name, type, outcome, outcome == Outcome.FOUND ? values : List.of()));
    }

    /** The same with other TXT records of a name. */
    public FuzzZone with(String name, String txt) {
        FuzzZone other = new FuzzZone();
        other.answers.putAll(answers);
        other.answers.put(Domains.tidy(name) + " TXT", new DnsAnswer(name, "TXT", Outcome.FOUND, List.of(txt)));
        return other;
    }

    @Override
    public DnsAnswer ask(String name, String type) {
        asked++;
        DnsAnswer a = answers.get(Domains.tidy(name) + ' ' + type);
        return a == null ? new DnsAnswer(name, type, Outcome.NXDOMAIN, List.of()) : a;
    }

    /** How many questions there were. */
    public int asked() {
        return asked;
    }

    /** TXT records of a name. */
    public List<String> txt(String name) {
        return answers.containsKey(Domains.tidy(name) + " TXT") ? answers.get(Domains.tidy(name) + " TXT").values() : List.of();
    }
}
