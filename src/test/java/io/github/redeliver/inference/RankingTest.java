package io.github.redeliver.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.redeliver.TinyKb;
import io.github.redeliver.facts.Dns;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Observed;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.KnowledgeLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certainty model, on rules made for it. Described in docs/certainty.md. */
class RankingTest {
    @TempDir
    Path temp;

    private TinyKb kb;

    @BeforeEach
    void write() {
        kb = TinyKb.in(temp.resolve("kb"));
    }

    private KnowledgeBase base() {
        return new KnowledgeLoader(null).folder(kb.folder());
    }

    private List<Verdict.Conclusion> ranked(String code, String enhanced, String text, String system, Observed... observed) {
        Incident incident = Incident.builder().reply(new Reply(code, enhanced, "rcpt", Passage.of(text))).build();
        try (Inference inference = new Inference(base(), 0)) {
            return inference.infer(incident, "reply", system, List.of(observed)).verdict().conclusions();
        }
    }

    private List<Verdict.Conclusion> ranked(String text) {
        return ranked("550", "", text, "");
    }

    private static List<String> causes(List<Verdict.Conclusion> all) {
        return all.stream().map(Verdict.Conclusion::cause).toList();
    }

    private static double certainty(List<Verdict.Conclusion> all, String cause) {
        return all.stream().filter(c -> c.cause().equals(cause)).mapToDouble(Verdict.Conclusion::certainty).findFirst().orElse(0);
    }

    private static Dns dns(String shows) {
        return new Dns(shows, "192.0.2.1", "", "", "1.2.0.192.in-addr.arpa PTR", "NXDOMAIN");
    }

    private static String rule(String id, String when, String cause) {
        return TinyKb.rule(id, when, cause);
    }

    private void language(String... rules) {
        kb.file("recognise/language/en.drl", TinyKb.rules("recognise.language.en", rules));
    }

    private void standard(String... rules) {
        kb.file("recognise/standard/iana.drl", TinyKb.rules("recognise.standard.iana", rules));
    }

    private void observe(String... rules) {
        kb.file("observe/x.drl", TinyKb.rules("observe.x", rules).replace("Symptom.of", "Observation.of"));
    }

    @Test
    void specificBeatsGeneralWithTheSameWords() {
        kb.acme(rule("acme/general", "Heard( phrase == \"access denied\" )", "refused"),
                rule("acme/specific", "Heard( phrase == \"access denied\", code == \"550\" )", "recipient-unknown"));
        assertThat(causes(ranked("Access denied"))).first().isEqualTo("recipient-unknown");
        assertThat(causes(ranked("554", "", "Access denied", ""))).containsExactly("refused");
    }

    @Test
    void morePatternsBeatFewer() {
        kb.acme(rule("acme/one", "Heard( phrase == \"access denied\" )", "refused"),
                rule("acme/two", "Heard( phrase == \"access denied\" )\n    Heard( phrase == \"spam\" )", "content-spam"));
        assertThat(causes(ranked("Access denied, spam"))).first().isEqualTo("content-spam");
        assertThat(causes(ranked("Access denied"))).containsExactly("refused");
    }

    @Test
    void aPhraseWithinALongerOneIsExplainedByIt() {
        kb.acme(rule("acme/short", "Heard( phrase == \"mailbox\" )", "recipient-unknown"),
                rule("acme/long", "Heard( phrase == \"mailbox full\" )", "mailbox-full"));
        List<Verdict.Conclusion> covered = ranked("Mailbox full");
        assertThat(causes(covered)).first().isEqualTo("mailbox-full");
        assertThat(certainty(covered, "recipient-unknown")).isLessThan(0.3);
        List<Verdict.Conclusion> apart = ranked("Mailbox full; no such mailbox here");
        assertThat(certainty(apart, "recipient-unknown")).as("heard once on its own").isGreaterThan(0.8);
    }

    @Test
    void theLongerPhraseIsSurer() {
        kb.acme(rule("acme/short", "Heard( phrase == \"full\" )", "mailbox-full"));
        double shorter = certainty(ranked("full"), "mailbox-full");
        kb.acme(rule("acme/long", "Heard( phrase == \"the mailbox of the recipient is full\" )", "mailbox-full"));
        assertThat(certainty(ranked("The mailbox of the recipient is full"), "mailbox-full")).isGreaterThan(shorter);
    }

