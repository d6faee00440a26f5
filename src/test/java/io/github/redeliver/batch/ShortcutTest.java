package io.github.redeliver.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.Shipped;
import io.github.redeliver.cli.Samples;
import io.github.redeliver.report.JsonReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What comes from skeletons is, byte for byte, what the long way gives. {@code -Dredeliver.lines=1000000} makes the
 * generated log that long.
 */
class ShortcutTest {
    private static final int LINES = Integer.getInteger("redeliver.lines", 4_000);

    private final JsonReport json = new JsonReport();

    private String longWay(Redeliver redeliver, String text) {
        return json.withoutId(redeliver.diagnose(Case.of(text)), "", "");
    }

    private static String written(Shortcut.Lane lane, String text) {
        Bytes out = new Bytes(64);
        lane.write(text, out);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try {
            out.writeTo(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy.toString(StandardCharsets.UTF_8);
    }

    private void same(Redeliver plain, Shortcut.Lane lane, String text) {
        assertThat(written(lane, text)).as(text).isEqualTo(longWay(plain, text));
    }

    @Test
    void aGeneratedLogGivesTheSameAsTheLongWay() {
        LogGenerator log = new LogGenerator(LogGenerator.replies(Shipped.base()).subList(0, 60), true, 0.05, 20261121);
        Shortcut shortcut = new Shortcut(Shipped.redeliver(), json);
        Shortcut.Lane lane = shortcut.lane();
        try (Redeliver plain = Redeliver.of(Shipped.base(), Redeliver.Options.DEFAULT.withMemo(LINES > 100_000 ? 65_536 : 0))) {
            for (int i = 0; i < LINES; i++) same(plain, lane, log.line());
        }
        assertThat(shortcut.perMille()).isGreaterThan(300);
        assertThat(shortcut.givenUp()).isZero();
    }

    /** Each sample three times with other numbers and names in it, so that its skeleton is made, proven and used. */
    @Test
    void theSamplesGiveTheSameAsTheLongWay() {
        Shortcut.Lane lane = new Shortcut(Shipped.redeliver(), json).lane();
        List<String> texts = new ArrayList<>();
        for (Path sample : Samples.all()) {
            Case given = Samples.read(sample);
            String text = given.text() != null ? given.text() : new String(given.bytes(), StandardCharsets.UTF_8);
            if (text.length() < Shape.MAX_LENGTH) texts.add(text);
        }
        assertThat(texts).hasSizeGreaterThan(100);
        for (String text : texts) {
            for (String other : List.of(text, text.replace("192.0.2.", "203.0.113.7"), text.replace("user@", "zoe41@"), text)) {
                same(Shipped.redeliver(), lane, other);
            }
        }
    }

    @Test
    void aLineOfAKnownShapeIsWrittenFromItsSkeleton() {
        Shortcut shortcut = new Shortcut(Shipped.redeliver(), json);
        Shortcut.Lane lane = shortcut.lane();
        for (int i = 0; i < 100; i++) {
            same(Shipped.redeliver(), lane, "<q" + (7919 * i) + "x@firm" + i + ".example>: host inbound" + i + ".firm" + i
                    + ".example[203.0.113." + i + "] said: 550 5.1.1 User unknown (in reply to RCPT TO command)");
        }
        assertThat(shortcut.perMille()).isGreaterThan(900);
    }

    /** The size that a server allows is said in words, which another number changes. */
    @Test
    void aNumberThatIsReadIsNotTakenForAnother() {
        Shortcut.Lane lane = new Shortcut(Shipped.redeliver(), json).lane();
        for (int size : List.of(10_485_760, 10_485_761, 10_485_762, 10_485_763, 52_428_800, 20_971_520, 36_700_160, 10_485_760)) {
            same(Shipped.redeliver(), lane, "<a" + size + "b@firm.example>: 552 5.3.4 Message size exceeds fixed limit " + size + " bytes");
        }
        for (String wait : List.of("300", "301", "302", "3600", "60", "86400", "303", "007", "0", "00", "99999")) {
            same(Shipped.redeliver(), lane, "<a" + wait + "b@firm.example>: 450 4.2.0 Greylisted, try again in " + wait + " seconds");
            same(Shipped.redeliver(), lane, "<a" + wait + "b@firm.example>: 421 4.7.0 Busy, retry after " + wait + "s");
        }
        for (String wait : List.of("700001", "700002", "700003", "800000", "2591999", "2592001", "9999999")) {
            same(Shipped.redeliver(), lane, "<a" + wait + "b@firm.example>: 450 4.2.0 Greylisted, try again in " + wait + " seconds");
        }
    }

    /** What looks like a host's name and is a program's word is none for long. */
    @Test
    void aNameThatIsNoHostIsPartOfTheShape() {
        Shortcut.Lane lane = new Shortcut(Shipped.redeliver(), json).lane();
        for (String name : List.of("mx.firm.example", "a.b.example", "net.SocketException", "io.MyError", "Mailer.java", "app.local.log", "mx.corp.example", "Sender.php", "c.d.example")) {
            same(Shipped.redeliver(), lane, "could not open a connection with " + name + ": Connection refused");
            same(Shipped.redeliver(), lane, "connect to " + name + ":25: Connection timed out");
        }
    }

    /** Host names that speak of access lines, internal addresses and special local parts are shapes of their own. */
    @Test
    void whatEvidenceReadsInAValueIsPartOfTheShape() {
        Shortcut.Lane lane = new Shortcut(Shipped.redeliver(), json).lane();
        List<String> hosts = List.of("alpha", "gamma", "kappa", "dynamic7", "host-203-0-113-9", "omega", "pool12", "mail", "localhost");
        for (String ip : List.of("203.0.113.9", "198.51.100.77", "10.1.2.3")) {
            for (String host : hosts) {
                same(Shipped.redeliver(), lane, "NOQUEUE: reject: RCPT from " + host + ".firm.example[" + ip + "]: 450 4.7.1 <" + host
                        + ".firm.example>: Helo command rejected: Host not found; from=<ann@firm.example> to=<bob@corp.example> proto=ESMTP helo=<"
                        + host + ".firm.example>");
            }
        }
        for (String local : List.of("uma", "ida", "zoe", "try-me", "maxine", "later", "eva")) {
            same(Shipped.redeliver(), lane, "450 4.2.0 <" + local + "@firm.example>: 300 seconds, please");
        }
        for (String local : List.of("ann", "bea", "cleo", "postmaster", "SRS0=x1=tt=corp.example=dora", "MAILER-DAEMON", "dora")) {
            same(Shipped.redeliver(), lane, "from=<" + local + "@firm.example>: 550 5.7.23 SPF validation failed");
        }
    }
}
