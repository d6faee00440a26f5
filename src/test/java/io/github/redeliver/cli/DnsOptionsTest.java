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

class DnsOptionsTest {
    private static final Map<String, Object> ZONE = Map.of(
            "1.2.0.192.in-addr.arpa PTR", "NXDOMAIN",
            "example.com TXT", List.of("v=spf1 ip4:198.51.100.7 -all"),
            "example.com MX", List.of("10 mx.example.com"),
            "mx.example.com A", List.of("198.51.100.7"));

    @TempDir
    Path folder;

    private Path bounce() throws IOException {
        return Files.writeString(folder.resolve("bounce.txt"), "550 5.7.1 [192.0.2.1] refused by policy for user@example.net\n");
    }

    @Test
    void nothingIsAskedUnlessLiveIsSaid() throws IOException {
        try (NameServer server = new NameServer(ZONE, 0)) {
            Cli.Run ran = Cli.of("diagnose", "--kb", "kb", "--ip", "192.0.2.1", bounce());
            assertThat(ran.code()).isZero();
            assertThat(server.questions()).isZero();
        }
    }

    @Test
    void aRecordIsReplayedByteForByte() throws IOException {
        Path record = folder.resolve("dns.json");
        try (NameServer server = new NameServer(ZONE, 0)) {
            Cli.Run live = Cli.of(
                    "diagnose", "--kb", "kb", "--format", "json", "--ip", "192.0.2.1", "--from", "example.com", "--dns", "live",
                    "--resolver", server.address(), "--record-dns", record, bounce());
            assertThat(live.err()).isEmpty();
            assertThat(live.code()).isZero();
            assertThat(live.out()).contains("\"question\" : \"1.2.0.192.in-addr.arpa PTR\"");
            int asked = server.questions();
            assertThat(asked).isPositive();
            Cli.Run replayed = Cli.of(
                    "diagnose", "--kb", "kb", "--format", "json", "--ip", "192.0.2.1", "--from", "example.com", "--dns", record, bounce());
            assertThat(replayed.out()).isEqualTo(live.out());
            assertThat(server.questions()).isEqualTo(asked);
        }
    }

    @Test
    void aBatchAsksAndRecordsToo() throws IOException {
        Path record = folder.resolve("dns.json");
        Path cases = Files.writeString(folder.resolve("cases.jsonl"), """
                {"id":1,"input":"550 5.7.1 refused by policy","context":{"ip":"192.0.2.1","from":"example.com"}}
                """);
        try (NameServer server = new NameServer(ZONE, 0)) {
            Cli.Run live = Cli.of(
                    "batch", "--kb", "kb", "--dns", "live", "--resolver", server.address(), "--record-dns", record, cases);
            assertThat(live.out()).contains("\"dns\"");
            assertThat(Cli.of("batch", "--kb", "kb", "--dns", record, cases).out()).isEqualTo(live.out());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--dns lve                                   | maybe \"live\"",
        "--dns no-such-file.json                     | neither \"off\", \"live\" nor a file",
        "--resolver 127.0.0.1                        | only --dns live asks",
        "--record-dns x.json                         | only --dns live gives answers",
        "--dns live --resolver 127.0.0.1:99999       | HOST[:PORT]",
        "--dns live --resolver 127.0.0.1:x           | HOST[:PORT]",
        "--dns live --record-dns no/such/folder.json | cannot be written",
        "--also sisimay                              | maybe \"sisimai\"",
    })
    void whatCannotBeIsSaidPlainly(String options, String message) throws IOException {
        Object[] words = ("diagnose --kb kb " + options.strip() + " " + bounce()).split(" ");
        Cli.Run ran = Cli.of(words);
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains(message).doesNotContain("Exception", "    at ");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void findingsCarryWhatOthersCallThem() throws IOException {
        Path bounce = Files.writeString(folder.resolve("b.txt"), "550 5.1.1 User unknown");
        Cli.Run ran = Cli.of("diagnose", "--kb", "kb", "--format", "ndjson", "--also", "sisimai,kumomta,powermta,bounce", bounce);
        assertThat(ran.out()).contains(
                "\"also\":{\"sisimai\":\"userunknown\",\"kumomta\":\"InvalidRecipient\",\"powermta\":\"bad-mailbox\",\"bounce\":\"hard\"}");
        assertThat(Cli.of("diagnose", "--kb", "kb", "--also", "sisimai", bounce).out()).contains("sisimai userunknown");
        assertThat(Cli.of("diagnose", "--kb", "kb", "--format", "ndjson", bounce).out()).doesNotContain("\"also\"");
    }

    @Test
    void nobodyIsAskedWhatRecordsTell() throws IOException {
        Path bounce = Files.writeString(folder.resolve("b.txt"), "550 5.7.25 The IP address sending this message does not have a PTR record setup");
        Path record = Files.writeString(folder.resolve("r.json"), """
                [{"q":"192.0.2.1","type":"PTR","answer":["mail.example.com"]},{"q":"mail.example.com","type":"A","answer":["192.0.2.1"]}]
                """);
        String open = Cli.of("diagnose", "--kb", "kb", "--format", "json", "--ip", "192.0.2.1", bounce).out();
        String told = Cli.of("diagnose", "--kb", "kb", "--format", "json", "--ip", "192.0.2.1", "--dns", record, bounce).out();
        assertThat(open).contains("\"check.ptr\"");
        assertThat(told).doesNotContain("\"check.ptr\"", "\"check.ptr-forward\"");
    }
}
