package io.github.redeliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounces with the damage that forums, chats and windows do to them: what is read is right or absent. */
class DamagedPasteTest {
    private static final String REPLY = "550 5.1.1 <wang@example.net>: Recipient address rejected: User unknown in local recipient table";
    private static final String MULTI_LINE = "550-5.7.26 Your email has been blocked because the sender is unauthenticated.\n"
            + "550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.\n550-5.7.26\n"
            + "550-5.7.26  DKIM = did not pass\n550-5.7.26  SPF [example.com] with ip: [192.0.2.10] = did not pass\n"
            + "550 5.7.26  For instructions, see https://support.google.com/mail/answer/81126#authentication - gsmtp";
    private static final String POSTFIX = "<wang@example.net>: host mx.example.net[198.51.100.25] said: 552 5.2.2 Mailbox\n    full (in reply to RCPT TO command)";
    private static final String QMAIL = "Hi. This is the qmail-send program at mail.example.com.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n"
            + "<wang@example.net>:\n198.51.100.25 does not like recipient.\nRemote host said: 550 5.1.1 no such user\nGiving up on 198.51.100.25.";
    private static final String EXIM = "A message that you sent could not be delivered to one or more of its\nrecipients. The following address(es) failed:\n\n"
            + "  wang@example.net\n    host mx.example.net [198.51.100.25]\n    SMTP error from remote mail server after RCPT TO:<wang@example.net>:\n"
            + "    550 5.7.1 Client host rejected: cannot find your hostname";
    private static final String EXCHANGE = "Delivery has failed to these recipients or groups:\n\nwang@example.net\nYour message couldn't be delivered.\n\n"
            + "Diagnostic information for administrators:\nGenerating server: mail.example.com\n\nwang@example.net\n"
            + "Remote Server returned '550 5.7.1 Message rejected due to content restrictions'";

    private static final List<String[]> BOUNCES = List.of(
            new String[] {REPLY, "wang@example.net", "550", "5.1.1"}, new String[] {MULTI_LINE, "", "550", "5.7.26"},
            new String[] {POSTFIX, "wang@example.net", "552", "5.2.2"}, new String[] {QMAIL, "wang@example.net", "550", "5.1.1"},
            new String[] {EXIM, "wang@example.net", "550", "5.7.1"}, new String[] {EXCHANGE, "wang@example.net", "550", "5.7.1"});

    private static String each(String text, String before) {
        return before + text.replace("\n", "\n" + before);
    }

