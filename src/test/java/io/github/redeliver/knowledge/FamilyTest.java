package io.github.redeliver.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FamilyTest {
    private static DrlReader.Content read(String pattern) {
        return DrlReader.read(Schema.FACTS, "recognise/language/en.drl",
                "package kb.recognise.language.en;\nimport io.github.redeliver.facts.*;\n"
                        + "rule \"en/x\" when " + pattern + " then insert( Symptom.of(\"mailbox-full\") ); end\n");
    }

    @Test
    void aPhraseMayHaveSeveralWordings() {
        RuleDef rule = read("Heard( phrase in (\"Mailbox full\", \"box is full\"), code == \"552\" )").rules().get(0);
        assertThat(rule.patterns().get(0).phrases()).containsExactly("mailboxfull", "boxisfull");
        assertThat(rule.weight()).as("of the shortest wording, and the code").isEqualTo(9 + 4);
    }

    @Test
    void wordingsAreTextsAndDiffer() {
        assertThat(read("Heard( phrase in () )").problems()).isNotEmpty();
        assertThat(read("Heard( phrase in (\"a b\", \"A  B\") )").problems()).isNotEmpty();
        assertThat(read("Heard( phrase in (\"a b\", 5) )").problems()).isNotEmpty();
        assertThat(read("Heard( code in (\"552\") )").problems()).isNotEmpty();
        assertThat(read("Heard( phrase in (\"a b\") || phrase == \"c\" )").problems()).isNotEmpty();
        assertThat(read("Heard( phrase in (\"a b\") )").problems()).isEqualTo(List.of());
    }
}
