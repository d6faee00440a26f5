package io.github.redeliver.inference;

import io.github.redeliver.knowledge.RuleDef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/** One long-lived session over a network of rules. Not thread-safe: each thread has its own. */
final class Engine implements AutoCloseable {
    /** More firings than any incident needs; a knowledge base that goes beyond it is cut off, and says so. */
    static final int MAX_FIRINGS = 5_000;

    private final KieSession session;
    private final Map<String, RuleDef> rules;
    private final List<FactHandle> handles = new ArrayList<>();
    private final List<Fired> fired = new ArrayList<>();

    Engine(KieBase base, Map<String, RuleDef> rules) {
        this.rules = rules;
        this.session = base.newKieSession();
        session.addEventListener(new DefaultRuleRuntimeEventListener() {
            @Override
            public void objectInserted(ObjectInsertedEvent event) {
                handles.add(event.getFactHandle());
            }
        });
        session.addEventListener(new DefaultAgendaEventListener() {
            @Override
            public void afterMatchFired(AfterMatchFiredEvent event) {
                RuleDef rule = Engine.this.rules.get(RuleModel.idOf(event.getMatch().getRule().getName()));
                if (rule != null) fired.add(new Fired(rule, List.copyOf(event.getMatch().getObjects())));
            }
        });
    }

    /**
     * Inserts facts, fires, and tells what fired, ordered by rule id: the order in which an engine fires independent
     * rules is its own affair. What was inserted stays until {@link #clear()}.
     */
    List<Fired> run(Collection<?> facts) {
        fired.clear();
        for (Object fact : facts) session.insert(fact);
        session.fireAllRules(MAX_FIRINGS);
        List<Fired> result = new ArrayList<>(fired);
        result.sort(Comparator.comparing(f -> f.rule().id()));
        fired.clear();
        return result;
    }

    /** The rule of that id, or null when the network has none. */
    @Nullable RuleDef rule(String id) {
        return rules.get(id);
    }

    /** Takes every fact out again. */
    void clear() {
        for (FactHandle handle : handles) session.delete(handle);
        handles.clear();
        session.fireAllRules(MAX_FIRINGS);
        fired.clear();
        handles.clear();
    }

    @Override
    public void close() {
        session.dispose();
    }
}