    private static String wrapped(String text, int width) {
        StringBuilder out = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            for (int i = 0; i < Math.max(1, line.length()); i += width) out.append(line, i, Math.min(line.length(), i + width)).append('\n');
        }
        return out.toString();
    }

    /** What keeps everything: all of it must be read. */
    private static Map<String, UnaryOperator<String>> harmless() {
        Map<String, UnaryOperator<String>> all = new TreeMap<>();
        all.put("quoted", t -> each(t, "> "));
        all.put("quoted twice", t -> each(t, "> > "));
        all.put("quoted tightly", t -> each(t, ">"));
        all.put("bars", t -> each(t, "| "));
        all.put("code block", t -> "I get this:\n\n```\n" + t + "\n```\nany idea?");
        all.put("Markdown quote", t -> "**Bounce**\n\n" + each(t, "> ") + "\n\nthanks");
        all.put("bold", t -> "**" + t.replace("\n", "**\n**") + "**");
        all.put("code", t -> "`" + t.replace("\n", "`\n`") + "`");
        all.put("HTML", t -> "<p>" + t.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>\n") + "</p>");
        all.put("HTML without escapes", t -> "<div><pre>" + t + "</pre></div>");
        all.put("forum quote", t -> "[quote=anna]" + t + "[/quote]");
        all.put("forum code", t -> "[code]\n" + t + "\n[/code]");
        all.put("chat", t -> each("look\n" + t, "[09:14] anna: "));
        all.put("one line", t -> t.replace("\n", " "));
        all.put("CRLF", t -> t.replace("\n", "\r\n"));
        all.put("CR", t -> t.replace("\n", "\r"));
        all.put("escapes", t -> t.replace("\n", "\\n"));
        all.put("JSON", t -> "{\"err\":\"" + t.replace("\"", "\\\"").replace("\n", "\\r\\n") + "\"}");
        all.put("no-break spaces", t -> t.replace(' ', '\u00a0'));
        all.put("zero width", t -> t.replace("5", "5\u200b"));
        all.put("full width", t -> t.replace(':', '\uff1a').replace('<', '\uff1c').replace('>', '\uff1e'));
        all.put("quotation marks", t -> "\u201c" + t + "\u201d");
        all.put("signature", t -> t + "\n\n-- \nLi Na\nExample Ltd, Tel +1 555 0100\nli@example.com");
        all.put("question", t -> "Hello all,\n\nsince Monday my mails come back with\n\n" + t
                + "\n\nMy IP is 203.0.113.9 and my domain example.com. What can I do?\n\nThanks, Li");
        all.put("twice", t -> t + "\n\n" + t);
        return all;
    }

    /** What takes something away: the rest must be right. */
    private static Map<String, UnaryOperator<String>> harmful() {
        Map<String, UnaryOperator<String>> all = new TreeMap<>();
        all.put("40 columns", t -> wrapped(t, 40));
        all.put("23 columns", t -> wrapped(t, 23));
        all.put("end lost", t -> t.substring(0, t.length() * 6 / 10));
        all.put("begin lost", t -> t.substring(t.length() * 35 / 100));
        return all;
    }

    static Stream<Arguments> cases() {
        return BOUNCES.stream().flatMap(b -> Stream.concat(
                harmless().entrySet().stream().map(d -> Arguments.of(d.getKey(), d.getValue().apply(b[0]), b[1], b[2], b[3], true)),
                harmful().entrySet().stream().map(d -> Arguments.of(d.getKey(), d.getValue().apply(b[0]), b[1], b[2], b[3], false))));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void whatIsReadIsRightOrAbsent(String damage, String text, String recipient, String code, String enhanced, boolean all) {
        List<Result.Diagnosis> read = Shipped.redeliver().diagnose(Case.of(text)).diagnoses();
        if (all) assertThat(read).as(text).hasSize(1);
        assertThat(read).as(text).hasSizeLessThanOrEqualTo(1);
        for (Result.Diagnosis d : read) {
            assertThat(d.recipient()).as(text).isIn(all ? List.of(recipient) : List.of(recipient, ""));
            assertThat(d.reply()).as(text).isIn(all ? List.of(code) : List.of(code, ""));
            assertThat(d.enhanced()).as(text).isIn(all ? List.of(enhanced) : List.of(enhanced, ""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Lunch at 12:30? I have 550 things to tell you. Call me at +1 555 0100.",
        "Our new price list: item 5.1.1 costs 450 euros, item 5.2.2 costs 552 euros.",
        "Dear customer,\n\nyour order 550-1234 has been shipped. Track it at https://shop.example.com/?id=spam-full-550.\n\nRegards",
        "#!/bin/sh\nfor i in 1 2 3; do\n  echo 550\ndone",
        "server:\n  port: 25\n  limit: 450\n  host: mail.example.com",
        "Version 4.2.2 is out. It fixes 5 bugs and 12 warnings; see the release notes.",
        "hi, does anyone know a good restaurant near the station?",
        "今天下午三点开会。请带上上周的报告。会议室在五楼。我们还要讨论下个月的计划，请提前准备好。",
        "明日の会議は三時からです。資料をご用意ください。場所は五階の会議室です。よろしくお願いします。",
        "Das Treffen ist um 15:50 Uhr in Raum 550. Bitte bringt die Unterlagen mit.",
        "{\"name\": \"redeliver\", \"version\": \"5.1.1\", \"port\": 550}",
        "name,amount,price\nbolts,550,4.2\nnuts,450,5.1",
        "2026-11-03 08:01:02 INFO started in 550 ms\n2026-11-03 08:01:03 INFO 450 items read",
        "On Tue, 3 Nov 2026, Anna wrote:\n> shall we meet at 5?\n> I am free until 18:00\nYes, fine!",
    })
    void ordinaryTextIsNoBounce(String text) {
        Result result = Shipped.redeliver().diagnose(Case.of(text));
        assertThat(result.kind()).as(text).isIn("none", "success");
        assertThat(result.diagnoses()).as(text).isEmpty();
    }
}
