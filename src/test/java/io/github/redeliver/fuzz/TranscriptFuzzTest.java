package io.github.redeliver.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.redeliver.Shipped;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Reading;
import io.github.redeliver.read.transcript.TranscriptReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** SMTP conversations as people record them. */
class TranscriptFuzzTest {
    private static final TranscriptReader READER = new TranscriptReader(Shipped.words());

    private static final List<String> WORDS = List.of(
            "220 mx.example.com ESMTP\n", "EHLO mail.example.com\n", "250-STARTTLS\n", "250 OK\n", "MAIL FROM:<a@example.com>\n", "RCPT TO:<b@example.net>\n", "550 5.1.1 no\n",
            "550-5.7.1 ", "354 go\n", "QUIT\n", "221 bye\n", "<-  ", " -> ", "<** ", "=== ", "CONNECTED(00000003)\n", "verify error:num=10", "< ", "> ", "S: ", "C: ", "send: '", "reply: b'",
            "\\r\\n", "DEBUG SMTP: ", "SERVER -> CLIENT: ", "Trying 192.0.2.1...\nConnected to mx.example.com.\n", "Connection closed by foreign host.", "-> \"", "<- \"");

    static Stream<Arguments> seeds() {
        return Stream.concat(Seeds.kept("transcript"), Stream.concat(Seeds.of(List.of(), WORDS), Seeds.samples(List.of("txt", "log"), "RCPT TO", "rcpt to", "EHLO", "ehlo", "CONNECTED(")));
    }

    @MethodSource("seeds")
    @FuzzTest
    void transcript(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Passage input = Passage.of(text);
        assertThat(READER.evidence(input)).isBetween(0, 100);
        Reading reading = READER.read(input, Bounds.DEFAULT);
        Sound.reading(reading);
        assertThat(reading.form()).isEqualTo("transcript");
        for (Incident i : reading.incidents()) {
            if (reading.kind().equals("failure") && !i.reply().code().isEmpty()) assertThat(i.reply().code()).startsWith(i.action().equals("delayed") ? "4" : "5");
        }
        Sound.text(text);
    }
}
