package io.github.redeliver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.Redeliver;
import io.github.redeliver.Shipped;
import io.github.redeliver.TinyKb;
import io.github.redeliver.facts.Advice;
import io.github.redeliver.facts.Observation;
import io.github.redeliver.facts.Symptom;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.KnowledgeLoader;
import io.github.redeliver.knowledge.Problem;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.Stage;
import io.github.redeliver.knowledge.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project's whole knowledge: what {@code kb check} and {@code kb test} ask, asked of every build. */
class KnowledgeTest {
    @TempDir
    Path temp;

    @Test
    void nothingIsWrongWithIt() {
        assertThat(Shipped.loaded().warnings())
                .filteredOn(p -> p.isError() || p.check().equals("missing-translation") || p.check().equals("placeholder"))
                .extracting(Problem::toString).isEmpty();
    }

    @Test
    void noWordsWithoutATag() {
        assertThat(Shipped.loaded().warnings())
                .filteredOn(p -> p.check().equals("unused-text"))
                .extracting(Problem::toString).isEmpty();
    }

    @Test
    void everyExampleGivesItsCauseAndNoNearMissFires() {
        KbTest test = new KbTest(Shipped.base(), Path.of("kb"));
        test.rules(r -> true, true);
        assertThat(test.failures()).as(test.summary()).isEmpty();
    }

    @Test
    void everySampleHolds() {
        KbTest test = new KbTest(Shipped.base(), Path.of("kb"));
        test.samples(Path.of("facts-samples"), Shipped.redeliver());
        assertThat(test.failures()).as(test.summary()).isEmpty();
        assertThat(Samples.all().size()).isGreaterThanOrEqualTo(80);
    }

