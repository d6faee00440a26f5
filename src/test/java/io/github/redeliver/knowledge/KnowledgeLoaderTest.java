package io.github.redeliver.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redeliver.TinyKb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeLoaderTest {
    private static final String ACME = "recognise/provider/acme.drl";

    @TempDir
    Path temp;

    private TinyKb kb;
    private KnowledgeLoader loader;

    @BeforeEach
    void write() {
        kb = TinyKb.in(temp.resolve("kb"));
        loader = new KnowledgeLoader(temp.resolve("cache"));
    }

    private List<Problem> problems() {
        return loader.forAuthors(kb.folder()).warnings();
    }

    private Problem onlyProblem() {
        List<Problem> all = problems();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private List<Path> cacheFiles() throws IOException {
        try (Stream<Path> list = Files.list(temp.resolve("cache"))) {
            return list.sorted().toList();
        }
    }

    @Test
    void theSmallBaseIsFlawless() {
        assertThat(problems()).isEmpty();
        assertThat(loader.folder(kb.folder()).rules()).hasSize(3);
    }

    @Test
    void theCacheIsUsedAndGivesTheSame() throws IOException {
        KnowledgeBase read = loader.folder(kb.folder());
        // what stands in the cache is told from what is read by a change that no stamp shows
        Path file = kb.path(ACME);
        FileTime time = Files.getLastModifiedTime(file);
        kb.replace(ACME, "mailbox full", "mailbox fool");
        Files.setLastModifiedTime(file, time);
        KnowledgeBase cached = loader.folder(kb.folder());
        assertThat(cached.phrases()).isEqualTo(read.phrases());
        assertThat(cached.rules()).usingRecursiveComparison().ignoringFields("examples", "nearMisses", "allows").isEqualTo(read.rules());
        assertThat(cached.revision()).isEqualTo(read.revision());
        assertThat(cached.causes()).isEqualTo(read.causes());
        assertThat(cached.texts("ja").field("causes", "mailbox-full", "name", n -> "")).isEqualTo("mailbox-full ja");
    }

    @Test
    void anEditedFileIsNoticed() throws IOException {
        KnowledgeBase before = loader.folder(kb.folder());
        kb.replace(ACME, "mailbox full", "mailbox overfull");
        KnowledgeBase after = loader.folder(kb.folder());
        assertThat(after.phrases()).containsExactly("mailboxoverfull");
        assertThat(after.revision()).isNotEqualTo(before.revision());
        Files.setLastModifiedTime(kb.path(ACME), FileTime.fromMillis(1));
        assertThat(loader.folder(kb.folder()).revision()).as("time alone changes nothing").isEqualTo(after.revision());
    }

    @Test
    void newAndDeletedFilesAreNoticed() {
        loader.folder(kb.folder());
        kb.file("recognise/provider/other.drl", TinyKb.rules("recognise.provider.other",
                TinyKb.rule("other/spam", "Heard( phrase == \"looks like spam\" )", "content-spam")));
        assertThat(loader.folder(kb.folder()).rules()).extracting(RuleDef::id).contains("other/spam");
        kb.delete("recognise/provider/other.drl");
        assertThat(loader.folder(kb.folder()).rules()).extracting(RuleDef::id).doesNotContain("other/spam");
    }

    @Test
    void aBrokenCacheIsReadAnew() throws IOException {
        KnowledgeBase good = loader.folder(kb.folder());
        for (Path file : cacheFiles()) {
            byte[] bytes = Files.readAllBytes(file);
            for (int cut : List.of(0, 1, 5, bytes.length / 2, bytes.length - 1)) {
                Files.write(file, java.util.Arrays.copyOf(bytes, cut));
                assertThat(loader.folder(kb.folder()).rules()).as(file + " cut at " + cut).hasSameSizeAs(good.rules());
            }
            byte[] noise = bytes.clone();
            for (int i = 8; i < noise.length; i += 7) noise[i] ^= 0x55;
            Files.write(file, noise);
            assertThat(loader.folder(kb.folder()).rules()).as(file + " with noise").hasSameSizeAs(good.rules());
        }
    }

    @Test
    void withoutACacheNothingIsWritten() throws IOException {
        new KnowledgeLoader(null).folder(kb.folder());
        assertThat(temp.resolve("cache")).doesNotExist();
    }

    @Test
    void aCacheThatCannotBeWrittenIsDoneWithout() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");
        assertThat(new KnowledgeLoader(file.resolve("cache")).folder(kb.folder()).rules()).hasSize(3);
    }

    @Test
    void noFolder() {
        assertThatThrownBy(() -> loader.folder(temp.resolve("none")))
                .isInstanceOf(KnowledgeException.class).hasMessageContaining("none: not a folder");
        assertThatThrownBy(() -> loader.folder(kb.path("causes.yaml"))).hasMessageContaining("not a folder");
    }

    @Test
    void aFolderWithoutKnowledgeSaysSo() throws IOException {
        Path empty = Files.createDirectories(temp.resolve("empty"));
        assertThatThrownBy(() -> loader.folder(empty))
                .isInstanceOf(KnowledgeException.class).hasMessageContaining("empty: no rules");
    }

    @Test
    void aBrokenRuleNeverReachesUse() {
        loader.folder(kb.folder());
        kb.acme(TinyKb.rule("acme/full", "Heard( fraze == \"mailbox full\" )", "mailbox-full"));
        KnowledgeException e = catchThrowableOfType(KnowledgeException.class, () -> loader.folder(kb.folder()));
        assertThat(e.problems()).singleElement().extracting(Problem::check).isEqualTo("unknown-field");
        assertThat(e).hasMessageStartingWith("recognise/provider/acme.drl:8:")
                .hasMessageContaining("rule \"acme/full\": unknown field \"fraze\" of Heard [unknown-field]\n    Maybe one of phrase,");
        kb.acme(TinyKb.rule("acme/full", "Heard( phrase == \"mailbox full\" )", "mailbox-full"));
        assertThat(loader.folder(kb.folder()).rules()).hasSize(3);
    }

    @Test
    void allErrorsAreToldAtOnceInOrder() {
        kb.acme(
                TinyKb.rule("acme/a", "Heard( fraze == \"a b\" )", "mailbox-full"),
                TinyKb.rule("acme/b", "Heard( phrase == \"a b\" )", "mailbox-fool"),
                TinyKb.rule("acme/c", "Herd( phrase == \"a b\" )", "mailbox-full"));
        kb.replace("causes.yaml", "who: ip-owner", "who: [ip-owner");
        assertThat(problems()).extracting(Problem::file).isSorted();
        assertThat(problems()).extracting(Problem::check).contains("unknown-field", "unknown-type", "yaml");
    }

    @Test
    void unknownCause() {
        kb.acme(TinyKb.rule("acme/full", "Heard( phrase == \"mailbox full\" )", "mailbox-fulll"));
        assertThat(problems().get(0)).hasToString("recognise/provider/acme.drl:5: error: rule \"acme/full\": "
                + "unknown cause \"mailbox-fulll\" [unknown-cause]\n    Maybe \"mailbox-full\" is meant");
    }

    @Test
    void unknownWordsOfOtherVocabularies() {
        kb.acme("rule \"acme/x\"\nwhen\n    Heard( phrase == \"a b\", system == \"acmee\" )\nthen\n"
                + "    insert( Symptom.of(\"mailbox-full\").list(\"nolist\").who(\"sendr\") );\nend\n");
        kb.replace("advise/all.drl", "mailbox.make-room", "mailbox.make-rom");
        kb.replace("advise/all.drl", "check.address", "check.adress");
        kb.replace("reason/ptr.drl", "note.ptr-there", "note.ptr-their");
        assertThat(problems()).extracting(Problem::check)
                .contains("unknown-system", "unknown-list", "unknown-actor", "unknown-remedy", "unknown-check", "unknown-note");
        assertThat(problems()).filteredOn(p -> p.check().equals("unknown-system"))
                .singleElement().extracting(Problem::maybe).isEqualTo("\"acme\" is meant");
        assertThat(problems()).filteredOn(p -> p.check().equals("unknown-list"))
                .singleElement().extracting(Problem::maybe).isEqualTo("");
    }

    @Test
    void duplicateRuleNameNamesBothPlaces() {
        kb.file("recognise/provider/other.drl", TinyKb.rules("recognise.provider.other",
                TinyKb.rule("acme/full", "Heard( phrase == \"full box\" )", "mailbox-full")));
        assertThat(onlyProblem()).hasToString("recognise/provider/other.drl:5: error: rule \"acme/full\": a rule of this name "
                + "stands already at recognise/provider/acme.drl:5 [duplicate-rule]\n    Maybe another name, or one of the two is not needed");
    }

    @Test
    void sameNameTwiceInOneFile() {
        kb.acme(TinyKb.rule("acme/full", "Heard( phrase == \"full box\" )", "mailbox-full"),
                TinyKb.rule("acme/full", "Heard( phrase == \"box full\" )", "mailbox-full"));
        assertThat(problems()).isNotEmpty().anyMatch(p -> p.isError() && p.line() > 10);
    }

    @Test
    void drlSyntaxError() {
        kb.replace(ACME, "then", "thn");
        assertThat(problems().get(0).check()).isEqualTo("syntax");
        assertThat(problems().get(0)).hasToString("recognise/provider/acme.drl:10: error: [ERR 102] Line 10:4 mismatched input "
                + "'insert' in pattern in rule \"acme/full\" [syntax]");
    }

    @Test
    void yamlErrorHasLineAndColumn() {
        kb.replace("texts/zh/checks.yaml", "\"Is {recipient} right?\"", "\"Is {recipient} right?\" \"");
        Problem p = problems().stream().filter(x -> x.check().equals("yaml")).findFirst().orElseThrow();
        assertThat(p.toString()).startsWith("texts/zh/checks.yaml:2:");
        assertThat(p.column()).isPositive();
    }

    @Test
    void yamlThatIsNoMap() {
        kb.file("causes.yaml", "- a\n- b\n");
        assertThat(problems()).anyMatch(p -> p.file().equals("causes.yaml") && p.message().contains("no map of tags"));
        kb.file("causes.yaml", "just words\n");
        assertThat(problems()).anyMatch(p -> p.file().equals("causes.yaml") && p.message().contains("neither a map nor a list"));
    }

    @Test
    void yamlKeysTwiceAndBombs() {
        kb.file("remedies/b.yaml", "x.y: {}\nx.y: {}\n");
        assertThat(problems()).anyMatch(p -> p.file().equals("remedies/b.yaml") && p.line() == 2 && p.check().equals("yaml"));
        kb.file("remedies/b.yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n");
        assertThat(problems()).anyMatch(p -> p.file().equals("remedies/b.yaml") && p.isError());
    }

    @Test
    void aTagTwiceInTwoFiles() {
        kb.file("remedies/b.yaml", "mailbox.make-room: {}\n");
        assertThat(onlyProblem().toString()).isEqualTo(
                "remedies/b.yaml: error: \"mailbox.make-room\" is defined twice [duplicate]");
    }

    @Test
    void aMissingTranslationIsAWarningAndEnglishIsShown() {
        kb.file("texts/ja/remedies.yaml", "");
        Problem p = onlyProblem();
        assertThat(p).hasToString("texts/ja/remedies.yaml: warning: \"mailbox.make-room\" of remedies has no text in ja "
                + "[missing-translation]\n    Maybe the English words are shown until it is translated");
        KnowledgeBase base = loader.folder(kb.folder());
        assertThat(base.texts("ja").field("remedies", "mailbox.make-room", "title", n -> "")).isEqualTo("Make room en");
        assertThat(base.untranslated("ja")).isEqualTo(1);
        assertThat(base.untranslated("zh")).isZero();
        assertThat(loader.folder(kb.folder()).untranslated("ja")).as("from the cache").isEqualTo(1);
    }

    @Test
    void aMissingEnglishTextIsAnError() {
        kb.file("texts/en/checks.yaml", "");
        assertThat(problems()).anyMatch(p -> p.isError() && p.check().equals("missing-text") && p.message().contains("\"check.address\""));
    }

    @Test
    void placeholdersMustAgree() {
        kb.replace("texts/zh/checks.yaml", "{recipient}", "{host}");
        assertThat(onlyProblem().toString()).isEqualTo("texts/zh/checks.yaml: error: \"check.address\" names the values [host], "
                + "the English one [recipient] [placeholder]");
        kb.replace("texts/zh/checks.yaml", "{host}", "{recipient}");
        kb.replace("texts/ja/remedies.yaml", "[ of {recipient}]", "");
        assertThat(onlyProblem().message()).contains("\"mailbox.make-room\" steps names the values []");
    }

    @Test
    void textsWithoutTagAreToldOnce() {
        for (String language : List.of("en", "zh", "ja")) {
            kb.file("texts/" + language + "/notes-more.yaml", "note.ptr-thee: \"x\"\n");
        }
        assertThat(onlyProblem()).hasToString("texts/en/notes-more.yaml: warning: \"note.ptr-thee\" of notes is used nowhere "
                + "[unused-text]\n    Maybe \"note.ptr-there\" is meant");
    }

    @Test
    void linksNeedADateAndASource() {
        kb.replace("remedies/all.yaml", "seen: 2026-11, ", "");
        assertThat(onlyProblem().toString()).startsWith("remedies/all.yaml: error: a link of \"mailbox.make-room\" has no seen [link]");
        kb.replace("remedies/all.yaml", "source: RFC", "unverified: true, source: RFC");
        assertThat(problems()).isEmpty();
        kb.replace("remedies/all.yaml", "unverified: true", "unverified: true, seen: 2026-11");
        assertThat(onlyProblem().toString()).contains("was seen and is unverified at once [link]");
    }

    @Test
    void aRemedyCoversOthersThatThereAre() {
        kb.replace("remedies/all.yaml", "takes: PT1H,", "covers: [mailbox.make-rom], takes: PT1H,");
        assertThat(onlyProblem()).hasToString("remedies/all.yaml: error: \"mailbox.make-room\" covers \"mailbox.make-rom\", which is no remedy "
                + "[covers]\n    Maybe \"mailbox.make-room\" is meant");
        kb.replace("remedies/all.yaml", "make-rom", "make-room");
        assertThat(onlyProblem().message()).endsWith("covers \"mailbox.make-room\", which is itself");
    }

    @Test
    void theShippedBaseIsInTheClassPath() {
        assertThat(loader.shipped().rules().size()).isGreaterThan(1000);
    }

    @Test
    void whatIsCompiledIsReadBack() throws IOException {
        Path target = temp.resolve("out/kb.bin");
        loader.compile(kb.folder(), target);
        assertThat(Files.size(target)).isGreaterThan(500);
    }
}
