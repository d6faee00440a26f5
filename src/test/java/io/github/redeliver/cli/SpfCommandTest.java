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

class SpfCommandTest {
    private static final String RECORD = """
            [{"q":"example.com","type":"TXT","answer":["v=spf1 include:_spf.example.net ip4:198.51.100.0/24 ~all"]},
             {"q":"_spf.example.net","type":"TXT","answer":["v=spf1 a:mail.example.net ip4:192.0.2.0/24 -all"]},
             {"q":"mail.example.net","type":"A","answer":["203.0.113.9"]},
             {"q":"example.org","type":"TXT","answer":["v=spf1 mx -all","v=spf1 a -all"]},
             {"q":"example.net","type":"TXT","answer":"NXDOMAIN"}]
            """;

    @TempDir
    Path folder;

    private Path record() throws IOException {
        return Files.writeString(folder.resolve("dns.json"), RECORD);
    }

    @Test
    void tellsWhichTermMatchedAndWhatEachCosts() throws IOException {
        Cli.Run ran = Cli.of("spf", "check", "example.com", "--ip", "192.0.2.7", "--dns", record());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains(
                "Result: pass", "Matched by: include:_spf.example.net", "_spf.example.net: v=spf1 a:mail.example.net", "2 of 10", "No faults");
        JsonNode json = JsonMapper.builder().build().readTree(
                Cli.of("spf", "check", "example.com", "--ip", "192.0.2.7", "--dns", record(), "--format", "ndjson").out());
        assertThat(json.path("result").path("result").asString()).isEqualTo("pass");
        assertThat(json.path("lookups").asInt()).isEqualTo(2);
        assertThat(json.path("costs").get(0).path("lookups").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "example.com      | 203.0.113.77 | softfail  | 1",
        "example.com      | 203.0.113.9  | pass      | 0",
        "a@example.com    | 192.0.2.1    | pass      | 0",
        "example.org      | 192.0.2.1    | permerror | 1",
        "example.net      | 192.0.2.1    | none      | 1",
    })
    void resultsAndExitCodes(String domain, String ip, String result, int code) throws IOException {
        Cli.Run ran = Cli.of("spf", "check", domain, "--ip", ip, "--dns", record());
        assertThat(ran.out()).contains("Result: " + result);
        assertThat(ran.code()).isEqualTo(code);
    }

    @Test
    void twoRecordsAreNamedAndJoined() throws IOException {
        Cli.Run ran = Cli.of("spf", "check", "example.org", "--dns", record());
        assertThat(ran.code()).isEqualTo(ExitCode.DID_NOT_HOLD);
        assertThat(ran.out()).contains("There are 2 SPF records", "v=spf1 mx a -all");
    }

    @Test
    void aRecordByItselfNeedsNoDns() {
        Cli.Run ran = Cli.of("spf", "check", "v=spf1 ip4:192.0.2.0/24 -all", "--ip", "192.0.2.1");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("Result: pass", "Matched by: ip4:192.0.2.0/24").doesNotContain(".invalid\n");
        Cli.Run open = Cli.of("spf", "check", "v=spf1 include:_spf.example.net -all", "--ip", "192.0.2.1");
        assertThat(open.out()).contains("open", "_spf.example.net TXT");
    }

    @Test
    void liveQuestionsGoToTheResolver() throws IOException {
        Map<String, Object> zone = Map.of(
                "example.com TXT", List.of("v=spf1 include:_spf.example.net -all"), "_spf.example.net TXT", List.of("v=spf1 ip4:192.0.2.1 -all"));
        Path kept = folder.resolve("kept.json");
        try (NameServer server = new NameServer(zone, 0)) {
            Cli.Run live = Cli.of("spf", "check", "example.com", "--ip", "192.0.2.1", "--dns", "live", "--resolver", server.address(), "--record-dns", kept);
            assertThat(live.out()).contains("Result: pass");
            assertThat(Cli.of("spf", "check", "example.com", "--ip", "192.0.2.1", "--dns", kept).out()).isEqualTo(live.out());
        }
    }

    @Test
    void buildsARecordWithItsZoneLineAndWhereToEnterIt() {
        Cli.Run ran = Cli.of(
                "spf", "build", "--a", "--mx", "--ip4", "192.0.2.1,198.51.100.0/24", "--ip6", "2001:db8::/64", "--include", "_spf.example.net",
                "--all", "fail", "--domain", "example.org");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains(
                "v=spf1 a mx ip4:192.0.2.1 ip4:198.51.100.0/24 ip6:2001:db8::/64 include:_spf.example.net -all",
                "example.org. IN TXT \"v=spf1 a mx", "Cloudflare", "at least 3 of 10");
        assertThat(Cli.of("spf", "build", "--mx", "--lang", "ja").out()).contains("お名前.com", "TXT");
        assertThat(Cli.of("spf", "build", "--mx", "--lang", "zh").out()).contains("云解析");
    }

    @Test
    void aLongRecordIsCutIntoStrings() {
        String networks = "192.0.2.1";
        for (int i = 2; i < 30; i++) networks += ",192.0.2." + i;
        assertThat(Cli.of("spf", "build", "--ip4", networks).out()).contains("255 bytes", "example.com. IN TXT ( \"v=spf1 ip4:192.0.2.1 ");
    }

    @Test
    void aRecordThatWouldFailIsSaidSo() throws IOException {
        Cli.Run ran = Cli.of("spf", "build", "--include", "example.net", "--dns", record());
        assertThat(ran.code()).isEqualTo(ExitCode.DID_NOT_HOLD);
        assertThat(ran.out()).contains("✗ include:example.net");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "spf                                    | No command given",
        "spf check example.com                  | add --dns live",
        "spf check exam_ple --dns live          | neither a domain name nor a record",
        "spf check example.com --ip x --dns live| is no IP address",
        "spf build --ip4 192.0.2.999            | no IPv4 address",
        "spf build --ip4 2001:db8::1            | no IPv4 address",
        "spf build --ip6 192.0.2.1              | no IPv6 address",
        "spf build --ip4 192.0.2.0/40           | ip4:192.0.2.0/40",
        "spf build --all softfial               | maybe \"softfail\"",
        "spf build --include nothing            | is no domain name",
    })
    void whatCannotBeIsSaidPlainly(String line, String message) {
        Cli.Run ran = Cli.of((Object[]) line.strip().split(" +"));
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains(message).doesNotContain("Exception", "    at ");
    }
}
