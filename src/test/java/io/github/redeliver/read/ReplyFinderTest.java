package io.github.redeliver.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplyFinderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "450 4.7.1 <mail>: Helo command rejected | 450 | 4.7.1",
        "#550 5.1.1 no such mailbox ## | 550 | 5.1.1",
        "#550 #5.1.1 no such mailbox | 550 | 5.1.1",
        "550 #5.1.0 Address rejected. | 550 | 5.1.0",
        "smtp;550 5.7.64 TenantAttribution | 550 | 5.7.64",
        "552 sorry, that mailbox is over its quota (#5.2.2) | 552 | 5.2.2",
        "550 | 550 | ''",
        "550 5.7.1 | 550 | 5.7.1",
        "421HL:REP 192.0.2.1 | 421 | ''",
        "421 RP-001 | 421 | ''",
        "550User unknown | 550 | ''",
        "9、提示信息:552Message size exceeds fixed limit | 552 | ''",
        "3)550 Relaying denied | 550 | ''",
        "4、554 5.7.1 Access denied | 554 | 5.7.1",
        "room 550A and 450ms | '' | ''",
        "邮件投递失败550 5.7.25 no PTR | 550 | 5.7.25",
        "Ошибка «550 sending is disabled». | 550 | ''",
        "Error: 550 auth required (in reply to RCPT TO command) | 550 | ''",
        "(550, b'5.1.1 unknown user') | 550 | 5.1.1",
        "554 mx.example.net filter 5.7.1 refused | 554 | 5.7.1",
        "554 30 Sorry, closed | 554 | ''",
        "got code \"550\", with message \"550 5.7.60 not permitted\" | 550 | 5.7.60",
        "It fails with 550 Relay not permitted | 550 | ''",
        "450 4.1.1 <a@example.net>: unverified address: host mx.example.net[192.0.2.1] said: 451 4.3.0 busy | 450 | 4.1.1",
        "status 4.7.1 greylisted, but [#4.16.1] is none | '' | 4.7.1",
        "Remote Server returned '554 5.7.0 < #5.7.133 smtp;550 5.7.133 authentication required>' | 550 | 5.7.133",
        "returned '550 4.4.7 message expired' [{LED=451 4.7.0 busy};{MSG=};{FQDN=mx.example.net}] | 451 | 4.7.0",
    })
    void findsCodes(String text, String code, String enhanced) {
        Reply reply = ReplyFinder.find(Passage.of(text));
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.enhanced()).isEqualTo(enhanced);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "We have 550 users and 421 printers.", "It took 450 ms", "costs $550 a year", "10.0.4.550 is no address", "room 5.7.1.3",
        "https://example.com/550/x", "call 1-550-1234", "in 1550 they came", "12:550", "the 450km road", "a server with 550 mailboxes",
        "manager.go:501: sending the message", "app/mailer.rb:450: retrying",
        "275 delivering the message"
    })
    void numbersInProseAreNoReply(String text) {
        assertThat(ReplyFinder.find(Passage.of(text))).isEqualTo(Reply.NONE);
    }

    @Test
    void behindALineOfAProgramStandsTheReplyItTellsOf() {
        Reply reply = ReplyFinder.find(Passage.of("manager.go:501: error sending message: subscriber 7: 450 Too many requests"));
        assertThat(reply.code()).isEqualTo("450");
        assertThat(reply.text().text()).isEqualTo("450 Too many requests");
        assertThat(ReplyFinder.find(Passage.of("mx.example.com:550: 5.1.1 User unknown")).code()).isEqualTo("550");
    }

    @Test
    void joinsContinuationLinesAndKeepsOrigins() {
        String text = "host said: 550-5.7.26 Your mail is\n550-5.7.26 not signed. Visit\n550 5.7.26  https://example.com/a - x";
        Reply reply = ReplyFinder.find(Passage.of(text));
        assertThat(reply.text().text()).isEqualTo("550-5.7.26 Your mail is not signed. Visit https://example.com/a - x");
        int at = reply.text().text().indexOf("https");
        assertThat(text.substring(reply.text().origin(at))).startsWith("https://example.com");
    }

    @Test
    void joinsWhatWasRunTogether() {
        Reply reply = ReplyFinder.find(Passage.of("> 554-Transaction failed 554-Reject due to policy. 554 For more visit https://example.com/"));
        assertThat(reply.text().text()).isEqualTo("554-Transaction failed Reject due to policy. For more visit https://example.com/");
    }

    @Test
    void aReplyThatLostItsHeadKeepsItsWords() {
        Reply reply = ReplyFinder.find(Passage.of("We found that this mail is 550-5.7.1 suspicious due to its 550-5.7.1 domain"));
        assertThat(reply.text().text()).isEqualTo("We found that this mail is suspicious due to its domain");
        assertThat(reply.enhanced()).isEqualTo("5.7.1");
    }

    @Test
    void wordsBeforeABareCodeBelongToIt() {
        Reply reply = ReplyFinder.find(Passage.of("mx.example.org gave this error: SPF check failed\n550 5.7.1"));
        assertThat(reply.text().text()).isEqualTo("SPF check failed 550 5.7.1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "550 no (in reply to RCPT TO command) | rcpt", "550 no (in reply to end of DATA command) | end-of-data",
        "550 no (in\\n reply to MAIL\\n FROM command) | mail", "SMTP error from remote mail server after RCPT TO:<a@example.com>: 550 no | rcpt",
        "SMTP error from remote mail server after initial connection: 421 no | connect",
        "SMTP error from remote mail server after pipelined end of data: 550 no | end-of-data",
        "refused to talk to me: 554 no | connect", "554 no (in reply to HELO command) | ehlo", "530 no | ''",
    })
    void namesTheStage(String text, String stage) {
        assertThat(ReplyFinder.find(Passage.of(text.replace("\\n", "\n"))).stage()).isEqualTo(stage);
    }

    @Test
    void readTakesTheWholePassage() {
        Reply reply = ReplyFinder.read(Passage.of(" 250 2.0.0 Ok: queued as 4ABC "), "end-of-data");
        assertThat(reply).isEqualTo(new Reply("250", "2.0.0", "end-of-data", Passage.of("250 2.0.0 Ok: queued as 4ABC")));
    }
}
