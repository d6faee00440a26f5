package io.github.redeliver.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.Result;
import io.github.redeliver.Shipped;
import io.github.redeliver.cli.Samples;
import io.github.redeliver.evidence.Context;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsTest {
    /** What would move a cursor, colour a terminal, ring, or turn the direction of writing. */
    private static final String EVIL = "\u001b[2J\u001b]0;owned\u0007\u009b31m\u0007\b\u007f\u202e\u2066\u200b\u2028\u0085"
            + new String(Character.toChars(0xe0041));

    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n]]");

    private static Result evil() {
        String text = "mx.example.net said: 550 5.1.1 <user" + EVIL + "@example.com>: Recipient address rejected: User " + EVIL
                + "unknown " + EVIL + " in virtual mailbox table";
        return Shipped.redeliver().diagnose(Case.of(text).withContext(Context.of("192.0.2.1", EVIL, EVIL, EVIL, "")));
    }

    private static Result everywhere() {
        Result.Evidence e = new Result.Evidence("dns", EVIL, 1, 2, EVIL, EVIL, EVIL, "r", EVIL);
        Result.Evidence t = new Result.Evidence("text", EVIL, 1, 2, EVIL, "", "", "r", EVIL);
        Result.Remedy remedy = new Result.Remedy("x", EVIL, List.of(EVIL), List.of(EVIL), List.of("https://" + EVIL), EVIL);
        Result.Finding f = new Result.Finding(1, "x", 0.9, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, true, List.of(e, t), List.of(e, t),
                List.of(EVIL), List.of(EVIL), List.of(remedy));
        Result.Diagnosis d = new Result.Diagnosis(EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, true, 300, EVIL, List.of(f),
                List.of(new Result.Check("c", EVIL, EVIL)));
        Result.Diagnosis none = new Result.Diagnosis(EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, true, 0, EVIL, List.of(), List.of());
        return new Result(EVIL, "reply", "failure", EVIL, "0", List.of(d, none), List.of(EVIL));
    }

    private static String text(Result result, String language, boolean colour) {
        return new TextReport(Shipped.base().texts(language), colour).of(result);
    }

    private static String markdown(Result result, String language) {
        return new MarkdownReport(Shipped.base().texts(language)).of(result);
    }

    @Test
    void whenToTryAgainIsSaid() {
        Result result = Shipped.redeliver().diagnose(Case.of("421 4.7.0 Too many connections, try again in 10 minutes"));
        assertThat(text(result, "en", false)).contains("asks to wait 10 minutes before the next try");
        assertThat(text(result, "zh", false)).contains("10 分钟");
        assertThat(markdown(result, "ja")).contains("10 分");
        assertThat(new JsonReport().line(result)).contains("\"retryAfter\":600");
        Result none = Shipped.redeliver().diagnose(Case.of("421 4.7.0 Too many connections"));
        assertThat(text(none, "en", false)).doesNotContain("asks to wait");
        assertThat(new JsonReport().line(none)).doesNotContain("retryAfter");
    }

    @Test
    void nothingOfTheInputRulesTheTerminal() {
        assertThat(evil().diagnoses()).isNotEmpty();
        for (Result result : List.of(evil(), everywhere())) {
            assertThat(text(result, "en", false)).doesNotContainPattern(HIDDEN).contains("\\u001b[2", "\\u202e", "\\u{e0041}");
            assertThat(markdown(result, "en")).doesNotContainPattern(HIDDEN).contains("u001b");
            assertThat(text(result, "en", true).replaceAll("\u001b\\[[0-9;]*m", "")).doesNotContainPattern(HIDDEN);
        }
        assertThat(text(new Result("", "unknown", "none", EVIL, "0", List.of(), List.of()), "en", false))
                .doesNotContainPattern(HIDDEN);
    }

    @Test
    void jsonEscapesWhatItMustAndKeepsTheRest() {
        String line = new JsonReport().line(everywhere());
        assertThat(line).doesNotContain("\u001b", "\n", "\u0007").contains("\\u001B[2J", "\u202e");
    }

    @Test
    void halvesOfPairsDoNoHarm() {
        Result result = Shipped.redeliver().diagnose(Case.of("550 5.1.1 \ud800 User unknown \udc00"));
        assertThat(text(result, "en", false)).doesNotContain("\ud800");
        assertThat(new JsonReport().pretty(result)).contains("recipient-unknown");
    }

    @Test
    void colourOnlyWhereAsked() {
        Result result = Shipped.redeliver().diagnose(Case.of("550 5.1.1 User unknown"));
        assertThat(text(result, "en", false)).doesNotContain("\u001b");
        String coloured = text(result, "en", true);
        assertThat(coloured).contains("\u001b[1;31m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(text(result, "en", false));
    }

    @Test
    void tellsWhatHappenedWhoActsAndWhatToDo() {
        String report = text(Shipped.redeliver().diagnose(Case.of(
                "host mx.example.net[192.0.2.25] said: 550 5.1.1 <user@example.com>: User unknown (in reply to RCPT TO command)")), "en", false);
        assertThat(report.lines().findFirst().orElse("")).contains("550 5.1.1", "mx.example.net");
        assertThat(report).containsSubsequence("1. ", "recipient-unknown", "Who acts:", "Evidence:", "“User unknown”", "→ ", "     1. ", "Rules: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh", "ja"})
    void speaksTheLanguageAndShowsNoTags(String language) {
        try (Redeliver redeliver = Shipped.in(language)) {
            for (Path sample : Samples.all()) {
                Result result = redeliver.diagnose(Samples.read(sample));
                for (String report : List.of(text(result, language, false), markdown(result, language))) {
                    assertThat(report).as(sample.toString()).isNotBlank().doesNotContain("stage.", "kind.", "who-acts", "not-sure:", "nothing-recognised")
                            .doesNotContainPattern("(?<!%)\\{[a-z_]+}");
                    if (!language.equals("en")) assertThat(report).as(sample.toString()).containsPattern("[\\u3040-\\u9fff]");
                }
            }
        }
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        Result unknown = Shipped.redeliver().diagnose(Case.of("550 zzqx qqzx"));
        if (unknown.diagnoses().isEmpty() || unknown.diagnoses().get(0).findings().isEmpty()) {
            assertThat(text(unknown, "en", false)).contains(Shipped.base().texts("en").word("nothing-recognised"));
        }
        Result none = Shipped.redeliver().diagnose(Case.of("Dear all, lunch is at noon."));
        assertThat(none.kind()).isEqualTo("none");
        assertThat(text(none, "en", false)).isNotBlank();
    }

    @Test
    void whatSeveralRulesUsedIsToldOnce() {
        Result.Evidence a = new Result.Evidence("text", "full", 1, 5, "", "", "", "a", "");
        Result.Evidence b = new Result.Evidence("text", "full", 1, 5, "", "", "", "b", "");
        Result.Finding f = new Result.Finding(1, "x", 0.9, "sender", "n", "s", "", "", "", false, List.of(a, b), List.of(), List.of(), List.of("r"), List.of());
        Result.Diagnosis d = new Result.Diagnosis("", "", "550", "", "", "", "", "", false, 0, "", List.of(f), List.of());
        Result result = new Result("", "reply", "failure", "", "0", List.of(d), List.of());
        assertThat(text(result, "en", false).split("“full”", -1)).hasSize(2);
        assertThat(markdown(result, "en").split("`full`", -1)).hasSize(2);
    }

    @Test
    void limitsAreTold() {
        Result result = Shipped.redeliver().diagnose(Case.of("550 5.1.1 User unknown")).withLimit("input-bytes");
        assertThat(text(result, "en", false)).contains("input-bytes");
        assertThat(markdown(result, "en")).contains("input-bytes");
    }

    @Test
    void markdownIsEscaped() {
        String evil = "*b* _i_ [x](javascript:1) <img src=x> `c` # h ![p](u) ~s~ a|b &amp; \\";
        assertThat(Clean.markdown(evil, 500)).isEqualTo("\\*b\\* \\_i\\_ \\[x\\]\\(javascript:1\\) \\<img src=x\\> \\`c\\` \\# h "
                + "\\!\\[p\\]\\(u\\) \\~s\\~ a\\|b \\&amp; \\\\");
        assertThat(Clean.code("a`b``c", 500)).isEqualTo("`a'b''c`");
        assertThat(Clean.link("https://x/> <b>", 500)).isEqualTo("https://x/%3E%20%3Cb%3E");
        Result result = Shipped.redeliver().diagnose(
                Case.of("550 5.1.1 <a*b@example.com> `whoami` <script>alert(1)</script> User unknown\n\n# heading\n> quote"));
        String report = markdown(result, "en");
        assertThat(report.lines()).noneMatch(l -> l.startsWith("# ") || l.startsWith("<script"));
        assertThat(report.lines().filter(l -> l.contains("script>")))
                .allSatisfy(l -> assertThat(l).matches(".*`[^`]*script>[^`]*`.*|.*\\\\<script.*"));
    }

    @Test
    void longTextsAreCut() {
        String line = Clean.line("x".repeat(10_000), 240);
        assertThat(line).hasSize(241).endsWith("…");
        assertThat(Clean.line("  a \r\n\t b  ", 100)).isEqualTo("a b");
    }

    @Test
    void wrapsAtBlanks() {
        assertThat(Wrap.lines("aaa bbb ccc", 7)).containsExactly("aaa bbb", "ccc");
        assertThat(Wrap.lines("aaa bbb ccc", 8)).containsExactly("aaa bbb", "ccc");
        assertThat(Wrap.lines("a " + "x".repeat(30) + " b", 10)).as("what is copied stays whole").containsExactly("a", "x".repeat(30), "b");
        assertThat(Wrap.lines("", 10)).isEmpty();
        assertThat(Wrap.lines("   ", 10)).isEmpty();
    }

    @Test
    void wrapsEastAsianTextByColumns() {
        assertThat(Wrap.lines("邮箱已满请清理", 8)).containsExactly("邮箱已满", "请清理");
        assertThat(Wrap.lines("邮箱已满。请清理", 8)).as("a stop begins no line").containsExactly("邮箱已", "满。请清", "理");
        assertThat(Wrap.lines("请看（说明）再试", 6)).as("a bracket ends no line").containsExactly("请看", "（说", "明）再", "试");
        assertThat(Wrap.lines("邮箱mailbox已满", 8)).containsExactly("邮箱", "mailbox", "已满");
        assertThat(Wrap.lines("メールボックスがいっぱい", 10)).allMatch(l -> l.length() <= 5).hasSize(3);
    }

    @Test
    void neverCutsAPair() {
        String smile = "😀";
        for (int width = 1; width < 9; width++) {
            for (String line : Wrap.lines(smile.repeat(7), width)) {
                assertThat(line.codePoints().allMatch(c -> c == 0x1f600)).as("width " + width).isTrue();
            }
        }
    }

    @Test
    void keepsWithinTheWidth() {
        String report;
        try (Redeliver redeliver = Shipped.in("ja")) {
            report = text(redeliver.diagnose(Case.of("550 5.7.25 The IP address sending this message does not have a PTR record setup")), "ja", false);
        }
        assertThat(report.lines().filter(l -> !l.contains("://") && !l.contains("/ptr"))).allSatisfy(l ->
                assertThat(l.codePoints().map(c -> Wrap.wide(c) ? 2 : 1).sum()).as(l).isLessThanOrEqualTo(100));
    }

    @Test
    void stepsAreSaidOnceForARecipient() {
        Result result = Shipped.redeliver().diagnose(Case.of(
                "550-5.7.25 [192.0.2.1] The IP address sending this message does not have a PTR record setup, or the corresponding forward "
                        + "DNS entry does not point to the sending IP."));
        List<Result.Finding> findings = result.diagnoses().get(0).findings();
        String title = findings.get(0).remedies().stream().filter(findings.get(1).remedies()::contains).findFirst().orElseThrow().title();
        assertThat(text(result, "en", false)).containsOnlyOnce("→ " + title + "\n").containsOnlyOnce("→ " + title + "  (see above)\n");
        assertThat(markdown(result, "en")).containsOnlyOnce("**" + Clean.markdown(title, 200) + "** (see above)\n");
    }

    @Test
    void durationsAreWords() {
        Result.Finding base = Shipped.redeliver().diagnose(Case.of("550 5.1.1 User unknown")).diagnoses().get(0).findings().get(0);
        for (var e : List.of(List.of("PT30M", "30 minutes"), List.of("PT1H", "60 minutes"), List.of("PT2H", "2 hours"), List.of("PT24H", "24 hours"), List.of("P2D", "2 days"), List.of("oops", "oops"))) {
            Result.Remedy remedy = new Result.Remedy("x", "t", List.of("s"), List.of(), List.of(), e.get(0));
            Result.Finding f = new Result.Finding(1, base.cause(), 0.9, "sender", "n", "s", "", "", "", false, List.of(), List.of(), List.of(), List.of("r"), List.of(remedy));
            Result.Diagnosis d = new Result.Diagnosis("", "", "550", "", "", "", "", "", false, 0, "", List.of(f), List.of());
            assertThat(text(new Result("", "reply", "failure", "", "0", List.of(d), List.of()), "en", false)).contains(e.get(1) + ")");
        }
    }
}
