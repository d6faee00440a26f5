package io.github.redeliver.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is no failure is told as what it is. */
class OtherMailTest {
    @Test
    void an_abuse_report() {
        Reading reading = Mails.mail("""
                From: feedback@example.net
                To: abuse@example.org
                Subject: FW: hello
                Content-Type: multipart/report; report-type=feedback-report; boundary=b

                --b
                Content-Type: text/plain

                This is an email abuse report.

                --b
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                User-Agent: Some/1.0
                Version: 1
                Original-Mail-From: <bounce@example.org>
                Original-Rcpt-To: <anna@example.com>
                Source-IP: 192.0.2.8

                --b
                Content-Type: message/rfc822

                From: bert@example.org
                Message-ID: <9@example.org>

                hello
                --b--
                """);
        assertThat(reading.kind()).isEqualTo("feedback");
        assertThat(reading.what()).isEqualTo("abuse report");
        Incident incident = reading.incidents().get(0);
        assertThat(incident.recipient()).isEqualTo("anna@example.com");
        assertThat(incident.sender()).isEqualTo("bounce@example.org");
        assertThat(incident.client()).isEqualTo("192.0.2.8");
        assertThat(incident.returned().messageId()).isEqualTo("9@example.org");
    }

    @Test
    void a_read_receipt() {
        Reading reading = Mails.mail("""
                From: anna@example.com
                To: bert@example.org
                Subject: Read: hello
                Content-Type: multipart/report; report-type=disposition-notification; boundary=b

                --b
                Content-Type: text/plain

                Your message was displayed.

                --b
                Content-Type: message/disposition-notification

                Reporting-UA: mua.example.com
                Final-Recipient: rfc822;anna@example.com
                Original-Message-ID: <9@example.org>
                Disposition: manual-action/MDN-sent-manually; displayed

                --b--
                """);
        assertThat(reading.kind()).isEqualTo("auto-reply");
        assertThat(reading.what()).isEqualTo("read receipt");
        assertThat(reading.incidents()).extracting(Incident::recipient).containsExactly("anna@example.com");
    }

    @Test
    void a_vacation_reply() {
        for (String mail : List.of(
                "From: anna@example.com\nTo: bert@example.org\nSubject: Automatic reply: hello\n\nI am out of the office.\n",
                "From: anna@example.com\nTo: bert@example.org\nSubject: hello\nAuto-Submitted: auto-replied (vacation)\n\nBack on Monday.\n")) {
            Reading reading = Mails.mail(mail);
            assertThat(reading.kind()).isEqualTo("auto-reply");
            assertThat(reading.form()).isEqualTo("mail");
            assertThat(reading.incidents()).extracting(Incident::recipient).containsExactly("anna@example.com");
        }
    }

    @Test
    void mail_of_people_is_none_of_these() {
        for (String mail : List.of(
                "From: anna@example.com\nTo: bert@example.org\nSubject: hello\n\nLunch at 12:30? I have 550 things to tell.\n",
                "From: anna@example.com\nTo: bert@example.org\nSubject: Re: mail problems\n\nYou wrote to carl@example.net and got 550 5.1.1 back?\nAsk him.\n",
                "From: news@example.com\nSubject: 5.1.1 released\nPrecedence: bulk\n\nVersion 5.1.1 is out, delivered to you by example.com.\n",
                "From: anna@example.com\nTo: bert@example.org\nSubject: list of addresses\n\nanna@example.com\ncarl@example.net: 12 Main Street\n")) {
            Reading reading = Mails.mail(mail);
            assertThat(reading.kind()).as(mail).isEqualTo("none");
            assertThat(reading.incidents()).isEmpty();
            assertThat(reading.form()).isEqualTo("mail");
        }
    }

    @Test
    void another_form_within_a_mail_is_given_to_its_reader() {
        Incident incident = Incident.builder().recipient("anna@example.com").build();
        MailReader reader = new MailReader(Frames.none(), text -> Reading.failure("webhook", List.of(incident)));
        Passage none = Passage.of("x");
        assertThat(reader.read("From: a@example.com\r\nSubject: s\r\n\r\n{\"event\":\"bounce\"}\r\n".getBytes(StandardCharsets.UTF_8)).form())
                .isEqualTo("webhook");
        assertThat(reader.read(none).incidents()).isEmpty();
    }

    @Test
    void evidence_of_a_report() {
        assertThat(Mails.READER.bodies().evidence(Passage.of("Hi. This is the qmail-send program at mx.example.org.\n\n<anna@example.com>:\nNo.\n")))
                .isGreaterThan(50);
        assertThat(Mails.READER.bodies().evidence(Passage.of("Hello Anna,\n\nhow are you?\n"))).isLessThan(20);
    }
}
