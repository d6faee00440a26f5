package io.github.redeliver.evidence.smtp;

import io.github.redeliver.evidence.Domains;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Step;
import io.github.redeliver.facts.Talk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to a mail exchanger as a person would with telnet: greeting, EHLO, STARTTLS, MAIL, RCPT, QUIT; never DATA. Only
 * ever on explicit command. Never throws for what a server may do.
 */
public final class Probe {
    private static final int LONGEST_LINE = 2_000;
    private static final int MOST_LINES = 100;

    /**
     * How to speak.
     *
     * @param helo the name to greet with
     * @param from the reverse-path, {@code ""} for the null one
     * @param port normally 25
     * @param connect time for the connection
     * @param reply time for one reply
     * @param slow from when on a greeting counts as slow
     * @param trust who judges certificates; null for this Java's authorities
     * @param now the moment at which certificates must be valid
     */
    public record Settings(
            String helo, String from, int port, Duration connect, Duration reply, Duration slow, @Nullable X509TrustManager trust, Instant now) {
        public Settings {
            if (!clean(helo) || !clean(from)) throw new IllegalArgumentException("a name or address has no blanks and control characters");
        }

        /** Port 25, 15 s to connect and 30 s for a reply. */
        public static Settings of(String helo, String from, Instant now) {
            return new Settings(helo, from, 25, Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(10), null, now);
        }
    }

    private final Settings settings;
    private final String host;
    private final List<Step> steps = new ArrayList<>();
    private final List<Talk> facts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Socket socket = new Socket();

    private Probe(String host, Settings settings) {
        this.host = host;
        this.settings = settings;
    }

    /** The hosts to speak to for a recipient, best first; the domain itself where it has no MX; empty for a null MX. */
    public static List<String> hosts(String recipient, Resolver dns) {
        String domain = Domains.of(recipient);
        DnsAnswer mx = dns.ask(domain, "MX");
        if (!mx.found()) return mx.outcome() == DnsAnswer.Outcome.NXDOMAIN ? List.of() : List.of(domain);
        return mx.values().stream()
                .sorted(Comparator.comparingInt(Probe::preference))
                .map(v -> Domains.tidy(v.substring(v.lastIndexOf(' ') + 1)))
                .filter(Domains::askable)
                .limit(5)
                .toList();
    }

