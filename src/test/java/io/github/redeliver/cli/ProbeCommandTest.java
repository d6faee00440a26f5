package io.github.redeliver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.evidence.dns.NameServer;
import io.github.redeliver.evidence.smtp.SmtpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeCommandTest {
    private static final Map<String, String> REFUSES = Map.of("RCPT", "550 5.1.1 <user@example.com>: Recipient address rejected: User unknown");

    @TempDir
    Path folder;

    private static Object[] probe(SmtpServer server, Object... more) {
        Object[] words = new Object[more.length + 8];
        System.arraycopy(new Object[] {"probe", "user@example.com", "--mx", "127.0.0.1", "--port", server.port(), "--helo", "mail.example.net"}, 0, words, 0, 8);
        System.arraycopy(more, 0, words, 8, more.length);
        return words;
    }

    @Test
    void theTranscriptIsReadByDiagnose() throws IOException {
        try (SmtpServer server = new SmtpServer(REFUSES, null)) {
            Cli.Run ran = Cli.of(probe(server, "--from", "me@example.net"));
            assertThat(ran.code()).isEqualTo(ExitCode.DID_NOT_HOLD);
            assertThat(ran.out()).contains("MAIL FROM:<me@example.net>", "RCPT TO:<user@example.com>", "550 5.1.1");
            assertThat(server.heard).contains("EHLO mail.example.net").noneMatch(c -> c.startsWith("DATA"));
            Path transcript = Files.writeString(folder.resolve("t.txt"), ran.out());
            assertThat(Cli.of("diagnose", "--format", "ndjson", transcript).out())
                    .contains("\"form\":\"transcript\"", "\"stage\":\"rcpt\"", "\"cause\":\"recipient-unknown\"");
        }
    }

    @Test
    void diagnosesWhatWasSaid() throws IOException {
        try (SmtpServer server = new SmtpServer(REFUSES, null)) {
            Cli.Run ran = Cli.of(probe(server, "--diagnose"));
            assertThat(ran.out()).contains("RCPT TO:<user@example.com>", "recipient-unknown");
        }
    }

    @Test
    void joinsWhatWasSaidWithABounce() throws IOException {
        Path bounce = Files.writeString(folder.resolve("b.txt"), "550 5.7.1 refused by policy for user@example.com");
        try (SmtpServer server = new SmtpServer(Map.of("EHLO", "250-mx.example.com\n250 STARTTLS", "STARTTLS", "454 4.7.0 TLS not available"), null)) {
            Cli.Run ran = Cli.of(probe(server, "--format", "ndjson", "--diagnose=" + bounce));
            assertThat(ran.out()).contains("\"kind\":\"talk\"", "\"cause\":\"tls-failed\"");
        }
    }

    @Test
    void anAcceptedRecipientIsToldWithItsLimits() throws IOException {
        try (SmtpServer server = new SmtpServer(Map.of(), null)) {
            Cli.Run ran = Cli.of(probe(server));
            assertThat(ran.code()).isZero();
            assertThat(ran.err()).contains("accepted up to RCPT TO");
            assertThat(Cli.of(probe(server, "--format", "ndjson")).out()).contains("\"accepted\":true", "accepted-up-to-rcpt");
        }
    }

    @Test
    void aServerThatIsNotThereIsAFinding() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        Cli.Run ran = Cli.of("probe", "user@example.com", "--mx", "127.0.0.1", "--port", port, "--helo", "x.example.net", "--diagnose");
        assertThat(ran.code()).isEqualTo(ExitCode.DID_NOT_HOLD);
        assertThat(ran.out()).contains("Connection refused", "recipient-server-unreachable");
    }

    @Test
    void theServerIsFoundInDns() throws IOException {
        try (NameServer names = new NameServer(Map.of("example.com MX", List.of("10 localhost.")), 0)) {
            // a host name of one label is nobody's on the internet
            Cli.Run none = Cli.of("probe", "user@example.com", "--resolver", names.address());
            assertThat(none.out()).contains("example.com has no server for mail");
            assertThat(names.questions()).isPositive();
            Cli.Run nullMx = Cli.of("probe", "user@example.org", "--dns", Files.writeString(
                    folder.resolve("d.json"), "[{\"q\":\"example.org\",\"type\":\"MX\",\"answer\":[\"0 .\"]}]"));
            assertThat(nullMx.code()).isEqualTo(ExitCode.DID_NOT_HOLD);
            assertThat(nullMx.out()).contains("example.org has no server for mail");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "probe example.com                                         | is no mail address",
        "probe user@example.com --mx 127.0.0.1 --port 0            | from 1 to 65535",
        "probe user@example.com --mx 127.0.0.1 --timeout 0         | from 1 to 300",
        "probe user@example.com --mx 127.0.0.1 --helo a<b          | no blanks",
        "probe user@example.com --mx 127.0.0.1 --dns lvie          | maybe \"live\"",
    })
    void whatCannotBeIsSaidPlainly(String line, String message) {
        Cli.Run ran = Cli.of((Object[]) line.strip().split(" +"));
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains(message).doesNotContain("Exception", "    at ");
    }
}
