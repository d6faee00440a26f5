package io.github.redeliver;

import io.github.redeliver.facts.Reply;
import io.github.redeliver.facts.Symptom;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Level;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.Texts;
import java.util.HashMap;
import java.util.Map;

/** What a reply's code alone says, in words, as the rules of the standards read it. Immutable. */
final class CodeMeaning {
    private final Map<String, String> causes = new HashMap<>(); // by subject and detail
    private final Texts texts;

    CodeMeaning(KnowledgeBase base, Texts texts) {
        this.texts = texts;
        for (RuleDef rule : base.rules()) {
            if (rule.level() != Level.STANDARD || rule.patterns().size() != 1) continue;
            String subject = rule.patterns().get(0).equal("subject");
            if (!subject.isEmpty() && rule.inserts().get(0) instanceof Symptom s) causes.putIfAbsent(subject, s.cause());
        }
    }

    /** The registered meaning of an enhanced code, else that of the reply's class; {@code ""} where there is no code. */
    String of(Reply reply) {
        String enhanced = reply.enhanced();
        String cause = enhanced.length() < 3 ? null : causes.get(enhanced.substring(2));
        if (cause != null) return texts.field("causes", cause, "name", name -> "");
        String code = enhanced.isEmpty() ? reply.code() : enhanced;
        return code.isEmpty() ? "" : texts.text("ui", "code-says.class-" + code.charAt(0), name -> "");
    }
}