    private static int preference(String mx) {
        int blank = mx.indexOf(' ');
        try {
            return blank < 0 ? 0 : Integer.parseInt(mx.substring(0, blank));
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    /**
     * Holds one conversation.
     *
     * @param host name or address of the mail exchanger
     * @param recipient the address to ask for
     * @throws IllegalArgumentException when the recipient has blanks or control characters
     */
    public static Transcript run(String host, String recipient, Settings settings) {
        if (!clean(recipient) || recipient.isEmpty()) throw new IllegalArgumentException("not an address: " + recipient);
        Probe p = new Probe(host, settings);
        try {
            p.converse(recipient);
        } finally {
            p.close();
        }
        return new Transcript(host, p.steps, p.facts, p.text.toString());
    }

    private static boolean clean(String s) {
        return s.chars().allMatch(c -> c > ' ' && c != 0x7f && c != '<' && c != '>');
    }

    /** One reply. */
    private record Answer(String code, String text) {
        boolean good() {
            return code.startsWith("2");
        }
    }

    private void converse(String recipient) {
        if (!connect()) return;
        long start = System.nanoTime();
        Answer banner = read("connect", "");
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        if (banner == null) {
            fact("no-banner", "");
            return;
        }
        if (seconds >= settings.slow.toSeconds()) fact("slow-banner", String.valueOf(seconds));
        if (!banner.good()) return;
        Answer ehlo = say("ehlo", "EHLO " + settings.helo);
        if (ehlo != null && !ehlo.good()) ehlo = say("ehlo", "HELO " + settings.helo);
        if (ehlo == null || !ehlo.good()) return;
        if (!offers(ehlo, "STARTTLS")) fact("starttls-missing", "");
        else if (!tls()) return;
        Answer mail = say("mail", "MAIL FROM:<" + settings.from + ">");
        if (mail != null && mail.good()) {
            Answer rcpt = say("rcpt", "RCPT TO:<" + recipient + ">");
            if (rcpt != null && rcpt.good()) fact("accepted-up-to-rcpt", rcpt.text);
            if (rcpt == null) return;
        }
        if (mail != null) say("quit", "QUIT");
    }

    private boolean connect() {
        try {
            socket.connect(new InetSocketAddress(host, settings.port), Math.toIntExact(settings.connect.toMillis()));
            socket.setSoTimeout(Math.toIntExact(settings.reply.toMillis()));
            return true;
        } catch (ConnectException e) {
            boolean refused = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("refused");
            note(refused ? "Connection refused" : "Connection timed out");
            fact(refused ? "connection-refused" : "host-unreachable", "");
        } catch (SocketTimeoutException e) {
            note("Connection timed out");
            fact("host-unreachable", "");
        } catch (IOException | IllegalArgumentException e) {
            note("Unable to connect: " + e.getMessage());
            fact("host-unreachable", String.valueOf(e.getMessage()));
        }
        fact("host-unreachable", host);
        return false;
    }

    private void note(String what) {
        text.append("connect to ").append(host).append(':').append(settings.port).append(": ").append(what).append('\n');
    }

    private @Nullable Answer say(String stage, String command) {
        text.append(command).append('\n');
        try {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            step(stage, command, "", "");
            fact("dropped", stage);
            return null;
        }
        return read(stage, command);
    }

    private @Nullable Answer read(String stage, String command) {
        StringBuilder all = new StringBuilder();
        String code = "";
        try {
            InputStream in = socket.getInputStream();
            for (int n = 0; ; n++) {
                if (n == MOST_LINES) throw new IOException("a reply without end");
                String line = line(in);
                if (line == null) {
                    if (n == 0) {
                        step(stage, command, "", "");
                        if (!stage.equals("connect")) fact("dropped", stage);
                        return null;
                    }
                    break;
                }
                text.append(line).append('\n');
                if (all.length() > 0) all.append('\n');
                all.append(line);
                boolean coded = line.length() >= 3 && line.chars().limit(3).allMatch(c -> c >= '0' && c <= '9');
                if (coded) code = line.substring(0, 3);
                else fact("not-smtp", line);
                if (!coded || line.length() < 4 || line.charAt(3) != '-') break;
            }
        } catch (SocketTimeoutException e) {
            step(stage, command, "", all.toString());
            fact("no-reply-to-" + stage, "");
            return null;
        } catch (IOException e) {
            step(stage, command, "", all.toString());
            fact("dropped", stage);
            return null;
        }
        step(stage, command, code, all.toString());
        char kind = code.isEmpty() ? ' ' : code.charAt(0);
        if (kind == '4') fact("deferred-at-" + stage, all.toString());
        if (kind == '5') fact("refused-at-" + stage, all.toString());
        return new Answer(code, all.toString());
    }

    /** A line without its end; null at the end of the stream. What is longer is cut. */
    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int c;
        int skipped = 0;
        while ((c = in.read()) >= 0 && c != '\n') {
            if (c == '\r') continue;
            if (out.size() < LONGEST_LINE) out.write(c);
            else if (++skipped > 100_000) throw new IOException("a line without end");
        }
        if (c < 0 && out.size() == 0) return null;
        StringBuilder clean = new StringBuilder(out.size());
        for (char ch : out.toString(StandardCharsets.UTF_8).toCharArray()) clean.append(ch < ' ' || ch == 0x7f ? '?' : ch);
        return clean.toString();
    }

    private boolean tls() {
        Answer ready = say("starttls", "STARTTLS");
        if (ready == null) return false;
        if (!ready.good()) {
            fact("starttls-refused", ready.text);
            return true;
        }
        try {
            Certificates seen = new Certificates(settings.trust == null ? Certificates.authorities() : settings.trust);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {seen}, null);
            SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(socket, host, settings.port, true);
            secure.setSoTimeout(Math.toIntExact(settings.reply.toMillis()));
            secure.startHandshake();
            socket = secure;
            SSLSession session = secure.getSession();
            fact("tls-established", session.getProtocol() + " " + session.getCipherSuite());
            fact("certificate", seen.described());
            for (Certificates.Fault f : seen.faults(host, settings.now)) {
                fact(f.shows(), f.value());
                text.append("verify error: ").append(said(f)).append('\n');
            }
            Answer again = say("ehlo", "EHLO " + settings.helo);
            return again != null && again.good();
        } catch (SSLException e) {
            String said = String.valueOf(e.getMessage());
            boolean protocol = said.toLowerCase(Locale.ROOT).contains("protocol");
            text.append("TLS handshake failed: ").append(said).append('\n');
            fact(protocol ? "tls-protocol" : "tls-handshake-failed", said);
        } catch (GeneralSecurityException | IOException e) {
            text.append("TLS handshake failed: ").append(e.getMessage()).append('\n');
            fact("tls-handshake-failed", String.valueOf(e.getMessage()));
        }
        return false;
    }

    /** As openssl s_client puts it, so that the transcript is understood like one of its. */
    private static String said(Certificates.Fault f) {
        return switch (f.shows()) {
            case "certificate-expired" -> "certificate has expired, notAfter=" + f.value();
            case "certificate-not-yet-valid" -> "certificate is not yet valid, notBefore=" + f.value();
            case "certificate-wrong-name" -> "hostname mismatch, certificate is for " + f.value();
            default -> "unable to verify the first certificate: " + f.value();
        };
    }

    private static boolean offers(Answer ehlo, String feature) {
        for (String line : ehlo.text.split("\n")) {
            if (line.length() > 4 && line.substring(4).strip().split(" ", 2)[0].equalsIgnoreCase(feature)) return true;
        }
        return false;
    }

    private void step(String stage, String command, String code, String reply) {
        steps.add(new Step(steps.size(), stage, command, code, enhanced(reply), Passage.of(reply)));
    }

    /** {@code 550 5.1.1 …}: the second word of the last line, where it is an enhanced status code. */
    private static String enhanced(String reply) {
        String last = reply.substring(reply.lastIndexOf('\n') + 1);
        if (last.length() < 9) return "";
        String word = last.substring(4).split(" ", 2)[0];
        String[] numbers = word.split("\\.", -1);
        boolean right = numbers.length == 3 && numbers[0].length() == 1 && "245".contains(numbers[0]);
        for (String n : numbers) right &= !n.isEmpty() && n.length() <= 3 && n.chars().allMatch(c -> c >= '0' && c <= '9');
        return right ? word : "";
    }

    private void fact(String shows, String value) {
        Talk t = new Talk(shows, host, value, steps.isEmpty() ? -1 : steps.size() - 1);
        if (facts.stream().noneMatch(f -> f.shows().equals(shows))) facts.add(t);
    }

    private void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is over anyway
        }
    }
}
