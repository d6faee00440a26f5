package io.github.redeliver.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.facts.Symptom;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrlReaderTest {
    private static final String HEAD = "package kb.recognise.provider.acme;\nimport io.github.redeliver.facts.*;\n";

    private static DrlReader.Content read(String rules) {
        return DrlReader.read(Schema.FACTS, "recognise/provider/acme.drl", HEAD + rules);
    }

    private static String rule(String when, String then) {
        return "rule \"acme/x\"\n@source(\"s\")\nwhen\n" + when + "\nthen\n" + then + "\nend\n";
    }

    private static final String INSERT = "insert( Symptom.of(\"mailbox-full\") );";

    @Test
    void readsARuleWithAllItKnows() {
        DrlReader.Content content = read("""
                rule "acme/full"
                    @source("https://example.com/codes") @since("2026-11") @status("changed")
                    @example("552 \\"Mailbox\\" full", "用户邮箱满\\n")
                    @nearMiss("552 Mailbox fuller")
                when
                    Heard( phrase == "Mailbox  Full", code == "552", temporary == false )
                    not Heard( phrase == "not full" )
                then
                    // the list is an example
                    insert( Symptom.of("mailbox-full").token("X1").permanent() );
                    insert( Symptom.maybe("recipient-unknown") );
                end
                """);
        assertThat(content.problems()).isEmpty();
        RuleDef rule = content.rules().get(0);
        assertThat(rule.id()).isEqualTo("acme/full");
        assertThat(rule.line()).isEqualTo(3);
        assertThat(rule.home()).isEqualTo("acme");
        assertThat(rule.level()).isEqualTo(Level.DOCUMENTED);
        assertThat(rule.status()).isEqualTo("changed");
        assertThat(rule.examples()).containsExactly("552 \"Mailbox\" full", "用户邮箱满\n");
        assertThat(rule.nearMisses()).containsExactly("552 Mailbox fuller");
        assertThat(rule.patterns()).hasSize(2);
        assertThat(rule.patterns().get(0).equal("phrase")).as("normalised").isEqualTo("mailboxfull");
        assertThat(rule.patterns().get(0).constraints()).contains(new RuleDef.Constraint("temporary", "==", false));
        assertThat(rule.patterns().get(1).negated()).isTrue();
        assertThat(rule.inserts()).containsExactly(
                Symptom.of("mailbox-full").token("X1").permanent(), Symptom.maybe("recipient-unknown"));
    }

    @Test
    void levelFollowsFromTheFolder() {
        String text = "import io.github.redeliver.facts.*;\n" + rule("Heard( phrase == \"full box\" )", INSERT);
        for (var e : List.of(
                List.of("recognise/language/en.drl", Level.LANGUAGE), List.of("recognise/standard/iana.drl", Level.DOCUMENTED),
                List.of("recognise/report/dsn.drl", Level.REPORT))) {
            String file = (String) e.get(0);
            DrlReader.Content content = DrlReader.read(
                    Schema.FACTS, file, "package " + DrlReader.packageOf(file) + ";\n" + text);
            assertThat(content.problems()).isEmpty();
            assertThat(content.rules().get(0).level()).as(file).isEqualTo(e.get(1));
        }
        String codes = "package kb.recognise.standard.smtp;\nimport io.github.redeliver.facts.*;\n"
                + rule("Replied( code == \"552\" )", INSERT);
        assertThat(DrlReader.read(Schema.FACTS, "recognise/standard/smtp.drl", codes).rules().get(0).level())
                .isEqualTo(Level.REPLY_CLASS);
    }

    @Test
    void namesThePlaceAndWhatWouldBeRight() {
        Problem p = read(rule("Heard( fraze == \"x y\" )", INSERT)).problems().get(0);
        assertThat(p.check()).isEqualTo("unknown-field");
        assertThat(p.line()).isEqualTo(6);
        assertThat(p.toString()).contains("recognise/provider/acme.drl:6", "\"fraze\"", "Maybe one of phrase, place");
    }

    @Test
    void syntaxErrorsHaveALine() {
        Problem p = read("rule \"acme/x\" when Heard( phrase == \"x\" then " + INSERT + " end").problems().get(0);
        assertThat(p.check()).isEqualTo("syntax");
        assertThat(p.line()).isEqualTo(3);
    }

    @Test
    void packageFollowsFromThePath() {
        assertThat(DrlReader.packageOf("recognise/provider/263.drl")).isEqualTo("kb.recognise.provider._263");
        assertThat(DrlReader.packageOf("recognise/provider/mail-ru.drl")).isEqualTo("kb.recognise.provider.mail_ru");
    }
}
