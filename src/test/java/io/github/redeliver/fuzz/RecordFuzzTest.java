package io.github.redeliver.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.redeliver.Shipped;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.knowledge.Tree;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Reading;
import io.github.redeliver.read.log.LogReader;
import io.github.redeliver.read.webhook.RecordReader;
import io.github.redeliver.read.webhook.Records;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Webhooks and reports: JSON and CSV. */
class RecordFuzzTest {
    private static final Records RECORDS = Records.of(Tree.list(Shipped.base().data("forms").get("records")));
    private static final RecordReader READER = new RecordReader(RECORDS, new LogReader(RECORDS, Shipped.words()));

    private static final List<String> WORDS = List.of(
            "{\"notificationType\":\"Bounce\"", "\"bounce\":{\"bouncedRecipients\":[{", "\"emailAddress\":\"", "\"diagnosticCode\":\"smtp; 550 5.1.1", "\"event\":\"bounce\"", "\"event\":\"failed\"",
            "\"severity\":\"permanent\"", "\"delivery-status\":{", "\"Type\":\"HardBounce\"", "\"RecordType\":\"Bounce\"", "\"msys\":{\"message_event\":{", "\"raw_reason\":\"", "\"Message\":\"{\\\"",
            "\"reason\":\"", "\"response\":\"", "\"email\":\"", "\"type\":\"Bounce\"", "email,event,reason,status\n", "[[[[", "{\"a\":{\"a\":{\"a\":", "\\u0000", "\\ud800", "1e999", "null", "}}\n{");

    static Stream<Arguments> seeds() {
        return Stream.concat(Seeds.kept("record"), Stream.concat(Seeds.of(List.of(), WORDS), Seeds.samples(List.of("json", "csv"))));
    }

    @MethodSource("seeds")
    @FuzzTest
    void record(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Passage input = Passage.of(text);
        int evidence = READER.evidence(input);
        assertThat(evidence).isBetween(0, 100);
        Reading reading = READER.read(input, Bounds.DEFAULT);
        Sound.reading(reading);
        if (!reading.incidents().isEmpty()) assertThat(evidence).as("what was read was recognised").isPositive();
        Reading bounded = READER.read(input, new Bounds(1_000, 200, 1, 50, 3, 2));
        assertThat(bounded.incidents()).hasSizeLessThanOrEqualTo(1);
        if (bounded.incidents().size() < reading.incidents().size() && reading.kind().equals(bounded.kind())) assertThat(bounded.limits()).isNotEmpty();
        Sound.text(text);
    }
}
