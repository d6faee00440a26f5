package io.github.redeliver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.evidence.dns.NameServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckCommandTest {
    private static final String GOOD = """
            [{"q":"192.0.2.1","type":"PTR","answer":["mail.example.com"]},
             {"q":"mail.example.com","type":"A","answer":["192.0.2.1"]},
             {"q":"example.com","type":"MX","answer":["10 mail.example.com"]},
             {"q":"example.com","type":"A","answer":["192.0.2.1"]},
             {"q":"example.com","type":"TXT","answer":["v=spf1 ip4:192.0.2.1 -all"]},
             {"q":"_dmarc.example.com","type":"TXT","answer":["v=DMARC1; p=reject; rua=mailto:d@example.com"]}]
            """;
    private static final String BAD = """
            [{"q":"192.0.2.1","type":"PTR","answer":"NXDOMAIN"},
             {"q":"mail.example.com","type":"A","answer":["192.0.2.1"]},
             {"q":"example.com","type":"MX","answer":["10 mail.example.com"]},
             {"q":"example.com","type":"TXT","answer":["v=spf1 mx:mail.example.com","v=spf1 a -all"]},
             {"q":"_dmarc.example.com","type":"TXT","answer":"NXDOMAIN"}]
            """;

    @TempDir
    Path folder;

    private Path record(String json) throws IOException {
        return Files.writeString(folder.resolve("dns.json"), json);
    }

    private Cli.Run check(Path record, Object... more) {
        Object[] words = new Object[more.length + 9];
        System.arraycopy(new Object[] {"check", "example.com", "--kb", "kb", "--ip", "192.0.2.1", "--dns", record, "--helo=mail.example.com"}, 0, words, 0, 9);
        System.arraycopy(more, 0, words, 9, more.length);
        return Cli.of(words);
    }

    @Test
    void whatIsHeldAgainstComesWithTheRecordsToPublish() throws IOException {
        Cli.Run ran = check(record(BAD), "--format", "json", "--fail-on", "any");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.DID_NOT_HOLD);
        JsonNode report = JsonMapper.builder().build().readTree(ran.out());
        JsonNode first = report.path("held").get(0);
        assertThat(first.path("cause").asString()).isEqualTo("ptr-missing");
        assertThat(first.path("refuses").toString()).contains("Gmail", "T-Online");
        assertThat(first.path("publish").get(0).asString()).isEqualTo("1.2.0.192.in-addr.arpa. IN PTR mail.example.com.");
        assertThat(report.path("held").toString()).contains("spf-error", "dmarc-missing", "_dmarc.example.com. IN TXT", "example.com. IN TXT");
        assertThat(report.path("receivers")).hasSize(7);
        for (JsonNode r : report.path("receivers")) assertThat(r.path("verdict").asString()).isNotEqualTo("nothing");
    }

    @Test
    void aSenderInOrderIsToldSo() throws IOException {
        Cli.Run ran = check(record(GOOD), "--fail-on", "any");
        assertThat(ran.out()).contains("Nothing that records show", "✓", "mail.example.com leads back", "p=reject", "DKIM signature");
        assertThat(ran.code()).isZero();
    }

    @Test
    void manyMessagesADayAskForMore() throws IOException {
        String noDmarc = GOOD.replace("[\"v=DMARC1; p=reject; rua=mailto:d@example.com\"]", "\"NXDOMAIN\"");
        String few = check(record(noDmarc), "--format", "ndjson").out();
        String many = check(record(noDmarc), "--format", "ndjson", "--daily", "20000").out();
        JsonMapper json = JsonMapper.builder().build();
        assertThat(json.readTree(few).path("receivers").get(1).path("verdict").asString()).isEqualTo("weighs");
        assertThat(json.readTree(many).path("receivers").get(1).path("verdict").asString()).isEqualTo("refuses");
    }

    @Test
    void liveAnswersAreRecordedAndReplayed() throws IOException {
        Path kept = folder.resolve("kept.json");
        Map<String, Object> zone = Map.of(
                "1.2.0.192.in-addr.arpa PTR", "NXDOMAIN", "mail.example.com A", List.of("192.0.2.1"),
                "example.com TXT", List.of("v=spf1 ip4:192.0.2.1 -all"));
        try (NameServer server = new NameServer(zone, 0)) {
            Cli.Run live = Cli.of(
                    "check", "someone@example.com", "--kb", "kb", "--ip", "192.0.2.1", "--dns", "live", "--resolver", server.address(), "--record-dns", kept);
            assertThat(live.err()).isEmpty();
            assertThat(live.out()).contains("ptr-missing");
            assertThat(Cli.of("check", "example.com", "--kb", "kb", "--ip", "192.0.2.1", "--dns", kept).out()).isEqualTo(live.out());
        }
    }

    @Test
    void wordsComeInEveryLanguage() throws IOException {
        for (String language : List.of("zh", "ja")) {
            assertThat(check(record(BAD), "--lang", language).out()).contains("IN PTR").doesNotContain("Held against", "held-against", "by-receiver", "…");
        }
        assertThat(check(record(BAD), "--format", "markdown").out()).contains("### 1. ", "`1.2.0.192.in-addr.arpa. IN PTR mail.example.com.`");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "check example.com                              | add --dns live",
        "check example --dns live                       | is no domain name",
        "check example.com --ip 192.0.2.999 --dns live  | is no IP address",
        "check example.com --dns live --fail-on ptr-mising --resolver 127.0.0.1 | maybe",
    })
    void whatCannotBeIsSaidPlainly(String line, String message) {
        Cli.Run ran = Cli.of((Object[]) (line.strip() + " --kb kb").split(" +"));
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains(message).doesNotContain("Exception");
    }
}
