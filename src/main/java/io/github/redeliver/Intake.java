package io.github.redeliver;

import io.github.redeliver.evidence.Context;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Observed;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.read.Reading;
import io.github.redeliver.read.ReplyText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reading and evidence, with the data that the knowledge base has for them. */
final class Intake {
    Intake(KnowledgeBase base) {}

    Reading read(Case given) {
        String text = given.text();
        if (text == null) text = new String(given.bytes() == null ? new byte[0] : given.bytes(), StandardCharsets.UTF_8);
        if (text.isBlank()) return new Reading("unknown", "none", "empty", List.of(), List.of(), List.of());
        return Reading.failure(
                "reply", List.of(Incident.builder().reply(ReplyText.parse(Passage.of(text))).build()));
    }

    /** What evidence amounts to, with values for texts. */
    record Gathered(List<Observed> observed, Map<String, String> values) {}

    Gathered gather(Incident incident, Context context, Resolver dns) {
        return new Gathered(List.of(), Map.of());
    }
}
