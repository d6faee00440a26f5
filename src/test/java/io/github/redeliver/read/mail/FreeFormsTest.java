package io.github.redeliver.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.read.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports in words of many systems, pasted without header fields. */
class FreeFormsTest {
    private static List<Incident> failures(String text) {
        Reading reading = Mails.paste(text);
        assertThat(reading.kind()).as(text).isEqualTo("failure");
        assertThat(reading.form()).isEqualTo("ndr");
        return reading.incidents();
    }

    private static Incident one(String text, String recipient, String code, String enhanced) {
        List<Incident> incidents = failures(text);
        assertThat(incidents).as(text).extracting(Incident::recipient).containsExactly(recipient);
        Incident incident = incidents.get(0);
        assertThat(incident.reply().code()).as(text).isEqualTo(code);
        assertThat(incident.reply().enhanced()).as(text).isEqualTo(enhanced);
        return incident;
    }

    @Test
    void sendmail() {
        Incident incident = one("""
                The original message was received at Mon, 2 Mar 2026 10:00:00 +0100
                from localhost [127.0.0.1]

                   ----- The following addresses had permanent fatal errors -----
                <anna@example.com>
                    (reason: 550 5.1.1 <anna@example.com>: Recipient address rejected)
                    (expanded from: <sales@example.org>)

                   ----- Transcript of session follows -----
                ... while talking to mx.example.com.:
                >>> RCPT To:<anna@example.com>
                <<< 550 5.1.1 <anna@example.com>: Recipient address rejected
                550 5.1.1 <anna@example.com>... User unknown
                """, "anna@example.com", "550", "5.1.1");
        assertThat(incident.host()).isEqualTo("mx.example.com");
        assertThat(incident.software()).isEqualTo("sendmail");
        assertThat(incident.originalRecipient()).isEqualTo("sales@example.org");
    }

    @Test
    void sendmail_of_old() {
        Incident incident = one("""
                   ----- Transcript of session follows -----
                While talking to mx.example.com:
                >>> MAIL From:<bert@example.org>
                <<< 553 <bert@example.org>... relaying is not for you
                554 <anna@example.com>... Remote protocol error

                   ----- Unsent message follows -----
                Received: by mx.example.org; (5.65/1.37) id 1; Mon, 2 Mar 1998 10:00:00 +0100
                From: bert@example.org
                To: anna@example.com
                Subject: hello
                """, "anna@example.com", "553", "");
        assertThat(incident.reply().stage()).isEqualTo("mail");
        assertThat(incident.returned().subject()).isEqualTo("hello");
    }

    @Test
    void exchange_with_several() {
        List<Incident> incidents = failures("""
                Delivery has failed to these recipients or groups:

                anna@example.com
                The e-mail address you entered couldn't be found.

                bert@example.com
                The recipient's mailbox is full.

                Diagnostic information for administrators:

                Generating server: mail.example.org

                anna@example.com
                #550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##

                bert@example.com
                Remote Server returned '552 5.2.2 <mx.example.com #5.2.2 smtp;552 5.2.2 Mailbox size limit exceeded>'

                Original message headers:

                Received: from mail.example.org (192.0.2.1) by x.example.org; Mon, 2 Mar 2026 10:00:00 +0000
                From: Carl <carl@example.org>
                Message-ID: <77@example.org>
                """);
        assertThat(incidents).extracting(Incident::recipient).containsExactly("anna@example.com", "bert@example.com");
        assertThat(incidents).extracting(i -> i.reply().code()).containsExactly("550", "552");
        assertThat(incidents).extracting(i -> i.reply().enhanced()).containsExactly("5.1.1", "5.2.2");
        assertThat(incidents.get(1).reply().text().text()).startsWith("552 5.2.2 Mailbox size limit exceeded");
        assertThat(incidents.get(0).reporter()).isEqualTo("mail.example.org");
        assertThat(incidents.get(0).returned().messageId()).isEqualTo("77@example.org");
        assertThat(incidents.get(0).sender()).isEqualTo("carl@example.org");
    }

    @Test
    void exchange_in_german() {
        Incident incident = one("""
                Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:

                anna@example.com
                Die eingegebene E-Mail-Adresse konnte nicht gefunden werden.

                Diagnoseinformationen für Administratoren:

                Generierender Server: mail.example.org

                anna@example.com
                #550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##

                Ursprüngliche Nachrichtenkopfzeilen:

                From: bert@example.org
                """, "anna@example.com", "550", "5.1.1");
        assertThat(incident.reporter()).isEqualTo("mail.example.org");
    }

