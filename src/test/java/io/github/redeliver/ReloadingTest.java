package io.github.redeliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redeliver.knowledge.KnowledgeException;
import io.github.redeliver.knowledge.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits come into use whole or not at all, whatever else goes on. */
class ReloadingTest {
    private static final Case FULL = Case.of("552 5.2.2 mailbox full");

    @TempDir
    Path temp;

    private TinyKb kb;
    private Redeliver.Options options;

    @BeforeEach
    void write() {
        kb = TinyKb.in(temp.resolve("kb"));
        options = Redeliver.Options.DEFAULT.withKnowledge(kb.folder());
    }

    private void means(String cause) {
        kb.acme(TinyKb.rule("acme/full", "Heard( phrase == \"mailbox full\" )", cause));
    }

    private static String cause(Result result) {
        return result.diagnoses().get(0).findings().get(0).cause();
    }

    @Test
    void anEditIsLiveForWhatBeginsAfterIt() throws IOException {
        try (Reloading reloading = Reloading.open(options)) {
            Result before = reloading.diagnose(FULL);
            assertThat(cause(before)).isEqualTo("mailbox-full");
            assertThat(reloading.refresh()).isNull();
            means("content-spam");
            Reloading.Change change = reloading.refresh();
            assertThat(change.live()).isTrue();
            assertThat(change.files()).singleElement().asString().endsWith("acme.drl");
            Result after = reloading.diagnose(FULL);
            assertThat(cause(after)).isEqualTo("content-spam");
            assertThat(after.kb()).isEqualTo(change.revision()).isNotEqualTo(before.kb());
        }
    }

    @Test
    void aBrokenEditIsToldAndChangesNothing() throws IOException {
        try (Reloading reloading = Reloading.open(options)) {
            String revision = reloading.revision();
            means("mailbox-ful");
            Reloading.Change change = reloading.refresh();
            assertThat(change.live()).isFalse();
            assertThat(change.problems()).filteredOn(Problem::isError).singleElement().asString()
                    .contains("recognise/provider/acme.drl:5").contains("\"mailbox-full\" is meant");
            assertThat(cause(reloading.diagnose(FULL))).isEqualTo("mailbox-full");
            assertThat(reloading.revision()).isEqualTo(revision);
            kb.file("recognise/provider/acme.drl", "package kb.recognise.provider.acme; rule");
            assertThat(reloading.refresh().live()).isFalse();
            means("refused");
            assertThat(reloading.refresh().live()).isTrue();
            assertThat(cause(reloading.diagnose(FULL))).isEqualTo("refused");
        }
    }

    @Test
    void aFileThatComesOrGoesIsAnEdit() throws IOException {
        try (Reloading reloading = Reloading.open(options)) {
            kb.file("recognise/provider/other.drl", TinyKb.rules("recognise.provider.other",
                    TinyKb.rule("other/x", "Heard( phrase == \"no room\" )", "mailbox-full")));
            assertThat(reloading.refresh().files()).singleElement().asString().endsWith("other.drl");
            assertThat(cause(reloading.diagnose(Case.of("552 no room")))).isEqualTo("mailbox-full");
            kb.delete("recognise/provider/other.drl");
            assertThat(reloading.refresh().live()).isTrue();
            assertThat(reloading.diagnose(Case.of("552 no room")).diagnoses().get(0).findings()).isEmpty();
        }
    }

    @Test
    void watchingTellsEveryEdit() throws InterruptedException {
        BlockingQueue<Reloading.Change> changes = new ArrayBlockingQueue<>(10);
        try (Reloading reloading = Reloading.watching(options, changes::add)) {
            means("content-spam");
            Reloading.Change change = changes.poll(30, TimeUnit.SECONDS);
            assertThat(change).isNotNull();
            assertThat(change.live()).isTrue();
            assertThat(cause(reloading.diagnose(FULL))).isEqualTo("content-spam");
            means("nothing-known");
            assertThat(changes.poll(30, TimeUnit.SECONDS).live()).isFalse();
            assertThat(cause(reloading.diagnose(FULL))).isEqualTo("content-spam");
        }
    }

    @Test
    void whatCannotBeUsedCannotBeOpened() {
        means("nothing-known");
        assertThatThrownBy(() -> Reloading.open(options)).isInstanceOf(KnowledgeException.class).hasMessageContaining("unknown-cause");
        assertThatThrownBy(() -> Reloading.open(Redeliver.Options.DEFAULT)).isInstanceOf(KnowledgeException.class);
    }

    @Test
    void afterClosingNothingIsDiagnosed() {
        Reloading reloading = Reloading.open(options);
        reloading.close();
        assertThatThrownBy(() -> reloading.diagnose(FULL)).isInstanceOf(IllegalStateException.class);
    }