    @Test
    void aSystemsOwnTextIsSurerInItsOwnMouthAndLessInAnothers() {
        kb.acme(rule("acme/full", "Heard( phrase == \"mailbox full\" )", "mailbox-full"));
        double own = certainty(ranked("552", "", "Mailbox full", "acme"), "mailbox-full");
        double unknown = certainty(ranked("552", "", "Mailbox full", ""), "mailbox-full");
        double other = certainty(ranked("552", "", "Mailbox full", "other"), "mailbox-full");
        assertThat(own).isGreaterThan(unknown);
        assertThat(other).isLessThan(unknown);
    }

    @Test
    void documentedWordsComeBeforeLanguageBeforeCodes() {
        kb.acme(rule("acme/full", "Heard( phrase == \"quota\" )", "mailbox-full"));
        language(rule("en/unknown", "Heard( phrase == \"unknown mailbox of somebody\" )", "recipient-unknown"));
        standard(rule("iana/spam", "Replied( enhanced == \"5.7.1\" )", "content-spam"), rule("iana/550", "Replied( code == \"550\" )", "refused"));
        assertThat(causes(ranked("550", "5.7.1", "quota, unknown mailbox of somebody", "")))
                .containsExactly("mailbox-full", "recipient-unknown", "content-spam");
        assertThat(causes(ranked("550", "5.7.1", "unknown mailbox of somebody", ""))).startsWith("recipient-unknown", "content-spam");
        assertThat(causes(ranked("550", "5.7.1", "", ""))).containsExactly("content-spam", "refused");
        assertThat(causes(ranked("550", "", "", ""))).containsExactly("refused");
    }

    @Test
    void agreeingReadingsRaise() {
        kb.acme(rule("acme/a", "Heard( phrase == \"mailbox full\" )", "mailbox-full"));
        double one = certainty(ranked("Mailbox full, over quota"), "mailbox-full");
        kb.acme(rule("acme/a", "Heard( phrase == \"mailbox full\" )", "mailbox-full"),
                rule("acme/b", "Heard( phrase == \"over quota\" )", "mailbox-full"));
        List<Verdict.Conclusion> both = ranked("Mailbox full, over quota");
        assertThat(certainty(both, "mailbox-full")).isGreaterThan(one).isLessThan(1);
        assertThat(both.get(0).rules()).containsExactlyInAnyOrder("acme/a", "acme/b");
        assertThat(both.get(0).evidence()).hasSize(2);
    }

    @Test
    void recordsThatAgreeRaise() {
        kb.acme(rule("acme/ptr", "Heard( phrase == \"no ptr\" )", "ptr-missing"));
        observe(rule("x/ptr", "Dns( shows == \"ptr-missing\" )", "ptr-missing"));
        double said = certainty(ranked("no PTR"), "ptr-missing");
        List<Verdict.Conclusion> shown = ranked("550", "", "no PTR", "", dns("ptr-missing"));
        assertThat(certainty(shown, "ptr-missing")).isGreaterThan(said).isGreaterThan(0.95);
        assertThat(shown.get(0).shown()).isTrue();
        assertThat(shown.get(0).evidence()).extracting(Verdict.Proof::kind).containsExactlyInAnyOrder("text", "dns");
    }

    @Test
    void recordsAloneAreEnoughForACheckOfASender() {
        observe(rule("x/ptr", "Dns( shows == \"ptr-missing\" )", "ptr-missing"));
        assertThat(certainty(ranked("", "", "", "", dns("ptr-missing")), "ptr-missing")).isCloseTo(0.9, within(0.001));
    }

    @Test
    void recordsSpeakUpWhereTheTextIsVague() {
        kb.acme(rule("acme/refused", "Heard( phrase == \"access denied by policy of this site\" )", "refused"));
        observe(rule("x/ptr", "Dns( shows == \"ptr-missing\" )", "ptr-missing"));
        List<Verdict.Conclusion> ranked = ranked("550", "", "Access denied by policy of this site", "", dns("ptr-missing"));
        assertThat(causes(ranked)).containsExactly("ptr-missing", "refused");
    }

