package io.github.redeliver.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which number of a text is a reply's code, where the reply ends, and what stage the words about it name. */
final class RepliesInTextTest {
    private static Reply found(String text) {
        return ReplyFinder.find(Passage.of(text.replace("\\n", "\n")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "it costs +550 Euro",
        "it costs $550 Dollars",
        "it costs €550 Each",
        "about 550% More",
        "see http://example.com/550 Page",
        "user@550 Host",
        "?550 Query and &550 Query",
        "call 555-550 Now",
        "at 10:550 Now",
        "in 1,550 Cases",
        "flight AB-550 Leaves",
        "version 4.550 Is",
        "550.5 Metres",
        "5501 Users",
        "the 550ms that it took",
        "we have 550 users here",
        "rooms (550)",
        "580 Gone",
        "with 550 users",
        "we saw 550 Us",
        "we saw 550ABc",
        "554 3000 sorry",
        "we had 554 30 sorry",
        "in all 550 -",
        "in all 550",
    })
    void noCode(String text) {
        assertThat(found(text).code()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "550|550",
        "550 No such user|550",
        "421HL:REP1 busy|421",
        "550用户不存在|550",
        "服务器返回550 用户不存在|550",
        "1. 550 No such user|550",
        "text\\n 12) 550 No such user|550",
        "text a 3) 550 No such user|550",
        "554 30 Sorry, blocked|554",
        "554 192.0.2.1 is blocked|554",
        "554 300000 Sorry|''",
        "Error: 550 no such user|550",
        "lastSmtpResponse=550 no such user|550",
        "last_error: 550 no such user|550",
        "SMTPException: 550 no such user|550",
        "errorcode 550 no such user|550",
        "status code: 550 no such user|550",
        "we got 550 Relay denied|550",
        "we got 550 \"relay denied\"|550",
        "with 550 <relay denied>|550",
        "we got 550 relay denied|''",
        "host mx.example.net [192.0.2.1]: 550 no such user|550",
        "host mx.example.net (192.0.2.1): 550 no such user|550",
        "he said '550' once|550",
        "“550 no such user”|550",
        "gave up. 550-no such user 550-really 550 gone|550",
        "gave up 550-alone and nothing more|''",
        "it is 550 {reason}|''",
        "it is: 550 {reason}|550",
        "said: 550 %s|550",
        "b'550 5.1.1 no'|550",
        "550 b'5.1.1 no'|550",
        "550-5.1.1 no|550",
        "550 5.1.1.1 no|550",
    })
    void code(String text, String code) {
        assertThat(found(text).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"550 5.1.1 no such user\" and more|550 5.1.1 no such user",
        "'550 5.1.1 don't you know' and more|550 5.1.1 don't you know",
        "\" 550 5.1.1 no such user\" and more|550 5.1.1 no such user",
        "«550 5.1.1 no such user» and more|550 5.1.1 no such user",
        "550 “no such user” and more|550 “no such user",
        "\"550 5.1.1 he \\\"said\\\" no\" and more|550 5.1.1 he \\\"said\\\" no",
        "<smtp;550 5.1.1 no <a@example.net> here> and more|550 5.1.1 no <a@example.net> here",
        "said: 550 5.1.1 no such user (in reply to RCPT TO command)|550 5.1.1 no such user",
        "said: 550 5.1.1 no such user (in\\n    reply to RCPT TO command)|550 5.1.1 no such user",
        "550 5.1.1 no such user (in replies)|550 5.1.1 no such user (in replies)",
        "550 5.1.1 no such user ## next|550 5.1.1 no such user",
        "550 5.1.1 no such user\\n\\nGreetings|550 5.1.1 no such user",
        "550-5.1.1 first\\n\\n550 5.1.1 second\\n\\nGreetings|550-5.1.1 first second",
        "550 5.1.1 no such user\\n---\\nmore|550 5.1.1 no such user",
        "550 5.1.1 no such user\\n===\\nmore|550 5.1.1 no such user",
        "550 5.1.1 no such user\\n____\\nmore|550 5.1.1 no such user",
        "550 5.1.1 no such user\\n>>> QUIT|550 5.1.1 no such user",
        "550 5.1.1 no such user\\n221 bye|550 5.1.1 no such user",
        "550 5.1.1 no such user\\n552 5.2.2 full|550 5.1.1 no such user",
        "550 5.1.1 no such user\\nSubject: hello|550 5.1.1 no such user",
        "550 5.1.1 no such user\\nX-Queue: hello|550 5.1.1 no such user",
        "550 5.1.1 no such user\\nTo:\\n more|550 5.1.1 no such user",
        "550 5.1.1 no such user\\nReason: gone|550 5.1.1 no such user Reason: gone",
        "550 5.1.1 no such user\\nhttp: gone|550 5.1.1 no such user http: gone",
        "550 5.1.1 no such user\\n<b@example.net>: and another|550 5.1.1 no such user",
        "550 5.1.1 no such user\\n<b@example.net> (expanded from <c@example.net>)|550 5.1.1 no such user",
        "550 5.1.1 no such user\\n<b> is no address|550 5.1.1 no such user <b> is no address",
        "550 5.1.1 no such user\\n  at Mailer.send(Mailer.java:5)|550 5.1.1 no such user",
        "550 5.1.1 no such user\\n  at this place|550 5.1.1 no such user at this place",
        "send failed 550 5.1.1 no such user\\n}\\nmore|550 5.1.1 no such user",
    })
    void extent(String text, String reply) {
        assertThat(found(text).text().text()).isEqualTo(reply);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "smtp; nothing of use|smtp; nothing of use|``",
        "nothing at all smtp;|nothing at all smtp;|``",
        "554 5.7.0 < #5.7.133 smtp;<550 5.7.133 not here>|550 5.7.133 not here|550",
        "554 5.7.0 \"smtp; 550 5.1.1 no such user\"|550 5.1.1 no such user|550",
        "554 5.7.0 (smtp; 550 5.1.1 no such user)|550 5.1.1 no such user|550",
        "smtp; 550 5.1.1 he said \"no\"|550 5.1.1 he said \"no\"|550",
        "smtp; 550 5.1.1 no (gone)|550 5.1.1 no (gone)|550",
        "İ smtp; 550 5.1.1 no|İ smtp; 550 5.1.1 no|550",
        "failed <550 5.1.1 nobody>|550 5.1.1 nobody|550",
        "failed <550 nobody>|failed <550 nobody>|550",
        "<550 5.1.1 nobody>.|<550 5.1.1 nobody>.|550",
        "550 5.1.1 <r@example.net>... 550 5.1.1 User unknown|550 5.1.1 User unknown|550",
        "550 5.1.1 <r@example.net>... User unknown|550 5.1.1 <r@example.net>... User unknown|550",
        "<r@example.net>... 550 5.1.1 User unknown|<r@example.net>... 550 5.1.1 User unknown|550",
    })
    void innermostOfWhatIsQuoted(String text, String reply, String code) {
        Reply read = ReplyFinder.quoted(Passage.of(text), "");
        assertThat(read.text().text()).isEqualTo(reply);
        assertThat(read.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "550|550|``",
        "#<(550 5.1.1 no)|550|5.1.1",
        "'#|``|``",
        "=============================================550 5.1.1 no|``|``",
        "5501 users|``|``",
        "no such user (5.1.1)|``|5.1.1",
    })
    void replyAlone(String text, String code, String enhanced) {
        Reply read = ReplyFinder.read(Passage.of(text), "");
        assertThat(read.code()).isEqualTo(code);
        assertThat(read.enhanced()).isEqualTo(enhanced);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "550 5.7.1 refused, it said: 550 5.1.1 no|550|5.1.1",
        "550 refused, it said: 550 5.1.1 no|550|5.1.1",
        "554 5.4.0 the host replied 550 5.1.1 no|550|5.1.1",
        "554 5.4.0 the answer was \"550 5.1.1 no\"|550|5.1.1",
        "554 5.4.0 error=550 5.1.1 no|550|5.1.1",
        "554 5.4.0 this host and 550 5.1.1 no|554|5.4.0",
        "554 5.4.0 callout failed: 550 5.1.1 no|554|5.4.0",
        "550 5.1.1 refused: 550 5.1.1 no|550|5.1.1",
    })
    void replyWithinAReply(String text, String code, String enhanced) {
        assertThat(found(text).code()).isEqualTo(code);
        assertThat(found(text).enhanced()).isEqualTo(enhanced);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "Your message failed:\\nIt was not wanted there (5.7.1)|5.7.1|It was not wanted there (5.7.1)",
        "It was not wanted [5.7.1]|5.7.1|It was not wanted [5.7.1]",
        "It was not wanted #5.7.1 at all|5.7.1|It was not wanted #5.7.1 at all",
        "#5.7.1 It was not wanted|5.7.1|5.7.1 It was not wanted",
        "5.7.1 It was not wanted|5.7.1|5.7.1 It was not wanted",
        "It was not wanted -5.7.1 at all|``|``",
        "It was of version 5.7.1 at all|``|``",
    })
    void enhancedCodeAlone(String text, String enhanced, String words) {
        assertThat(found(text).enhanced()).isEqualTo(enhanced);
        if (!enhanced.isEmpty()) assertThat(found(text).text().text()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "in reply to end of DATA command|end-of-data",
        "in reply to DATA command|data",
        "in reply to BDAT command|data",
        "after sending data block|end-of-data",
        "while sending message body|end-of-data",
        "while sending end of data -- message may be sent more than once|end-of-data",
        "in response to MAIL FROM|mail",
        "after MAIL|mail",
        "after mail was sent|''",
        "after AUTH|auth",
        "after auth|''",
        "after data|''",
        "in reply to LHLO|ehlo",
        "during STARTTLS|starttls",
        "after initial connection|connect",
        "while receiving the initial server greeting|connect",
        "while performing the initial protocol greeting|connect",
        "on connect|connect",
        "failed after I sent the message|end-of-data",
        "refused to talk to me: 421|connect",
        "refused to talks|''",
        "after rcptx|''",
        "in reply to RCPT TO and after end of data|end-of-data",
    })
    void stageThatIsNamed(String words, String stage) {
        assertThat(Stage.named(words, 0, words.length())).isEqualTo(stage);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "RCPT TO:<a@b>|rcpt", "end of DATA|end-of-data", "end-of-data|end-of-data", "message body|end-of-data", "end of message|end-of-data",
        "end-of-message|end-of-data", "message text|end-of-data", "MAIL FROM:<a@b>|mail", "mail|mail", "the sender|mail", "STARTTLS|starttls",
        "TLS handshake|starttls", "EHLO x|ehlo", "HELO x|ehlo", "LHLO x|ehlo", "AUTH PLAIN|auth", "BDAT 5|end-of-data", "DATA|data",
        "initial connection|connect", "greeting|connect", "banner|connect", "QUIT|quit", "the recipient|rcpt", "nothing|''",
    })
    void stageOfWords(String words, String stage) {
        assertThat(Stage.in(words)).isEqualTo(stage);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "host mx.example.net[192.0.2.1] said|mx.example.net|192.0.2.1",
        "host mx.example.net[IPv6:2001:db8::1] said|mx.example.net|2001:db8::1",
        "host mx.example.net (192.0.2.1) said|mx.example.net|192.0.2.1",
        "host mx.example.net, 192.0.2.1 said|mx.example.net|192.0.2.1",
        "host [192.0.2.1] said|''|192.0.2.1",
        "host 192.0.2.1 said|''|192.0.2.1",
        "connect to mx.example.net.: refused|mx.example.net|''",
        "while talking to <mx.example.net>|mx.example.net|''",
        "localhost[127.0.0.1] said|localhost|127.0.0.1",
        "mx.example.net (192.0.2.1) rejected it|mx.example.net|192.0.2.1",
        "mx.example.net [192.0.2.1] refused|mx.example.net|192.0.2.1",
        "ghost mx.example.org was here|''|''",
        "host 1.2.3 said|''|''",
        "host mx.example.net (see below)|mx.example.net|''",
    })
    void peer(String words, String host, String address) {
        assertThat(Peer.in(words, 0, words.length())).isEqualTo(new Peer(host, address));
    }
}
