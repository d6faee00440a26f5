package io.github.redeliver.read.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.Shipped;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Step;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TranscriptReaderTest {
    private final TranscriptReader reader = new TranscriptReader(Shipped.words());

    private Reading read(String text) {
        assertThat(reader.evidence(Passage.of(text))).isGreaterThan(40);
        return reader.read(Passage.of(text), Bounds.DEFAULT);
    }

    /** The same conversation as different programs record it. */
    @ParameterizedTest
    @ValueSource(strings = {
        // telnet
        """
        $ telnet mx.example.net 25
        Trying 192.0.2.7...
        Connected to mx.example.net.
        Escape character is '^]'.
        220 mx.example.net ESMTP
        EHLO pc.example.org
        250-mx.example.net
        250 SIZE 1000
        MAIL FROM:<s@example.org>
        250 2.1.0 Ok
        RCPT TO:<r@example.net>
        550-5.7.1 You are not
        550 5.7.1 welcome here
        QUIT
        221 2.0.0 Bye
        Connection closed by foreign host.
        """,
        // swaks
        """
        === Trying mx.example.net:25...
        === Connected to mx.example.net.
        <-  220 mx.example.net ESMTP
         -> EHLO pc.example.org
        <-  250-mx.example.net
        <-  250 SIZE 1000
         -> MAIL FROM:<s@example.org>
        <-  250 2.1.0 Ok
         -> RCPT TO:<r@example.net>
        <** 550-5.7.1 You are not
        <** 550 5.7.1 welcome here
         -> QUIT
        <-  221 2.0.0 Bye
        === Connection closed with remote host.
        """,
        // curl -v
        """
        *   Trying 192.0.2.7:25...
        * Connected to mx.example.net (192.0.2.7) port 25
        < 220 mx.example.net ESMTP
        > EHLO pc.example.org
        < 250-mx.example.net
        < 250 SIZE 1000
        > MAIL FROM:<s@example.org>
        < 250 2.1.0 Ok
        > RCPT TO:<r@example.net>
        < 550-5.7.1 You are not
        < 550 5.7.1 welcome here
        * RCPT failed: 550
        > QUIT
        < 221 2.0.0 Bye
        * Closing connection
        """,
        // a PHP library
        """
        2026-01-02 03:04:05	SERVER -> CLIENT: 220 mx.example.net ESMTP
        2026-01-02 03:04:05	CLIENT -> SERVER: EHLO pc.example.org
        2026-01-02 03:04:05	SERVER -> CLIENT: 250-mx.example.net
                                              250 SIZE 1000
        2026-01-02 03:04:05	CLIENT -> SERVER: MAIL FROM:<s@example.org>
        2026-01-02 03:04:05	SERVER -> CLIENT: 250 2.1.0 Ok
        2026-01-02 03:04:05	CLIENT -> SERVER: RCPT TO:<r@example.net>
        2026-01-02 03:04:05	SERVER -> CLIENT: 550-5.7.1 You are not
                                              550 5.7.1 welcome here
        2026-01-02 03:04:05	SMTP ERROR: RCPT TO command failed: 550-5.7.1 You are not
        2026-01-02 03:04:05	CLIENT -> SERVER: QUIT
        2026-01-02 03:04:05	SERVER -> CLIENT: 221 2.0.0 Bye
        """,
        // a JavaScript library
        """
        [2026-01-02 03:04:05] DEBUG [8sT] SMTP handshake finished
        [2026-01-02 03:04:05] DEBUG [8sT] S: 220 mx.example.net ESMTP
        [2026-01-02 03:04:05] DEBUG [8sT] C: EHLO pc.example.org
        [2026-01-02 03:04:05] DEBUG [8sT] S: 250-mx.example.net
        [2026-01-02 03:04:05] DEBUG [8sT] S: 250 SIZE 1000
        [2026-01-02 03:04:05] DEBUG [8sT] C: MAIL FROM:<s@example.org>
        [2026-01-02 03:04:05] DEBUG [8sT] S: 250 2.1.0 Ok
        [2026-01-02 03:04:05] DEBUG [8sT] C: RCPT TO:<r@example.net>
        [2026-01-02 03:04:05] DEBUG [8sT] S: 550-5.7.1 You are not
        [2026-01-02 03:04:05] DEBUG [8sT] S: 550 5.7.1 welcome here
        """,
        // Python's smtplib
        """
        send: 'ehlo pc.example.org\\r\\n'
        reply: b'250-mx.example.net\\r\\n'
        reply: b'250 SIZE 1000\\r\\n'
        reply: retcode (250); Msg: b'mx.example.net\\nSIZE 1000'
        send: 'mail FROM:<s@example.org> size=90\\r\\n'
        reply: b'250 2.1.0 Ok\\r\\n'
        reply: retcode (250); Msg: b'2.1.0 Ok'
        send: 'rcpt TO:<r@example.net>\\r\\n'
        reply: b'550-5.7.1 You are not\\r\\n'
        reply: b'550 5.7.1 welcome here\\r\\n'
        reply: retcode (550); Msg: b'5.7.1 You are not\\n5.7.1 welcome here'
        """,
        // JavaMail
        """
        DEBUG SMTP: trying to connect to host "mx.example.net", port 25, isSSL false
        220 mx.example.net ESMTP
        DEBUG SMTP: connected to host "mx.example.net", port: 25
        EHLO pc.example.org
        250-mx.example.net
        250 SIZE 1000
        DEBUG SMTP: Found extension "SIZE", arg "1000"
        MAIL FROM:<s@example.org>
        250 2.1.0 Ok
        RCPT TO:<r@example.net>
        550-5.7.1 You are not
        550 5.7.1 welcome here
        DEBUG SMTP: Invalid Addresses
        DEBUG SMTP:   r@example.net
        com.example.SMTPAddressFailedException: 550-5.7.1 You are not
        """,
        // Ruby's net/smtp
        """
        -> "220 mx.example.net ESMTP\\r\\n"
        <- "EHLO pc.example.org\\r\\n"
        -> "250-mx.example.net\\r\\n"
        -> "250 SIZE 1000\\r\\n"
        <- "MAIL FROM:<s@example.org>\\r\\n"
        -> "250 2.1.0 Ok\\r\\n"
        <- "RCPT TO:<r@example.net>\\r\\n"
        -> "550-5.7.1 You are not\\r\\n"
        -> "550 5.7.1 welcome here\\r\\n"
        """,
        // sendmail -v
        """
        r@example.net... Connecting to mx.example.net. via esmtp...
        220 mx.example.net ESMTP
        >>> EHLO pc.example.org
        250-mx.example.net
        250 SIZE 1000
        >>> MAIL From:<s@example.org>
        250 2.1.0 Ok
        >>> RCPT To:<r@example.net>
        550-5.7.1 You are not
        550 5.7.1 welcome here
        """,
        // the same through a submission agent
        """
        050 220 mx.example.net ESMTP
        050 >>> EHLO pc.example.org
        050 250-mx.example.net
        050 250 SIZE 1000
        050 >>> MAIL From:<s@example.org>
        050 250 2.1.0 Ok
        050 >>> RCPT To:<r@example.net>
        050 550-5.7.1 You are not
        050 550 5.7.1 welcome here
        """,
        // Postfix with debug_peer_list
        """
        Jan  2 03:04:05 out postfix/smtp[9]: < mx.example.net[192.0.2.7]:25: 220 mx.example.net ESMTP
        Jan  2 03:04:05 out postfix/smtp[9]: > mx.example.net[192.0.2.7]:25: EHLO pc.example.org
        Jan  2 03:04:05 out postfix/smtp[9]: < mx.example.net[192.0.2.7]:25: 250-mx.example.net
        Jan  2 03:04:05 out postfix/smtp[9]: < mx.example.net[192.0.2.7]:25: 250 SIZE 1000
        Jan  2 03:04:05 out postfix/smtp[9]: > mx.example.net[192.0.2.7]:25: MAIL FROM:<s@example.org>
        Jan  2 03:04:05 out postfix/smtp[9]: < mx.example.net[192.0.2.7]:25: 250 2.1.0 Ok
        Jan  2 03:04:05 out postfix/smtp[9]: > mx.example.net[192.0.2.7]:25: RCPT TO:<r@example.net>
        Jan  2 03:04:05 out postfix/smtp[9]: < mx.example.net[192.0.2.7]:25: 550-5.7.1 You are not
        Jan  2 03:04:05 out postfix/smtp[9]: < mx.example.net[192.0.2.7]:25: 550 5.7.1 welcome here
        """,
        // Exchange's protocol log
        """
        2026-01-02T03:04:05.678Z,Out,08DE2A19,1,192.0.2.1:5000,192.0.2.7:25,<,220 mx.example.net ESMTP,
        2026-01-02T03:04:05.678Z,Out,08DE2A19,2,192.0.2.1:5000,192.0.2.7:25,>,EHLO pc.example.org,
        2026-01-02T03:04:05.678Z,Out,08DE2A19,3,192.0.2.1:5000,192.0.2.7:25,<,250-mx.example.net,
        2026-01-02T03:04:05.678Z,Out,08DE2A19,4,192.0.2.1:5000,192.0.2.7:25,<,250 SIZE 1000,
        2026-01-02T03:04:05.678Z,Out,08DE2A19,5,192.0.2.1:5000,192.0.2.7:25,>,MAIL FROM:<s@example.org>,
        2026-01-02T03:04:05.678Z,Out,08DE2A19,6,192.0.2.1:5000,192.0.2.7:25,<,250 2.1.0 Ok,
        2026-01-02T03:04:05.678Z,Out,08DE2A19,7,192.0.2.1:5000,192.0.2.7:25,>,RCPT TO:<r@example.net>,
        2026-01-02T03:04:05.678Z,Out,08DE2A19,8,192.0.2.1:5000,192.0.2.7:25,<,550-5.7.1 You are not,
        2026-01-02T03:04:05.678Z,Out,08DE2A19,9,192.0.2.1:5000,192.0.2.7:25,<,550 5.7.1 welcome here,
        """,
        // pipelined
        """
        220 mx.example.net ESMTP
        EHLO pc.example.org
        250-mx.example.net
        250 PIPELINING
        MAIL FROM:<s@example.org>
        RCPT TO:<r@example.net>
        DATA
        250 2.1.0 Ok
        550-5.7.1 You are not
        550 5.7.1 welcome here
        503 5.5.1 no valid recipients
        """,
    })
    void everyRecorder(String text) {
        Reading reading = read(text);
        assertThat(reading.form()).isEqualTo("transcript");
        assertThat(reading.incidents()).hasSize(1);
        Incident incident = reading.incidents().get(0);
        assertThat(incident.reply().code()).isEqualTo("550");
        assertThat(incident.reply().enhanced()).isEqualTo("5.7.1");
        assertThat(incident.reply().stage()).isEqualTo("rcpt");
        assertThat(incident.reply().text().text()).isEqualTo("550-5.7.1 You are not welcome here");
        assertThat(incident.recipient()).isEqualTo("r@example.net");
        assertThat(incident.sender()).isEqualTo("s@example.org");
        assertThat(incident.helo()).isEqualTo("pc.example.org");
        assertThat(incident.steps()).extracting(Step::stage).containsSubsequence("ehlo", "mail", "rcpt");
        assertThat(incident.steps().stream().filter(s -> s.stage().equals("ehlo")).findFirst().orElseThrow().text().text())
                .startsWith("250-mx.example.net ");
    }

    @Test
    void refusedAtConnect() {
        Incident incident = read("Connected to mx.example.net.\n554-mx.example.net\n554 Your access was refused\nQUIT\n221 bye").incidents().get(0);
        assertThat(incident.reply().stage()).isEqualTo("connect");
        assertThat(incident.reply().code()).isEqualTo("554");
        assertThat(incident.host()).isEqualTo("mx.example.net");
    }

    @Test
    void severalRecipientsRefused() {
        Reading reading = read("""
                MAIL FROM:<s@example.org>
                250 Ok
                RCPT TO:<a@example.net>
                550 5.1.1 unknown
                RCPT TO:<b@example.net>
                250 Ok
                RCPT TO:<c@example.net>
                452 4.2.2 full
                """);
        assertThat(reading.incidents()).extracting(Incident::recipient).containsExactly("a@example.net", "c@example.net");
        assertThat(reading.incidents()).extracting(i -> i.reply().code()).containsExactly("550", "452");
    }

    @Test
    void aRefusedEhloBeforeAGoodHeloDecidesNothing() {
        Reading reading = read("220 mx.example.net\nEHLO pc\n502 what\nHELO pc\n250 hello\nMAIL FROM:<s@example.org>\n553 5.1.8 no such domain");
        assertThat(reading.incidents().get(0).reply().stage()).isEqualTo("mail");
    }

    @Test
    void theReplyToTheMessageItself() {
        Incident incident = read("DATA\n354 go\nSubject: hello\n\nhello\n.\n554 5.7.1 refused\n").incidents().get(0);
        assertThat(incident.reply().stage()).isEqualTo("end-of-data");
    }

    @Test
    void silence() {
        Incident incident = read("220 mx.example.net ESMTP\nEHLO pc.example.org\n250 hello\nMAIL FROM:<s@example.org>\nConnection closed by foreign host.\n").incidents().get(0);
        assertThat(incident.reply().code()).isEmpty();
        assertThat(incident.reply().stage()).isEqualTo("mail");
        assertThat(incident.reply().text().text()).isEqualTo("Connection closed by foreign host.");
    }

    @Test
    void aCertificateThatCannotBeVerified() {
        Incident incident = read("$ openssl s_client -starttls smtp -connect mx.example.net:25\nCONNECTED(00000003)\ndepth=0 CN = mx.example.net\nverify error:num=10:certificate has expired\n").incidents().get(0);
        assertThat(incident.host()).isEqualTo("mx.example.net");
        assertThat(incident.reply().stage()).isEqualTo("starttls");
        assertThat(incident.reply().text().text()).contains("certificate has expired");
    }

    @Test
    void whatWasTakenIsASuccess() {
        Reading reading = read("MAIL FROM:<s@example.org>\n250 Ok\nRCPT TO:<r@example.net>\n250 Ok\nDATA\n354 go\n.\n250 2.0.0 queued\nQUIT\n221 bye\nConnection closed by foreign host.");
        assertThat(reading.kind()).isEqualTo("success");
    }

    @Test
    void noRefusalIsNone() {
        Reading reading = read("recv example.net>220 mx.example.net ESMTP\nsend example.net>EHLO pc.example.org\nrecv example.net>250-mx.example.net\nrecv example.net>250 SMTPUTF8");
        assertThat(reading.kind()).isEqualTo("none");
        assertThat(reading.incidents()).isEmpty();
    }

    @Test
    void aNumberThatNoServerAgreesWithIsAProcess() {
        String text = "  277 delivering 1abcde-000123-AB\n  277 R: dnslookup for a@example.net\n  277 LOG: MAIN\n  277   == a@example.net R=dnslookup defer (-1): host lookup did not complete";
        assertThat(reader.evidence(Passage.of(text))).isZero();
    }

    @Test
    void proseIsNoTranscript() {
        assertThat(reader.evidence(Passage.of("I said hello to 250 people and quit my job.\nThe data was lost."))).isZero();
        assertThat(reader.evidence(Passage.of("550 5.7.1 no (in reply to RCPT TO command)"))).isZero();
    }

    @Test
    void aMarkWithoutAnAnswerIsSilence() {
        String text = "2026-11-03 08:01:02 CLIENT -> SERVER: RCPT TO:<a@example.net>\n2026-11-03 08:06:02 SERVER -> CLIENT: \n2026-11-03 08:06:02 SMTP ERROR: RCPT TO command failed:";
        assertThat(reader.evidence(Passage.of(text))).isGreaterThan(60);
        Reading reading = reader.read(Passage.of(text), Bounds.DEFAULT);
        assertThat(reading.incidents()).singleElement().satisfies(i -> {
            assertThat(i.recipient()).isEqualTo("a@example.net");
            assertThat(i.reply().stage()).isEqualTo("rcpt");
            assertThat(i.reply().code()).isEmpty();
        });
    }
}
