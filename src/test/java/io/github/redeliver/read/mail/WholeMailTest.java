package io.github.redeliver.read.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.read.Reading;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class WholeMailTest {
    private static final String REPORT = """
            Return-Path: <>
            From: MAILER-DAEMON@mail.example.org (Mail Delivery System)
            To: bert@example.org
            Subject: Undelivered Mail Returned to Sender
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

            --b1
            Content-Type: text/plain; charset=us-ascii

            This is the mail system at host mail.example.org.

            <anna@example.com>: host mx.example.com[203.0.113.9] said: 550 5.1.1
                <anna@example.com>: Recipient address rejected (in reply to RCPT TO command)

            --b1
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mail.example.org
            X-Postfix-Queue-ID: 4A1555F826
            X-Postfix-Sender: rfc822; bert@example.org

            Final-Recipient: rfc822; anna@example.com
            Original-Recipient: rfc822;sales@example.com
            Action: failed
            Status: 5.1.1
            Remote-MTA: dns; mx.example.com
            Diagnostic-Code: smtp; 550 5.1.1 <anna@example.com>: Recipient
                address rejected

            --b1
            Content-Type: text/rfc822-headers

            Return-Path: <bert@example.org>
            DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=k1;
             h=from:to; b=abc
            Received: from pc.example.org (pc.example.org [192.0.2.8])
             by mail.example.org (Postfix) with ESMTPSA id 4A1555F826
            From: =?utf-8?q?Bert_=C3=9Cber?= <bert@example.org>
            Subject: =?utf-8?b?R3LDvMOfZQ==?=
            Message-ID: <1@example.org>

            --b1--
            """;

    @Test
    void a_delivery_report_with_all_its_parts() {
        Reading reading = Mails.mail(REPORT);
        assertThat(reading.form()).isEqualTo("ndr");
        assertThat(reading.kind()).isEqualTo("failure");
        assertThat(reading.limits()).isEmpty();
        assertThat(reading.incidents()).hasSize(1);
        Incident incident = reading.incidents().get(0);
        assertThat(incident.recipient()).isEqualTo("anna@example.com");
        assertThat(incident.originalRecipient()).isEqualTo("sales@example.com");
        assertThat(incident.sender()).isEqualTo("bert@example.org");
        assertThat(incident.reply().code()).isEqualTo("550");
        assertThat(incident.reply().enhanced()).isEqualTo("5.1.1");
        assertThat(incident.reply().stage()).isEqualTo("rcpt");
        assertThat(incident.reply().text().text()).isEqualTo("550 5.1.1 <anna@example.com>: Recipient address rejected");
        assertThat(incident.reply().text().part()).isEqualTo("part 2");
        assertThat(incident.host()).isEqualTo("mx.example.com");
        assertThat(incident.hostAddress()).isEqualTo("203.0.113.9");
        assertThat(incident.reporter()).isEqualTo("mail.example.org");
        assertThat(incident.software()).isEqualTo("postfix");
        assertThat(incident.action()).isEqualTo("failed");
        assertThat(incident.queueId()).isEqualTo("4A1555F826");
        assertThat(incident.returned().from()).isEqualTo("bert@example.org");
        assertThat(incident.returned().reversePath()).isEqualTo("bert@example.org");
        assertThat(incident.returned().subject()).isEqualTo("Grüße");
        assertThat(incident.returned().messageId()).isEqualTo("1@example.org");
        assertThat(incident.returned().signatures()).containsExactly("k1._domainkey.example.org");
        assertThat(incident.returned().received()).hasSize(1);
        assertThat(incident.around().text()).startsWith("This is the mail system").doesNotContain("DKIM");
    }

    @Test
    void recipients_with_different_fates() {
        Reading reading = Mails.mail(REPORT.replace("--b1\nContent-Type: text/rfc822-headers", """
                Final-Recipient: rfc822; carl@example.com
                Action: delayed
                Status: 4.2.2
                Diagnostic-Code: smtp; 452 4.2.2 full

                Final-Recipient: rfc822; dora@example.com
                Action: delivered
                Status: 2.0.0

                --b1
                Content-Type: text/rfc822-headers"""));
        assertThat(reading.kind()).isEqualTo("failure");
        assertThat(reading.incidents()).extracting(Incident::recipient, Incident::action, i -> i.reply().enhanced())
                .containsExactly(tuple("anna@example.com", "failed", "5.1.1"), tuple("carl@example.com", "delayed", "4.2.2"));
    }

    @Test
    void fields_without_blank_lines_as_plain_text() {
        Reading reading = Mails.mail(REPORT.replace("Content-Type: message/delivery-status", "Content-Type: text/plain")
                .replace("X-Postfix-Sender: rfc822; bert@example.org\n\n", ""));
        assertThat(reading.incidents()).extracting(Incident::recipient, i -> i.reply().code(), Incident::reporter)
                .containsExactly(tuple("anna@example.com", "550", "mail.example.org"));
    }

    @Test
    void internationalised_reports() {
        Reading reading = Mails.mail(REPORT.replace("message/delivery-status", "message/global-delivery-status")
                .replace("Final-Recipient: rfc822; anna@example.com", "Final-Recipient: utf-8; änne@example.com"));
        assertThat(reading.incidents()).extracting(Incident::recipient).containsExactly("änne@example.com");
    }

    @Test
    void only_delays_and_only_successes() {
        assertThat(Mails.mail(REPORT.replace("Action: failed", "Action: delayed").replace("Status: 5.1.1", "Status: 4.1.1")).kind()).isEqualTo("delay");
        Reading done = Mails.mail(REPORT.replace("Action: failed", "Action: relayed").replace("Status: 5.1.1", "Status: 2.0.0")
                .replace("550 5.1.1", "250 2.0.0"));
        assertThat(done.kind()).isEqualTo("success");
        assertThat(done.incidents()).extracting(Incident::recipient).containsExactly("anna@example.com");
    }

    @Test
    void the_status_field_where_the_reply_has_none_and_a_program_that_failed() {
        Reading reading = Mails.mail(REPORT.replace("550 5.1.1 <anna", "550 <anna").replace("said: 550 5.1.1", "said: 550"));
        assertThat(reading.incidents().get(0).reply().enhanced()).isEqualTo("5.1.1");
        Reading program = Mails.mail("""
                From: MAILER-DAEMON@example.org
                Subject: Returned mail: see transcript for details
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b

                   ----- The following addresses had permanent fatal errors -----
                "|/usr/local/bin/filter"
                    (reason: 75)
                    (expanded from: <anna@example.com>)

                   ----- Transcript of session follows -----
                554 5.3.0 unknown mailer error 75

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mail.example.org

                Final-Recipient: RFC822; anna@example.com
                Action: failed
                Status: 5.3.0
                Diagnostic-Code: X-Unix; 75

                --b--
                """);
        assertThat(program.incidents()).extracting(Incident::recipient, i -> i.reply().code(), i -> i.reply().enhanced())
                .containsExactly(tuple("anna@example.com", "554", "5.3.0"));
    }

    @Test
    void a_report_attached_to_a_forward() {
        Reading reading = Mails.mail("""
                From: Bert <bert@example.org>
                To: support@example.net
                Subject: what is this?
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=f

                --f
                Content-Type: text/plain

                Hello, please help me with the attached.

                --f
                Content-Type: message/rfc822

                """ + REPORT + "\n--f--\n");
        assertThat(reading.kind()).isEqualTo("failure");
        assertThat(reading.incidents()).extracting(Incident::recipient).containsExactly("anna@example.com");
    }

    @Test
    void an_mbox_of_several() {
        String mbox = "From MAILER-DAEMON Mon Mar  2 10:00:00 2026\n" + REPORT + "\nFrom MAILER-DAEMON Mon Mar  2 10:00:01 2026\n"
                + REPORT.replace("anna@", "carl@");
        assertThat(Mails.mail(mbox).incidents()).extracting(Incident::recipient).containsExactly("anna@example.com", "carl@example.com");
        assertThat(Mails.READER.readAll(mbox.getBytes(StandardCharsets.UTF_8))).hasSize(2);
    }

    @Test
    void html_alone() {
        Reading reading = Mails.mail("""
                From: postmaster@example.org
                Subject: Undeliverable: hello
                Content-Type: text/html; charset=utf-8

                <html><body><p>Delivery has failed to these recipients or groups:</p>
                <p><a href="mailto:anna@example.com">anna@example.com</a><br>The address couldn&#39;t be found.</p>
                <p>Diagnostic information for administrators:</p><p>Generating server: mail.example.org</p>
                <p>anna@example.com<br>Remote Server returned &#39;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found&#39;</p></body></html>
                """);
        assertThat(reading.incidents()).extracting(Incident::recipient, i -> i.reply().code(), i -> i.reply().enhanced())
                .containsExactly(tuple("anna@example.com", "550", "5.1.10"));
    }

    @Test
    void charsets_told_and_not_told() {
        String japanese = "次のあて先へのメッセージはエラーのため送信できませんでした。\n\nanna@example.com\n\n550 宛先が見つかりません\n";
        String chinese = "抱歉，您的邮件被退回来了\n\n收件人：anna@example.com\n\n退信原因：\n550 用户不存在\n";
        String russian = "Не удалось доставить сообщение следующим получателям:\n\nanna@example.com\n\n550 Пользователь не найден\n";
        String french = "Échec de la remise à ces destinataires ou groupes :\n\nanna@example.com\n\n550 Boîte inexistante, désolé\n";
        check(japanese, "iso-2022-jp", "宛先が見つかりません", true);
        check(japanese, "shift_jis", "宛先が見つかりません", true);
        check(japanese, "euc-jp", "宛先が見つかりません", true);
        check(japanese, "euc-jp", "宛先が見つかりません", false);
        check(japanese, "shift_jis", "宛先が見つかりません", false);
        check(chinese, "gb2312", "用户不存在", true);
        check(chinese, "gb18030", "用户不存在", false);
        check(russian, "koi8-r", "Пользователь не найден", true);
        check(russian, "windows-1251", "Пользователь не найден", true);
        check(russian, "windows-1251", "Пользователь не найден", false);
        check(french, "iso-8859-1", "Boîte inexistante", true);
        check(french, "utf-8", "Boîte inexistante", false);
        check(japanese, "utf-16", "宛先が見つかりません", true);
    }

    private static void check(String body, String charset, String words, boolean told) {
        byte[] bytes = body.getBytes(Charset.forName(charset));
        String mail = "From: mailer-daemon@example.org\r\nSubject: failure notice\r\nMIME-Version: 1.0\r\nContent-Type: text/plain"
                + (told ? "; charset=" + charset : "") + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(bytes) + "\r\n";
        Reading reading = Mails.READER.read(mail.getBytes(StandardCharsets.US_ASCII));
        assertThat(reading.incidents()).as(charset).extracting(Incident::recipient).containsExactly("anna@example.com");
        assertThat(reading.incidents().get(0).reply().code()).as(charset).isEqualTo("550");
        assertThat(reading.incidents().get(0).reply().text().text()).as(charset).contains(words);
    }

    @Test
    void a_boundary_that_only_the_body_tells() {
        Reading reading = Mails.mail("""
                From: post_master@example.com
                Subject: Re: hello
                Content-Type: multipart/mixed;
                boundary="x1"

                --x1
                Content-Type: text/plain; charset=us-ascii

                Error message below:
                550 - Requested action not taken: no such user here

                Message details:
                  MAIL FROM: bert@example.org
                  RCPT TO: anna@example.com
                --x1--
                """);
        assertThat(reading.incidents()).extracting(Incident::recipient, i -> i.reply().code())
                .containsExactly(tuple("anna@example.com", "550"));
    }
}
