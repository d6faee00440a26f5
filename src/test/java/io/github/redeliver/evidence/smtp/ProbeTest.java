package io.github.redeliver.evidence.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.evidence.Zones;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real mail server on loopback. */
class ProbeTest {
    private static final Instant NOW = Instant.now(); // the key tool dates certificates by the machine's clock

    @TempDir
    Path dir;

    private static Map<String, String> replies(String... more) {
        Map<String, String> r = new HashMap<>(Map.of(
                "EHLO", "250-mx.example.net\n250-SIZE 1000\n250 STARTTLS", "STARTTLS", "220 2.0.0 Ready", "QUIT", "221 2.0.0 Bye"));
        for (int i = 0; i < more.length; i += 2) r.put(more[i], more[i + 1]);
        return r;
    }

    private static Probe.Settings settings(int port, X509TrustManager trust) {
        return new Probe.Settings("mail.example.com", "a@example.com", port, Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofSeconds(9), trust, NOW);
    }

    private static Transcript run(SmtpServer server, X509TrustManager trust) {
        return Probe.run("localhost", "b@example.net", settings(server.port(), trust));
    }

    /** A key store with a self-signed certificate. */
    private KeyStore keys(String name, String start, int days) throws Exception {
        Path file = dir.resolve(name.replace('*', '_') + start + ".p12");
        Process p = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "k", "-keyalg", "EC",
                        "-dname", "CN=" + name, "-ext", "SAN=dns:" + name, "-startdate", start, "-validity", String.valueOf(days),
                        "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", "secret")
                .redirectErrorStream(true).start();
        String said = new String(p.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(p.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "secret".toCharArray());
        }
        return store;
    }

    private static SSLContext context(KeyStore keys) throws Exception {
        KeyManagerFactory f = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        f.init(keys, "secret".toCharArray());
        SSLContext c = SSLContext.getInstance("TLS");
        c.init(f.getKeyManagers(), null, null);
        return c;
    }

    private static X509TrustManager trusting(KeyStore keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("k", keys.getCertificate("k"));
        TrustManagerFactory f = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        f.init(trusted);
        return (X509TrustManager) f.getTrustManagers()[0];
    }

    @Test
    void aGoodConversationGoesUpToRcptAndNeverToData() throws Exception {
        KeyStore keys = keys("localhost", "-1d", 10);
        try (SmtpServer server = new SmtpServer(replies(), context(keys))) {
            Transcript t = run(server, trusting(keys));
            assertThat(t.steps()).extracting(s -> s.stage() + " " + s.code())
                    .containsExactly("connect 220", "ehlo 250", "starttls 220", "ehlo 250", "mail 250", "rcpt 250", "quit 221");
            assertThat(t.shows("accepted-up-to-rcpt")).isTrue();
            assertThat(t.facts()).anyMatch(f -> f.shows().equals("tls-established") && f.value().startsWith("TLSv1."));
            assertThat(t.facts()).noneMatch(f -> f.shows().startsWith("certificate-"));
            assertThat(server.heard).noneMatch(c -> c.startsWith("DATA"));
            assertThat(t.text()).startsWith("220 mx.example.net ESMTP\nEHLO mail.example.com\n250-mx.example.net\n").contains("RCPT TO:<b@example.net>\n250 2.0.0 Ok\nQUIT\n");
        }
    }

    @Test
    void certificatesAreJudgedByDateNameAndIssuer() throws Exception {
        KeyStore expired = keys("localhost", "-20d", 10);
        try (SmtpServer server = new SmtpServer(replies(), context(expired))) {
            assertThat(run(server, trusting(expired)).shows("certificate-expired")).isTrue();
        }
        KeyStore early = keys("localhost", "+5d", 10);
        try (SmtpServer server = new SmtpServer(replies(), context(early))) {
            Transcript t = run(server, trusting(early));
            assertThat(t.shows("certificate-not-yet-valid")).isTrue();
            assertThat(t.text()).contains("certificate is not yet valid, notBefore=");
        }
        KeyStore star = keys("*.example.net", "-1d", 10);
        try (SmtpServer server = new SmtpServer(replies(), context(star))) {
            assertThat(run(server, null).facts()).extracting(f -> f.shows()).contains("certificate-wrong-name", "certificate-untrusted");
        }
        KeyStore other = keys("mx.example.net", "-1d", 10);
        try (SmtpServer server = new SmtpServer(replies(), context(other))) {
            Transcript t = run(server, trusting(other));
            assertThat(t.facts()).anyMatch(f -> f.shows().equals("certificate-wrong-name") && f.value().equals("mx.example.net"));
            assertThat(t.shows("certificate-untrusted")).isFalse();
            assertThat(run(server, trusting(expired)).shows("certificate-untrusted")).isTrue();
            assertThat(t.shows("accepted-up-to-rcpt")).as("what is wrong is told, the talk goes on").isTrue();
        }
    }

    @Test
    void aHandshakeThatFailsEndsTheTalkAndIsTold() throws Exception {
        try (SmtpServer server = new SmtpServer(replies(), null)) { // answers 220 and goes on in plain text
            Transcript t = run(server, trusting(keys("localhost", "-1d", 10)));
            assertThat(t.facts()).anyMatch(f -> f.shows().equals("tls-handshake-failed") || f.shows().equals("tls-protocol"));
            assertThat(server.heard).noneMatch(c -> c.startsWith("MAIL"));
        }
    }

    @Test
    void anOldProtocolIsToldAsSuch() throws Exception {
        // TLS 1.0 as a server of that time chooses it; this Java may no longer be able to speak it itself
        byte[] oldHello = HexFormat.of().parseHex("160301002a" + "02000026" + "0301" + "00".repeat(32) + "00" + "002f" + "00");
        // and a server that wants a newer one than it is offered
        byte[] alert = HexFormat.of().parseHex("1503010002" + "0246");
        for (byte[] answer : List.of(oldHello, alert)) {
            try (SmtpServer server = SmtpServer.answering(replies(), answer)) {
                Transcript t = run(server, null);
                assertThat(t.shows("tls-protocol")).as("%s", t.facts()).isTrue();
                assertThat(t.shows("tls-established")).isFalse();
                assertThat(t.text()).contains("TLS handshake failed: ");
                assertThat(server.heard).noneMatch(c -> c.startsWith("MAIL"));
            }
        }
    }

    @Test
    void refusalsAreToldWithTheirStage() throws Exception {
        try (SmtpServer server = new SmtpServer(replies("EHLO", "250 mx", "RCPT", "550-5.1.1 No such\n550 5.1.1 user here"), null)) {
            Transcript t = run(server, null);
            assertThat(t.shows("refused-at-rcpt")).isTrue();
            assertThat(t.shows("starttls-missing")).isTrue();
            assertThat(t.steps().get(3)).extracting(s -> s.code(), s -> s.enhanced()).containsExactly("550", "5.1.1");
        }
        try (SmtpServer server = new SmtpServer(replies("connect", "554 5.7.1 No service for you"), null)) {
            Transcript t = run(server, null);
            assertThat(t.shows("refused-at-connect")).isTrue();
            assertThat(server.heard).isEmpty();
        }
        try (SmtpServer server = new SmtpServer(replies("STARTTLS", "454 4.7.0 TLS not available"), null)) {
            assertThat(run(server, null).facts()).extracting(f -> f.shows()).contains("starttls-refused", "accepted-up-to-rcpt");
        }
        try (SmtpServer server = new SmtpServer(replies("EHLO", "502 5.5.2 no", "HELO", "250 mx", "MAIL", "451 4.7.1 later"), null)) {
            assertThat(run(server, null).facts()).extracting(f -> f.shows()).contains("deferred-at-mail");
        }
    }

    @Test
    void silenceAndDroppedConnectionsAreTold() throws Exception {
        try (SmtpServer server = new SmtpServer(replies("connect", "HANG"), null)) {
            assertThat(run(server, null).shows("no-banner")).isTrue();
        }
        try (SmtpServer server = new SmtpServer(replies("EHLO", "250 mx", "RCPT", "DROP"), null)) {
            Transcript t = run(server, null);
            assertThat(t.facts()).anyMatch(f -> f.shows().equals("dropped") && f.value().equals("rcpt"));
        }
        try (SmtpServer server = new SmtpServer(replies("EHLO", "250 mx", "MAIL", "HANG"), null)) {
            assertThat(run(server, null).shows("no-reply-to-mail")).isTrue();
        }
        try (Socket taken = new Socket()) { // bound, so that nobody else has the port, and not listened to
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Transcript t = Probe.run("localhost", "b@example.net", settings(taken.getLocalPort(), null));
            assertThat(t.shows("connection-refused")).isTrue();
            assertThat(t.text()).contains("Connection refused");
        }
    }

    @Test
    void aHostileServerIsBounded() throws Exception {
        try (SmtpServer server = new SmtpServer(replies("EHLO", ("250-" + "x".repeat(5000) + "\n").repeat(300) + "250 end"), null)) {
            Transcript t = run(server, null);
            assertThat(t.text().length()).isLessThan(250_000);
        }
        try (SmtpServer server = new SmtpServer(replies("connect", "HTTP/1.1 400 Bad \u0007Request"), null)) {
            Transcript t = run(server, null);
            assertThat(t.shows("not-smtp")).isTrue();
            assertThat(t.text()).doesNotContain("\u0007");
        }
    }

    @Test
    void commandsCannotBeSmuggledIn() {
        assertThatThrownBy(() -> Probe.run("localhost", "a@example.net>\r\nDATA", settings(1, null))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Probe.Settings.of("x\r\nDATA", "", NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hostsAreSortedByPreference() {
        RecordedDns dns = RecordedDns.of(Zones.answers(Map.of("example.net MX", List.of("20 b.example.net", "5 a.example.net"), "example.org MX", List.of("0 ."), "example.com MX", "NODATA")));
        assertThat(Probe.hosts("u@example.net", dns)).containsExactly("a.example.net", "b.example.net");
        assertThat(Probe.hosts("u@example.org", dns)).isEmpty();
        assertThat(Probe.hosts("u@example.com", dns)).containsExactly("example.com");
    }
}