    @Test
    void exchange_of_old() {
        Incident incident = one("""
                Your message did not reach some or all of the intended recipients.

                      Subject:  hello
                      Sent:     1/2/2003 10:00 AM

                The following recipient(s) could not be reached:

                      'anna@example.com' on 1/2/2003 10:01 AM
                            The e-mail account does not exist at the organization this message was sent to.
                            <mail.example.com #5.1.1>
                """, "anna@example.com", "", "5.1.1");
        assertThat(incident.reply().text().text()).contains("does not exist at the organization");
    }

    @Test
    void gmail_old_and_new() {
        Incident old = one("""
                Delivery to the following recipient failed permanently:

                     anna@example.com

                Technical details of permanent failure:
                Google tried to deliver your message, but it was rejected by the server for the recipient domain example.com by mx.example.com. [203.0.113.9].

                The error that the other server returned was:
                550 5.1.1 no such user

                ----- Original message -----

                DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=k1; h=from
                From: bert@example.org
                Message-ID: <5@example.org>
                """, "anna@example.com", "550", "5.1.1");
        assertThat(old.host()).isEqualTo("mx.example.com");
        assertThat(old.hostAddress()).isEqualTo("203.0.113.9");
        assertThat(old.returned().signatures()).containsExactly("k1._domainkey.example.org");

        Incident now = one("""
                ** Address not found **

                Your message wasn't delivered to anna@example.com because the address couldn't be found.

                Learn more here: https://example.com/help

                The response was:

                550 5.1.1 The email account that you tried to reach does not exist. Please try
                double-checking the recipient's email address.
                """, "anna@example.com", "550", "5.1.1");
        assertThat(now.software()).isEqualTo("gmail");
    }

