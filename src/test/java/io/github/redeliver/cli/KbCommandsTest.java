package io.github.redeliver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.TinyKb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule author's commands, run as a person runs them. */
class KbCommandsTest {
    @TempDir
    Path temp;

    private TinyKb kb;

    @BeforeEach
    void write() {
        kb = TinyKb.in(temp.resolve("kb")).acme("""
                rule "acme/full"
                    @source("https://acme.example/codes") @since("2026-11")
                    @example("552 5.2.2 Mailbox full (A100)")
                    @nearMiss("552 5.2.2 Mailbox (A100)")
                when
                    Heard( phrase == "mailbox full" )
                then
                    insert( Symptom.of("mailbox-full").token("A100") );
                end
                """, """
                rule "acme/gone"
                    @source("https://acme.example/codes") @since("2026-11")
                    @example("550 No such person")
                when
                    Heard( phrase == "no such person", code == "550" )
                then
                    insert( Symptom.of("recipient-unknown") );
                end
                """);
    }

    private Cli.Run run(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "kb";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--kb";
        all[arguments.length + 2] = kb.folder().toString();
        return Cli.run(all);
    }

    private Path input(String text) throws IOException {
        return Files.writeString(temp.resolve("bounce.txt"), text);
    }

    @Test
    void countsWhatIsKnown() throws IOException {
        Path samples = Files.createDirectories(temp.resolve("facts-samples/acme/full"));
        Files.writeString(samples.resolve("expect.yaml"), "");
        Cli.Run run = run("counts");
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).containsPattern("(?m)^causes +6$").containsPattern("(?m)^systems · provider +2$")
                .containsPattern("(?m)^links +1$").containsPattern("(?m)^links · unverified +0$").containsPattern("(?m)^samples +1$");
        assertThat(run("counts", "--format", "json").out()).contains("\"causes\":6").contains("\"rules · advise\":");
        kb.file("remedies/all.yaml", "mailbox.make-room: {links: [{url: \"https://www.rfc-editor.org/rfc/rfc5321\", unverified: true, source: RFC}]}\n");
        assertThat(run("counts").out()).containsPattern("(?m)^links · unverified +1$");
    }

    @Test
    void listsByWord() {
        Cli.Run run = run("list", "--causes", "FULL");
        assertThat(run.out()).contains("mailbox-full").contains("recipient").doesNotContain("content-spam");
        assertThat(run("list", "gone").out()).contains("acme/gone").contains("acme.drl:").doesNotContain("acme/full");
        assertThat(run("list", "--systems").out()).contains("acme").contains("Acme Mail");
        assertThat(run("list", "--remedies").out()).contains("mailbox.make-room").contains("check.address");
        assertThat(run("list", "--rules", "nothinglikeit").code()).isEqualTo(ExitCode.DID_NOT_HOLD);
        assertThat(run("list", "--rules", "--lists").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void showsARule() {
        Cli.Run run = run("show", "acme/full");
        assertThat(run.out()).contains("phrase == \"mailboxfull\"").contains("it says mailbox-full, code A100")
                .contains("https://acme.example/codes").contains("552 5.2.2 Mailbox (A100)");
        assertThat(run("show", "acme/ful").err()).contains("maybe \"acme/full\"");
        assertThat(run("show", "acme/ful").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void showsTheFactsOfAnInput() throws IOException {
        Cli.Run run = run("facts", input("550 5.1.1 <user@example.org>: No such person").toString());
        assertThat(run.out()).contains("Heard( phrase == \"nosuchperson\", place == \"reply\", code == \"550\"")
                .contains("Replied( code == \"550\", enhanced == \"5.1.1\", subject == \"1.1\"")
                .contains("user@example.org");
    }

    @Test
    void saysWhyACauseIsFoundOrNot() throws IOException {
        String file = input("554 No such person").toString();
        Cli.Run not = run("why", file, "recipient-unknown");
        assertThat(not.out()).contains("recipient-unknown is not found").contains("acme/gone: Heard( code == \"550\" ): it is \"554\"");
        assertThat(not.code()).isEqualTo(ExitCode.DID_NOT_HOLD);
        assertThat(run("why", file, "mailbox-full").out()).contains("acme/full: Heard( phrase == \"mailboxfull\" ): not heard");
        Cli.Run found = run("why", input("550 No such person").toString(), "recipient-unknown");
        assertThat(found.out()).contains("is found at rank 1").contains("fired        acme/gone");
        assertThat(found.code()).isEqualTo(ExitCode.DONE);
        assertThat(run("why", file, "mailbox-ful").err()).contains("\"mailbox-full\"");
    }

    @Test
    void writesTheCatalogueAndTellsWhenItIsOld() throws IOException {
        assertThat(run("docs", "--check").code()).isEqualTo(ExitCode.DID_NOT_HOLD);
        assertThat(run("docs").code()).isEqualTo(ExitCode.DONE);
        Path pages = temp.resolve("docs").resolve("catalogue");
        assertThat(Files.readString(pages.resolve("causes.md"))).contains("### mailbox-full").contains("`mailbox.make-room`")
                .contains("`reason/ptr-there`: Symptom( cause == \"ptr-missing\" ) and Dns( shows == \"ptr-confirmed\" )");
        assertThat(Files.readString(pages.resolve("systems.md"))).contains("### Acme Mail").contains("A100");
        assertThat(run("docs", "--check").code()).isEqualTo(ExitCode.DONE);
        kb.acme();
        assertThat(run("docs", "--check").out()).contains("systems.md differs");
    }

    @Test
    void writesARuleThatHolds() throws IOException {
        Cli.Run run = run("new", "A204", "--provider", "acme", "--cause", "content-spam", "--since", "2026-12",
                "--text", "554 5.7.1 Message from [192.0.2.1] refused (A204)");
        assertThat(run.out()).contains("rule \"acme/a204\"").contains("phrase == \"(a204)\"").contains(".token(\"A204\")")
                .contains("its example gives content-spam");
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(kb.path("recognise/provider/acme.drl"))).contains("acme/full").contains("acme/a204")
                .contains("(A209)"); // the near miss
        assertThat(run("new", "A204", "--provider", "acme", "--cause", "content-spam", "--text", "554 (A204)").err())
                .contains("acme/a204").contains("there is such a rule");
    }

    @Test
    void choosesConstantWordsWhereThereIsNoCode() throws IOException {
        Cli.Run run = run("new", "too-young", "--provider", "other", "--cause", "refused", "--since", "2026-12", "--text",
                "550 5.7.1 <mail.example.com[192.0.2.1]>: your host is too young for us, see https://other.example/x?ip=192.0.2.1");
        assertThat(run.out()).contains("phrase == \"your host is too young for us, see\"").contains("its example gives refused");
        assertThat(kb.path("recognise/provider/other.drl")).content().startsWith("package kb.recognise.provider.other;");
        assertThat(run("check").out()).doesNotContain("other.drl");
        assertThat(run("new", "x", "--provider", "acmee", "--cause", "refused", "--text", "x").err()).contains("\"acme\"");
        Cli.Run general = run("new", "too-soon", "--language", "en", "--cause", "refused", "--text", "450 you have come back too soon");
        assertThat(general.out()).contains("rule \"en/too-soon\"").contains("@source(\"general usage\")").contains("its example gives refused");
        assertThat(kb.path("recognise/language/en.drl")).content().startsWith("package kb.recognise.language.en;");
        assertThat(run("new", "x", "--cause", "refused", "--text", "x").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void comparesTwoKnowledgeBases() throws IOException {
        TinyKb before = TinyKb.in(temp.resolve("before")).file("recognise/provider/acme.drl",
                Files.readString(kb.path("recognise/provider/acme.drl")));
        assertThat(run("diff", "--base", before.folder().toString()).out()).contains("0 of 3 inputs");
        before.replace("recognise/provider/acme.drl", "Symptom.of(\"recipient-unknown\")", "Symptom.of(\"refused\")");
        Path corpus = Files.createDirectories(temp.resolve("corpus"));
        Files.writeString(corpus.resolve("one.txt"), "550 no such person here");
        Cli.Run run = run("diff", "--base", before.folder().toString(), "--corpus", corpus.toString());
        assertThat(run.out()).contains("- [refused").contains("+ [recipient-unknown").contains("one.txt").contains("2 of 4 inputs");
        assertThat(run.code()).isEqualTo(ExitCode.DID_NOT_HOLD);
    }

    @Test
    void measuresCoverageAndMutation() {
        Cli.Run coverage = run("coverage", "--list", "--min", "99");
        assertThat(coverage.out()).contains("rules of recognise        2 of      2, 100.0 %")
                .doesNotContain("\"advise/room\" fires on no text")
                .contains("rule \"acme/gone\" no text needs Heard: code == \"550\"")
                .contains("\"reason/ptr-there\" fires on no text");
        assertThat(coverage.code()).isEqualTo(ExitCode.DID_NOT_HOLD);
        Cli.Run mutate = run("mutate", "-r", "^acme/", "--min", "99");
        assertThat(mutate.out()).contains("\"acme/gone\" survives: Heard( code == \"550\" ) dropped [drop-constraint]");
        assertThat(mutate.code()).isEqualTo(ExitCode.DID_NOT_HOLD);
        assertThat(run("mutate", "-r", "(").err()).contains("-r (");
    }

    @Test
    void laysRulesOutInOneWay() throws IOException {
        Path file = kb.path("recognise/provider/acme.drl");
        assertThat(run("fmt", "--check", file.toString()).code()).isEqualTo(ExitCode.DID_NOT_HOLD);
        assertThat(run("fmt", file.toString()).code()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(file)).contains("""
                rule "acme/full"
                    @source("https://acme.example/codes")
                    @since("2026-11")
                    @example("552 5.2.2 Mailbox full (A100)")
                    @nearMiss("552 5.2.2 Mailbox (A100)")
                when
                    Heard( phrase == "mailbox full" )
                then
                    insert( Symptom.of("mailbox-full").token("A100") );
                end

                rule "acme/gone"
                """);
        assertThat(run("fmt", "--check", file.toString()).code()).isEqualTo(ExitCode.DONE);
        assertThat(run("test").out()).contains("4 rules, 2 examples, 1 near misses, 0 samples: 0 failed");
    }

    @Test
    void tellsCrossTalk() {
        kb.acme("""
                rule "acme/full"
                    @source("s") @since("2026-11") @example("552 the mailbox is completely full, no such person")
                when
                    Heard( phrase == "the mailbox is completely full" )
                then
                    insert( Symptom.of("mailbox-full") );
                end
                """, """
                rule "acme/gone"
                    @source("s") @since("2026-11") @example("550 no such person")
                when
                    Heard( phrase == "no such person" )
                then
                    insert( Symptom.of("recipient-unknown") );
                end
                """);
        Cli.Run run = run("test", "-r", "gone");
        assertThat(run.out()).contains("warning: ").contains("\"acme/gone\" fires on the example of \"acme/full\", which says mailbox-full");
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run("test", "--strict").code()).isEqualTo(ExitCode.DID_NOT_HOLD);
        kb.replace("recognise/provider/acme.drl", "@example(\"550 no such", "@allow(\"cross-talk: both are said\") @example(\"550 no such");
        assertThat(run("test", "--strict").out()).contains("0 failed").doesNotContain("cross-talk");
    }

    @Test
    void tracesAFailingSample() throws IOException {
        Path sample = Files.createDirectories(temp.resolve("facts-samples").resolve("acme").resolve("gone"));
        Files.writeString(sample.resolve("input.txt"), "554 no such person");
        Files.writeString(sample.resolve("expect.yaml"), "about: x\ncauses: [recipient-unknown]\n");
        Cli.Run run = run("test");
        assertThat(run.out()).contains("not [recipient-unknown] first").contains("fired: no rule")
                .contains("recipient-unknown: acme/gone did not fire: Heard( code == \"550\" ): it is \"554\"");
        assertThat(run.code()).isEqualTo(ExitCode.DID_NOT_HOLD);
    }

    @Test
    void watchesAndTriesTheRulesThatChange() throws Exception {
        kb.file("recognise/provider/acme.drl", TinyKb.rules("recognise.provider.acme",
                TinyKb.rule("acme/full", "Heard( phrase == \"mailbox full\" )", "mailbox-full")));
        PipedOutputStream pipe = new PipedOutputStream();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(new PipedInputStream(pipe, 65_536), StandardCharsets.UTF_8))) {
            FutureTask<Integer> watch = new FutureTask<>(() -> {
                try (PrintStream out = new PrintStream(pipe, true, StandardCharsets.UTF_8)) {
                    return Main.run(new String[] {"kb", "test", "--watch", "--edits", "2", "--kb", kb.folder().toString()}, out, out);
                }
            });
            new Thread(watch).start();
            assertThat(said.readLine()).startsWith("watching ").contains("3 rules");
            kb.replace("recognise/provider/acme.drl", "@since", "@example(\"550 no room\") @since");
            assertThat(until(said, "revision")).contains("nothing is found for its example: 550 no room")
                    .contains("1 rules, 1 examples, 0 near misses");
            kb.replace("recognise/provider/acme.drl", "\"mailbox-full\"", "\"mailbox-ful\"");
            assertThat(until(said, "revision")).contains("acme.drl:5: error").contains("would not come into use");
            assertThat(watch.get()).isEqualTo(ExitCode.DONE);
        }
    }

    private static String until(BufferedReader said, String word) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            if (line.startsWith(word)) break;
        }
        return all.toString();
    }

    @Test
    void saysWhatFoldersOfOnesOwnTakeThePlaceOf() throws IOException {
        Path extra = temp.resolve("extra");
        TinyKb.over(extra).file("recognise/provider/acme.drl", TinyKb.rules("recognise.provider.acme",
                TinyKb.rule("acme/full", "Heard( phrase == \"mailbox full\" )", "refused").replace("@since", "@example(\"550 mailbox full\") @since")));
        Cli.Run list = run("list", "full", "--kb-extra", extra.toString());
        assertThat(list.out()).contains(extra.resolve("recognise/provider/acme.drl") + ":5");
        assertThat(list.err()).contains("rule acme/full is overridden by " + extra.resolve("recognise/provider/acme.drl") + ":5");
        Cli.Run check = run("check", "--level", "info", "--kb-extra", extra.toString());
        assertThat(check.out()).contains("takes the place of recognise/provider/acme.drl:5 [overridden]");
        Cli.Run diagnose = Cli.of("diagnose", input("550 mailbox full"), "--kb", kb.folder(), "--kb-extra", extra);
        assertThat(diagnose.out()).contains("refused en").doesNotContain("mailbox-full");
        assertThat(diagnose.err()).contains("acme/full is overridden");
    }
}