    /** Every result must be what its own revision says, however many edits fall into it. */
    @Test
    void noResultIsWrongMixedOrLostWhileRulesAreEdited() throws Exception {
        List<String> causes = List.of("mailbox-full", "recipient-unknown", "content-spam", "refused");
        Map<String, String> expected = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<Result> results = new ConcurrentLinkedQueue<>();
        AtomicInteger begun = new AtomicInteger();
        AtomicBoolean go = new AtomicBoolean(true);
        Random random = new Random(7);
        try (Reloading reloading = Reloading.open(options)) {
            expected.put(reloading.revision(), "mailbox-full");
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread t = new Thread(() -> {
                    while (go.get()) {
                        begun.incrementAndGet();
                        results.add(reloading.diagnose(FULL));
                        Thread.yield();
                    }
                });
                threads.add(t);
                t.start();
            }
            int live = 0;
            for (int edit = 0; edit < 1000; edit++) {
                String cause = causes.get(random.nextInt(causes.size()));
                if (random.nextInt(10) == 0) cause = "broken-" + edit;
                kb.acme("// edit " + edit, TinyKb.rule("acme/full", "Heard( phrase == \"mailbox full\" )", cause));
                Reloading.Change change = reloading.refresh();
                assertThat(change).as("edit %s is seen", edit).isNotNull();
                if (change.live()) {
                    live++;
                    expected.put(change.revision(), cause);
                }
                assertThat(change.live()).isEqualTo(!cause.startsWith("broken"));
            }
            go.set(false);
            for (Thread t : threads) t.join();
            assertThat(live).isGreaterThan(700);
        }
        assertThat(results).hasSize(begun.get());
        assertThat(results).allSatisfy(r -> assertThat(cause(r)).isEqualTo(expected.get(r.kb())));
        assertThat(results.stream().map(Result::kb).distinct().count()).isGreaterThan(50);
    }

    @Test
    void foldersOfOnesOwnComeOverTheKnowledgeBase() throws IOException {
        TinyKb own = TinyKb.in(temp.resolve("own"));
        Path extra = temp.resolve("extra");
        TinyKb over = TinyKb.over(extra)
                .file("recognise/provider/acme.drl", TinyKb.rules("recognise.provider.acme",
                        TinyKb.rule("acme/full", "Heard( phrase == \"mailbox full\" )", "refused"),
                        TinyKb.rule("acme/new", "Heard( phrase == \"no room\" )", "mailbox-full")))
                .file("checks.yaml", "check.address: {command: \"dig A {recipient_domain}\"}\n");
        Redeliver.Options both = Redeliver.Options.DEFAULT.withKnowledge(own.folder()).withExtra(List.of(extra));
        try (Redeliver plain = Redeliver.open(own.folder()); Redeliver redeliver = Redeliver.open(both)) {
            assertThat(cause(plain.diagnose(FULL))).isEqualTo("mailbox-full");
            assertThat(cause(redeliver.diagnose(FULL))).isEqualTo("refused");
            assertThat(cause(redeliver.diagnose(Case.of("552 no room")))).isEqualTo("mailbox-full");
            assertThat(redeliver.knowledge().revision()).isNotEqualTo(plain.knowledge().revision());
            assertThat(redeliver.knowledge().overridden()).containsOnlyKeys("rule acme/full", "checks/check.address");
            assertThat(redeliver.knowledge().overridden().get("rule acme/full")).endsWith("extra/recognise/provider/acme.drl:5");
            assertThat(plain.knowledge().overridden()).isEmpty();
        }
        over.file("recognise/provider/acme.drl", TinyKb.rules("recognise.provider.acme",
                TinyKb.rule("acme/full", "Heard( phrase == \"mailbox full\" )", "nothing-known")));
        assertThatThrownBy(() -> Redeliver.open(both)).isInstanceOf(KnowledgeException.class)
                .hasMessageContaining(extra.resolve("recognise/provider/acme.drl") + ":5");
        try (Reloading reloading = Reloading.open(Redeliver.Options.DEFAULT.withKnowledge(own.folder()).withExtra(List.of(kb.folder())))) {
            assertThat(reloading.refresh()).isNull();
            means("content-spam");
            assertThat(reloading.refresh().live()).isTrue();
            assertThat(cause(reloading.diagnose(FULL))).isEqualTo("content-spam");
        }
    }

    @Test
    void foldersOfOnesOwnComeOverTheShippedKnowledgeBase() {
        TinyKb.over(temp.resolve("extra")).file("recognise/provider/outlook.drl", TinyKb.rules("recognise.provider.outlook",
                TinyKb.rule("own/quux", "Heard( phrase == \"quuxiness exceeded\" )", "mailbox-full")));
        try (Redeliver redeliver = Redeliver.open(Redeliver.Options.DEFAULT.withExtra(List.of(temp.resolve("extra"))))) {
            assertThat(cause(redeliver.diagnose(Case.of("550 quuxiness exceeded")))).isEqualTo("mailbox-full");
            assertThat(cause(redeliver.diagnose(Case.of("550 5.1.1 user unknown")))).isEqualTo("recipient-unknown");
        }
    }
}