    @Test
    void courier_yahoo_and_opensmtpd() {
        one("""
                This is a delivery status notification from mail.example.org,
                running the Courier mail server, version 1.0.

                                           UNDELIVERABLE MAIL

                Your message to the following recipients cannot be delivered:

                <anna@example.com>:
                    mx.example.com [203.0.113.9]:
                >>> RCPT TO:<anna@example.com>
                <<< 550 5.1.1 no such user
                """, "anna@example.com", "550", "5.1.1");
        Incident yahoo = one("""
                Sorry, we were unable to deliver your message to the following address.

                <anna@example.com>:
                Remote host said:
                554 delivery error: no mailbox here
                [RCPT_TO]

                --- Below this line is a copy of the message.
                """, "anna@example.com", "554", "");
        assertThat(yahoo.reply().stage()).isEqualTo("rcpt");
        assertThat(failures("""
                    Hi!

                    This is the MAILER-DAEMON, please DO NOT REPLY to this e-mail.

                    An error has occurred while attempting to deliver a message for
                    the following list of recipients:

                anna@example.com: 550 5.1.1 no such user
                bert@example.com: 552 5.2.2 full
                """)).extracting(Incident::recipient, i -> i.reply().code())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("anna@example.com", "550"),
                        org.assertj.core.groups.Tuple.tuple("bert@example.com", "552"));
    }

    @Test
    void gmx_and_ionos() {
        Incident incident = one("""
                This message was created automatically by mail delivery software.

                A message that you sent could not be delivered to one or more of
                its recipients. This is a permanent error. The following address
                failed:

                <anna@example.com>:
                SMTP error from remote server for RCPT TO command, host: mx.example.com (203.0.113.9) reason: 550 #5.1.0 Address rejected.

                --- The header of the original message is following. ---

                Received: from [192.0.2.1] by mail.example.org; Mon, 2 Mar 2026 10:00:00 +0100
                Message-ID: <8@example.org>
                From: bert@example.org
                """, "anna@example.com", "550", "5.1.0");
        assertThat(incident.host()).isEqualTo("mx.example.com");
        assertThat(incident.hostAddress()).isEqualTo("203.0.113.9");
        assertThat(incident.reply().stage()).isEqualTo("rcpt");
    }

    @Test
    void mdaemon_with_its_transcript() {
        Incident incident = one("""
                The attached message had PERMANENT fatal delivery errors!

                YOUR MESSAGE WAS NOT DELIVERED TO ONE OR MORE RECIPIENTS!

                Failed address: anna@example.com

                --- Session Transcript ---
                 Mon 2026-03-02 10:00:00: Connecting to mx.example.com
                 Mon 2026-03-02 10:00:01: <-- 220 mx.example.com ESMTP
                 Mon 2026-03-02 10:00:01: --> MAIL From:<bert@example.org>
                 Mon 2026-03-02 10:00:01: <-- 250 ok
                 Mon 2026-03-02 10:00:02: --> RCPT To:<anna@example.com>
                 Mon 2026-03-02 10:00:02: <-- 550 5.1.1 no such user
                --- End Transcript ---
                """, "anna@example.com", "550", "5.1.1");
        assertThat(incident.reply().stage()).isEqualTo("rcpt");
        assertThat(incident.software()).isEqualTo("mdaemon");
    }

    @Test
    void communigate_groupwise_imail_and_domino() {
        Incident incident = one("""
                Failed to deliver to '<anna@example.com>'
                SMTP module(domain example.com) reports:
                 host mx.example.com says:
                 550 5.1.1 unknown user
                """, "anna@example.com", "550", "5.1.1");
        assertThat(incident.host()).isEqualTo("mx.example.com");
        one("""
                The message that you sent was undeliverable to the following:
                	anna@example.com (550 5.1.1 unknown user)
                """, "anna@example.com", "550", "5.1.1");
        one("""
                Unknown user: anna@example.com

                RCPT TO generated following response:
                550 no such user

                Original message follows.

                Received: from example.org [192.0.2.1] by mail.example.org; Mon, 2 Mar 2026 10:00:00 +0100
                Message-ID: <8@example.org>
                """, "anna@example.com", "550", "");
        Incident domino = one("""
                Your message

                  Subject: hello

                was not delivered to:

                  anna@example.com

                because:

                  User anna (anna@example.com) not listed in Domino Directory
                """, "anna@example.com", "", "");
        assertThat(domino.software()).isEqualTo("domino");
    }

    @Test
    void mail_filters() {
        one("""
                This is a delivery failure notification message indicating that
                an email you addressed to email address :
                -- anna@example.com

                could not be delivered. The problem appears to be :
                -- Recipient email address is possibly incorrect

                Additional information follows :
                -- 550 5.1.1 User unknown

                This condition occurred after 1 attempt(s) to deliver over
                a period of 0 hour(s).
                """, "anna@example.com", "550", "5.1.1");
        one("""
                The following message to <anna@example.com> was undeliverable.
                The reason for the problem:
                5.1.0 - Unknown address error 550-'5.1.1 <anna@example.com>... User unknown'
                """, "anna@example.com", "550", "5.1.1");
        one("""
                Unable to deliver message to: <anna@example.com>
                Delivery failed for the following reason:
                Server mx.example.com[203.0.113.9] failed with: 550 <anna@example.com> No such user here

                This has been a permanent failure.  No further delivery attempts will be made.
                """, "anna@example.com", "550", "");
        one("""
                Your message to: anna@example.com
                was blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:

                Subject: hello
                """, "anna@example.com", "", "");
        assertThat(failures("""
                Your message:
                   From:    bert@example.org
                   Subject: hello

                Could not be delivered because of

                550 5.1.1 User unknown

                The following recipients were affected:
                    anna@example.com
                    carl@example.com

                Additional Information
                ======================
                Original Sender:    <bert@example.org>
                Remote-MTA:         <203.0.113.9>
                Reporting-MTA:      <relay.example.org>
                """)).extracting(Incident::recipient, i -> i.reply().enhanced())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("anna@example.com", "5.1.1"),
                        org.assertj.core.groups.Tuple.tuple("carl@example.com", "5.1.1"));
    }

    @Test
    void servers_of_small_offices() {
        Incident incident = one("""
                Your message did not reach some or all of the intended recipients.

                   Sent: Mon, 2 Mar 2026 10:00:00 +0100
                   Subject: hello

                The following recipient(s) could not be reached:

                anna@example.com
                   Error Type: SMTP
                   Remote server (203.0.113.9) issued an error.
                   hMailServer sent: RCPT TO:<anna@example.com>
                   Remote server replied: 550 5.7.1 Not here

                hMailServer
                """, "anna@example.com", "550", "5.7.1");
        assertThat(incident.hostAddress()).isEqualTo("203.0.113.9");
        one("""
                Could not deliver message to the following recipient(s):

                Failed Recipient: anna@example.com
                Reason: Remote host said: 550 5.1.1 no mailbox

                   -- The header and top 20 lines of the message follows --
                """, "anna@example.com", "550", "5.1.1");
        one("""
                Hi. This is the Haraka Mailer program at mx.example.org.
                I'm afraid I wasn't able to deliver your message to the following addresses.
                This is a permanent error; I've given up. Sorry it didn't work out.

                Intended Recipients: <anna@example.com>
                Failure Reason: 550 5.1.1 no mailbox
                """, "anna@example.com", "550", "5.1.1");
        one("""
                Your message could not be delivered to the following recipients:

                <anna@example.com> (host 'mx.example.com' rejected command 'RCPT TO:<anna@example.com>' with code 550 (5.1.1) 'No such user')
                """, "anna@example.com", "550", "5.1.1");
    }

    @Test
    void chinese_systems() {
        Incident qq = one("""
                抱歉，您的邮件被退回来了……

                原邮件信息：
                时 间：2026年3月2日
                主 题：你好
                收件人：anna@example.com

                退信原因：
                host mx.example.com[203.0.113.9] said: 550 5.1.1 User unknown (in reply to RCPT TO command)

                此外，您还可以点击这里获取更多关于退信的帮助信息。
                """, "anna@example.com", "550", "5.1.1");
        assertThat(qq.host()).isEqualTo("mx.example.com");
        assertThat(qq.reply().stage()).isEqualTo("rcpt");
        Incident coremail = one("""
                This message is generated by Coremail.
                您收到的是来自 Coremail 专业邮件系统的信件.

                您的邮件无法投递到以下收件人:
                anna@example.com

                SMTP error, RCPT TO: Host mx.example.com(203.0.113.9) said: 550 5.1.1 User unknown
                """, "anna@example.com", "550", "5.1.1");
        assertThat(coremail.reply().stage()).isEqualTo("rcpt");
        assertThat(coremail.software()).isEqualTo("coremail");
    }

    @Test
    void japanese_systems() {
        one("""
                次のあて先へのメッセージはエラーのため送信できませんでした。

                Each of the following recipients was rejected by a remote
                mail server.

                    Recipient: <anna@example.com>
                    >>> RCPT TO:<anna@example.com>
                    <<< 550 <anna@example.com>: User unknown
                """, "anna@example.com", "550", "");
        one("""
                以下のメールアドレスへの送信に失敗しました。
                anna@example.com

                -------server message
                550 unknown user <anna@example.com>

                -------SMTP command
                RCPT
                """, "anna@example.com", "550", "");
    }

    @Test
    void one_fate_for_a_list_of_recipients() {
        assertThat(failures("""
                Delivery to the following recipients failed.

                       anna@example.com
                       bert@example.com

                550 5.7.1 Your network is not welcome here
                """)).extracting(Incident::recipient, i -> i.reply().enhanced())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("anna@example.com", "5.7.1"),
                        org.assertj.core.groups.Tuple.tuple("bert@example.com", "5.7.1"));
    }

    @Test
    void quoted_within_another_report() {
        Incident incident = one("""
                This is the mail system at host mail.example.org.

                <anna@example.com>: host mx.example.com[203.0.113.9] said: 554 5.0.0 not delivered:
                    SMTP error from remote mail server after RCPT TO:<anna@example.net>: host
                    inner.example.net [198.51.100.4]: 550 5.1.1 nobody here (in reply to end of DATA command)
                """, "anna@example.com", "550", "5.1.1");
        assertThat(incident.reply().text().text()).isEqualTo("550 5.1.1 nobody here");
        assertThat(incident.host()).isEqualTo("inner.example.net");
    }

    @Test
    void a_delay_and_a_success() {
        Reading delay = Mails.paste("""
                This message was created automatically by mail delivery software.
                A message that you sent has not yet been delivered to one or more of its
                recipients after more than 24 hours on the queue on mail.example.org.

                The address to which the message has not yet been delivered is:

                  anna@example.com
                    Delay reason: SMTP error from remote mail server after RCPT TO:<anna@example.com>:
                    450 4.7.1 come back later

                No action is required on your part. Delivery attempts will continue for
                some time, and this warning may be repeated at intervals if the message
                remains undelivered.
                """);
        assertThat(delay.kind()).isEqualTo("delay");
        assertThat(delay.incidents()).extracting(Incident::recipient, i -> i.reply().code(), Incident::action)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("anna@example.com", "450", "delayed"));
    }
}
