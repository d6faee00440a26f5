package io.github.redeliver.knowledge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
    private final Map<String, int[]> byKey;
    private final Map<String, List<String>> fields;

    private RuleIndex(int[] phraseStart, int[] phraseRules, Map<String, int[]> byKey, Map<String, List<String>> fields) {
        this.phraseStart = phraseStart;
        this.phraseRules = phraseRules;
        this.byKey = byKey;
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
        Map<String, int[]> arrays = new HashMap<>(byKey.size() * 2);
        byKey.forEach((key, list) -> arrays.put(key, ints(list)));
        Map<String, List<String>> read = new LinkedHashMap<>();
        fields.forEach((type, names) -> read.put(type, List.copyOf(names)));
        return new RuleIndex(start, ints(heard), arrays, read);
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
        return byKey.getOrDefault(key(type, field, value), NONE);
    }

    /** Indices of the rules that are found by no key, so that they may always fire. */
    public int[] always() {
        return byKey.getOrDefault(ALWAYS, NONE);
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
        out.writeInt(byKey.size());
        String[] keys = byKey.keySet().toArray(new String[0]);
        Arrays.sort(keys);
        for (String key : keys) {
            Binary.writeText(out, key);
            Binary.writeInts(out, byKey.get(key));
        }
    }

    static RuleIndex read(DataInput in) throws IOException {
        int[] phraseStart = Binary.readInts(in);
        int[] phraseRules = Binary.readInts(in);
        Map<String, List<String>> fields = new LinkedHashMap<>();
        Tree.map(Binary.readTree(in)).forEach((type, names) -> fields.put(type, Tree.texts(names)));
        int n = in.readInt();
        Map<String, int[]> byKey = new HashMap<>(n * 2);
        for (int i = 0; i < n; i++) {
            String key = Binary.readText(in);
            byKey.put(key, Binary.readInts(in));
        }
        return new RuleIndex(phraseStart, phraseRules, byKey, fields);
    }
}
