package io.github.redeliver;

import io.github.redeliver.evidence.Attempts;
import io.github.redeliver.evidence.Context;
import io.github.redeliver.evidence.Evidence;
import io.github.redeliver.evidence.EvidenceData;
import io.github.redeliver.evidence.Gathered;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Tree;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Reader;
import io.github.redeliver.read.Readers;
import io.github.redeliver.read.Reading;
import io.github.redeliver.read.Words;
import io.github.redeliver.read.dns.DnsOutput;
import io.github.redeliver.read.log.LogReader;
import io.github.redeliver.read.mail.Frames;
import io.github.redeliver.read.mail.MailReader;
import io.github.redeliver.read.paste.Forum;
import io.github.redeliver.read.paste.Notices;
import io.github.redeliver.read.paste.PasteReader;
import io.github.redeliver.read.webhook.RecordReader;
import io.github.redeliver.read.webhook.Records;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reading and evidence, with the data that the knowledge base has for them. Thread-safe. */
final class Intake {
    /** Longest text, in characters, that is searched for DNS answers. */
    private static final int PASTE = 200_000;

    private final Readers readers;
    private final Evidence evidence;

    Intake(KnowledgeBase base) {
        Words words = Words.of(Tree.map(base.data("forms").get("words")));
        Records records = Records.of(Tree.list(base.data("forms").get("records")));
        RecordReader carried = new RecordReader(records, new LogReader(records, words));
        Notices notices = Notices.of(Tree.list(base.data("forms").get("notices")));
        PasteReader letters = new PasteReader(notices, words);
        MailReader mails = new MailReader(Frames.of(frames(base)), text -> record(text.text()) ? carried.read(text, Bounds.DEFAULT)
                : notices.letter(text.text()) ? letters.read(text, Bounds.DEFAULT) : nothing());
        List<Reader> others = new ArrayList<>(Readers.all(notices, records, words));
        others.add(0, new Framed(mails.bodies()));
        readers = new Readers(
                new Readers.Mails() {
                    @Override
                    public boolean looksLikeMail(String head) {
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
                others,
                Bounds.DEFAULT);
        evidence = new Evidence(EvidenceData.of(
                EvidenceData.listsOf(base.data("lists")), Tree.map(base.data("evidence").get("senders")),
                Tree.map(base.data("evidence").get("generic-names")), Tree.map(base.data("evidence").get("attempts"))));
    }

    /** Whether a text is JSON, with at most a bracket before its first object. */
    private static boolean record(String text) {
        int start = text.indexOf('{');
        return start >= 0 && start <= 20 && text.substring(0, start).replace("[", "").isBlank();
    }

    /** Pasted bodies whose software shows itself beyond doubt; all others are pastes, which have a reader of their own. */
    private record Framed(Reader bodies) implements Reader {
        private static final int LIKELY = 60;
        private static final int BEYOND_DOUBT = 95;

        @Override
        public int evidence(Passage input) {
            return certainly(bodies.evidence(Forum.clean(input)));
        }

        private static int certainly(int evidence) {
            return evidence >= BEYOND_DOUBT ? BEYOND_DOUBT : evidence >= LIKELY ? LIKELY : 0;
        }

        @Override
        public Offer offer(Passage input, Bounds bounds) {
            Offer offer = bodies.offer(Forum.clean(input), bounds);
            return new Offer(certainly(offer.evidence()), offer.reading());
        }

        @Override
        public Reading read(Passage input, Bounds bounds) {
            return bodies.read(Forum.clean(input), bounds);
        }
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
            if (bytes == null) return nothing();
            Reading reading = readers.read(bytes);
            return reading.form().equals("mail") || reading.form().equals("ndr") || bytes.length > PASTE
                    ? reading : withDns(reading, new String(bytes, StandardCharsets.UTF_8));
        }
        return text.isBlank() ? nothing() : withDns(readers.read(Passage.of(text)), text);
    }

    /** Answers that somebody pasted beside the bounce count as recorded. */
    private static Reading withDns(Reading reading, String text) {
        List<DnsAnswer> dns = text.length() > PASTE ? List.of() : DnsOutput.read(text);
        if (dns.isEmpty()) return reading;
        List<DnsAnswer> all = new ArrayList<>(reading.dns());
        all.addAll(dns);
        boolean words = reading.form().equals("reply") && reading.incidents().stream().allMatch(i -> i.reply().code().isEmpty() && i.reply().enhanced().isEmpty());
        boolean alone = words || reading.kind().equals("none") && reading.form().equals("unknown");
        if (alone && DnsOutput.begins(text)) return new Reading("unknown", "none", "DNS answers", List.of(), all, reading.limits());
        return new Reading(reading.form(), reading.kind(), reading.what(), reading.incidents(), all, reading.limits());
    }

    private static Reading nothing() {
        return new Reading("unknown", "none", "", List.of(), List.of(), List.of());
    }

    Attempts attempts(Case given) {
        byte[] bytes = given.bytes();
        String text = given.text() != null ? given.text() : bytes == null || bytes.length > PASTE ? "" : new String(bytes, StandardCharsets.UTF_8);
        return text.length() > PASTE ? Attempts.NONE : evidence.attempts(text);
    }

    Gathered gather(Incident incident, Attempts attempts, Context context, Resolver dns) {
        return evidence.collect(incident, attempts, context, dns);
    }
}