    @Test
    void everyRuleHasASourceExamplesAndNearMisses() {
        for (RuleDef r : Shipped.base().rules()) {
            String where = r.file() + ":" + r.line() + " " + r.id();
            if (r.stage() == Stage.RECOGNISE) assertThat(r.source()).as(where + " @source").isNotBlank();
            boolean reported = r.patterns().stream().anyMatch(p -> p.type().equals("Reported"));
            if (!reported) assertThat(r.examples()).as(where + " @example").isNotEmpty();
            // a rule that recognises must be silent on every other cause's examples besides: kb test, cross-talk
            if (r.stage() != Stage.RECOGNISE) assertThat(r.nearMisses()).as(where + " @nearMiss").hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void everyCauseIsSaidOrShownAndHasARemedy() {
        KnowledgeBase base = Shipped.base();
        Set<String> concluded = new TreeSet<>();
        Set<String> advised = new TreeSet<>();
        for (RuleDef r : base.rules()) {
            for (Object fact : r.inserts()) {
                if (fact instanceof Symptom s) concluded.add(s.cause());
                if (fact instanceof Observation o) concluded.add(o.cause());
                if (fact instanceof Advice a && !a.check()) r.patterns().forEach(p -> advised.add(p.equal("cause")));
            }
        }
        Set<String> silent = new TreeSet<>(base.causes().keySet());
        silent.removeAll(concluded);
        assertThat(silent).as("causes that no rule concludes").isEmpty();
        Set<String> helpless = new TreeSet<>(base.causes().keySet());
        helpless.removeAll(advised);
        helpless.removeIf(c -> base.cause(c).group().equals("not-a-bounce"));
        assertThat(helpless).as("causes without a remedy").isEmpty();
    }

    @Test
    void everyLinkWasSeenOrSaysThatItWasNotAndHasASource() {
        Shipped.base().data("remedies").forEach((tag, value) -> {
            for (Object link : Tree.list(Tree.map(value).get("links"))) {
                assertThat(Tree.text(Tree.map(link), "url")).as(tag).startsWith("http");
                String seen = Tree.text(Tree.map(link), "seen");
                if (Boolean.TRUE.equals(Tree.map(link).get("unverified"))) assertThat(seen).as(tag).isEmpty();
                else assertThat(seen).as(tag).matches("20\\d\\d-\\d\\d");
                assertThat(Tree.text(Tree.map(link), "source")).as(tag).isNotBlank();
            }
        });
    }

    /** What the source documents still name and what is gone since. */
    @Test
    void deadContactsAreNeverHandedOut() {
        for (String dead : List.of("openspf.org", "openrbl.org", "mail-abuse.com", "senderbase.org", "tom.com", "returnpath.net",
                "postmaster.live.com", "njabl.org")) {
            Shipped.base().data("remedies").forEach((tag, value) -> {
                for (Object link : Tree.list(Tree.map(value).get("links"))) {
                    assertThat(Tree.text(Tree.map(link), "url")).as(tag).doesNotContain(dead);
                }
            });
        }
    }

    @Test
    void failuresNameFileAndLine() {
        TinyKb kb = TinyKb.in(temp.resolve("kb")).acme("""
                rule "acme/full"
                    @source("s") @example("552 nothing of it") @nearMiss("552 Mailbox full")
                when
                    Heard( phrase == "mailbox full" )
                then
                    insert( Symptom.of("mailbox-full") );
                end
                rule "acme/other"
                    @source("s") @example("552 Mailbox full, really")
                when
                    Heard( phrase == "really" )
                then
                    insert( Symptom.of("refused") );
                end
                """);
        KnowledgeBase base = new KnowledgeLoader(null).forAuthors(kb.folder()).base();
        for (boolean inNetwork : List.of(true, false)) {
            KbTest test = new KbTest(base, kb.folder());
            test.rules(r -> r.id().startsWith("acme"), inNetwork);
            assertThat(test.failures()).containsExactly(
                    kb.path("recognise/provider/acme.drl") + ":5: rule \"acme/full\" nothing is found for its example: 552 nothing of it",
                    kb.path("recognise/provider/acme.drl") + ":5: rule \"acme/full\" fires on a near miss: 552 Mailbox full",
                    kb.path("recognise/provider/acme.drl") + ":12: rule \"acme/other\" its example gives mailbox-full (acme/full), "
                            + "not refused: 552 Mailbox full, really");
            assertThat(test.summary()).isEqualTo("2 rules, 2 examples, 1 near misses, 0 samples: 3 failed");
        }
    }

    @Test
    void samplesThatDoNotHoldSayWhatCame() throws IOException {
        TinyKb kb = TinyKb.in(temp.resolve("kb"));
        Path sample = Files.createDirectories(temp.resolve("facts-samples/acme/full"));
        Files.writeString(sample.resolve("input.txt"), "552 Mailbox full");
        Path expect = sample.resolve("expect.yaml");
        Files.writeString(expect, """
                cause: mailbox-full
                causes: [refused]
                reply: "550"
                remedies: [nothing.such]
                not_remedies: [mailbox.make-room]
                remedy_words: ["Delete mail", "Delete all"]
                who: sender
                """);
        try (Redeliver redeliver = Redeliver.open(kb.folder())) {
            assertThat(new SampleRunner(redeliver).run(sample)).containsExactly(
                    expect + ": unknown key \"cause\"",
                    expect + ": reply \"552\", not \"550\"",
                    expect + ": who \"recipient\", not \"sender\"",
                    expect + ": causes [mailbox-full 0.85], not [refused] first",
                    expect + ": finds mailbox-full as well, at 0.85 by [acme/full]",
                    expect + ": remedy nothing.such is not named; named are [mailbox.make-room]",
                    expect + ": remedy mailbox.make-room is named for the first cause",
                    expect + ": no remedy says \"Delete all\"");
            Files.writeString(expect, "causes: [mailbox-full]\nwho: recipient\nremedies: [mailbox.make-room]\n");
            assertThat(new SampleRunner(redeliver).run(sample)).isEmpty();
            Files.writeString(expect, "nothing: true\n");
            assertThat(new SampleRunner(redeliver).run(sample)).containsExactly(expect + ": something is found: [mailbox-full 0.85]");
            Files.writeString(expect, "about: x\n");
            assertThat(new SampleRunner(redeliver).run(sample)).containsExactly(expect + ": states no causes; write causes: […] or nothing: true");
            Files.writeString(expect, "causes: [\n");
            assertThat(new SampleRunner(redeliver).run(sample)).singleElement().asString().startsWith(expect + ": ");
        }
    }

    @Test
    void commandsOfTheWorkshop() {
        TinyKb kb = TinyKb.in(temp.resolve("kb"));
        kb.acme("rule \"acme/full\"\n@source(\"s\") @since(\"2026-11\") @example(\"552 mailbox full\")\nwhen\n"
                + " Heard( phrase == \"mailbox full\" )\nthen\n insert( Symptom.of(\"mailbox-full\") );\nend\n");
        Cli.Run check = Cli.run("kb", "check", "--kb", kb.folder().toString());
        assertThat(check.out()).isEqualTo("3 rules, 1 phrases: 0 errors, 0 warnings, 0 notes, 0 excused\n");
        assertThat(check.code()).isEqualTo(ExitCode.DONE);
        assertThat(Cli.run("kb", "test", "--kb", kb.folder().toString()).code()).isEqualTo(ExitCode.DONE);
        assertThat(Cli.run("kb", "test", "--kb", kb.folder().toString(), "-r", "(").code()).isEqualTo(ExitCode.USAGE);
        kb.file("texts/ja/checks.yaml", "");
        Cli.Run missing = Cli.run("kb", "check", "--kb", kb.folder().toString());
        assertThat(missing.code()).isEqualTo(ExitCode.RULE_ERROR);
        assertThat(missing.out()).startsWith("texts/ja/checks.yaml: error: \"check.address\" of checks has no text in ja [missing-translation]")
                .endsWith("3 rules, 1 phrases: 1 errors, 0 warnings, 0 notes, 0 excused\n");
        assertThat(Cli.run("kb", "test", "--kb", kb.folder().toString()).code()).as("it can be tried all the same").isEqualTo(ExitCode.DONE);
        kb.acme(TinyKb.rule("acme/full", "Heard( phrase == \"mailbox full\" )", "mailbox-fool"));
        Cli.Run broken = Cli.run("kb", "check", "--kb", kb.folder().toString());
        assertThat(broken.code()).isEqualTo(ExitCode.RULE_ERROR);
        assertThat(broken.out()).contains("recognise/provider/acme.drl:5:1: error: rule \"acme/full\": unknown cause \"mailbox-fool\"");
        assertThat(Cli.run("kb", "test", "--kb", kb.folder().toString()).code()).isEqualTo(ExitCode.RULE_ERROR);
        kb.acme("rule \"acme/full\"\n@source(\"s\") @example(\"nothing\")\nwhen\n Heard( phrase == \"mailbox full\" )\nthen\n insert( Symptom.of(\"mailbox-full\") );\nend\n");
        Cli.Run failed = Cli.run("kb", "test", "--kb", kb.folder().toString());
        assertThat(failed.code()).isEqualTo(ExitCode.DID_NOT_HOLD);
        assertThat(failed.out()).contains("acme.drl:5: rule \"acme/full\" nothing is found", "1 failed");
        assertThat(Cli.run("kb", "check", "--kb", temp.resolve("none").toString()).code()).isEqualTo(ExitCode.USAGE);
    }
}
