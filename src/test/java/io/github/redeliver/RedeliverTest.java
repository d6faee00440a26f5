package io.github.redeliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redeliver.cli.Samples;
import io.github.redeliver.evidence.Context;
import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.knowledge.KnowledgeException;
import io.github.redeliver.report.JsonReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedeliverTest {
    @TempDir
    Path temp;

    private static List<String> all(Redeliver redeliver, List<Case> cases) {
        JsonReport json = new JsonReport();
        return cases.stream().map(c -> json.line(redeliver.diagnose(c))).toList();
    }

    @Test
    void fourThreadsGiveWhatOneGives() throws Exception {
        List<Case> cases = Samples.all().stream().map(Samples::read).toList();
        for (int memo : List.of(0, 65_536)) {
            try (Redeliver redeliver = Redeliver.of(Shipped.base(), Redeliver.Options.DEFAULT.withMemo(memo))) {
                List<Callable<List<String>>> work = new ArrayList<>();
                for (int t = 0; t < 4; t++) work.add(() -> all(redeliver, cases)); // from the first, cold, diagnosis on
                ExecutorService pool = Executors.newFixedThreadPool(4);
                try {
                    List<Future<List<String>>> done = pool.invokeAll(work);
                    List<String> one = all(Shipped.redeliver(), cases);
                    for (Future<List<String>> f : done) assertThat(f.get()).isEqualTo(one);
                } finally {
                    pool.shutdownNow();
                }
            }
        }
    }

    @Test
    void twoBasesSideBySide() {
        TinyKb one = TinyKb.in(temp.resolve("one"));
        TinyKb two = TinyKb.in(temp.resolve("two")).acme(TinyKb.rule("acme/full", "Heard( phrase == \"mailbox full\" )", "refused"));
        Case given = Case.of("552 Mailbox full");
        try (Redeliver a = Redeliver.open(one.folder()); Redeliver b = Redeliver.open(two.folder())) {
            for (int i = 0; i < 8; i++) {
                assertThat(a.diagnose(given).diagnoses().get(0).findings().get(0).cause()).isEqualTo("mailbox-full");
                assertThat(b.diagnose(given).diagnoses().get(0).findings().get(0).cause()).isEqualTo("refused");
            }
            assertThat(a.diagnose(given).kb()).isEqualTo(a.knowledge().revision()).isNotEqualTo(b.diagnose(given).kb());
        }
    }

    @Test
    void anOpenBaseDoesNotChangeUnderItsUser() {
        TinyKb kb = TinyKb.in(temp.resolve("kb"));
        try (Redeliver open = Redeliver.open(kb.folder())) {
            kb.acme("broken");
            assertThatThrownBy(() -> Redeliver.open(kb.folder())).isInstanceOf(KnowledgeException.class);
            assertThat(open.diagnose(Case.of("552 Mailbox full")).diagnoses()).hasSize(1);
        }
    }

    @Test
    void theShippedBaseNeedsNoFolder() {
        try (Redeliver redeliver = Redeliver.open()) {
            Result result = redeliver.diagnose(Case.of("550 5.1.1 User unknown"));
            assertThat(result.diagnoses().get(0).findings().get(0).cause()).isEqualTo("recipient-unknown");
            assertThat(redeliver.knowledge().languages()).containsExactly("en", "ja", "zh");
        }
    }

    @Test
    void anUnknownLanguageSpeaksEnglish() {
        try (Redeliver redeliver = Shipped.in("xx")) {
            assertThat(redeliver.diagnose(Case.of("550 5.1.1 User unknown")).diagnoses())
                    .isEqualTo(Shipped.redeliver().diagnose(Case.of("550 5.1.1 User unknown")).diagnoses());
        }
    }

    @Test
    void aSenderCanBeCheckedWithoutABounce() {
        Result result = Shipped.redeliver().diagnose(Case.ofSender(Context.of("192.0.2.1", "", "", "", ""))
                .withDns(List.of(new DnsAnswer("192.0.2.1", "PTR", DnsAnswer.Outcome.NXDOMAIN, List.of()))));
        assertThat(result.diagnoses()).hasSize(1);
        assertThat(result.diagnoses().get(0).findings().get(0).cause()).isEqualTo("ptr-missing");
        assertThat(Shipped.redeliver().diagnose(Case.ofSender(Context.NONE)).diagnoses()).isEmpty();
    }

    @Test
    void whatACaseBringsComesBeforeWhatIsAsked() {
        DnsAnswer brought = new DnsAnswer("192.0.2.1", "PTR", DnsAnswer.Outcome.NXDOMAIN, List.of());
        List<String> asked = new ArrayList<>();
        Result result = Shipped.redeliver().diagnose(
                Case.of("550 5.7.25 The IP address sending this message does not have a PTR record setup")
                        .withContext(Context.of("192.0.2.1", "mail.example.com", "", "", "")).withDns(List.of(brought)),
                (name, type) -> {
                    asked.add(name + " " + type);
                    return DnsAnswer.unknown(name, type);
                });
        assertThat(result.diagnoses().get(0).findings().get(0).evidence()).anyMatch(e -> e.answer().equals("NXDOMAIN"));
        assertThat(asked).isNotEmpty().noneMatch(q -> q.contains("192.0.2.1 PTR"));
    }

    @Test
    void aResolverAndARecordGiveTheSame() {
        List<DnsAnswer> record = List.of(new DnsAnswer("192.0.2.1", "PTR", DnsAnswer.Outcome.NXDOMAIN, List.of()));
        Case given = Case.of("550 5.7.1 Access denied").withContext(Context.of("192.0.2.1", "", "", "", ""));
        assertThat(Shipped.redeliver().diagnose(given, RecordedDns.of(record)))
                .isEqualTo(Shipped.redeliver().diagnose(given.withDns(record)));
    }

    @Test
    void nothingThatAnInputHoldsThrows() {
        List<byte[]> inputs = new ArrayList<>();
        java.util.Random random = new java.util.Random(11);
        for (int i = 0; i < 60; i++) {
            byte[] noise = new byte[random.nextInt(4_000)];
            random.nextBytes(noise);
            inputs.add(noise);
        }
        for (Path sample : Samples.all().subList(0, 40)) { // cut anywhere, and with a few bytes turned
            byte[] whole = Samples.read(sample).bytes();
            if (whole == null || whole.length == 0) continue;
            inputs.add(java.util.Arrays.copyOf(whole, random.nextInt(whole.length)));
            byte[] turned = whole.clone();
            for (int k = 0; k < 20; k++) turned[random.nextInt(turned.length)] = (byte) random.nextInt();
            inputs.add(turned);
        }
        for (byte[] input : inputs) {
            Result result = Shipped.redeliver().diagnose(Case.of(input));
            assertThat(new JsonReport().line(result)).startsWith("{\"id\":\"\"");
        }
    }

    @Test
    void textAndBytesGiveTheSame() {
        String text = "mx.example.net said: 550 5.1.1 用户不存在 User unknown";
        assertThat(Shipped.redeliver().diagnose(Case.of(text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Shipped.redeliver().diagnose(Case.of(text)));
        assertThat(Shipped.redeliver().diagnose(Case.of(text.getBytes(StandardCharsets.UTF_16))).diagnoses().get(0).findings().get(0).cause())
                .isEqualTo("recipient-unknown");
    }

    @Test
    void bytesAreCopied() {
        byte[] bytes = "552 Mailbox full".getBytes(StandardCharsets.US_ASCII);
        Case given = Case.of(bytes);
        java.util.Arrays.fill(bytes, (byte) 'x');
        assertThat(Shipped.redeliver().diagnose(given).diagnoses().get(0).findings().get(0).cause()).isEqualTo("mailbox-full");
    }

    @Test
    void theIdComesBack() {
        assertThat(Shipped.redeliver().diagnose(Case.of("550").withId("a 1")).id()).isEqualTo("a 1");
    }

    @Test
    void theCacheIsWrittenWhereAsked() throws Exception {
        TinyKb kb = TinyKb.in(temp.resolve("kb"));
        Path cache = temp.resolve("cache");
        Redeliver.open(Redeliver.Options.DEFAULT.withKnowledge(kb.folder()).withCache(cache)).close();
        try (var files = Files.list(cache)) {
            assertThat(files).isNotEmpty();
        }
    }
}
