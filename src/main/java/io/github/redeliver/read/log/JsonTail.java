package io.github.redeliver.read.log;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Stage;
import io.github.redeliver.read.webhook.Records;
import java.util.Optional;

/** Lines whose particulars are a JSON object behind the words: {@code smtp: DATA error {"smtp_code":550,…}}. */
final class JsonTail implements LineFormat {
    private final Records records;

    JsonTail(Records records) {
        this.records = records;
    }

    @Override
    public boolean read(Passage line, Logbook book) {
        String s = line.text();
        int brace = s.indexOf("{\"");
        if (brace < 0) return false;
        Optional<Records.Told> told = records.tellJson(line.slice(brace, line.length()));
        if (told.isEmpty()) return false;
        String words = s.substring(0, brace);
        String stage = words.contains("DATA") ? "data" : words.contains("RCPT") ? "rcpt" : words.contains("MAIL") ? "mail" : Stage.named(words, 0, words.length());
        for (Incident incident : told.get().incidents()) {
            Incident whole = incident.toBuilder().around(line).reply(incident.reply().at(stage)).build();
            if (incident.action().equals("delivered")) book.sent(whole);
            else book.failed(whole);
        }
        return true;
    }
}
