package io.github.redeliver.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Reading;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Bounds hold, and nothing takes long or throws. What is allowed is the processor's time of this thread, many times what
 * is needed: how much else the machine does at the moment is not the reader's.
 */
class HostileMailTest {
    private static final String HEAD = "From: mailer-daemon@example.org\r\nSubject: failure notice\r\n\r\nThis is the mail system at host x.example.\r\n\r\n";

    private static Reading read(String mail) {
        byte[] bytes = mail.getBytes(StandardCharsets.ISO_8859_1);
        Reading[] reading = new Reading[1];
        allowed(() -> reading[0] = Mails.READER.read(bytes));
        if (mail.length() < 2_000_000) allowed(() -> Mails.paste(mail));
        return reading[0];
    }

    private static void allowed(Runnable work) {
        ThreadMXBean processor = ManagementFactory.getThreadMXBean();
        long before = processor.getCurrentThreadCpuTime();
        work.run();
        assertThat(Duration.ofNanos(processor.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void depth() {
        assertThat(read("From: a@example.com\r\n" + "Content-Type: message/rfc822\r\n\r\n".repeat(5_000)).limits()).contains("depth");
        StringBuilder parts = new StringBuilder("From: a@example.com\r\n");
        for (int i = 0; i < 10_000; i++) parts.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b").append(i).append("\r\n");
        assertThat(read(parts.toString()).limits()).contains("depth");
    }

    @Test
    void breadth() {
        assertThat(read("From: a@example.com\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\nx\r\n".repeat(200_000)).limits())
                .contains("events");
        assertThat(read("From: a@example.com\r\n" + "X-A: b\r\n".repeat(1_000_000) + "\r\nbody").limits()).contains("headers");
        StringBuilder parameters = new StringBuilder("From: a@example.com\r\nContent-Type: multipart/mixed");
        for (int i = 0; i < 200_000; i++) parameters.append("; p").append(i).append("=x");
        assertThat(read(parameters + "\r\n\r\nbody").limits()).contains("headers");
    }

    @Test
    void length() {
        assertThat(read(HEAD + "x@y ".repeat(2_500_000)).limits()).contains("text-chars");
        StringBuilder many = new StringBuilder(HEAD);
        for (int i = 0; i < 5_000; i++) many.append("<u").append(i).append("@example.com>: host mx.example.com[192.0.2.1] said: 550 5.1.1 no (in reply to RCPT TO command)\r\n\r\n");
        Reading reading = read(many.toString());
        assertThat(reading.limits()).contains("recipients");
        assertThat(reading.incidents()).hasSize(1_000);
        assertThat(reading.incidents().get(999).reply().enhanced()).isEqualTo("5.1.1");
    }

    @Test
    void repetition() {
        for (String piece : new String[] {"550 5.1.1 no\r\n", ">>> RCPT TO:<u@example.com>\r\n<<< 550-a\r\n", "<<< 550-a\r\n", "said: host a[1] ",
                "host a[192.0.2.1] said: ", "@", "a@", "550 (", "\"", "\"@", "<", "\r\n", " ", "To:x\r\n", "Status: 5\r\n", "550 smtp;",
                "the following recipients\r\n", "the following recipients\r\n\r\na@example.com\r\nx\r\n", "x\r\n y", "=?a?b?", "(reason: ",
                "Final-Recipient: rfc822;a@example.com\r\nAction: failed\r\n\r\n", "{", "From \r\n", "--b\r\nContent-Type: text/plain\r\n"}) {
            read(HEAD + piece.repeat(400_000 / piece.length()));
        }
        read("From: mailer-daemon@example.org\r\nContent-Type: text/html\r\n\r\n" + "<div><b>".repeat(60_000));
        read("From a\r\nFrom: a@example.com\r\n\r\nx\r\n\r\n".repeat(10_000));
    }

    @Test
    void noise() {
        Random random = new Random(7);
        byte[] mail = (HEAD + "<a@example.com>: host mx[192.0.2.1] said: 550 5.1.1 no\r\n\r\nFinal-Recipient: rfc822; a@example.com\r\nAction: failed\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        for (int round = 0; round < 3_000; round++) {
            byte[] broken = mail.clone();
            for (int i = 0; i < 1 + round % 20; i++) broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            byte[] cut = Arrays.copyOf(broken, random.nextInt(broken.length + 1));
            Reading reading = Mails.READER.read(cut);
            assertThat(reading.limits()).doesNotContain("mime");
            Mails.READER.read(Passage.of(new String(cut, StandardCharsets.ISO_8859_1)));
        }
    }
}
