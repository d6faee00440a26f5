package io.github.redeliver;

import io.github.redeliver.evidence.Context;
import io.github.redeliver.evidence.Evidence;
import io.github.redeliver.evidence.EvidenceData;
import io.github.redeliver.evidence.Gathered;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Tree;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Readers;
import io.github.redeliver.read.Reading;
import io.github.redeliver.read.mail.Frames;
import io.github.redeliver.read.mail.MailReader;
import io.github.redeliver.read.paste.Notices;
import io.github.redeliver.read.webhook.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reading and evidence, with the data that the knowledge base has for them. Thread-safe. */
final class Intake {
    private final Readers readers;
    private final Evidence evidence;

    Intake(KnowledgeBase base) {
        MailReader mails = new MailReader(Frames.of(frames(base)));
        readers = new Readers(
                new Readers.Mails() {
                    @Override
                    public boolean looksLikeMail(CharSequence head) {
                        return MailReader.looksLikeMail(head);
                    }

                    @Override
                    public Reading read(byte[] mail) {
                        return mails.read(mail);
                    }

                    @Override
                    public Reading read(Passage pasted) {
                        return mails.read(pasted);
                    }
                },
                Readers.all(Notices.of(Tree.list(base.data("forms").get("notices"))), Records.of(Tree.list(base.data("forms").get("records")))),
                Bounds.DEFAULT);
        evidence = new Evidence(EvidenceData.of(
                EvidenceData.listsOf(base.data("lists")), Tree.map(base.data("evidence").get("senders")),
                Tree.map(base.data("evidence").get("generic-names"))));
    }

    private static List<Map<?, ?>> frames(KnowledgeBase base) {
        List<Map<?, ?>> documents = new ArrayList<>();
        for (Object file : base.data("frames").values()) {
            for (Object document : Tree.list(file)) if (document instanceof Map<?, ?> map) documents.add(map);
        }
        return documents;
    }

    Reading read(Case given) {
        String text = given.text();
        if (text == null) {
            byte[] bytes = given.bytes();
            return bytes == null ? nothing() : readers.read(bytes);
        }
        return text.isBlank() ? nothing() : readers.read(Passage.of(text));
    }

    private static Reading nothing() {
        return new Reading("unknown", "none", "", List.of(), List.of(), List.of());
    }

    Gathered gather(Incident incident, Context context, Resolver dns) {
        return evidence.collect(incident, context, dns);
    }
}
