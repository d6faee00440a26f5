package io.github.redeliver.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Inputs that are made to cost much: each by name, and the bound that a partial result of it names ({@code ""} for none). */
public final class Hostile {
    private static final String FROM = "From: MAILER-DAEMON@mx.example.org\r\nSubject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\n";
    private static final String REPORT = FROM + "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n--b\r\n\r\n"
            + "<user@example.com>: host mx.example.com[192.0.2.1] said: 550 5.1.1 user unknown (in reply to RCPT TO command)\r\n\r\n--b\r\n"
            + "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; user@example.com\r\n"
            + "Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 user unknown\r\n\r\n--b\r\n";
    private static final String LOG = "Jan  2 03:04:06 out postfix/smtp[3]: 4A1555F826: to=<a@example.net>, relay=mx.example.net[192.0.2.7]:25, dsn=5.1.1, status=bounced (host mx said: 550 5.1.1 no)\n";

    private Hostile() {}

    /** What a case is made of. */
    public record Input(Supplier<byte[]> bytes, String limit) {}

    /** All of them. */
    public static Map<String, Input> all() {
        Map<String, Input> all = new LinkedHashMap<>();
        put(all, "15 MB bounce, message returned", "", () -> REPORT + "Content-Type: message/rfc822\r\n\r\nFrom: a@example.org\r\nSubject: x\r\nContent-Type: text/plain\r\n\r\n" + "Nothing but text in this line of the message that came back, 76 characters.\r\n".repeat(195_000) + "\r\n--b--\r\n");
        put(all, "15 MB bounce, attachment returned", "", () -> REPORT + "Content-Type: message/rfc822\r\n\r\nFrom: a@example.org\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=\"c\"\r\n\r\n--c\r\n\r\nHello\r\n--c\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + (Base64.getEncoder().encodeToString(new byte[57]) + "\r\n").repeat(195_000) + "--c--\r\n--b--\r\n");
        put(all, "15 MB bounce of qmail", "text-chars", () -> FROM + "\r\nHi. This is the qmail-send program at mx.example.org.\r\nI'm afraid I wasn't able to deliver your message to the following addresses.\r\nThis is a permanent error; I've given up. Sorry it didn't work out.\r\n\r\n"
                + "<user@example.com>:\r\n192.0.2.1 does not like recipient.\r\nRemote host said: 550 5.1.1 user unknown\r\nGiving up on 192.0.2.1.\r\n\r\n--- Below this line is a copy of the message.\r\n\r\nReturn-Path: <a@example.org>\r\nFrom: a@example.org\r\nSubject: x\r\n\r\n"
                + "Nothing but text in this line of the message that came back, 76 characters.\r\n".repeat(195_000));
        put(all, "15 MB HTML bounce", "text-chars", () -> FROM + "Content-Type: text/html\r\n\r\n<html><body><p>550 5.1.1 user unknown</p>" + "<p>Some words, and a <a href=\"https://example.com/\">link</a> &amp; more.</p>\r\n".repeat(200_000));
        put(all, "5,000 nested rfc822 parts", "depth", () -> FROM + "Content-Type: message/rfc822\r\n\r\n".repeat(5_000));
        put(all, "10,000 nested multiparts", "depth", () -> {
            StringBuilder out = new StringBuilder(FROM);
            for (int i = 0; i < 10_000; i++) out.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b").append(i).append("\r\n");
            return out.toString();
        });
        put(all, "200,000 sibling parts", "events", () -> FROM + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\nx\r\n".repeat(200_000));
        put(all, "200,000 sibling parts with types", "events", () -> FROM + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\nContent-Type: text/plain\r\n\r\n550 5.1.1 no\r\n".repeat(200_000));
        put(all, "10 MB line", "text-chars", () -> FROM + "\r\n" + "550 5.1.1 no ".repeat(800_000));
        put(all, "10 MB line without blanks", "text-chars", () -> FROM + "\r\n" + "x".repeat(10_000_000));
        put(all, "10 MB header line", "headers", () -> FROM + "X-A: " + "x".repeat(10_000_000) + "\r\n\r\n550 5.1.1 user unknown");
        put(all, "a million headers", "headers", () -> FROM + "X-A: b\r\n".repeat(1_000_000) + "\r\n550 5.1.1 user unknown");
        put(all, "200,000 parameters", "headers", () -> {
            StringBuilder out = new StringBuilder(FROM).append("Content-Type: multipart/mixed");
            for (int i = 0; i < 200_000; i++) out.append("; p").append(i).append("=x");
            return out.append("\r\n\r\n550 5.1.1 user unknown").toString();
        });
        put(all, "200,000 folded parameters", "headers", () -> {
            StringBuilder out = new StringBuilder(FROM).append("Content-Type: multipart/mixed");
            for (int i = 0; i < 200_000; i++) out.append(";\r\n p").append(i).append("=x");
            return out.append("\r\n\r\n550 5.1.1 user unknown").toString();
        });
        put(all, "100,000 recipients of a report", "recipients", () -> REPORT.substring(0, REPORT.length() - 5) + "\r\nFinal-Recipient: rfc822; u@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 user unknown\r\n".repeat(100_000) + "\r\n--b--\r\n");
        put(all, "mbox of 20,000 mails", "messages", () -> ("From a@example.org Sat Nov 21 00:00:00 2026\r\n" + FROM + "\r\n<u@example.com>: 550 5.1.1 user unknown\r\n\r\n").repeat(20_000));
        put(all, "10 MB pasted text", "text-chars", () -> "My mail to user@example.com came back with 550 5.1.1 user unknown, why?\n".repeat(140_000));
        put(all, "10 MB pasted line", "text-chars", () -> "550 5.1.1 <user@example.com> user unknown ".repeat(240_000));
        put(all, "10 MB transcript", "text-chars", () -> "220 mx.example.com ESMTP\nEHLO a.example.org\n250 mx.example.com\n" + "MAIL FROM:<a@example.org>\n250 OK\nRCPT TO:<b@example.com>\n550 5.1.1 no\nRSET\n250 OK\n".repeat(120_000));
        put(all, "10 MB mail log", "", () -> LOG.repeat(60_000));
        put(all, "10 MB JSON array", "events", () -> "[" + "{\"event\":\"bounce\",\"email\":\"u@example.com\",\"reason\":\"550 5.1.1 user unknown\",\"status\":\"5.1.1\",\"type\":\"bounce\",\"timestamp\":1},".repeat(90_000) + "{}]");
        put(all, "10 MB nested JSON", "", () -> "{\"event\":" .repeat(1_000_000));
        put(all, "1 MB JSON, texts all different", "recipients", () -> numbered("[", 8_000, i -> "{\"event\":\"bounce\",\"email\":\"u" + i + "@example.com\",\"reason\":\"550 5.1.1 no user \\\"" + i + "\\\" here\",\"status\":\"5.1.1\"},", "{}]"));
        put(all, "1 MB JSON of deliveries", "recipients", () -> numbered("[", 12_000, i -> "{\"event\":\"delivered\",\"email\":\"u" + i + "@example.com\",\"response\":\"250 ok \\\"" + i + "\\\"\"},", "{}]"));
        put(all, "1 MB CSV, texts all different", "recipients", () -> numbered("email,event,reason,status\n", 15_000, i -> "u" + i + "@example.com,bounce,\"550 5.1.1 \"\"user\"\" unknown " + i + "\",5.1.1\n", ""));
        put(all, "10 MB Postfix log, all different", "recipients", () -> numbered("", 60_000, i -> LOG.replace("a@example", "a" + i + "@example").replace("4A1555F826", "4A" + i), ""));
        put(all, "10 MB Exim log", "recipients", () -> numbered("", 60_000, i -> "2026-11-21 10:00:00 1rABCD-000" + i + "-AB ** u" + i + "@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.7]: SMTP error from remote mail server after RCPT TO:<u@example.net>: 550 5.1.1 no\n", ""));
        put(all, "10 MB qmail log", "recipients", () -> numbered("", 60_000, i -> "@4000000065a starting delivery " + i + ": msg " + i + " to remote u" + i + "@example.net\n@4000000065a delivery " + i + ": failure: 192.0.2.7_does_not_like_recipient./Remote_host_said:_550_5.1.1_no/\n", ""));
        put(all, "10 MB Sendmail log", "recipients", () -> numbered("", 60_000, i -> "Nov 21 10:00:00 mx sendmail[1]: u" + i + ": to=<u" + i + "@example.net>, delay=00:00:01, mailer=esmtp, relay=mx.example.net. [192.0.2.7], dsn=5.1.1, stat=User unknown\n", ""));
        put(all, "1 MB report in words, all different", "recipients", () -> FROM + "\r\nThis is the mail system at host mx.example.org.\r\n\r\n" + numbered("", 9_000, i -> "<u" + i + "@example.com>: host mx.example.com[192.0.2.1] said: 550 5.1.1 no user " + i + " (in reply to RCPT TO command)\r\n\r\n", ""));
        put(all, "words and fields, 1,000 recipients", "", () -> REPORT.replace("<user@example.com>: host mx", numbered("", 999, i -> "<u" + i + "@example.com>: host mx.example.com[192.0.2.1] said: 550 5.1.1 no user " + i + " (in reply to RCPT TO command)\r\n\r\n", "") + "<user@example.com>: host mx").replace("\r\n--b\r\n\r\n<", "\r\n--b\r\n\r\nThis is the mail system at host mx.example.org.\r\n\r\n<")
                .replace("Final-Recipient: rfc822; user@", numbered("", 999, i -> "Final-Recipient: rfc822; u" + i + "@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n", "") + "Final-Recipient: rfc822; user@"));
        put(all, "190 kB paste of signs @", "", () -> "a@".repeat(95_000));
        put(all, "190 kB paste of replies in one line", "", () -> "host mx.example.com[192.0.2.1] said: 550 5.1.1 <u@example.com> no ".repeat(2_900));
        put(all, "190 kB paste of dig", "", () -> "example.com. 300 IN TXT \"v=spf1 -all\"\n".repeat(4_700));
        put(all, "1 MB quoted HTML paste", "", () -> "> <div>&lt;u@example.com&gt;: 550 5.1.1 user unknown</div>\n".repeat(17_000));
        put(all, "1 MB of header fields", "headers", () -> FROM + numbered("", 40_000, i -> "X-H" + i + ": 550 5.1.1 no\r\n", "\r\n550 5.1.1 user unknown"));
        put(all, "1 MB of encoded words", "", () -> "From: MAILER-DAEMON@mx.example.org\r\nSubject: " + "=?utf-8?B?NTUwIDUuMS4xIG5v?= ".repeat(1_800) + "\r\n\r\n" + "=?utf-8?B?NTUwIDUuMS4xIG5v?= ".repeat(30_000));
        put(all, "10 MB CSV", "events", () -> "email,event,reason,status\n" + "u@example.com,bounce,550 5.1.1 user unknown,5.1.1\n".repeat(200_000));
        return all;
    }

    private static String numbered(String head, int times, IntFunction<String> piece, String tail) {
        StringBuilder out = new StringBuilder(head);
        for (int i = 0; i < times; i++) out.append(piece.apply(i));
        return out.append(tail).toString();
    }

    private static void put(Map<String, Input> all, String name, String limit, Supplier<String> text) {
        all.put(name, new Input(() -> text.get().getBytes(StandardCharsets.ISO_8859_1), limit));
    }
}
