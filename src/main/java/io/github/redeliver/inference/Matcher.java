package io.github.redeliver.inference;

import io.github.redeliver.facts.Observation;
import io.github.redeliver.facts.Symptom;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fires rules without a network: right for authors' tools, which try thousands of changed rules on a few texts each and
 * would spend all their time in building networks. It gives what a Drools session gives; a test holds that for every
 * example and sample. One matcher serves one run of facts.
 */
final class Matcher implements Rules {
    private static final int MOST = Engine.MAX_FIRINGS;

    /** Rules by what their first pattern waits for, so that a rule set need not be gone through for each text. */
    static final class Index {
        private final Schema schema;
        private final Map<Key, List<RuleDef>> waiting = new HashMap<>();
        private final Map<String, Set<String>> fields = new HashMap<>();
        private final List<RuleDef> always = new ArrayList<>();
        private final Map<String, RuleDef> byId = new HashMap<>();

        private record Key(String type, String field, Object value) {}

        Index(Schema schema, Iterable<RuleDef> rules) {
            this.schema = schema;
            for (RuleDef r : rules) {
                byId.put(r.id(), r);
                add(r);
            }
        }

        private void add(RuleDef rule) {
            for (RuleDef.Pattern p : rule.patterns()) {
                if (p.negated() || p.constraints().isEmpty()) continue;
                RuleDef.Constraint c = p.constraints().get(0);
                if (!c.operator().equals("==") && !c.operator().equals("in")) continue;
                fields.computeIfAbsent(p.type(), k -> new HashSet<>()).add(c.field());
                Collection<?> values = c.value() instanceof List<?> family ? family : List.of(c.value());
                for (Object v : values) {
                    waiting.computeIfAbsent(new Key(p.type(), c.field(), v), k -> new ArrayList<>()).add(rule);
                }
                return;
            }
            always.add(rule);
        }

        /** The rules whose first pattern a fact may satisfy, and those that wait for nothing in particular. */
        Set<RuleDef> able(Collection<?> facts) {
            Set<RuleDef> able = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
            able.addAll(always);
            for (Object fact : facts) {
                String name = fact.getClass().getSimpleName();
                Schema.Type type = schema.type(name);
                if (type == null) continue;
                for (String field : fields.getOrDefault(name, Set.of())) {
                    Object value = Objects.requireNonNull(type.fields().get(field)).read().apply(fact);
                    able.addAll(waiting.getOrDefault(new Key(name, field, value), List.of()));
                }
            }
            return able;
        }
    }

    private final Schema schema;
    private final Index index;
    private final Set<String> without;
    private final Index more;
    private final Map<String, List<Object>> facts = new HashMap<>();
    private final Set<Object> known = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Match> done = new HashSet<>();

    /** One firing, told apart by the identity of its facts, as a session does. */
    private record Match(RuleDef rule, List<Object> facts) {
        @Override
        public boolean equals(Object o) {
            if (!(o instanceof Match m) || m.rule != rule || m.facts.size() != facts.size()) return false;
            for (int i = 0; i < facts.size(); i++) if (facts.get(i) != m.facts.get(i)) return false;
            return true;
        }

        @Override
        public int hashCode() {
            int hash = System.identityHashCode(rule);
            for (Object f : facts) hash = 31 * hash + System.identityHashCode(f);
            return hash;
        }
    }

    /**
     * @param index the rules
     * @param without ids of rules of the index that are left out
     * @param more rules that come in their place
     */
    Matcher(Schema schema, Index index, Set<String> without, List<RuleDef> more) {
        this.schema = schema;
        this.index = index;
        this.without = without;
        this.more = new Index(schema, more);
    }

    @Override
    public List<Fired> run(Collection<?> given) {
        List<Fired> fired = new ArrayList<>();
        List<Object> fresh = new ArrayList<>();
        for (Object fact : given) add(fact, fresh);
        while (!fresh.isEmpty() && done.size() < MOST) {
            List<Object> all = new ArrayList<>();
            facts.values().forEach(all::addAll);
            Set<RuleDef> able = index.able(all);
            able.removeIf(r -> without.contains(r.id()));
            able.addAll(more.able(all));
            List<Object> next = new ArrayList<>();
            for (RuleDef rule : able.stream().sorted(Comparator.comparing(RuleDef::id)).toList()) {
                for (List<Object> match : matches(rule)) {
                    if (done.size() >= MOST || !done.add(new Match(rule, match))) continue;
                    fired.add(new Fired(rule, match));
                    for (Object fact : rule.inserts()) {
                        if (fact instanceof Symptom || fact instanceof Observation) add(fact, next);
                    }
                }
            }
            fresh = next;
        }
        fired.sort(Fired.ORDER);
        return fired;
    }

    @Override
    public @Nullable RuleDef rule(String id) {
        RuleDef rule = more.byId.get(id);
        return rule != null || without.contains(id) ? rule : index.byId.get(id);
    }

    private void add(Object fact, List<Object> fresh) {
        if (!known.add(fact)) return;
        facts.computeIfAbsent(fact.getClass().getSimpleName(), k -> new ArrayList<>()).add(fact);
        fresh.add(fact);
    }

    List<List<Object>> matches(RuleDef rule, Collection<?> all) {
        List<Object> fresh = new ArrayList<>();
        for (Object fact : all) add(fact, fresh);
        return matches(rule);
    }

    private List<List<Object>> matches(RuleDef rule) {
        List<List<Object>> matches = List.of(List.of());
        for (RuleDef.Pattern p : rule.patterns()) {
            List<Object> found = new ArrayList<>();
            for (Object fact : facts.getOrDefault(p.type(), List.of())) if (holds(schema, p, fact)) found.add(fact);
            if (p.negated()) {
                if (!found.isEmpty()) return List.of();
                continue;
            }
            List<List<Object>> longer = new ArrayList<>();
            for (List<Object> match : matches) {
                for (Object fact : found) {
                    if (longer.size() >= MOST) break;
                    List<Object> m = new ArrayList<>(match);
                    m.add(fact);
                    longer.add(m);
                }
            }
            if (longer.isEmpty()) return List.of();
            matches = longer;
        }
        return matches;
    }

    /** Whether a fact of the pattern's type satisfies all its constraints. */
    static boolean holds(Schema schema, RuleDef.Pattern p, Object fact) {
        for (RuleDef.Constraint c : p.constraints()) if (!holds(schema, p, c, fact)) return false;
        return true;
    }

    static boolean holds(Schema schema, RuleDef.Pattern p, RuleDef.Constraint c, Object fact) {
        Schema.Field field = Objects.requireNonNull(Objects.requireNonNull(schema.type(p.type())).fields().get(c.field()));
        Object value = field.read().apply(fact);
        return switch (c.operator()) {
            case "in" -> ((List<?>) c.value()).contains(value);
            case "not in" -> !((List<?>) c.value()).contains(value); // only a changed rule asks this
            default -> RuleModel.holds(c, value);
        };
    }
}