    @Test
    void recordsAboutSomethingElseStayBehindAClearText() {
        observe(rule("x/ptr", "Dns( shows == \"ptr-missing\" )", "ptr-missing"));
        List<Verdict.Conclusion> ranked = ranked("550", "", "Mailbox full", "", dns("ptr-missing"));
        assertThat(causes(ranked)).containsExactly("mailbox-full", "ptr-missing");
        assertThat(certainty(ranked, "ptr-missing")).isLessThan(0.5);
    }

    @Test
    void contradictingRecordsLowerAndAreShown() {
        kb.acme(rule("acme/ptr", "Heard( phrase == \"no ptr\" )", "ptr-missing"));
        double said = certainty(ranked("no PTR"), "ptr-missing");
        List<Verdict.Conclusion> against = ranked("550", "", "no PTR", "", dns("ptr-confirmed"));
        assertThat(certainty(against, "ptr-missing")).isCloseTo(said * 0.33, within(0.01));
        assertThat(against.get(0).against()).singleElement().satisfies(p -> {
            assertThat(p.kind()).isEqualTo("dns");
            assertThat(p.note()).isEqualTo("note.ptr-there");
            assertThat(p.rule()).isEqualTo("reason/ptr-there");
        });
    }

    @Test
    void whatIsRefutedGivesItsPlaceToWhatIsLikelier() {
        kb.acme(rule("acme/ptr", "Heard( phrase == \"no ptr\" )", "ptr-missing"));
        kb.replace("reason/ptr.drl", "insert( Against.of(\"ptr-missing\", \"note.ptr-there\") );",
                "insert( Against.of(\"ptr-missing\", \"note.ptr-there\") );\n    insert( Instead.of(\"ptr-missing\", \"dns-at-receiver\", \"note.ptr-there\") );");
        List<Verdict.Conclusion> ranked = ranked("550", "", "no PTR", "", dns("ptr-confirmed"));
        assertThat(causes(ranked)).first().isEqualTo("dns-at-receiver");
        assertThat(ranked.get(0).notes()).containsExactly("note.ptr-there");
        assertThat(ranked.get(0).rules()).contains("reason/ptr-there", "acme/ptr");
        assertThat(ranked.get(0).certainty()).isGreaterThan(0.85);
        assertThat(certainty(ranked, "ptr-missing")).isLessThan(0.3);
    }

    @Test
    void twoIndependentCausesAreBothFound() {
        kb.acme(rule("acme/full", "Heard( phrase == \"mailbox full\" )", "mailbox-full"),
                rule("acme/spam", "Heard( phrase == \"looks like spam\" )", "content-spam"));
        List<Verdict.Conclusion> ranked = ranked("Mailbox full and looks like spam");
        assertThat(causes(ranked)).containsExactlyInAnyOrder("mailbox-full", "content-spam");
        assertThat(ranked).allMatch(c -> c.certainty() > 0.8);
    }

    @Test
    void equalRanksAreOrderedByName() {
        kb.acme(rule("acme/z", "Heard( phrase == \"aaa bbb\" )", "recipient-unknown"),
                rule("acme/y", "Heard( phrase == \"ccc ddd\" )", "mailbox-full"),
                rule("acme/x", "Heard( phrase == \"eee fff\" )", "content-spam"));
        assertThat(causes(ranked("eee fff aaa bbb ccc ddd"))).containsExactly("content-spam", "mailbox-full", "recipient-unknown");
    }

    @Test
    void anAmbiguousTextHasASecondReading() {
        kb.acme("""
                rule "acme/x"
                    @source("s")
                when
                    Heard( phrase == "unavailable" )
                then
                    insert( Symptom.of("recipient-unknown") );
                    insert( Symptom.maybe("mailbox-full") );
                end
                """);
        List<Verdict.Conclusion> ranked = ranked("unavailable");
        assertThat(causes(ranked)).containsExactly("recipient-unknown", "mailbox-full");
        assertThat(certainty(ranked, "mailbox-full")).isCloseTo(certainty(ranked, "recipient-unknown") * 0.6, within(0.011));
    }

