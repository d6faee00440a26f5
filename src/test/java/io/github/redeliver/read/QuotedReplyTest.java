package io.github.redeliver.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import org.junit.jupiter.api.Test;

class QuotedReplyTest {
    private static Reply parse(String text) {
        return ReplyFinder.quoted(Passage.of(text), "");
    }

    @Test
    void joins_continued_lines_and_keeps_the_first_prefix() {
        Reply reply = parse("550-5.7.26 Your mail has been\r\n550-5.7.26  blocked because\n550 5.7.26 it is not signed");
        assertThat(reply.code()).isEqualTo("550");
        assertThat(reply.enhanced()).isEqualTo("5.7.26");
        assertThat(reply.text().text()).isEqualTo("550-5.7.26 Your mail has been blocked because it is not signed");
    }

    @Test
    void joins_lines_that_were_already_put_on_one() {
        assertThat(parse("554-mx.example.com Service not available 554-No SMTP service 554 invalid PTR").text().text())
                .isEqualTo("554-mx.example.com Service not available No SMTP service invalid PTR");
        assertThat(parse("421-4.7.28 [192.0.2.1] an unusual rate of 421-x.x.xx mail 421 x.x.xx review").text().text())
                .isEqualTo("421-4.7.28 [192.0.2.1] an unusual rate of mail review");
        assertThat(parse("5.7.25 The IP address does not\n5.7.25 have a PTR record").text().text())
                .isEqualTo("5.7.25 The IP address does not have a PTR record");
    }

    @Test
    void leaves_a_number_alone_that_only_looks_like_the_code() {
        assertThat(parse("550 you sent 550 messages").text().text()).isEqualTo("550 you sent 550 messages");
    }

    @Test
    void takes_the_innermost_reply() {
        Reply reply = parse("554 5.7.0 < #5.7.133 smtp;550 5.7.133 authentication required>");
        assertThat(reply.code()).isEqualTo("550");
        assertThat(reply.enhanced()).isEqualTo("5.7.133");
        assertThat(reply.text().text()).isEqualTo("550 5.7.133 authentication required");
    }

    @Test
    void positions_lead_back_to_the_input() {
        Passage input = Passage.of("xx 550-5.1.1 No\n550 5.1.1 such user");
        Reply reply = ReplyFinder.quoted(input.slice(3, input.length()), "");
        int such = reply.text().text().indexOf("such");
        assertThat(input.text().substring(reply.text().origin(such))).startsWith("such user");
    }

    @Test
    void no_code_in_addresses_versions_and_names() {
        assertThat(Codes.first("connect to mx550.example.com[192.0.2.250]:25 timed out")).isEmpty();
        assertThat(Codes.enhanced("client [192.0.2.5.7.1] 5.7.1.2 version 4.8.5.36")).isEmpty();
        assertThat(Codes.first("421HL:REP")).isEqualTo("421");
        assertThat(Codes.enhanced("550 #5.1.0 Address rejected")).isEqualTo("5.1.0");
        assertThat(Codes.enhanced("sorry, no mailbox (#5.1.1)")).isEqualTo("5.1.1");
        assertThat(Codes.enhanced("451 try again [#4.16.1]")).isEmpty();
        assertThat(Codes.first("Ошибка «550 message sending is disabled»")).isEqualTo("550");
        assertThat(Codes.first("邮件投递失败550 5.7.25 [2001:db8::69] no PTR")).isEqualTo("550");
    }

    @Test
    void stages_by_command_and_by_words() {
        assertThat(Stage.in("RCPT TO:<mailbox@example.com>")).isEqualTo("rcpt");
        assertThat(Stage.in("end of DATA command")).isEqualTo("end-of-data");
        assertThat(Stage.in("MAIL FROM")).isEqualTo("mail");
        assertThat(Stage.in("initial connection")).isEqualTo("connect");
        assertThat(Stage.in("pipelined end of data")).isEqualTo("end-of-data");
        assertThat(Stage.in("")).isEmpty();
    }

    @Test
    void long_hostile_texts_end_soon() {
        String text = "550 5.7.1 ".repeat(30_000) + "smtp;".repeat(20_000);
        assertThat(parse(text).code()).isEqualTo("550");
        assertThat(parse(text).text().length()).isLessThanOrEqualTo(ReplyLines.LONGEST);
    }
}
