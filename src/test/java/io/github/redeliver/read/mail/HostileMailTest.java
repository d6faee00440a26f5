package io.github.redeliver.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Codes;
import io.github.redeliver.read.Reading;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** Bounds hold, nothing throws, and the work grows in step with the text, whatever is repeated in it. */
class HostileMailTest {
    private static final String HEAD = "From: mailer-daemon@example.org\r\nSubject: failure notice\r\n\r\nThis is the mail system at host x.example.\r\n\r\n";

    private static Reading read(String mail) {
        if (mail.length() < 2_000_000) Mails.paste(mail);
        return Mails.READER.read(mail.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Whether four times the text makes about four times the work, and not sixteen times. */
    private static void inStep(String what, IntFunction<String> text, ToLongFunction<String> work) {
        long once = work.applyAsLong(text.apply(60_000));
        assertThat(work.applyAsLong(text.apply(240_000))).as(what).isPositive().isLessThan(6 * once);
    }

    /** What this thread allocates when it reads a mail: unlike a clock, that tells of nothing else that the machine does. */
    private static long allocated(String mail) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        read(mail);
        return thread.getCurrentThreadAllocatedBytes() - before;
    }

    /** How many characters are looked at by what searches a text for codes and addresses, which allocates nothing. */
    private static long looked(String text) {
        AtomicLong looks = new AtomicLong();
        CharSequence counted = new CharSequence() {
            @Override
            public int length() {
                return text.length();
            }

            @Override
            public char charAt(int index) {
                looks.incrementAndGet();
                return text.charAt(index);
            }

            @Override
            public CharSequence subSequence(int start, int end) {
                return text.subSequence(start, end);
            }
        };
        assertThat(new Fold(counted, 0, text.length()).length()).isLessThanOrEqualTo(text.length());
        for (int at = Codes.find(counted, 0); at >= 0; at = Codes.find(counted, at + 3)) assertThat(Codes.at(text, at)).isTrue();
        Addresses.Found found = Addresses.next(counted, 0, text.length());
        while (found != null) found = Addresses.next(counted, found.end(), text.length());
        return looks.get();
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
            IntFunction<String> repeated = length -> HEAD + piece.repeat(length / piece.length());
            inStep(piece, repeated, HostileMailTest::allocated);
            inStep(piece, repeated, HostileMailTest::looked);
            assertThat(read(repeated.apply(400_000)).limits()).doesNotContain("mime");
        }
        inStep("elements", length -> "From: mailer-daemon@example.org\r\nContent-Type: text/html\r\n\r\n" + "<div><b>".repeat(length / 8), HostileMailTest::allocated);
        inStep("mbox", length -> "From a\r\nFrom: a@example.com\r\n\r\nx\r\n\r\n".repeat(length / 36), HostileMailTest::allocated);
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
