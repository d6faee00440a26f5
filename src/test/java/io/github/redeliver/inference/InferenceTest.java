package io.github.redeliver.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.RuleDef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InferenceTest {
    private static KnowledgeBase base;

    @BeforeAll
    static void load() {
        base = TestKnowledge.load();
    }

    private static Incident incident(String text) {
        return Incident.builder().reply(new Reply("", "", "", Passage.of(text))).build();
    }

    private static List<String> examples(int every) {
        List<String> texts = new ArrayList<>();
        int n = 0;
        for (RuleDef r : base.rules()) for (String e : r.examples()) if (n++ % every == 0) texts.add(e);
        return texts;
    }

    @Test
    void aNarrowNetworkConcludesWhatTheWholeOneDoes() {
        List<String> texts = examples(29);
        try (Inference whole = new Inference(base, 0)) {
            for (int i = 0; i < 10; i++) whole.infer(incident("warm " + i), "reply", "", List.of());
            for (String text : texts) {
                try (Inference narrow = new Inference(base, 0)) { // its first runs are narrow ones
                    assertThat(narrow.infer(incident(text), "reply", "", List.of()).verdict())
                            .as(text)
                            .isEqualTo(whole.infer(incident(text), "reply", "", List.of()).verdict());
                }
            }
        }
    }

    @Test
    void aRemedyStandsInThePlaceOfThoseThatItCovers() {
        try (Inference inference = new Inference(base, 0)) {
            assertThat(remedies(inference, "554 5.7.1 Client host [192.0.2.1] blocked using bl.example.net"))
                    .contains("blocklist.ask-removal", "cause.find");
            assertThat(remedies(inference, "554 5.7.1 Client host [192.0.2.1] blocked using bl.spamcop.net"))
                    .startsWith("list.spamcop").contains("cause.find").doesNotContain("blocklist.ask-removal");
        }
    }

    private static List<String> remedies(Inference inference, String reply) {
        return inference.infer(incident(reply), "reply", "", List.of()).verdict().conclusions().get(0).remedies();
    }

    @Test
    void rememberedVerdictsAreTheSame() {
        List<String> texts = examples(11);
        try (Inference plain = new Inference(base, 0); Inference remembering = new Inference(base, 100)) {
            for (int round = 0; round < 2; round++) {
                for (String text : texts) {
                    assertThat(remembering.infer(incident(text), "reply", "", List.of()).verdict())
                            .as(text).isEqualTo(plain.infer(incident(text), "reply", "", List.of()).verdict());
                }
            }
        }
    }

    @Test
    void aSessionKeepsNothingOfTheIncidentBefore() {
        List<String> texts = examples(37);
        try (Inference forth = new Inference(base, 0); Inference back = new Inference(base, 0)) {
            List<Verdict> a = new ArrayList<>();
            for (String t : texts) a.add(forth.infer(incident(t), "reply", "", List.of()).verdict());
            List<Verdict> b = new ArrayList<>();
            for (int i = texts.size() - 1; i >= 0; i--) {
                b.add(0, back.infer(incident(texts.get(i)), "reply", "", List.of()).verdict());
            }
            assertThat(b).isEqualTo(a);
        }
    }

    @Test
    void silenceConcludesNothing() {
        try (Inference inference = new Inference(base, 10)) {
            assertThat(inference.infer(incident("zzz qqq"), "reply", "", List.of()).verdict().conclusions()).isEmpty();
        }
    }
}
