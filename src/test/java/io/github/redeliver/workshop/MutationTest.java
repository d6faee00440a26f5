package io.github.redeliver.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.TinyKb;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.KnowledgeLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broken rule survives exactly when no text tells it from the right one. */
class MutationTest {
    @TempDir
    Path temp;

    private Mutation.Score score(String... rules) {
        TinyKb kb = TinyKb.in(temp).acme(rules);
        KnowledgeBase base = new KnowledgeLoader(null).forAuthors(kb.folder()).base();
        try (Lab lab = Lab.of(base, List.of())) {
            return new Mutation(lab).run(r -> r.id().startsWith("acme/"), 0);
        }
    }

    private static String rule(String id, String notes, String when, String cause) {
        return TinyKb.rule(id, when, cause).replace("@source(\"s\")", "@source(\"s\") " + notes);
    }

    @Test
    void anExampleNoticesDeletionAndAnotherCause() {
        Mutation.Score score = score(rule("acme/full", "@example(\"552 mailbox full\")",
                "Heard( phrase == \"mailbox full\" )", "mailbox-full"));
        assertThat(score.byOperator().get("delete").noticed()).isEqualTo(1);
        assertThat(score.byOperator().get("cause").noticed()).isEqualTo(1);
        assertThat(score.survivors()).extracting(Mutation.Survivor::operator).containsExactly("drop-constraint");
    }

    @Test
    void anotherRulesExampleNoticesThatARuleBecameTooWide() {
        Mutation.Score score = score(
                rule("acme/full", "@example(\"552 mailbox full\")", "Heard( phrase == \"mailbox full\" )", "mailbox-full"),
                rule("acme/gone", "@example(\"550 no such person\")", "Heard( phrase == \"no such person\" )",
                        "recipient-unknown"));
        assertThat(score.survivors()).isEmpty();
        assertThat(score.all().score()).isEqualTo(100);
    }

    @Test
    void aConstraintWithoutANearMissSurvives() {
        String when = "Heard( phrase == \"mailbox full\", code == \"552\" )";
        assertThat(score(rule("acme/full", "@example(\"552 mailbox full\")", when, "mailbox-full")).survivors())
                .extracting(Mutation.Survivor::what).anyMatch(w -> w.contains("code == \"552\" ) dropped"));
        assertThat(score(rule("acme/full", "@example(\"552 mailbox full\") @nearMiss(\"550 mailbox full\")", when,
                        "mailbox-full")).survivors())
                .extracting(Mutation.Survivor::what).noneMatch(w -> w.contains("code"));
    }

    @Test
    void everyWordingNeedsAnExample() {
        String when = "Heard( phrase in (\"mailbox full\", \"no room\") )";
        assertThat(score(rule("acme/full", "@example(\"552 mailbox full\")", when, "mailbox-full")).survivors())
                .extracting(Mutation.Survivor::what).anyMatch(w -> w.contains("noroom"));
        assertThat(score(rule("acme/full", "@example(\"552 mailbox full\", \"552 no room\")", when, "mailbox-full"))
                .survivors()).extracting(Mutation.Survivor::operator).doesNotContain("drop-wording");
    }

    @Test
    void aSampleTakesOfAllMutantsSpreadEvenly() {
        TinyKb kb = TinyKb.in(temp);
        KnowledgeBase base = new KnowledgeLoader(null).forAuthors(kb.folder()).base();
        try (Lab lab = Lab.of(base, List.of())) {
            assertThat(new Mutation(lab).run(r -> true, 5).all().tried()).isEqualTo(5);
        }
    }
}
