package io.github.redeliver.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.read.dns.DnsOutput;
import io.github.redeliver.read.log.LogReader;
import io.github.redeliver.read.mail.Frames;
import io.github.redeliver.read.mail.MailReader;
import io.github.redeliver.read.paste.Notices;
import io.github.redeliver.read.paste.PasteReader;
import io.github.redeliver.read.transcript.TranscriptReader;
import io.github.redeliver.read.webhook.Records;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes after a bound is left out, and the bound is named. */
final class BoundsTest {
    private static final Bounds THREE = new Bounds(100_000, 100_000, 3, 1_000, 5, 100);
    private static final Bounds SHORT = new Bounds(100_000, 300, 1_000, 1_000, 5, 100);
    private static final Reader LOG = new LogReader(Records.NONE, io.github.redeliver.Shipped.words());
    private static final Reader TALK = new TranscriptReader(io.github.redeliver.Shipped.words());
    private static final Reader PASTE = new PasteReader(Notices.NONE, io.github.redeliver.Shipped.words());

    private static String lines(int most, IntFunction<String> line) {
        return IntStream.range(0, most).mapToObj(line).collect(Collectors.joining("\n"));
    }

    private static String postfix(int n, String status) {
        return "Jan  2 03:04:06 out postfix/smtp[3]: 4A1555F8" + (10 + n) + ": to=<a" + n + "@example.net>, relay=mx.example.net[192.0.2.7]:25, " + status;
    }

    static List<Arguments> recipients() {
        return List.of(
                Arguments.of(LOG, lines(5, n -> postfix(n, "dsn=5.1.1, status=bounced (550 5.1.1 no)")), "failure"),
                Arguments.of(LOG, lines(5, n -> postfix(n, "dsn=2.0.0, status=sent (250 ok)")), "success"),
                Arguments.of(TALK, "MAIL FROM:<s@example.com>\n250 ok\n" + lines(5, n -> "RCPT TO:<a" + n + "@example.net>\n550 5.1.1 no"), "failure"),
                Arguments.of(PASTE, lines(5, n -> "<a" + n + "@example.net>: 550 5.1.1 no"), "failure"));
    }

    @ParameterizedTest
    @MethodSource("recipients")
    void recipients(Reader reader, String text, String kind) {
        Reading reading = reader.read(Passage.of(text), THREE);
        assertThat(reading.kind()).isEqualTo(kind);
        assertThat(reading.incidents()).extracting(Incident::recipient).containsExactly("a0@example.net", "a1@example.net", "a2@example.net");
        assertThat(reading.limits()).containsExactly(Bounds.RECIPIENTS);
    }

    @Test
    void aRecipientThatIsKnownCountsOnce() {
        String log = lines(4, n -> postfix(n % 2, "dsn=5.1.1, status=bounced (550 5.1.1 no)"));
        assertThat(LOG.read(Passage.of(log), new Bounds(100_000, 100_000, 2, 1_000, 5, 100)).limits()).isEmpty();
        String sent = lines(4, n -> postfix(n % 2, "dsn=2.0.0, status=sent (250 ok)"));
        assertThat(LOG.read(Passage.of(sent), new Bounds(100_000, 100_000, 2, 1_000, 5, 100)).limits()).isEmpty();
    }

