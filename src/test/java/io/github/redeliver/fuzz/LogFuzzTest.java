package io.github.redeliver.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.redeliver.Shipped;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.knowledge.Tree;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Reading;
import io.github.redeliver.read.log.LogReader;
import io.github.redeliver.read.webhook.Records;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines of mail logs. */
class LogFuzzTest {
    private static final LogReader READER = new LogReader(Records.of(Tree.list(Shipped.base().data("forms").get("records"))), Shipped.words());

    private static final List<String> WORDS = List.of(
            "postfix/smtp[1]: ", "4A1555F826: ", "to=<a@example.net>, ", "relay=mx.example.net[192.0.2.7]:25, ", "dsn=5.1.1, ", "status=bounced (", "status=deferred (",
            "said: 550 5.1.1 ", "NOQUEUE: reject: RCPT from ", "Jan  2 03:04:05 ", "2026-11-21T10:00:00Z ", " ** ", " == ", " => ", "R=dnslookup T=remote_smtp", "H=mx.example.net [192.0.2.7]",
            "stat=User unknown", "starting delivery 1: msg 2 to remote ", "delivery 1: failure: ", "result=\"PermFail\"", "#Fields: ", "FAIL,", "\"MESSAGE\":\"", "/* ", "\n");

    static Stream<Arguments> seeds() {
        return Stream.concat(Seeds.kept("log"), Stream.concat(Seeds.of(List.of(), WORDS), Seeds.samples(List.of("log", "csv", "json", "txt"), "status=", "stat=", "T=remote_smtp", "==", "delivery 1:", "result=", "RecipientStatus", "#Fields")));
    }

    @MethodSource("seeds")
    @FuzzTest
    void log(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Passage input = Passage.of(text);
        assertThat(READER.evidence(input)).isBetween(0, 100);
        Reading reading = READER.read(input, Bounds.DEFAULT);
        Sound.reading(reading);
        Bounds few = new Bounds(1_000, 200, 2, 50, 3, 5);
        Reading bounded = READER.read(input, few);
        assertThat(bounded.incidents()).hasSizeLessThanOrEqualTo(2);
        if (bounded.incidents().size() < reading.incidents().size()) assertThat(bounded.limits()).isNotEmpty();
        Sound.text(text);
    }
}
