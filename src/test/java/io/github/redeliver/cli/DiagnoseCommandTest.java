package io.github.redeliver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.TinyKb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnoseCommandTest {
    private static final String REPLY = "552 5.2.2 Mailbox full";

    @TempDir
    Path temp;

    private String file(String name, String text) throws IOException {
        return Files.writeString(temp.resolve(name), text).toString();
    }

    /** A small base starts fast; what is tried here does not depend on rules. */
    private Cli.Run small(String input, String... more) {
        Path folder = temp.resolve("kb");
        if (!Files.exists(folder)) TinyKb.in(folder);
        return Cli.withInput(input, with(folder, more));
    }

    private static String[] with(Path folder, String... more) {
        String[] all = Arrays.copyOf(new String[] {"diagnose", "--kb", folder.toString()}, 3 + more.length);
        System.arraycopy(more, 0, all, 3, more.length);
        return all;
    }

    @Test
    void readsAFileWithTheWholeKnowledge() throws IOException {
        Cli.Run run = Cli.run("diagnose", file("a.txt", "550 5.1.1 <user@example.com>: Recipient address rejected: User unknown in virtual mailbox table"));
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("recipient-unknown", "Who acts:");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void readsStandardInput() {
        assertThat(small(REPLY, "-").out()).contains("mailbox-full");
        assertThat(small(REPLY).out()).as("without a name").contains("mailbox-full");
    }

    @Test
    void severalFilesAreTitled() throws IOException {
        Cli.Run run = small("", file("a.txt", REPLY), file("b.txt", "250 ok"), file("c.txt", REPLY));
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).containsSubsequence("== ", "a.txt", "mailbox-full", "== ", "b.txt", "== ", "c.txt", "mailbox-full");
    }

    @Test
    void whatTheSenderKnowsOfItselfIsAskedForByRules() {
        String slow = "550 5.7.1 Unfortunately, messages from [203.0.113.9] weren't sent. Please contact your Internet service provider "
                + "since part of their network is on our block list (S3150).";
        String[] plain = {"diagnose", "--system", "outlook", "--format", "json"};
        assertThat(Cli.withInput(slow, plain).out()).doesNotContain("warm-up.slowly", "bulk.demands", "observe/sender-score-bad");
        String[] known = Arrays.copyOf(plain, plain.length + 6);
        System.arraycopy(new String[] {"--daily=9000", "--ip-since", "9999-01-01", "--first-blocked", "9999-01-01T08:00", "--sender-score=40"}, 0, known, plain.length, 6);
        assertThat(Cli.withInput(slow, known).out()).contains("warm-up.slowly", "bulk.demands", "observe/sender-score-bad");
        assertThat(small(REPLY, "--ip-since", "1.11.2026").err())
                .isEqualTo("redeliver: --ip-since 1.11.2026: no date; a date is written as 2026-11-28\n");
        assertThat(small(REPLY, "--first-blocked", "2026-02-30").code()).isEqualTo(ExitCode.USAGE);
        assertThat(small(REPLY, "--sender-score", "101").err()).isEqualTo("redeliver: --sender-score 101: from 0 to 100\n");
    }

    @Test
    void oneFileThatIsMissingDoesNotKeepTheOthers() throws IOException {
        Cli.Run run = small("", temp.resolve("none").toString(), file("a.txt", REPLY));
        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.err()).isEqualTo("redeliver: " + temp.resolve("none") + ": no such file\n");
        assertThat(run.out()).contains("mailbox-full");
    }

    @Test
    void aFolder() {
        Cli.Run run = small("", temp.toString());
        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.err()).isEqualTo("redeliver: " + temp + ": is a folder; name a file, or - for standard input\n");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aNameThatCannotBe() {
        Cli.Run run = small("", "a\u0000b\u001b[2J");
        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.err()).contains("no such file").doesNotContain("\u001b", "\u0000");
    }

    @Test
    void emptyInput() throws IOException {
        Cli.Run run = small("", file("empty", ""));
        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.err()).isEqualTo("redeliver: " + temp.resolve("empty") + ": is empty\n");
        assertThat(small("", "-").err()).isEqualTo("redeliver: standard input: is empty\n");
    }

    @Test
    void blankInputIsNoBounce() {
        Cli.Run run = small(" \n\n");
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).isNotBlank();
    }

    @Test
    void formats() {
        assertThat(small(REPLY, "--format", "text").out()).contains("1. mailbox-full en");
        assertThat(small(REPLY, "--format", "json").out()).startsWith("{\n  \"id\" : \"\",\n  \"form\" : \"reply\"");
        Cli.Run line = small(REPLY, "--format", "ndjson");
        assertThat(line.out()).startsWith("{\"id\":\"\",\"form\":\"reply\",\"kind\":\"failure\"").endsWith("}\n");
        assertThat(line.out().lines()).hasSize(1);
        assertThat(small(REPLY, "--format=MARKDOWN").out()).contains("### 1. mailbox\\-full en".replace("\\-", "-"));
    }

    @Test
    void languages() {
        assertThat(small(REPLY, "--lang", "zh").out()).contains("mailbox-full zh", "Make room zh");
        assertThat(small(REPLY, "--lang", "ja").out()).contains("mailbox-full ja", "Make room ja");
    }

    @Test
    void aMissingTranslationIsTold() {
        Path folder = temp.resolve("kb");
        TinyKb.in(folder).file("texts/ja/remedies.yaml", "");
        Cli.Run run = small(REPLY, "--lang", "ja");
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("mailbox-full ja", "Make room en");
        assertThat(run.err()).isEqualTo("redeliver: warning: not translated into ja and shown in English: 1 text; "
                + "redeliver kb check names them\n");
        assertThat(small(REPLY, "--lang", "zh").err()).isEmpty();
    }

    @Test
    void failOn() {
        assertThat(small(REPLY, "--fail-on", "mailbox-full").code()).isEqualTo(ExitCode.DID_NOT_HOLD);
        assertThat(small(REPLY, "--fail-on", "ptr-missing,mailbox-full").code()).isEqualTo(ExitCode.DID_NOT_HOLD);
        assertThat(small(REPLY, "--fail-on", "ptr-missing").code()).isEqualTo(ExitCode.DONE);
        Cli.Run typo = small(REPLY, "--fail-on", "mailbox-ful");
        assertThat(typo.code()).isEqualTo(ExitCode.USAGE);
        assertThat(typo.err()).isEqualTo("redeliver: --fail-on mailbox-ful: no such cause; maybe \"mailbox-full\" is meant\n");
    }

    @Test
    void systemMustBeKnown() {
        assertThat(small(REPLY, "--system", "acme", "--format", "ndjson").out()).contains("\"provider\":\"acme\"");
        Cli.Run typo = small(REPLY, "--system", "acne");
        assertThat(typo.code()).isEqualTo(ExitCode.USAGE);
        assertThat(typo.err()).contains("--system acne: no such system; maybe \"acme\" is meant");
    }

    @Test
    void recordedDns() throws IOException {
        String dns = file("dns.json", "[{\"q\":\"192.0.2.1\",\"type\":\"PTR\",\"answer\":\"NXDOMAIN\"}]");
        Cli.Run run = Cli.withInput("550 5.7.25 The IP address sending this message does not have a PTR record setup",
                "diagnose", "--dns", dns, "--ip", "192.0.2.1", "--format", "ndjson");
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("\"cause\":\"ptr-missing\"", "\"question\":\"1.2.0.192.in-addr.arpa PTR\",\"answer\":\"NXDOMAIN\"");
    }

    @Test
    void dnsThatIsNone() throws IOException {
        Cli.Run none = small(REPLY, "--dns", temp.resolve("none.json").toString());
        assertThat(none.code()).isEqualTo(ExitCode.USAGE);
        assertThat(none.err()).contains("neither \"off\"").contains("nor a file");
        Cli.Run broken = small(REPLY, "--dns", file("broken.json", "[{\"q\":"));
        assertThat(broken.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(broken.err()).contains("broken.json: a DNS record is a JSON array of questions with answers");
        Cli.Run wrong = small(REPLY, "--dns", file("wrong.json", "[{\"q\":\"x\",\"type\":\"A\",\"answer\":7}]"));
        assertThat(wrong.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(wrong.err()).contains("DNS record, entry 0: answer must be");
        assertThat(small(REPLY, "--dns", "off").code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void aKnowledgeBaseThatIsNone() throws IOException {
        Cli.Run none = Cli.withInput(REPLY, with(temp.resolve("nowhere")));
        assertThat(none.code()).isEqualTo(ExitCode.USAGE);
        assertThat(none.err()).isEqualTo("redeliver: no knowledge base at " + temp.resolve("nowhere") + ": not a folder\n");
        Cli.Run empty = Cli.withInput(REPLY, with(Files.createDirectories(temp.resolve("empty"))));
        assertThat(empty.code()).isEqualTo(ExitCode.USAGE);
        assertThat(empty.err()).contains("no rules in it");
    }

    @Test
    void aBrokenRule() {
        TinyKb.in(temp.resolve("kb")).acme(TinyKb.rule("acme/full", "Heard( fraze == \"mailbox full\" )", "mailbox-full"));
        Cli.Run run = small(REPLY);
        assertThat(run.code()).isEqualTo(ExitCode.RULE_ERROR);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("recognise/provider/acme.drl:8:5: error: rule \"acme/full\": unknown field \"fraze\" of Heard")
                .contains("\n    Maybe one of phrase, place");
    }

    @Test
    void usage() {
        Cli.Run option = Cli.run("diagnose", "--formt", "json");
        assertThat(option.code()).isEqualTo(ExitCode.USAGE);
        assertThat(option.err()).contains("--formt", "--format");
        Cli.Run value = Cli.run("diagnose", "--format", "xml");
        assertThat(value.code()).isEqualTo(ExitCode.USAGE);
        assertThat(value.err()).contains("--format", "text, json, ndjson, markdown");
        assertThat(Cli.run("diagnose", "--lang", "fr").code()).isEqualTo(ExitCode.USAGE);
        Cli.Run command = Cli.run("diagnos");
        assertThat(command.code()).isEqualTo(ExitCode.USAGE);
        assertThat(command.err()).contains("diagnose");
        Cli.Run none = Cli.run();
        assertThat(none.code()).isEqualTo(ExitCode.USAGE);
        assertThat(none.err()).contains("No command given.");
        assertThat(Cli.run("kb").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void help() {
        Cli.Run run = Cli.run("--help");
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("diagnose", "batch", "kb", "Exit codes: 0 done");
        assertThat(Cli.run("diagnose", "--help").out()).contains("--fail-on", "Examples:");
        assertThat(Cli.run("--version").out()).contains("redeliver 0.1.0");
        assertThat(Cli.run("help", "batch").out()).contains("one result a line");
    }

    @Test
    void brokenUtf8AndBinary() throws IOException {
        byte[] broken = ("552 5.2.2 caf\u00e9 " + "\u00ff\u00fe\u0080 Mailbox full").getBytes(StandardCharsets.ISO_8859_1);
        Cli.Run run = Cli.withInput(broken, with(TinyKb.in(temp.resolve("kb")).folder(), "-"));
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("mailbox-full");
        byte[] binary = new byte[100_000];
        new java.util.Random(7).nextBytes(binary);
        Cli.Run noise = Cli.withInput(binary, with(temp.resolve("kb"), "-"));
        assertThat(noise.code()).isEqualTo(ExitCode.DONE);
        assertThat(noise.out()).isNotBlank().doesNotContain("\u0000");
        assertThat(noise.err()).isEmpty();
    }

    @Test
    void fiftyMegabytes() {
        byte[] large = new byte[50_000_001];
        Arrays.fill(large, (byte) 'x');
        for (int i = 80; i < large.length; i += 80) large[i] = '\n';
        byte[] reply = (REPLY + "\n").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(reply, 0, large, 0, reply.length);
        Cli.Run run = Cli.withInput(large, with(TinyKb.in(temp.resolve("kb")).folder(), "--format", "ndjson", "-"));
        assertThat(run.code()).isEqualTo(ExitCode.PARTIAL);
        assertThat(run.out()).contains("\"cause\":\"mailbox-full\"", "\"input-bytes\"");
    }

    @Test
    void fiveThousandNestedParts() {
        StringBuilder mail = new StringBuilder("From: <mailer-daemon@example.com>\nTo: user@example.com\nSubject: failed\nMIME-Version: 1.0\n");
        for (int i = 0; i < 5_000; i++) mail.append("Content-Type: message/rfc822\n\n");
        Cli.Run run = small(mail.toString(), "--format", "ndjson");
        assertThat(run.code()).isEqualTo(ExitCode.PARTIAL);
        assertThat(run.out()).contains("\"limits\":[\"depth\"]");
        assertThat(run.err()).isEmpty();
        StringBuilder parts = new StringBuilder("From: <mailer-daemon@example.com>\nMIME-Version: 1.0\n");
        for (int i = 0; i < 5_000; i++) parts.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\n\n--b").append(i).append('\n');
        Cli.Run nested = small(parts.toString(), "--format", "ndjson");
        assertThat(nested.code()).isEqualTo(ExitCode.PARTIAL);
        assertThat(nested.out()).contains("\"depth\"");
    }

    @Test
    void escapesInABounceStayVisible() {
        Cli.Run run = small("552 5.2.2 \u001b]0;owned\u0007\u001b[2JMailbox full \u202e", "--no-color");
        assertThat(run.out()).contains("mailbox-full").doesNotContain("\u001b", "\u0007", "\u202e");
        assertThat(small("552 5.2.2 \u001b[2JMailbox full", "--format", "json").out()).doesNotContain("\u001b");
    }
}
