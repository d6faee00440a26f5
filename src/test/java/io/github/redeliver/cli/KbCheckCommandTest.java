package io.github.redeliver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.TinyKb;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What authors are told of their files, with the place and the way out. */
class KbCheckCommandTest {
    @TempDir
    Path temp;

    private TinyKb kb;

    @BeforeEach
    void write() {
        kb = TinyKb.in(temp.resolve("kb"));
    }

    private Cli.Run check(String... more) {
        String[] all = new String[more.length + 4];
        all[0] = "kb";
        all[1] = "check";
        all[2] = "--kb";
        all[3] = kb.folder().toString();
        System.arraycopy(more, 0, all, 4, more.length);
        return Cli.run(all);
    }

    /** What is found of a rule with these notes, conditions and conclusion. */
    private String of(String notes, String when, String then) {
        kb.acme("rule \"acme/x\"\n" + notes + "\nwhen\n    " + when + "\nthen\n    " + then + "\nend\n");
        return check("--level", "info").out();
    }

    private static final String NOTES = "    @source(\"s\") @since(\"2026-11\") @example(\"550 words\")";
    private static final String THEN = "insert( Symptom.of(\"mailbox-full\") );";

    @Test
    void namesPlaceValueAndWayOut() {
        String out = of(NOTES, "Heard( phrase == \"words\", stage == \"rctp\" )", THEN);
        assertThat(out).contains("recognise/provider/acme.drl:8:5: error: rule \"acme/x\": stage == \"rctp\" is never so [unknown-value]")
                .contains("\n    Maybe \"rcpt\" is meant\n");
    }

    @Test
    void findsValuesThatNoFactHas() {
        assertThat(of(NOTES, "Heard( phrase == \"words\", code == \"55\" )", THEN)).contains("[unknown-value]").contains("three digits");
        assertThat(of(NOTES, "Heard( phrase == \"words\", enhanced == \"5.7\" )", THEN)).contains("such as \"5.7.1\"");
        assertThat(of(NOTES, "Replied( subject == \"5.7.1\" )", THEN)).contains("without its class");
        assertThat(of(NOTES, "Heard( phrase == \"words\", code != \"\" )", THEN)).doesNotContain("unknown-value");
    }

    @Test
    void findsContradictions() {
        assertThat(of(NOTES, "Heard( phrase == \"words\", code == \"550\", code == \"551\" )", THEN))
                .contains("code == \"550\" and code == \"551\" cannot both hold [contradiction]");
        assertThat(of(NOTES, "Heard( phrase == \"words\", code == \"550\" )\n    Replied( code == \"450\" )", THEN)).contains("[contradiction]");
        assertThat(of(NOTES, "Heard( phrase == \"words\", code == \"550\", temporary == true )", THEN)).contains("[contradiction]");
        assertThat(of(NOTES, "Heard( phrase == \"words\" )\n    not Heard( phrase == \"words\" )", THEN))
                .contains("acme.drl:9:5").contains("asked for and forbidden [contradiction]");
        assertThat(of(NOTES, "Heard( phrase == \"words\", code == \"550\" )\n    Heard( phrase == \"more words\" )", THEN))
                .doesNotContain("contradiction");
    }

    @Test
    void findsPhrasesThatCannotBeHeard() {
        assertThat(of(NOTES, "Heard( phrase == \"***\" )", THEN)).contains("neither a letter nor a digit [never-heard]");
        assertThat(of(NOTES, "Heard( phrase == \"xxx.xxx\" )", THEN)).contains("is a mask");
        assertThat(of(NOTES, "Heard( phrase == \"user@example.com is full\" )", THEN)).contains("holds an address").contains("Maybe two Heard patterns");
        assertThat(of(NOTES, "Heard( phrase == \"from 192.0.2.1\" )", THEN)).contains("holds an address");
    }

