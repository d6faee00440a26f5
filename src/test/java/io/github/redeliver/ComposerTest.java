package io.github.redeliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.cli.Samples;
import io.github.redeliver.evidence.Context;
import io.github.redeliver.facts.DnsAnswer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposerTest {
    static List<Path> samples() {
        return Samples.all();
    }

    private static Result.Diagnosis only(Result result) {
        assertThat(result.diagnoses()).hasSize(1);
        return result.diagnoses().get(0);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void quotesStandWhereTheySayTheyDo(Path sample) {
        Case read = Samples.read(sample);
        byte[] bytes = read.bytes();
        String text = bytes == null ? Objects.requireNonNull(read.text()) : new String(bytes, StandardCharsets.UTF_8);
        Case given = new Case("", text, null, read.dns(), read.context());
        for (Result.Diagnosis d : Shipped.redeliver().diagnose(given).diagnoses()) {
            for (Result.Finding f : d.findings()) {
                for (Result.Evidence e : f.evidence()) {
                    if (e.kind().equals("text")) assertThat(e.quote()).as(e.toString()).isNotBlank();
                    if (!e.part().isEmpty() || e.start() < 0) continue;
                    assertThat(text.substring(e.start(), e.end())).as(e.toString()).isEqualTo(e.quote());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "mx.example.net said: 550 5.1.1 User\n    unknown",
        "<p>550 5.1.1 User&nbsp;unknown</p>",
        "> 550-5.1.1 Address does not exist\n> 550 5.1.1 User unknown",
        "收件人不存在：550 5.1.1 User unknown 请检查",
        "550 5.1.1 ＵＳＥＲ unknown \ud83d\ude00",
    })
    void positionsCountInTheInputAsItCame(String text) {
        List<Result.Evidence> evidence = only(Shipped.redeliver().diagnose(Case.of(text))).findings().get(0).evidence();
        assertThat(evidence).isNotEmpty();
        for (Result.Evidence e : evidence) {
            if (e.start() >= 0) assertThat(text.substring(e.start(), e.end())).isEqualTo(e.quote());
        }
    }

    @Test
    void dnsEvidenceTellsQuestionAndAnswer() {
        Result result = Shipped.redeliver().diagnose(
                Case.of("550 5.7.25 The IP address sending this message does not have a PTR record setup")
                        .withContext(Context.of("192.0.2.1", "", "", "", "gmail"))
                        .withDns(List.of(new DnsAnswer("192.0.2.1", "PTR", DnsAnswer.Outcome.NXDOMAIN, List.of()))));
        Result.Finding first = only(result).findings().get(0);
        assertThat(first.cause()).isEqualTo("ptr-missing");
        assertThat(first.evidence()).anySatisfy(e -> {
            assertThat(e.kind()).isEqualTo("dns");
            assertThat(e.question()).isEqualTo("1.2.0.192.in-addr.arpa PTR");
            assertThat(e.answer()).isEqualTo("NXDOMAIN");
            assertThat(e.rule()).startsWith("observe/");
        });
        assertThat(first.remedies()).extracting(Result.Remedy::id).contains("ptr.set");
        assertThat(first.remedies().get(0).title()).contains("192.0.2.1");
    }

    @Test
    void whatIsNotKnownIsLeftOutOfSentences() {
        Result.Finding first =
                only(Shipped.redeliver().diagnose(Case.of("550 5.7.25 The IP address sending this message does not have a PTR record setup")))
                        .findings().get(0);
        String words = first.name() + first.summary() + first.remedies();
        assertThat(words).doesNotContain("{", "[ ", "…");
    }

    /** A person pastes the command into a shell; what stands in it came out of the bounce. */
    @Test
    void commandsTakeNothingFromOutsideThatAShellWouldObey() {
        for (String evil : List.of("$(reboot)", "`id`", "a;b", "a&b", "a|b", "a b", "-oProxyCommand=x", "a'b", "a\"b", "a\nb", "a>b", "*")) {
            Result result = Shipped.redeliver().diagnose(
                    Case.of("550 5.7.1 Access denied").withContext(Context.of(evil, evil, evil, evil, "")));
            for (Result.Diagnosis d : result.diagnoses()) {
                for (Result.Check c : d.next()) assertThat(c.command()).doesNotContain(evil);
            }
        }
        List<Result.Check> fine = only(Shipped.redeliver().diagnose(Case.of("550 5.7.25 no PTR record setup for the IP address sending this message does not have a PTR record")
                .withContext(Context.of("2001:db8::1", "", "", "", "gmail")))).next();
        assertThat(fine).extracting(Result.Check::command).anyMatch(c -> c.endsWith("-x 2001:db8::1"));
    }

    @Test
    void wordsComeInTheAskedLanguage() {
        Case given = Case.of("550 5.1.1 User unknown");
        Result.Finding en = only(Shipped.redeliver().diagnose(given)).findings().get(0);
        for (String language : List.of("zh", "ja")) {
            try (Redeliver redeliver = Shipped.in(language)) {
                Result.Finding own = only(redeliver.diagnose(given)).findings().get(0);
                assertThat(own.cause()).isEqualTo(en.cause());
                assertThat(own.certainty()).isEqualTo(en.certainty());
                assertThat(own.summary()).isNotEqualTo(en.summary()).matches("(?s).*[\\u3040-\\u9fff].*");
                assertThat(own.remedies()).hasSameSizeAs(en.remedies());
            }
        }
    }
}
