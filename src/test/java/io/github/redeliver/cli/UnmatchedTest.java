package io.github.redeliver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.knowledge.KnowledgeLoader;
import io.github.redeliver.knowledge.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnmatchedTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "550 5.7.1 <user@example.com>: frob 12345 denied      | 550 5.7.1 <{address}>: frob {number} denied",
        "host mx.example.net[192.0.2.1]:25 said: 550 zork      | host {host}[{ip}]{number} said: 550 zork",
        "550-5.7.1 zork [2001:db8::1], id=4Xy12ab99            | 550-5.7.1 zork [{ip}], id={id}",
        "554 zork, see https://example.com/a?b=c,d.            | 554 zork, see {link}.",
        "3、提示信息:zork (#5.1.2)                             | 3、提示信息:zork (#5.1.2)",
        "550 拒收 user@example.com                              | 550 拒收 {address}",
    })
    void whatDiffersIsTakenOut(String reply, String template) {
        assertThat(TextTemplate.of(reply).text()).isEqualTo(template);
    }

    @Test
    void groupsCountsAndWritesRulesThatOnlyLackACause() throws IOException {
        Path cases = folder.resolve("cases.jsonl");
        Path rules = folder.resolve("strange.drl");
        Files.writeString(cases, """
                {"id":"a","input":"550 zorkmid wibbles the frobnitz for <one@example.com>"}
                {"id":"b","input":"550 5.1.1 User unknown"}
                {"id":"c","input":"550 Zorkmid wibbles the frobnitz for <two@example.org>"}
                {"id":"d","input":"554 quux \\"plugh\\" xyzzy \\\\ 77"}
                """);
        Cli.Run ran = Cli.of("batch", "--kb", "kb", "--unmatched", rules, cases);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines()).hasSize(4);
        String report = Files.readString(rules);
        assertThat(report).contains(
                "// 3 texts of 2 templates", "// 2 × 550 zorkmid wibbles the frobnitz for <{address}>",
                "Heard( phrase == \"zorkmid wibbles the frobnitz for\" )", "\\\"plugh\\\"", "first in case \"a\"");
        assertThat(report.indexOf("zorkmid")).isLessThan(report.indexOf("plugh"));
        Path kb = Files.createDirectories(folder.resolve("kb/recognise/provider"));
        Files.copy(Path.of("kb/causes.yaml"), folder.resolve("kb/causes.yaml"));
        Files.writeString(kb.resolve("unmatched.drl"), report.replace("CAUSE", "recipient-unknown").replace("@source(\"\")", "@source(\"https://example.com/\")"));
        List<Problem> errors = new KnowledgeLoader(null).forAuthors(folder.resolve("kb")).warnings().stream()
                .filter(Problem::isError).toList();
        assertThat(errors).isEmpty();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsSaidFirst() {
        Cli.Run ran = Cli.of("batch", "--kb", "kb", "--unmatched", folder.resolve("no/where.drl"), folder);
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("--unmatched").doesNotContain("Exception");
        assertThat(ran.out()).isEmpty();
    }
}