    @Test
    void asksForSourceDateAndExample() {
        String out = of("", "Heard( phrase == \"words\" )", THEN);
        assertThat(out).contains("[missing-source]").contains("[missing-since]").contains("[missing-example]").contains("Maybe @source(\"https://…\")");
        assertThat(of("    @source(\"s\") @since(\"November\") @example(\"550 words\")", "Heard( phrase == \"words\" )", THEN))
                .contains("acme.drl:6:18: error").contains("[bad-date]");
        assertThat(of("    @source(\"s\") @since(\"2026-11\") @example(\"550 words\", \"550 words\")", "Heard( phrase == \"words\" )", THEN))
                .contains("[same-text]");
    }

    @Test
    void findsRulesThatStandTwiceOrAddNothing() {
        String one = "rule \"acme/%s\"\n" + NOTES + "\nwhen\n    Heard( phrase == \"%s\" )\nthen\n    " + THEN + "\nend\n";
        kb.acme(one.formatted("a", "words"), one.formatted("b", "words"));
        assertThat(check().out()).contains("rule \"acme/b\": says nothing that \"acme/a\"").contains("[unreachable]");
        String wordings = "Heard( phrase in (\"full box\", \"full boxes\", \"a full box indeed\") )";
        String notes = NOTES.replaceFirst("@example\\(.*\\)", "@example(\"552 a full box indeed\", \"552 full boxes\")");
        String family = "rule \"acme/c\"\n" + notes + "\nwhen\n    " + wordings + "\nthen\n    " + THEN + "\nend\n";
        kb.acme(family);
        assertThat(check("--level", "info").out()).contains("\"afullboxindeed\" contains the wording \"fullbox\" [adds-nothing]")
                .doesNotContain("\"fullboxes\" contains");
        assertThat(check().out()).doesNotContain("adds-nothing");
        kb.acme(family, one.formatted("d", "indeed").replace("mailbox-full", "content-spam"));
        assertThat(check("--level", "info").out()).as("it explains what another rule hears in it").doesNotContain("adds-nothing");
    }

    @Test
    void refusesExamplesThatCannotBeUnderstood() {
        assertThat(of("    @source(\"s\") @since(\"2026-11\") @example(\"{Dns spf-none lst=x} 550 words\")", "Heard( phrase == \"words\" )", THEN))
                .contains("acme.drl:5").contains("lst=x").contains("[bad-example]").contains("Maybe {System gmail}");
        assertThat(of("    @source(\"s\") @since(\"2026-11\") @example(\"{Known daily number=many} 550 words\")", "Heard( phrase == \"words\" )", THEN))
                .contains("number=many is no number [bad-example]");
    }

    @Test
    void excusesWithAReasonAndRefusesWhatExcusesNothing() {
        String masked = "Heard( phrase == \"***\" )";
        assertThat(of(NOTES + " @allow(\"never-heard: shows how\")", masked, THEN)).doesNotContain("[never-heard]").contains("1 excused");
        assertThat(of(NOTES + " @allow(\"never-heard: shows how\")", "Heard( phrase == \"words\" )", THEN)).contains("[unused-allow]");
        assertThat(of(NOTES + " @allow(\"never-heard\")", masked, THEN)).contains("gives no reason [bad-allow]");
        assertThat(of(NOTES + " @allow(\"never-herd: x\")", masked, THEN)).contains("[bad-allow]").contains("\"never-heard\" is meant");
        assertThat(of(NOTES + " @allow(\"unknown-cause: x\")", masked, THEN)).contains("[bad-allow]");
    }

