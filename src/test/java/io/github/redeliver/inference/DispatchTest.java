package io.github.redeliver.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.Shipped;
import io.github.redeliver.facts.Heard;
import io.github.redeliver.knowledge.Schema;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.base.base.ClassObjectType;
import org.drools.core.reteoo.AlphaNode;
import org.drools.core.reteoo.CompositeObjectSinkAdapter;
import org.drools.core.reteoo.ObjectSinkPropagator;
import org.drools.core.reteoo.ObjectTypeNode;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A fact reaches the rules that wait for it by hash, whatever their number: in the network of the whole knowledge base
 * no node is asked one after another for its phrase, cause or code.
 */
class DispatchTest {
    /** Drools hashes the nodes of a field once there are three of them. */
    private static final int FEW = 12;

    private static final Map<String, ObjectTypeNode> TYPES = new HashMap<>();

    @BeforeAll
    static void build() {
        InternalKnowledgeBase network = (InternalKnowledgeBase) new RuleModel(new Schema()).build(Shipped.base().rules());
        for (ObjectTypeNode node : network.getRete().getObjectTypeNodes()) {
            if (node.getObjectType() instanceof ClassObjectType type) TYPES.put(type.getClassType().getSimpleName(), node);
        }
    }

    @Test
    void phrasesAreDispatchedByHash() {
        ObjectTypeNode heard = TYPES.get(Heard.class.getSimpleName());
        CompositeObjectSinkAdapter sinks = (CompositeObjectSinkAdapter) heard.getObjectSinkPropagator();
        long phrases = Shipped.base().rules().stream()
                .flatMap(r -> r.patterns().stream()).flatMap(p -> p.phrases().stream()).distinct().count();
        assertThat(phrases).isGreaterThan(5_000);
        assertThat(sinks.getHashedSinkMap().size()).isGreaterThanOrEqualTo((int) phrases);
    }

    @Test
    void noNodeOfATypeIsAskedOneAfterAnother() {
        TYPES.forEach((type, node) -> {
            if (node.getObjectSinkPropagator() instanceof CompositeObjectSinkAdapter sinks) {
                assertThat(asked(sinks)).as(type).isLessThan(FEW);
            }
        });
        assertThat(TYPES.keySet()).contains("Heard", "Replied", "Dns", "Known", "Symptom", "Found");
    }

    /** Nor further down: below a phrase, codes and systems are hashed as well where there are many. */
    @Test
    void norBelow() {
        Deque<ObjectSinkPropagator> open = new ArrayDeque<>();
        TYPES.values().forEach(n -> open.add(n.getObjectSinkPropagator()));
        while (!open.isEmpty()) {
            ObjectSinkPropagator next = open.pop();
            if (next instanceof CompositeObjectSinkAdapter sinks) assertThat(asked(sinks)).isLessThan(FEW);
            for (Object sink : next.getSinks()) if (sink instanceof AlphaNode alpha) open.add(alpha.getObjectSinkPropagator());
        }
    }

    /** Alpha nodes that a fact is shown one after another. */
    private static long asked(CompositeObjectSinkAdapter sinks) {
        List<?> hashable = sinks.getHashableSinks() == null ? List.of() : sinks.getHashableSinks();
        List<?> others = sinks.getOthers() == null ? List.of() : sinks.getOthers();
        return hashable.size() + others.stream().filter(AlphaNode.class::isInstance).count();
    }
}
