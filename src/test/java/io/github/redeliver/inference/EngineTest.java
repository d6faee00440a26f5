package io.github.redeliver.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.TinyKb;
import io.github.redeliver.facts.Dns;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.KnowledgeLoader;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An incident that would keep the rules busy for ever is cut off, and the next one does not notice. */
class EngineTest {
    @TempDir
    Path temp;

    private KnowledgeBase base;

    @BeforeEach
    void load() {
        TinyKb kb = TinyKb.in(temp).file("observe/all.drl", TinyKb.rules("observe.all", """
                rule "observe/many"
                    @source("s")
                when
                    Dns( shows == "a" )
                    Dns( shows == "b" )
                then
                    insert( Observation.weak("ptr-missing") );
                end
                """));
        base = new KnowledgeLoader(null).folder(kb.folder());
    }

    private Engine engine(int maxFirings) {
        Map<String, RuleDef> rules = new HashMap<>();
        base.rules().forEach(r -> rules.put(r.id(), r));
        return new Engine(new RuleModel(Schema.FACTS).build(base.rules()), rules, maxFirings);
    }

    private static List<Object> facts(int ofEach) {
        List<Object> facts = new ArrayList<>();
        for (int i = 0; i < ofEach; i++) {
            facts.add(new Dns("a", "host" + i, "", "", "", ""));
            facts.add(new Dns("b", "host" + i, "", "", "", ""));
        }
        return facts;
    }

    @Test
    void stopsAtTheBoundOfFiringsAndSaysSo() {
        try (Engine engine = engine(50)) {
            assertThat(engine.run(facts(20))).hasSize(50);
            assertThat(engine.limits()).containsExactly("firings");
            engine.clear();
            assertThat(engine.run(facts(3))).hasSize(9);
            assertThat(engine.limits()).isEmpty();
        }
    }

    @Test
    void takesSoManyFactsThatShowTheSameAndNoMore() {
        try (Engine engine = engine(1_000_000)) {
            int most = Engine.MAX_ALIKE * Engine.MAX_ALIKE;
            assertThat(engine.run(facts(Engine.MAX_ALIKE + 20))).hasSize(most);
            assertThat(engine.limits()).containsExactly("facts");
        }
    }
}
