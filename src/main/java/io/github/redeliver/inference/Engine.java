package io.github.redeliver.inference;

import io.github.redeliver.facts.Heard;
import io.github.redeliver.facts.Observed;
import io.github.redeliver.knowledge.RuleDef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/** One long-lived session over a network of rules. Not thread-safe: each thread has its own. */
final class Engine implements Rules, AutoCloseable {
    /** More firings than any incident needs; a knowledge base that goes beyond it is cut off, and says so. */
    static final int MAX_FIRINGS = 5_000;

    /** More facts than any incident gives; what comes beyond is left out, and the result says so. */
    static final int MAX_FACTS = 3_000;

    /** Facts of a type that show the same: a rule that asks for several of a kind would try every combination. */
    static final int MAX_ALIKE = 100;

    private final KieSession session;
    private final Families families;
    private final Map<String, RuleDef> rules;
    private final List<FactHandle> handles = new ArrayList<>();
    private final List<Fired> fired = new ArrayList<>();
    private final Set<String> limits = new TreeSet<>();
    private final int maxFirings;
    private final Prospects.@Nullable Tally prospects;
    private final List<Object> told = new ArrayList<>();
    private int firings;
    private int taken;

    Engine(Network network, Map<String, RuleDef> rules) {
        this(network, rules, MAX_FIRINGS);
    }

    Engine(Network network, Map<String, RuleDef> rules, int maxFirings) {
        this(network, rules, maxFirings, null);
    }

    /** @param prospects tells which phrases need not be given, or null to give all */
    Engine(Network network, Map<String, RuleDef> rules, int maxFirings, @Nullable Prospects prospects) {
        this.families = network.families();
        this.rules = rules;
        this.maxFirings = maxFirings;
        this.prospects = prospects == null ? null : prospects.new Tally();
        this.session = network.base().newKieSession();
        session.addEventListener(new DefaultRuleRuntimeEventListener() {
            @Override
            public void objectInserted(ObjectInsertedEvent event) {
                handles.add(event.getFactHandle());
            }
        });
        session.addEventListener(new DefaultAgendaEventListener() {
            @Override
            public void afterMatchFired(AfterMatchFiredEvent event) {
                RuleDef rule = Engine.this.rules.get(event.getMatch().getRule().getName());
                if (rule != null) fired.add(new Fired(rule, given(event.getMatch().getObjects())));
            }
        });
    }

    /**
     * Inserts facts, fires, and tells what fired, ordered by rule id: the order in which an engine fires independent
     * rules is its own affair. What was inserted stays until {@link #clear()}.
     */
    @Override
    public List<Fired> run(Collection<?> facts) {
        fired.clear();
        Map<String, Integer> alike = new HashMap<>();
        if (prospects != null) prospects.take(facts);
        for (Object fact : facts) {
            boolean many = fact instanceof Observed o
                    && alike.merge(o.getClass().getSimpleName() + ' ' + o.shows(), 1, Integer::sum) > MAX_ALIKE;
            if (many || ++taken > MAX_FACTS) {
                limits.add("facts");
            } else if (fact instanceof Heard heard) {
                if (prospects != null && !prospects.matters(heard)) continue;
                told.clear();
                families.tell(heard, told);
                for (Object one : told) session.insert(one);
            } else {
                session.insert(fact);
            }
        }
        if (firings < maxFirings) firings += session.fireAllRules(maxFirings - firings);
        if (firings >= maxFirings) limits.add("firings");
        List<Fired> result = new ArrayList<>(fired);
        result.sort(Fired.ORDER);
        fired.clear();
        return result;
    }

    /** Facts as they were given: what was said is what was heard. */
    private static List<Object> given(List<Object> matched) {
        Object[] facts = matched.toArray();
        for (int i = 0; i < facts.length; i++) if (facts[i] instanceof Said said) facts[i] = said.heard();
        return List.of(facts);
    }

    @Override
    public @Nullable RuleDef rule(String id) {
        return rules.get(id);
    }

    /** Bounds that were hit since the last clearing: {@code facts}, {@code firings}. */
    @Override
    public List<String> limits() {
        return List.copyOf(limits);
    }

    /** Takes every fact out again. */
    void clear() {
        limits.clear();
        firings = 0;
        taken = 0;
        for (FactHandle handle : handles) session.delete(handle);
        handles.clear();
        session.fireAllRules(MAX_FIRINGS); // nothing is left to match: this only empties the agenda
        fired.clear();
        handles.clear();
    }

    @Override
    public void close() {
        session.dispose();
    }
}