    @Test
    void theTextMayTellThatItPasses() {
        kb.acme(rule("acme/x", "Heard( phrase == \"busy\" )", "refused").replace(".of(\"refused\")", ".of(\"refused\").temporary().who(\"sender\").token(\"X1\")"));
        Verdict.Conclusion c = ranked("550", "", "busy", "").get(0);
        assertThat(c.temporary()).isTrue();
        assertThat(c.who()).isEqualTo("sender");
        assertThat(c.token()).isEqualTo("X1");
        kb.acme(rule("acme/x", "Heard( phrase == \"busy\" )", "refused"));
        assertThat(ranked("450", "", "busy", "").get(0).temporary()).isTrue();
        assertThat(ranked("550", "", "busy", "").get(0).temporary()).isFalse();
        assertThat(ranked("", "4.2.2", "busy", "").get(0).temporary()).isTrue();
        assertThat(ranked("550", "", "busy", "").get(0).who()).as("the cause's own").isEqualTo("recipient-admin");
    }

    @Test
    void whoActsIsTakenFromTheStrongestReadingThatSaysWho() {
        kb.acme(rule("acme/busy-at-length", "Heard( phrase == \"busy at present\" )", "refused"),
                rule("acme/busy", "Heard( phrase == \"line 7\" )", "refused").replace(".of(\"refused\")", ".of(\"refused\").who(\"sender\")"));
        assertThat(ranked("busy at present").get(0).who()).isEqualTo("recipient-admin");
        assertThat(ranked("busy at present, line 7").get(0).who()).isEqualTo("sender");
    }

    @Test
    void whatIsNeverMendedIsFinalOnceTheMessageHasFailed() {
        kb.acme(rule("acme/nobody", "Heard( phrase == \"no such user\" )", "recipient-unknown"),
                rule("acme/full", "Heard( phrase == \"no room left\" )", "mailbox-full"));
        assertThat(after("failed", "no such user").temporary()).isFalse();
        assertThat(after("delayed", "no such user").temporary()).isTrue();
        assertThat(after("", "no such user").temporary()).as("nobody says that it was given up").isTrue();
        assertThat(after("failed", "no room left").temporary()).as("that passes").isTrue();
    }

    private Verdict.Conclusion after(String action, String text) {
        Incident incident = Incident.builder().action(action).reply(new Reply("450", "4.1.1", "rcpt", Passage.of(text))).build();
        try (Inference inference = new Inference(base(), 0)) {
            return inference.infer(incident, "ndr", "", List.of()).verdict().conclusions().get(0);
        }
    }

    @Test
    void aListSaysWhoActsWhereItAloneRefuses() {
        kb.file("lists/all.yaml", """
                gone: {name: Gone, alive: false, who: recipient-admin, seen: 2026-11}
                here: {name: Here, alive: true, seen: 2026-11}
                """);
        kb.acme(rule("acme/refused-by", "Heard( phrase == \"refused after a look into\" )", "content-spam"),
                rule("acme/gone", "Heard( phrase == \"gone.example\" )", "content-spam").replace("spam\")", "spam\").list(\"gone\")"),
                rule("acme/here", "Heard( phrase == \"here.example\" )", "content-spam").replace("spam\")", "spam\").list(\"here\")"));
        assertThat(ranked("refused after a look into gone.example").get(0).who()).isEqualTo("recipient-admin");
        assertThat(ranked("refused after a look into here.example").get(0).who()).isEqualTo("sender");
        assertThat(ranked("refused after a look into gone.example and here.example").get(0).who()).as("one of them lives").isEqualTo("sender");
    }