    static List<Arguments> texts() {
        return List.of(
                Arguments.of(TALK, "RCPT TO:<a@example.net>\n550 5.1.1 no such user\n" + "later words\n".repeat(40)),
                Arguments.of(PASTE, "550 5.1.1 no such user\n\n" + "later words\n".repeat(40)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void text(Reader reader, String text) {
        Reading reading = reader.read(Passage.of(text), SHORT);
        assertThat(reading.incidents()).extracting(i -> i.reply().enhanced()).containsExactly("5.1.1");
        assertThat(reading.limits()).containsExactly(Bounds.TEXT_CHARS);
    }

    @Test
    void stepsOfAConversation() {
        Reading reading = TALK.read(Passage.of("MAIL FROM:<s@example.com>\n250 ok\n" + lines(2_500, n -> "RCPT TO:<a" + n + "@example.net>\n250 ok")), Bounds.DEFAULT);
        assertThat(reading.limits()).containsExactly(Bounds.EVENTS);
        Reading unanswered = TALK.read(Passage.of(lines(2_500, n -> "RCPT TO:<a" + n + "@example.net>") + "\n550 5.1.1 no"), Bounds.DEFAULT);
        assertThat(unanswered.incidents()).extracting(Incident::recipient).containsExactly("a0@example.net");
    }

    @Test
    void linesOfTrouble() {
        String log = lines(80, n -> "Jan  2 03:04:05 mx postfix/smtp[1]: connect to mx" + n + ".example.net[192.0.2.7]:25: Connection timed out")
                + "\nJan  2 03:04:05 mx postfix/smtp[1]: warning: host late.example.net[192.0.2.8] said: 421 4.3.2 busy";
        assertThat(LOG.read(Passage.of(log), Bounds.DEFAULT).incidents()).extracting(Incident::host).containsExactly("mx0.example.net");
    }

    @Test
    void wordsAroundManyReplies() {
        String words = "x".repeat(400);
        List<Incident> many = IntStream.range(0, 4).mapToObj(n -> Incident.builder().reply(new Reply("550", "", "", Passage.of("550 no")))
                .around(Passage.of(n == 0 ? "few" : words)).build()).toList();
        Reader reader = fake(50, new Reading("reply", "failure", "", many, List.of(), List.of()));
        Reading reading = new Readers(null, List.of(reader), SHORT).read(Passage.of("550 no"));
        assertThat(reading.incidents()).extracting(i -> i.around().length()).containsExactly(3, 150, 150, 150);
        assertThat(reading.limits()).containsExactly(Bounds.TEXT_CHARS);
    }

    @Test
    void repliesFarApart() {
        String text = "550 5.1.1 no such user\n\n" + "words between them\n".repeat(3_000) + "\n552 5.2.2 mailbox full\n\n" + "words behind them\n".repeat(3_000);
        assertThat(PASTE.read(Passage.of(text), Bounds.DEFAULT).incidents()).extracting(i -> i.reply().enhanced()).containsExactly("5.1.1", "5.2.2");
    }

    @Test
    void mailsOfAFolder() {
        String mail = "From x Thu Jan  1 00:00:00 2026\nFrom: a@example.com\nTo: b@example.com\nDate: x\nSubject: y\n\nz\n\n";
        Reading reading = new MailReader(Frames.of(List.of())).read(mail.repeat(1_100).getBytes(StandardCharsets.US_ASCII));
        assertThat(reading.limits()).containsExactly("messages");
    }

    @Test
    void wordsOfNoticesOfAnotherShapeAreRefused() {
        assertThatThrownBy(() -> Notices.of("x")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("list");
        for (Object entry : List.of("x", Map.of("words", List.of("a")), Map.of("kind", "delay"))) {
            assertThatThrownBy(() -> Notices.of(List.of(entry))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("kind and words");
        }
    }

    @Test
    void dnsAnswers() {
        List<DnsAnswer> names = DnsOutput.read(lines(300, n -> "a" + n + ".example.com has address 192.0.2.1\nHost b" + n + ".example.com not found: 3(NXDOMAIN)"));
        assertThat(names).hasSizeBetween(50, 299).allMatch(a -> a.name().endsWith(".example.com"));
        List<DnsAnswer> values = DnsOutput.read(lines(90, n -> "example.com has address 192.0.2." + n) + "\nexample.com has address 192.0.2.1");
        assertThat(values).singleElement().extracting(a -> a.values().size()).isEqualTo(50);
        assertThat(DnsOutput.read("example.com has address 192.0.2.1" + " ".repeat(100_000) + "\nexample.org has address 192.0.2.2")).extracting(DnsAnswer::name).contains("example.org");
    }

    private static Reader fake(int evidence, Reading reading) {
        return new Reader() {
            @Override
            public int evidence(Passage input) {
                if (evidence < 0) throw new IllegalStateException("broken");
                return evidence;
            }

            @Override
            public Reading read(Passage input, Bounds bounds) {
                return reading;
            }
        };
    }

    private static Reading nothing(String form) {
        return new Reading(form, "none", "", List.of(), List.of(), List.of());
    }

    private static Reading something(String form) {
        return new Reading(form, "failure", "", List.of(Incident.builder().build()), List.of(), List.of());
    }

    static List<Arguments> offers() {
        return List.of(
                Arguments.of(List.of(fake(50, something("a")), fake(60, something("b"))), "b"),
                Arguments.of(List.of(fake(50, something("a")), fake(50, something("b"))), "a"),
                Arguments.of(List.of(fake(-1, something("a")), fake(50, something("b"))), "b"),
                Arguments.of(List.of(fake(0, something("a"))), "unknown"),
                Arguments.of(List.of(fake(60, nothing("a")), fake(50, something("b"))), "b"),
                Arguments.of(List.of(fake(60, nothing("a")), fake(50, nothing("b")), fake(45, something("c"))), "c"),
                Arguments.of(List.of(fake(60, nothing("a")), fake(30, something("b"))), "a"),
                Arguments.of(List.of(fake(95, nothing("a")), fake(50, something("b"))), "a"),
                Arguments.of(List.of(fake(60, nothing("a"))), "a"),
                Arguments.of(List.of(fake(60, new Reading("a", "success", "", List.of(), List.of(), List.of())), fake(50, something("b"))), "a"));
    }

    /** The surest reader reads; one that finds nothing gives way to the next that does, unless it is very sure. */
    @ParameterizedTest
    @MethodSource("offers")
    void theSurestReads(List<Reader> readers, String form) {
        assertThat(new Readers(null, new ArrayList<>(readers), Bounds.DEFAULT).read(Passage.of("x")).form()).isEqualTo(form);
    }
}
