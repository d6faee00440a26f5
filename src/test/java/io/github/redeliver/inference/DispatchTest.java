package io.github.redeliver.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.Shipped;
import io.github.redeliver.facts.Heard;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.Schema;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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
    private static final InternalKnowledgeBase NETWORK =
            (InternalKnowledgeBase) new RuleModel(Schema.FACTS).build(Shipped.base().rules()).base();

    @BeforeAll
    static void build() {
        for (ObjectTypeNode node : NETWORK.getRete().getObjectTypeNodes()) {
            if (node.getObjectType() instanceof ClassObjectType type) TYPES.put(type.getClassType().getSimpleName(), node);
        }
    }

    @Test
    void phrasesAreDispatchedByHash() {
        long alone = patterns().filter(p -> !isFamily(p)).flatMap(p -> p.phrases().stream()).distinct().count();
        long families = patterns().filter(DispatchTest::isFamily).map(RuleDef.Pattern::phrases).distinct().count();
        assertThat(alone).isGreaterThan(2_000);
        assertThat(families).isGreaterThan(500);
        assertThat(hashed(Heard.class)).isGreaterThanOrEqualTo((int) alone);
        assertThat(hashed(Said.class)).isGreaterThanOrEqualTo((int) families);
    }

    /** Two patterns of many wordings each are one rule of the network, not one for each pair of wordings. */
    @Test
    void aRuleIsOneRuleOfTheNetwork() {
        assertThat(NETWORK.getKiePackages().stream().mapToInt(p -> p.getRules().size()).sum()).isEqualTo(Shipped.base().rules().size());
    }

    private static Stream<RuleDef.Pattern> patterns() {
        return Shipped.base().rules().stream().flatMap(r -> r.patterns().stream());
    }

    private static boolean isFamily(RuleDef.Pattern p) {
        return p.constraints().stream().anyMatch(c -> c.operator().equals("in"));
    }

    private static int hashed(Class<?> type) {
        ObjectTypeNode node = Objects.requireNonNull(TYPES.get(type.getSimpleName()));
        return ((CompositeObjectSinkAdapter) node.getObjectSinkPropagator()).getHashedSinkMap().size();
    }

    @Test
    void noNodeOfATypeIsAskedOneAfterAnother() {
        TYPES.forEach((type, node) -> {
            if (node.getObjectSinkPropagator() instanceof CompositeObjectSinkAdapter sinks) {
                assertThat(asked(sinks)).as(type).isLessThan(FEW);
            }
        });
        assertThat(TYPES.keySet()).contains("Heard", "Said", "Replied", "Dns", "Known", "Symptom", "Found");
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
