package io.github.redeliver.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.Case;
import io.github.redeliver.Insight;
import io.github.redeliver.Shipped;
import io.github.redeliver.knowledge.RuleDef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What authors' tools conclude is what Drools concludes, on every text that the knowledge base brings along. */
class MatcherTest {
    @Test
    void concludesWhatDroolsConcludes() {
        Insight insight = new Insight(Shipped.base());
        List<String> different = new ArrayList<>();
        int compared = 0;
        try (Inference drools = new Inference(Shipped.base(), 0)) {
            for (RuleDef rule : Shipped.base().rules()) {
                List<String> texts = new ArrayList<>(rule.examples());
                texts.addAll(rule.nearMisses());
                for (String text : texts) {
                    for (Inference.Inferred heard : insight.look(Case.of(text)).heard()) {
                        compared++;
                        Verdict wanted = drools.decide(heard.given());
                        if (!insight.trial().run(heard.given()).verdict().equals(wanted)) different.add(text);
                    }
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(compared).isGreaterThan(5_000);
    }
}
