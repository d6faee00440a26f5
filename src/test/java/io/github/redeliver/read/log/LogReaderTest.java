package io.github.redeliver.read.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.Shipped;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Reading;
import io.github.redeliver.read.webhook.Records;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LogReaderTest {
    private final LogReader reader = new LogReader(Records.of(List.of(Map.of("form", "log-line", "has", List.of("smtp_code"), "paths",
            Map.of("code", "smtp_code", "enhanced", "smtp_enchcode", "reply", "smtp_msg", "around", "reason", "recipient", "rcpt")))), Shipped.words());

    private Reading read(String text) {
        assertThat(reader.evidence(Passage.of(text))).isGreaterThan(50);
        return reader.read(Passage.of(text), Bounds.DEFAULT);
    }

    private Incident one(String text) {
        Reading reading = read(text);
        assertThat(reading.incidents()).hasSize(1);
        return reading.incidents().get(0);
    }

    @Test
    void postfixStitchesByQueueId() {
        Incident incident = one("""
                Jan  2 03:04:05 out postfix/smtpd[1]: 4A1555F826: client=office.example.com[192.0.2.50], sasl_username=bob
                Jan  2 03:04:05 out postfix/qmgr[2]: 4A1555F826: from=<bob@example.com>, size=1, nrcpt=2 (queue active)
                Jan  2 03:04:06 out postfix/smtp[3]: 4A1555F826: to=<a@example.net>, relay=mx.example.net[192.0.2.7]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.7] said: 550 5.1.1 <a@example.net>: no such user (in reply to RCPT TO command))
                Jan  2 03:04:06 out postfix/smtp[4]: 4A1555F826: to=<b@example.org>, relay=mx.example.org[192.0.2.8]:25, delay=1, dsn=2.0.0, status=sent (250 2.0.0 Ok)
                """);
        assertThat(incident.recipient()).isEqualTo("a@example.net");
        assertThat(incident.sender()).isEqualTo("bob@example.com");
        assertThat(incident.client()).isEqualTo("192.0.2.50");
        assertThat(incident.host()).isEqualTo("mx.example.net");
        assertThat(incident.reply().stage()).isEqualTo("rcpt");
        assertThat(incident.reply().text().text()).isEqualTo("550 5.1.1 <a@example.net>: no such user");
        assertThat(incident.queueId()).isEqualTo("4A1555F826");
    }

    @Test
    void aRefusalOfOurOwnHasTheClient() {
        Incident incident = one("Jan  2 03:04:05 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 450 4.7.25 Client host rejected: no name; from=<s@example.org> to=<r@example.com> proto=ESMTP helo=<pc>");
        assertThat(incident.client()).isEqualTo("192.0.2.9");
        assertThat(incident.helo()).isEqualTo("pc");
        assertThat(incident.sender()).isEqualTo("s@example.org");
        assertThat(incident.recipient()).isEqualTo("r@example.com");
        assertThat(incident.reply().stage()).isEqualTo("rcpt");
        assertThat(incident.reply().text().text()).isEqualTo("450 4.7.25 Client host rejected: no name");
        assertThat(incident.action()).isEqualTo("delayed");
    }

    @Test
    void troubleWithoutAReply() {
        Incident incident = one("""
                Oct  7 09:06:16 mail postfix/smtp[3]: connect to mx.example.net[192.0.2.7]:25: Connection timed out
                Oct  7 09:06:46 mail postfix/smtp[3]: connect to mx.example.net[2001:db8::7]:25: Network is unreachable
                """);
        assertThat(incident.host()).isEqualTo("mx.example.net");
        assertThat(incident.reply().stage()).isEqualTo("connect");
        assertThat(incident.reply().code()).isEmpty();
    }

    @Test
    void deferredAndDeliveredLaterIsASuccess() {
        Reading reading = read("""
                Jan  2 03:04:06 out postfix/smtp[3]: 4A1555F826: to=<a@example.net>, relay=none, delay=1, dsn=4.4.1, status=deferred (connect to mx.example.net[192.0.2.7]:25: Connection refused)
                Jan  2 03:14:06 out postfix/smtp[3]: 4A1555F826: to=<a@example.net>, relay=mx.example.net[192.0.2.7]:25, delay=601, dsn=2.0.0, status=sent (250 2.0.0 Ok)
                """);
        assertThat(reading.kind()).isEqualTo("success");
    }

    @Test
    void exim() {
        Reading reading = read("""
                2026-01-02 03:04:05 1abCDe-0001Ab-2C <= bob@example.com H=office.example.com [192.0.2.50] P=esmtpsa S=900
                2026-01-02 03:04:06 1abCDe-0001Ab-2C ** a@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.7] X=TLS1.3:AES:256 CV=yes: SMTP error from remote mail server after RCPT TO:<a@example.net>: 550 5.1.1 no such user
                2026-01-02 03:04:06 1abCDe-0001Ab-2C == b@example.org R=dnslookup T=remote_smtp defer (-44) H=mx.example.org [192.0.2.8]: SMTP error from remote mail server after MAIL FROM:<bob@example.com> SIZE=900: 451 4.7.1 later
                2026-01-02 03:04:06 1abCDe-0001Ab-2C ** c@example.edu: Unrouteable address
                2026-01-02 03:04:07 H=(pc) [192.0.2.9] F=<x@example.org> rejected RCPT <y@example.com>: relay not permitted
                """);
        assertThat(reading.incidents()).extracting(Incident::recipient).containsExactly("a@example.net", "b@example.org", "c@example.edu", "y@example.com");
        assertThat(reading.incidents()).extracting(i -> i.reply().stage()).containsExactly("rcpt", "mail", "", "rcpt");
        assertThat(reading.incidents()).extracting(i -> i.reply().text().text())
                .containsExactly("550 5.1.1 no such user", "451 4.7.1 later", "Unrouteable address", "relay not permitted");
        assertThat(reading.incidents().get(0).sender()).isEqualTo("bob@example.com");
        assertThat(reading.incidents().get(1).host()).isEqualTo("mx.example.org");
        assertThat(reading.incidents().get(3).client()).isEqualTo("192.0.2.9");
        assertThat(reading.incidents().get(3).helo()).isEqualTo("pc");
    }

    @Test
    void sendmail() {
        Reading reading = read("""
                Jan  2 03:04:05 out sm-mta[5]: 0AB12cd3000001: from=<bob@example.com>, size=9, relay=office [192.0.2.50]
                Jan  2 03:04:06 out sm-mta[6]: 0AB12cd3000001: to=<a@example.net>, delay=00:00:01, mailer=esmtp, relay=mx.example.net. [192.0.2.7], dsn=5.1.1, stat=User unknown
                Jan  2 03:04:06 out sm-mta[6]: 0AB12cd3000002: to=<b@example.net>, relay=mx.example.net. [192.0.2.7], dsn=4.0.0, stat=Deferred: 421 4.7.0 too much mail
                Jan  2 03:04:06 out sm-mta[7]: ruleset=check_rcpt, arg1=<c@example.com>, relay=pc.example.org [192.0.2.9], reject=550 5.7.1 <c@example.com>... Relaying denied
                """);
        assertThat(reading.incidents()).extracting(Incident::recipient).containsExactly("a@example.net", "b@example.net", "c@example.com");
        assertThat(reading.incidents()).extracting(i -> i.reply().enhanced()).containsExactly("5.1.1", "4.7.0", "5.7.1");
        assertThat(reading.incidents().get(0).sender()).isEqualTo("bob@example.com");
        assertThat(reading.incidents().get(0).host()).isEqualTo("mx.example.net");
        assertThat(reading.incidents().get(1).action()).isEqualTo("delayed");
        assertThat(reading.incidents().get(2).client()).isEqualTo("192.0.2.9");
    }

    @Test
    void qmail() {
        Incident incident = one("""
                @400000005f0000000000001c info msg 12: bytes 900 from <bob@example.com> qp 1 uid 89
                @400000005f0000000000002c starting delivery 7: msg 12 to remote a@example.net
                @400000005f0000000000003c delivery 7: failure: 192.0.2.7_does_not_like_recipient./Remote_host_said:_550_5.1.1_no_such_user/Giving_up_on_192.0.2.7./
                """);
        assertThat(incident.recipient()).isEqualTo("a@example.net");
        assertThat(incident.sender()).isEqualTo("bob@example.com");
        assertThat(incident.reply().code()).isEqualTo("550");
        assertThat(incident.hostAddress()).isEqualTo("192.0.2.7");
    }

    @Test
    void openSmtpd() {
        Reading reading = read("""
                a6ee64 mta delivery evpid=1 from=<s@example.com> to=<r@example.net> rcpt=<-> source="192.0.2.1" relay="192.0.2.7 (mx.example.net)" delay=1s result="PermFail" stat="550 5.1.1 unknown"
                a6ee65 smtp failed-command command="RCPT TO:<q@example.com>" result="550 Invalid recipient"
                """);
        assertThat(reading.incidents()).extracting(Incident::recipient).containsExactly("r@example.net", "q@example.com");
        assertThat(reading.incidents().get(0).host()).isEqualTo("mx.example.net");
        assertThat(reading.incidents().get(1).reply().stage()).isEqualTo("rcpt");
    }

    @Test
    void anyProgramThatWritesAReplyDown() {
        Incident incident = one("""
                2026-01-02T03:04:05Z ERROR mailer could not send to=a@example.net: 550 5.7.25 the address does not
                5.7.25 have a name
                2026-01-02T03:04:06Z INFO next
                """);
        assertThat(incident.reply().text().text()).isEqualTo("550 5.7.25 the address does not have a name");
        assertThat(incident.recipient()).isEqualTo("a@example.net");
    }

    @Test
    void aLogOfDeliveriesIsASuccess() {
        Reading reading = read("Jan  2 03:04:06 out postfix/smtp[4]: 4A1555F826: to=<b@example.org>, relay=mx.example.org[192.0.2.8]:25, dsn=2.0.0, status=sent (250 2.0.0 Ok)");
        assertThat(reading.kind()).isEqualTo("success");
        assertThat(reading.incidents().get(0).action()).isEqualTo("delivered");
    }

    @Test
    void jsonBehindTheWordsOfALine() {
        Incident incident = one("smtp: DATA error  {\"check\":\"spf\",\"reason\":\"too many names\",\"smtp_code\":550,\"smtp_enchcode\":\"5.7.23\",\"smtp_msg\":\"SPF check failed\"}");
        assertThat(incident.reply().code()).isEqualTo("550");
        assertThat(incident.reply().enhanced()).isEqualTo("5.7.23");
        assertThat(incident.reply().stage()).isEqualTo("data");
        assertThat(incident.around().text()).contains("too many names");
    }

    @Test
    void namesAndValues() {
        Incident incident = one("2026-01-02T03:04:05Z INFO RCPT TO rejected queueId = 7, from = \"s@example.com\", to = \"r@example.net\", hostname = \"mx.example.net\", code = 550, details = \"5.1.1 no such user\"");
        assertThat(incident.recipient()).isEqualTo("r@example.net");
        assertThat(incident.sender()).isEqualTo("s@example.com");
        assertThat(incident.host()).isEqualTo("mx.example.net");
        assertThat(incident.reply().code()).isEqualTo("550");
        assertThat(incident.reply().enhanced()).isEqualTo("5.1.1");
        assertThat(incident.reply().text().text()).isEqualTo("5.1.1 no such user");
    }

    @Test
    void halfALineThatTellsWhatBecameOfAMessage() {
        assertThat(read("status=sent").kind()).isEqualTo("success");
        assertThat(read("to=<a@example.net>, status=deferred").incidents().get(0).recipient()).isEqualTo("a@example.net");
        assertThat(reader.evidence(Passage.of("status=fine"))).isZero();
    }

    @Test
    void eximRefusesWithoutAText() {
        Incident refused = one("2026-11-03 08:01:02 H=mail.example.com [192.0.2.10] F=<a@example.com> rejected RCPT <b@example.net>");
        assertThat(refused.reply().text().text()).startsWith("rejected RCPT");
        assertThat(refused.action()).isEqualTo("failed");
        Incident later = one("2026-11-03 08:01:02 H=mail.example.com [192.0.2.10] temporarily rejected RCPT <b@example.net>");
        assertThat(later.reply().text().text()).startsWith("temporarily rejected RCPT");
        assertThat(later.action()).isEqualTo("delayed");
    }

    @Test
    void whoWasCalledIsToldByAnEarlierLine() {
        Incident incident = one("""
                Tue 2026-11-03 08:01:02.323: 05: [1:1] Attempting SMTP connection to [198.51.100.25:25]
                Tue 2026-11-03 08:01:23.323: 04: [1:1] Winsock Error 10060 The connection timed out.
                """);
        assertThat(incident.hostAddress()).isEqualTo("198.51.100.25");
        assertThat(read("2026-11-03 08:01:02 backup job failed").kind()).isEqualTo("none");
    }

    @Test
    void sendmailsAnswerCountsMoreThanItsState() {
        Incident incident = one("Nov  3 08:01:02 mail sm-mta[1]: 4A3: to=<a@example.net>, delay=00:00:02, relay=mx.example.net. [198.51.100.25], dsn=5.7.1, reply=554 5.7.1 No spam, stat=Service unavailable");
        assertThat(incident.reply().code()).isEqualTo("554");
        assertThat(incident.reply().text().text()).isEqualTo("554 5.7.1 No spam");
    }

    @Test
    void aDecisionWithoutACodeHasItsStageAndRecipient() {
        Incident incident = one("[INFO] [ABC.1] [core] hook=rcpt plugin=x function=y params=\"<a@example.net>\" retval=DENYSOFT msg=\"try later\"");
        assertThat(incident.recipient()).isEqualTo("a@example.net");
        assertThat(incident.reply().stage()).isEqualTo("rcpt");
        assertThat(incident.action()).isEqualTo("delayed");
    }

    /** A reply as Python prints it, in a line of any program's log. */
    @Test
    void aReplyInATupleIsQuoted() {
        Reading reading = read("2026-11-03 10:00:00,404 2407 DEBUG app.mail_server: (553, 'Relaying disallowed')");
        assertThat(reading.kind()).isEqualTo("failure");
        assertThat(reading.incidents().get(0).reply().code()).isEqualTo("553");
    }

    /** What other lines tell may decide between causes, but not in a log of so many recipients. */
    @Test
    void ofALongLogEachFailureHasItsLineAlone() {
        StringBuilder log = new StringBuilder("Jan  2 03:04:05 out postfix/smtpd[1]: warning: hostname pc does not resolve\n");
        for (int i = 0; i < 300; i++) {
            log.append("Jan  2 03:04:06 out postfix/smtp[3]: 4A15").append(i).append(": to=<r").append(i)
                    .append("@example.net>, relay=mx.example.net[192.0.2.7]:25, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.7] said: 550 5.1.1 no (in reply to RCPT TO command))\n");
        }
        Reading reading = read(log.toString());
        assertThat(reading.incidents()).hasSize(300);
        assertThat(reading.incidents().get(7).around().text()).contains("to=<r7@example.net>").doesNotContain("r8@example.net").doesNotContain("does not resolve");
    }

    @Test
    void aProgramThatSendsMessagesNeedNotNameMail() {
        Reading reading = read("2026/11/03 07:28:56 manager.go:501: error sending message in campaign x: subscriber 31: 421 Service not available");
        assertThat(reading.incidents()).singleElement().satisfies(i -> assertThat(i.reply().code()).isEqualTo("421"));
    }

    @Test
    void linesAboutTheSpoolAreTrouble() {
        Reading reading = read("2026-11-03 03:09:00 1abcde-000123-AB spool file write error while delivering: No space left on device");
        assertThat(reading.incidents()).hasSize(1);
        assertThat(reading.incidents().get(0).reply().text().text()).contains("No space left on device");
    }
}
