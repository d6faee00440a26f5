package io.github.redeliver.read.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redeliver.Shipped;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Reading;
import io.github.redeliver.read.log.LogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads with the forms of the knowledge base. */
final class RecordReaderTest {
    private static final Records RECORDS = records();
    private final RecordReader reader = new RecordReader(RECORDS, new LogReader(RECORDS, Shipped.words()));

    private static Records records() {
        try {
            return Records.of(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(Path.of("kb/forms/records.yaml"))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Reading read(String text) {
        assertThat(reader.evidence(Passage.of(text))).isGreaterThan(40);
        return reader.read(Passage.of(text), Bounds.DEFAULT);
    }

    static List<Arguments> services() {
        String said = "550 5.1.1 <r@example.net> no such user";
        return List.of(
                Arguments.of("amazon-ses", """
                        {"notificationType":"Bounce","bounce":{"bounceType":"Permanent","reportingMTA":"dns; out.example.com","bouncedRecipients":[
                         {"emailAddress":"r@example.net","action":"failed","status":"5.1.1","diagnosticCode":"smtp; %s"}]},
                         "mail":{"source":"s@example.com","destination":["r@example.net"]}}"""),
                Arguments.of("amazon-ses", """
                        {"Type":"Notification","TopicArn":"arn","Message":"{\\"eventType\\":\\"Bounce\\",\\"bounce\\":{\\"bouncedRecipients\\":[{\\"emailAddress\\":\\"r@example.net\\",\\"action\\":\\"failed\\",\\"status\\":\\"5.1.1\\",\\"diagnosticCode\\":\\"smtp; %s\\"}]},\\"mail\\":{\\"source\\":\\"s@example.com\\"}}"}"""),
                Arguments.of("sendgrid", """
                        [{"email":"r@example.net","event":"bounce","sg_event_id":"x","from":"s@example.com","reason":"%s","status":"5.1.1","type":"bounce"},
                         {"email":"o@example.net","event":"delivered","sg_event_id":"y","response":"250 OK"}]"""),
                Arguments.of("sendgrid", "[{\"created\": 1526923399, \"email\": \"r@example.net\", \"reason\": \"%s\", \"status\": \"5.1.1\", \"from\":\"s@example.com\"}]"),
                Arguments.of("mailgun", """
                        {"signature":{"token":"x"},"event-data":{"event":"failed","severity":"permanent","recipient":"r@example.net","envelope":{"sender":"s@example.com","sending-ip":"192.0.2.1"},
                         "delivery-status":{"code":550,"message":"%s","mx-host":"mx.example.net"}}}"""),
                Arguments.of("postmark", """
                        {"RecordType":"Bounce","Type":"HardBounce","TypeCode":1,"Email":"r@example.net","From":"s@example.com","Details":"smtp;%s"}"""),
                Arguments.of("sparkpost", """
                        [{"msys":{"message_event":{"type":"bounce","rcpt_to":"r@example.net","msg_from":"s@example.com","error_code":"550","raw_reason":"%s","reason":"unknown"}}}]"""),
                Arguments.of("mailjet", "{\"event\":\"bounce\",\"email\":\"r@example.net\",\"sender\":\"s@example.com\",\"MessageID\":1,\"hard_bounce\":true,\"error_related_to\":\"recipient\",\"error\":\"user unknown\",\"comment\":\"%s\"}"),
                Arguments.of("brevo", "{\"event\":\"hard_bounce\",\"email\":\"r@example.net\",\"message-id\":\"<x>\",\"sender_email\":\"s@example.com\",\"reason\":\"%s\"}"),
                Arguments.of("zeptomail", """
                        {"event_name":["hardbounce"],"event_message":[{"email_info":{"from":{"address":"s@example.com"}},"event_data":[{"object":"hardbounce","details":[{"reason":"invalid","bounced_recipient":"r@example.net","diagnostic_message":"%s"}]}]}]}"""),
                Arguments.of("alibaba-directmail", "{\"data\":{\"rcpt\":\"r@example.net\",\"from\":\"s@example.com\",\"event\":\"dm:Deliver:Fail\",\"err_code\":\"550\",\"err_msg\":\"%s\",\"outbound_ip\":\"192.0.2.1\"},\"type\":\"dm:Deliver:Fail\"}"),
                Arguments.of("postal", "{\"event\":\"MessageDeliveryFailed\",\"payload\":{\"status\":\"HardFail\",\"details\":\"Permanent SMTP delivery error\",\"output\":\"%s\",\"message\":{\"to\":\"r@example.net\",\"from\":\"s@example.com\"}}}"),
                Arguments.of("resend", "{\"type\":\"email.bounced\",\"data\":{\"from\":\"S <s@example.com>\",\"to\":[\"r@example.net\"],\"bounce\":{\"message\":\"%s\",\"type\":\"Permanent\"}}}"),
                Arguments.of("mandrill", "[{\"event\":\"hard_bounce\",\"msg\":{\"email\":\"r@example.net\",\"sender\":\"s@example.com\",\"bounce_description\":\"bad_mailbox\",\"diag\":\"smtp;%s\"}}]"),
                Arguments.of("kumomta", """
                        {"type":"Bounce","id":"1d98","sender":"s@example.com","recipient":["r@example.net"],"response":{"code":550,"enhanced_code":{"class":5,"subject":1,"detail":1},"content":"<r@example.net> no such user","command":"RCPT TO:<r@example.net>"},"peer_address":{"name":"mx.example.net.","addr":"192.0.2.7"}}"""),
                Arguments.of("powermta", "type,timeLogged,orig,rcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,bounceCat\nb,2026-01-02 03:04:05,s@example.com,r@example.net,failed,5.1.1 (bad destination),smtp;%s,mx.example.net (192.0.2.7),bad-mailbox\n"),
                Arguments.of("exchange", "#Software: Server\n#Fields: date-time,client-ip,server-ip,server-hostname,source,event-id,recipient-address,recipient-status,sender-address\n2026-01-02T03:04:05Z,192.0.2.1,192.0.2.7,mx.example.net,SMTP,FAIL,r@example.net,%s,s@example.com\n"),
                Arguments.of("", "{\"recipient\":\"r@example.net\",\"sender\":\"s@example.com\",\"outcome\":\"x\",\"smtp_response\":\"%s\"}"))
                .stream().map(a -> Arguments.of(a.get()[0], ((String) a.get()[1]).replace("%s", said))).toList();
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyService(String software, String text) {
        Reading reading = read(text);
        assertThat(reading.kind()).isEqualTo("failure");
        assertThat(reading.incidents()).hasSize(1);
        Incident incident = reading.incidents().get(0);
        assertThat(incident.software()).isEqualTo(software);
        assertThat(incident.recipient()).isEqualTo("r@example.net");
        assertThat(incident.reply().code()).isEqualTo("550");
        assertThat(incident.reply().enhanced()).isEqualTo("5.1.1");
        assertThat(incident.reply().text().text()).endsWith("<r@example.net> no such user");
        assertThat(incident.action()).isEqualTo("failed");
        if (!software.equals("mailjet")) assertThat(incident.sender()).isEqualTo("s@example.com");
    }

    @Test
    void textsAreQuotedFromTheirPlace() {
        String text = "[{\"email\":\"r@example.net\",\"event\":\"bounce\",\"sg_event_id\":\"x\",\"reason\":\"552 5.2.2 full\"}]";
        Passage said = read(text).incidents().get(0).reply().text();
        assertThat(said.part()).isEmpty();
        assertThat(text.substring(said.origin(0))).startsWith("552 5.2.2 full");
    }

    @Test
    void oneALine() {
        Reading reading = read("""
                {"type":"TransientFailure","sender":"s@example.com","recipient":"a@example.net","response":{"code":421,"content":"busy"}}
                {"type":"Delivery","sender":"s@example.com","recipient":"b@example.net","response":{"code":250,"content":"ok"}}
                {"type":"Reception","sender":"s@example.com","recipient":"c@example.net"}
                """);
        assertThat(reading.form()).isEqualTo("log-line");
        assertThat(reading.kind()).isEqualTo("delay");
        assertThat(reading.incidents()).extracting(Incident::recipient).containsExactly("a@example.net");
    }

    @Test
    void complaintAndDelivery() {
        Reading complaint = read("{\"eventType\":\"Complaint\",\"complaint\":{\"complainedRecipients\":[{\"emailAddress\":\"r@example.net\"}]},\"mail\":{\"source\":\"s@example.com\"}}");
        assertThat(complaint.kind()).isEqualTo("feedback");
        assertThat(complaint.incidents().get(0).recipient()).isEqualTo("r@example.net");
        Reading delivery = read("{\"eventType\":\"Delivery\",\"delivery\":{\"recipients\":[\"r@example.net\"],\"smtpResponse\":\"250 2.0.0 OK\"},\"mail\":{\"source\":\"s@example.com\"}}");
        assertThat(delivery.kind()).isEqualTo("success");
    }

    @Test
    void wrappedLogLinesAreStitched() {
        Reading reading = read("""
                {"MESSAGE":"4A1555F826: from=<s@example.com>, size=1, nrcpt=1 (queue active)","SYSLOG_IDENTIFIER":"postfix/qmgr"}
                {"MESSAGE":"4A1555F826: to=<r@example.net>, relay=mx.example.net[192.0.2.7]:25, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.7] said: 550 5.1.1 no (in reply to RCPT TO command))","SYSLOG_IDENTIFIER":"postfix/smtp"}
                """);
        assertThat(reading.form()).isEqualTo("log-line");
        assertThat(reading.incidents()).hasSize(1);
        assertThat(reading.incidents().get(0).sender()).isEqualTo("s@example.com");
        assertThat(reading.incidents().get(0).reply().stage()).isEqualTo("rcpt");
    }

    @Test
    void wordsAboutTheRecordDoNotDisturb() {
        Reading reading = read("We got this one:\n```json\n{\"RecordType\":\"Bounce\",\"Type\":\"HardBounce\",\"Email\":\"r@example.net\",\"Details\":\"550 5.7.1 no\"}\n```\nWhat now?");
        assertThat(reading.incidents().get(0).reply().enhanced()).isEqualTo("5.7.1");
    }

    @Test
    void whatIsNoRecord() {
        assertThat(reader.evidence(Passage.of("{\"name\":\"x\",\"version\":\"1.550.0\"}"))).isZero();
        assertThat(reader.evidence(Passage.of("[{ not json"))).isZero();
        assertThat(reader.evidence(Passage.of("550 5.1.1 no such user"))).isZero();
        assertThat(reader.evidence(Passage.of("{\"a\":".repeat(5_000)))).isZero();
        assertThat(reader.evidence(Passage.of("Dear all, a, b, c\nand 550 d, e"))).isZero();
    }

    @Test
    void dataOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> Records.of(Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Records.of(List.of("odd"))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("odd");
        assertThatThrownBy(() -> Records.of(List.of(Map.of("id", "x")))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("x");
    }

    @Test
    void boundsHold() {
        String one = "{\"type\":\"Bounce\",\"recipient\":\"a@example.net\",\"response\":{\"code\":550,\"content\":\"no\"}}\n";
        Reading reading = reader.read(Passage.of(one.repeat(40)), new Bounds(1000, 100_000, 10, 1000, 20, 30));
        assertThat(reading.incidents()).hasSize(10);
        assertThat(reading.limits()).containsExactlyInAnyOrder(Bounds.EVENTS, Bounds.RECIPIENTS);
    }

    @Test
    void rowsWithoutNamesAreNamedByTheFormTheyFit() {
        RecordReader known = new RecordReader(Records.of(io.github.redeliver.knowledge.Tree.list(Shipped.base().data("forms").get("records"))), new LogReader(RECORDS, Shipped.words()));
        String rows = """
                er-unknown,mx.example.net (198.51.100.25),bad-mailbox,smtp,app,smtp,192.0.2.10,198.51.100.25
                b,2026-11-03 08:01:02+0000,2026-11-03 08:01:00+0000,news@example.com,a@example.net,,failed,5.1.1 (bad),smtp;550 5.1.1 unknown,mx.example.net (198.51.100.25),bad-mailbox,smtp,app,smtp,192.0.2.10,198.51.100.25,v,j,
                """;
        assertThat(known.evidence(Passage.of(rows))).isGreaterThan(50);
        Incident incident = known.read(Passage.of(rows), Bounds.DEFAULT).incidents().get(0);
        assertThat(incident.recipient()).isEqualTo("a@example.net");
        assertThat(incident.sender()).isEqualTo("news@example.com");
        assertThat(incident.client()).isEqualTo("192.0.2.10");
        assertThat(known.evidence(Passage.of("b,1,2,3,a@example.net,5,6,7,8,9\n"))).isZero();
        assertThat(known.evidence(Passage.of("first,second,third,fourth,fifth,sixth,seventh,eighth\n"))).isZero();
    }
}