    @Test
    void theOrderOfFactsDoesNotMatter() {
        kb.acme(rule("acme/a", "Heard( phrase == \"aaa bbb\" )", "recipient-unknown"),
                rule("acme/b", "Heard( phrase == \"ccc ddd\", code == \"550\" )", "mailbox-full"),
                rule("acme/c", "Heard( phrase == \"ccc ddd\" )", "content-spam"),
                rule("acme/d", "Heard( phrase == \"no ptr\" )", "ptr-missing"));
        observe(rule("x/ptr", "Dns( shows == \"ptr-missing\" )", "ptr-missing"), rule("x/spam", "Dns( shows == \"spammy\" )", "content-spam"));
        KnowledgeBase base = base();
        try (Inference inference = new Inference(base, 0)) {
            Incident incident = Incident.builder()
                    .reply(new Reply("550", "", "rcpt", Passage.of("aaa bbb ccc ddd no PTR"))).build();
            Given given = inference.infer(incident, "reply", "", List.of(dns("ptr-missing"), dns("spammy"), dns("ptr-confirmed"))).given();
            Verdict first = inference.decide(given);
            assertThat(first.conclusions()).hasSize(4);
            Random random = new Random(3);
            for (int i = 0; i < 12; i++) {
                List<Observed> shuffled = new ArrayList<>(given.observed());
                Collections.shuffle(shuffled, random);
                Given other = new Given(given.code(), given.enhanced(), given.stage(), given.system(), given.family(), given.action(),
                        given.form(), given.software(), given.wordless(), given.heard(), shuffled);
                List<Verdict.Conclusion> again = inference.decide(other).conclusions();
                for (int k = 0; k < again.size(); k++) {
                    Verdict.Conclusion a = again.get(k);
                    Verdict.Conclusion b = first.conclusions().get(k);
                    assertThat(List.of(a.cause(), a.certainty(), a.rules(), a.who(), a.list())).isEqualTo(List.of(b.cause(), b.certainty(), b.rules(), b.who(), b.list()));
                    assertThat(a.evidence()).extracting(p -> p.kind() + p.phrase() + p.rule())
                            .containsExactlyInAnyOrderElementsOf(b.evidence().stream().map(p -> p.kind() + p.phrase() + p.rule()).toList());
                }
            }
        }
    }

    @Test
    void noCertaintyIsComplete() {
        kb.acme(rule("acme/ptr", "Heard( phrase == \"no ptr\" )", "ptr-missing"),
                rule("acme/ptr2", "Heard( phrase == \"no reverse name of any kind exists for your address\" )", "ptr-missing"));
        observe(rule("x/ptr", "Dns( shows == \"ptr-missing\" )", "ptr-missing"));
        assertThat(certainty(ranked("550", "", "no PTR, no reverse name of any kind exists for your address", "acme", dns("ptr-missing")), "ptr-missing"))
                .isBetween(0.97, 0.99);
    }

    @Test
    void generalWordsWithACodeDoNotOutweighTheSameWordsDocumented() {
        kb.acme(rule("acme/denied", "Heard( phrase == \"access denied\" )", "recipient-unknown"));
        language(rule("en/denied-550", "Heard( phrase == \"access denied\", code == \"550\" )", "content-spam"));
        assertThat(causes(ranked("Access denied"))).first().isEqualTo("recipient-unknown");
    }

    @Test
    void aSecondReadingOfOneRuleDoesNotOutweighTheFirstOfAnother() {
        language(rule("en/denied", "Heard( phrase == \"access denied\" )", "recipient-unknown"),
                rule("en/denied-550", "Heard( phrase == \"access denied\", code == \"550\" )", "recipient-unknown")
                        .replace("insert(", "insert( Symptom.maybe(\"content-spam\") );\n    insert("));
        assertThat(ranked("Access denied")).first().satisfies(c -> {
            assertThat(c.cause()).isEqualTo("recipient-unknown");
            assertThat(c.rules()).contains("en/denied", "en/denied-550");
        });
    }

    @Test
    void wordsStrewnAroundTheReplyExplainNothingInIt() {
        language(rule("en/absent", "Heard( phrase == \"does not exist\" )", "content-spam"),
                rule("en/address-absent", "Heard( phrase == \"address\" )\n    Heard( phrase == \"does not exist\" )", "recipient-unknown"));
        Incident incident = Incident.builder().reply(new Reply("553", "", "mail", Passage.of("example.com does not exist")))
                .around(Passage.of("The following address failed.")).build();
        try (Inference inference = new Inference(base(), 0)) {
            assertThat(causes(inference.infer(incident, "ndr", "", List.of()).verdict().conclusions()))
                    .containsExactly("content-spam", "recipient-unknown");
        }
    }

