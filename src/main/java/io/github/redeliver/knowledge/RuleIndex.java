package io.github.redeliver.knowledge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which rules can fire on what: by the literal that the first condition of each is dispatched on. Also which fields of a
 * type any rule reads. Immutable.
 */
public final class RuleIndex {
    private final int[] phraseStart; // where each phrase's rules begin in phraseRules
    private final int[] phraseRules;
    private final List<String> keys; // sorted
    private final int[] keyStart; // where each key's rules begin in keyRules
    private final int[] keyRules;
    private final Map<String, List<String>> fields;

    private RuleIndex(
            int[] phraseStart, int[] phraseRules, List<String> keys, int[] keyStart, int[] keyRules, Map<String, List<String>> fields) {
        this.phraseStart = phraseStart;
        this.phraseRules = phraseRules;
        this.keys = keys;
        this.keyStart = keyStart;
        this.keyRules = keyRules;
        this.fields = fields;
    }

    /** @param phrases all phrases, in the order of their numbers */
    static RuleIndex of(List<RuleDef> rules, List<String> phrases) {
        Map<String, List<Integer>> byKey = new TreeMap<>();
        Map<String, Set<String>> fields = new TreeMap<>();
        for (int i = 0; i < rules.size(); i++) {
            for (String key : keys(rules.get(i))) byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
            for (RuleDef.Pattern p : rules.get(i).patterns()) {
                p.constraints().forEach(c -> fields.computeIfAbsent(p.type(), t -> new TreeSet<>()).add(c.field()));
            }
        }
        int[] start = new int[phrases.size() + 1];
        List<Integer> heard = new ArrayList<>();
        for (int i = 0; i < phrases.size(); i++) {
            start[i] = heard.size();
            List<Integer> own = byKey.remove(key("Heard", "phrase", phrases.get(i)));
            if (own != null) heard.addAll(own);
        }
        start[phrases.size()] = heard.size();
        List<Integer> all = new ArrayList<>();
        int[] keyStart = new int[byKey.size() + 1];
        int n = 0;
        for (List<Integer> own : byKey.values()) {
            all.addAll(own);
            keyStart[++n] = all.size();
        }
        Map<String, List<String>> read = new LinkedHashMap<>();
        fields.forEach((type, names) -> read.put(type, List.copyOf(names)));
        return new RuleIndex(start, ints(heard), List.copyOf(byKey.keySet()), keyStart, ints(all), read);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The keys of a rule: of its first condition that is no {@code not}, one for each wording. */
    private static Set<String> keys(RuleDef rule) {
        Set<String> keys = new LinkedHashSet<>();
        for (RuleDef.Pattern p : rule.patterns()) {
            if (p.negated()) continue;
            RuleDef.Constraint first = p.constraints().get(0);
            if (!usual(p.type(), first.field())) {
                keys.add(ALWAYS);
                return keys;
            }
            if (first.value() instanceof List<?> family) {
                family.forEach(wording -> keys.add(key(p.type(), first.field(), String.valueOf(wording))));
            } else {
                keys.add(key(p.type(), first.field(), String.valueOf(first.value())));
            }
            return keys;
        }
        keys.add(ALWAYS);
        return keys;
    }

    /** Facts that come up during inference, and observed ones, are looked up by few fields only. */
    private static boolean usual(String type, String field) {
        return switch (type) {
            case "Symptom", "Observation" -> field.equals("cause");
            case "Found" -> field.equals("cause") || field.equals("list") || field.equals("token");
            case "Dns", "Talk", "Known" -> field.equals("shows");
            default -> true;
        };
    }

    private static final String ALWAYS = "";

    private static String key(String type, String field, String value) {
        return type + ' ' + field + ' ' + value;
    }

    /** Indices of the rules whose first condition waits for a phrase, by the phrase's number. */
    public int[] rulesOfPhrase(int phrase) {
        return Arrays.copyOfRange(phraseRules, phraseStart[phrase], phraseStart[phrase + 1]);
    }

    /** Indices of the rules that are dispatched on a field of a fact being this. */
    public int[] rules(String type, String field, String value) {
        return rules(key(type, field, value));
    }

    private int[] rules(String key) {
        int at = Collections.binarySearch(keys, key);
        return at < 0 ? NONE : Arrays.copyOfRange(keyRules, keyStart[at], keyStart[at + 1]);
    }

    /** Indices of the rules that are found by no key, so that they may always fire. */
    public int[] always() {
        return rules(ALWAYS);
    }

    private static final int[] NONE = {};

    /** The fields of a fact type that some rule reads, in order of their names. */
    public List<String> fieldsRead(String type) {
        return fields.getOrDefault(type, List.of());
    }

    void write(DataOutput out) throws IOException {
        Binary.writeInts(out, phraseStart);
        Binary.writeInts(out, phraseRules);
        Binary.writeTree(out, fields);
        PackedTexts.write(out, keys);
        Binary.writeInts(out, keyStart);
        Binary.writeInts(out, keyRules);
    }

    static RuleIndex read(DataInput in) throws IOException {
        int[] phraseStart = Binary.readInts(in);
        int[] phraseRules = Binary.readInts(in);
        Map<String, List<String>> fields = new LinkedHashMap<>();
        Tree.map(Binary.readTree(in)).forEach((type, names) -> fields.put(type, Tree.texts(names)));
        List<String> keys = PackedTexts.read(in);
        return new RuleIndex(phraseStart, phraseRules, keys, Binary.readInts(in), Binary.readInts(in), fields);
    }
}
