package io.github.redeliver.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Reading;
import org.junit.jupiter.api.Test;

/** Bodies of reports without the mail's header fields. */
class PastedBodyTest {
    private static Incident only(String text) {
        Reading reading = Mails.paste(text);
        assertThat(reading.kind()).isEqualTo("failure");
        assertThat(reading.form()).isEqualTo("ndr");
        assertThat(reading.incidents()).hasSize(1);
        return reading.incidents().get(0);
    }

    @Test
    void qmail() {
        Incident incident = only("""
                Hi. This is the qmail-send program at mx.example.org.
                I'm afraid I wasn't able to deliver your message to the following addresses.
                This is a permanent error; I've given up. Sorry it didn't work out.

                <anna@example.com>:
                198.51.100.7 does not like recipient.
                Remote host said: 550 5.1.1 No such mailbox
                Giving up on 198.51.100.7.

                --- Below this line is a copy of the message.

                Return-Path: <bert@example.org>
                Received: (qmail 4711 invoked by uid 0); 1 Jul 2026 08:30:40 -0000
                Message-ID: <1@example.org>
                From: bert@example.org
                To: carl@example.net
                """);
        assertThat(incident.recipient()).isEqualTo("anna@example.com");
        assertThat(incident.reply().code()).isEqualTo("550");
        assertThat(incident.reply().enhanced()).isEqualTo("5.1.1");
        assertThat(incident.reply().text().text()).isEqualTo("550 5.1.1 No such mailbox");
        assertThat(incident.hostAddress()).isEqualTo("198.51.100.7");
        assertThat(incident.reporter()).isEqualTo("mx.example.org");
        assertThat(incident.software()).isEqualTo("qmail");
        assertThat(incident.sender()).isEqualTo("bert@example.org");
        assertThat(incident.returned().messageId()).isEqualTo("1@example.org");
        assertThat(incident.around().text()).doesNotContain("carl@example.net");
    }

    @Test
    void postfix_wrapped() {
        String text = """
                This is the mail system at host mail.example.org.

                I'm sorry to have to inform you that your message could not
                be delivered to one or more recipients. It's attached below.

                                   The mail system

                <anna@example.com>: host mx.example.com[203.0.113.5] said: 550-5.7.26 This
                    mail has been blocked because the sender is 550-5.7.26 unauthenticated.
                    550 5.7.26 See the manual (in reply to end of DATA command)
                """;
        Incident incident = only(text);
        assertThat(incident.recipient()).isEqualTo("anna@example.com");
        assertThat(incident.reply().stage()).isEqualTo("end-of-data");
        assertThat(incident.host()).isEqualTo("mx.example.com");
        assertThat(incident.hostAddress()).isEqualTo("203.0.113.5");
        assertThat(incident.reporter()).isEqualTo("mail.example.org");
        assertThat(incident.reply().text().text())
                .isEqualTo("550-5.7.26 This mail has been blocked because the sender is unauthenticated. See the manual");
        int place = incident.reply().text().text().indexOf("unauthenticated");
        assertThat(text.substring(incident.reply().text().origin(place))).startsWith("unauthenticated.");
    }

    @Test
    void exim() {
        Incident incident = only("""
                This message was created automatically by mail delivery software.

                A message that you sent could not be delivered to one or more of its
                recipients. This is a permanent error. The following address(es) failed:

                  anna@example.com
                    host mx.example.com [203.0.113.5]
                    SMTP error from remote mail server after RCPT TO:<anna@example.com>:
                    550 5.7.1 Not from here
                """);
        assertThat(incident.recipient()).isEqualTo("anna@example.com");
        assertThat(incident.reply().code()).isEqualTo("550");
        assertThat(incident.reply().stage()).isEqualTo("rcpt");
        assertThat(incident.host()).isEqualTo("mx.example.com");
    }

    @Test
    void half_of_the_fields() {
        Incident incident = only("""
                Final-Recipient: rfc822; anna@example.com
                Action: failed
                Status: 5.2.2
                Remote-MTA: dns; mx.example.com
                Diagnostic-Code: smtp; 552 over quota
                """);
        assertThat(incident.recipient()).isEqualTo("anna@example.com");
        assertThat(incident.reply().code()).isEqualTo("552");
        assertThat(incident.reply().enhanced()).isEqualTo("5.2.2");
        assertThat(incident.host()).isEqualTo("mx.example.com");
    }

    @Test
    void prose_is_no_report() {
        Reading reading = Mails.paste("Dear Anna,\n\nthanks for the mail of bert@example.com. We meet at 450 Main Street.\n");
        assertThat(reading.kind()).isEqualTo("none");
        assertThat(reading.incidents()).isEmpty();
    }

    @Test
    void a_mail_is_known_by_its_fields() {
        assertThat(MailReader.looksLikeMail("Return-Path: <>\r\nFrom: a@example.com\r\nSubject: x\r\n\r\nhello")).isTrue();
        assertThat(MailReader.looksLikeMail("Error: 550 no\nNote: this is prose\n")).isFalse();
        assertThat(Mails.READER.read(Passage.empty()).kind()).isEqualTo("none");
    }
}