    @Test
    void findsLinksThatAreGoneAndDatesThatAreOld() {
        kb.file("dead-links.yaml", "gone.example: {reason: \"closed\", seen: 2026-11}\nhalf.example/old: {reason: \"moved\", seen: 2024-01}\n");
        kb.file("remedies/all.yaml", """
                mailbox.make-room:
                  links:
                    - {url: "https://www.gone.example/form", seen: 2026-11, source: RFC}
                    - {url: "https://half.example/old/page", seen: 2026-11, source: RFC}
                    - {url: "https://half.example/new", seen: 2025-01, source: RFC}
                    - {url: "https://notgone.example/", seen: someday, source: RFC}
                """);
        String out = check().out();
        assertThat(out).contains("remedies/all.yaml:1:1: error: \"mailbox.make-room\" hands out https://www.gone.example/form, which is gone: closed [dead-link]")
                .contains("https://half.example/old/page, which is gone: moved").doesNotContain("half.example/new, which").doesNotContain("notgone.example/, which")
                .contains("\"mailbox.make-room\" https://half.example/new was last seen in 2025-01 [stale]")
                .contains("\"half.example/old\" was last seen in 2024-01 [stale]").contains("\"someday\" is no month [bad-date]");
        kb.acme("rule \"acme/x\"\n    @source(\"https://gone.example/x\") @since(\"2026-11\") @example(\"550 words\")\nwhen\n"
                + "    Heard( phrase == \"words\" )\nthen\n    " + THEN + "\nend\n");
        assertThat(check().out()).contains("[dead-source]");
    }

    @Test
    void listsSayWhetherTheirPagesWereSeen() {
        String list = "some-list: {name: S, operator: S, kind: ip, zones: [bl.some.example], alive: true, lookup: \"https://some.example/\", %s, source: s}\n";
        kb.file("lists/some.yaml", list.formatted("reach: few"));
        assertThat(check().out()).contains("\"some-list\" neither says when it was seen nor that it is unverified [link-date]");
        kb.file("lists/some.yaml", list.formatted("seen: \"2026-11\", unverified: true"));
        assertThat(check().out()).contains("\"some-list\" was seen and is unverified at once [link-date]");
        kb.file("lists/some.yaml", list.formatted("unverified: true"));
        assertThat(check().out()).doesNotContain("[link-date]");
    }

    @Test
    void findsValuesThatNothingGives() {
        for (String language : new String[] {"en", "zh", "ja"}) {
            kb.replace("texts/" + language + "/checks.yaml", "{recipient}", "{recipent}");
        }
        assertThat(check().out()).contains("texts/en/checks.yaml:1:1: error: \"check.address\" names the value {recipent}, which nothing gives [unknown-placeholder]")
                .contains("Maybe \"recipient\" is meant");
    }

    @Test
    void writesTheFormsOfMachines() {
        kb.acme("rule \"acme/x\"\n" + NOTES + "\nwhen\n    Heard( phrase == \"words\", stage == \"<&\" )\nthen\n    " + THEN + "\nend\n");
        ObjectMapper json = new ObjectMapper();
        JsonNode list = json.readTree(check("--format", "json").out());
        JsonNode it = find(list, "unknown-value");
        assertThat(it.get("line").asInt()).isEqualTo(8);
        assertThat(it.get("file").asString()).endsWith("/recognise/provider/acme.drl");
        JsonNode sarif = json.readTree(check("--format", "sarif").out());
        assertThat(sarif.get("version").asString()).isEqualTo("2.1.0");
        JsonNode result = sarif.get("runs").get(0).get("results").get(0);
        assertThat(result.get("locations").get(0).get("physicalLocation").get("region").get("startLine").asInt()).isPositive();
        assertThat(check("--format", "junit").out()).startsWith("<?xml").contains("&lt;&amp;").contains("<failure type=\"error\"");
        assertThat(check("--format", "github").out()).contains("::error file=").contains(",line=8,col=5,title=unknown-value::").contains("%0AMaybe");
        assertThat(check("--format", "yaml").code()).isEqualTo(ExitCode.USAGE);
    }

    private static JsonNode find(JsonNode list, String check) {
        for (JsonNode n : list) if (n.get("check").asString().equals(check)) return n;
        throw new AssertionError("no " + check + " in " + list);
    }

    @Test
    void looksForConstraintsThatNoTextNeedsWhenAsked() {
        kb.acme("rule \"acme/x\"\n" + NOTES + "\nwhen\n    Heard( phrase == \"words\", code == \"550\" )\nthen\n    " + THEN + "\nend\n");
        assertThat(check("--near-misses").out()).contains("acme.drl:8:5: warning: rule \"acme/x\": no text needs Heard: code == \"550\" [untested-constraint]");
        assertThat(check().out()).doesNotContain("untested-constraint");
    }
}
