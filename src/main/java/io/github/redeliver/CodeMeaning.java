package io.github.redeliver;

import io.github.redeliver.facts.Reply;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Texts;
import java.util.Map;

/** What a reply's code alone says, in words, as the rules of the standards read it. Immutable. */
final class CodeMeaning {
    private final Map<String, Object> causes; // by subject and detail
    private final Texts texts;

    CodeMeaning(KnowledgeBase base, Texts texts) {
        this.causes = base.data(KnowledgeBase.CODES);
        this.texts = texts;
    }

    /** The registered meaning of an enhanced code, else that of the reply's class; {@code ""} where there is no code. */
    String of(Reply reply) {
        String enhanced = reply.enhanced();
        Object cause = enhanced.length() < 3 ? null : causes.get(enhanced.substring(2));
        if (cause != null) return texts.field("causes", String.valueOf(cause), "name", name -> "");
        String code = enhanced.isEmpty() ? reply.code() : enhanced;
        return code.isEmpty() ? "" : texts.text("ui", "code-says.class-" + code.charAt(0), name -> "");
    }
}