    @Test
    void twoWordsOfDifferentSentencesSayLessThanOfOne() {
        language(rule("en/full", "Heard( phrase == \"mailbox\" )\n    Heard( phrase == \"is full\" )", "mailbox-full"));
        double one = certainty(ranked("The mailbox\nis full."), "mailbox-full");
        assertThat(certainty(ranked("The mailbox was found. The disk is full."), "mailbox-full")).isCloseTo(one * 0.6, within(0.01));
        assertThat(certainty(ranked("Mailbox of user@mail.example.com. is full"), "mailbox-full")).as("a host's last dot ends no sentence").isEqualTo(one);
    }

    @Test
    void threeWordsMayBelongToSeveralSentences() {
        language(rule("en/full", "Heard( phrase == \"mailbox\" )\n    Heard( phrase == \"is full\" )\n    Heard( phrase == \"deleted\" )", "mailbox-full"));
        assertThat(certainty(ranked("The mailbox is full. Something must be deleted."), "mailbox-full"))
                .isEqualTo(certainty(ranked("The mailbox is full, something must be deleted"), "mailbox-full"));
    }

    @Test
    void generalWordsThatSpeakForTwoCausesEquallyWellMakeNeitherSure() {
        language(rule("en/full", "Heard( phrase == \"box brimful\" )", "mailbox-full"),
                rule("en/spam", "Heard( phrase == \"looks like spam\" )", "content-spam"));
        double alone = certainty(ranked("Box brimful"), "mailbox-full");
        List<Verdict.Conclusion> both = ranked("Box brimful, looks like spam");
        assertThat(causes(both)).containsExactlyInAnyOrder("content-spam", "mailbox-full");
        assertThat(certainty(both, "mailbox-full")).isCloseTo(alone * 0.8, within(0.01));
        assertThat(both).allMatch(c -> c.certainty() < 0.6);
    }

    @Test
    void aDocumentedTextIsNotContested() {
        kb.acme(rule("acme/full", "Heard( phrase == \"mailbox full\" )", "mailbox-full"),
                rule("acme/spam", "Heard( phrase == \"looks like spam\" )", "content-spam"));
        assertThat(ranked("Mailbox full, looks like spam")).hasSize(2).allMatch(c -> c.certainty() > 0.8);
    }

    @Test
    void whatRecordsShowIsNotContested() {
        language(rule("en/full", "Heard( phrase == \"box brimful\" )", "mailbox-full"),
                rule("en/spam", "Heard( phrase == \"looks like spam\" )", "content-spam"));
        observe(rule("x/spam", "Dns( shows == \"spammy\" )", "content-spam"));
        double alone = certainty(ranked("Box brimful"), "mailbox-full");
        assertThat(certainty(ranked("550", "", "Box brimful, looks like spam", "", dns("spammy")), "mailbox-full")).isCloseTo(alone, within(0.01));
    }

    @Test
    void whyAMessageIsDelayedComesBeforeThatItIs() {
        kb.file("recognise/report/dsn.drl", TinyKb.rules("recognise.report.dsn",
                rule("dsn/delayed", "Reported( action == \"delayed\" )", "dns-at-receiver")));
        kb.acme(rule("acme/full", "Heard( phrase == \"mailbox full\" )", "mailbox-full"),
                rule("acme/no", "Heard( phrase == \"denied\" )", "refused"));
        for (String[] expected : new String[][] {{"Mailbox full", "mailbox-full"}, {"Denied", "dns-at-receiver"}, {"", "dns-at-receiver"}}) {
            Incident incident = Incident.builder().action("delayed").reply(new Reply("452", "", "", Passage.of(expected[0]))).build();
            try (Inference inference = new Inference(base(), 0)) {
                assertThat(causes(inference.infer(incident, "ndr", "", List.of()).verdict().conclusions()))
                        .as(expected[0]).startsWith(expected[1]).contains("dns-at-receiver");
            }
        }
    }
}
