package io.github.redeliver.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rule files that want to do harm, or that do more than a rule needs. Each is refused with its file and the line that
 * its first line names, and nothing of it runs.
 */
class HostileRulesTest {
    private static final Path FOLDER = Path.of("src/test/resources/hostile");
    private static final String FILE = "recognise/provider/acme.drl";
    private static final String HEAD = "package kb.recognise.provider.acme;\nimport io.github.redeliver.facts.*;\n";
    private static final String RULE =
            "rule \"acme/x\"\nwhen\n    Heard( phrase == \"%s\" )\nthen\n    insert( Symptom.of(\"mailbox-full\") );\nend\n";

    @AfterEach
    void nothingRan() {
        assertThat(System.getProperty("redeliver.hostile")).isNull();
        assertThat(Path.of("hostile-ran")).doesNotExist();
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> list = Files.list(FOLDER)) {
            return list.sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void isRefusedWithItsLine(Path file) throws IOException {
        String text = Files.readString(file);
        int line = Integer.parseInt(text.substring("// line ".length(), text.indexOf(':')));
        Sources.Parsed parsed = parse(text.getBytes(StandardCharsets.UTF_8));
        assertThat(parsed.problems()).isNotEmpty().allMatch(Problem::isError);
        assertThat(parsed.problems().stream().map(Problem::line)).as(parsed.problems().toString()).contains(line);
        assertThat(parsed.problems().get(0).toString()).startsWith(FILE + ":");
        assertThat(parsed.problems().toString()).as("what is printed").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void thereAreEnoughOfThem() throws IOException {
        assertThat(files().size()).isGreaterThanOrEqualTo(60);
    }

    @Test
    void aPlainRuleIsNotRefused() {
        assertThat(parse((HEAD + RULE.formatted("x y")).getBytes(StandardCharsets.UTF_8)).problems()).isEmpty();
    }

    private static Sources.Parsed parse(byte[] bytes) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> Sources.parse(Schema.FACTS, FILE, bytes, "sha"));
    }

    private static void refused(String text, int line) {
        Sources.Parsed parsed = parse(text.getBytes(StandardCharsets.UTF_8));
        assertThat(parsed.rules()).isEmpty();
        assertThat(parsed.problems()).isNotEmpty();
        assertThat(parsed.problems().get(0).line()).as(parsed.problems().get(0).toString()).isEqualTo(line);
    }

    @Test
    void aTextOfMegabytes() {
        refused(HEAD + RULE.formatted("x".repeat(3_000_000)), 5);
    }

    @Test
    void aFileOfMegabytes() {
        refused(HEAD + "// filler\n".repeat(500_000) + RULE.formatted("x"), 1);
    }

    @Test
    void bracketsNestedDeeply() {
        refused(HEAD + "rule \"acme/x\"\nwhen\n" + "(".repeat(200_000) + "\nthen\nend\n", 5);
    }

    @Test
    void conditionsNestedDeeply() {
        refused(HEAD + "rule \"acme/x\"\nwhen\n" + "not ( ".repeat(20_000) + "Heard( phrase == \"x\" )" + " )".repeat(20_000)
                + "\nthen\nend\n", 5);
    }

    @Test
    void constraintsNestedDeeply() {
        refused(HEAD + "rule \"acme/x\"\nwhen\nHeard( " + "( ".repeat(20_000) + "phrase == \"x\"" + " )".repeat(20_000)
                + " )\nthen\nend\n", 5);
    }

    @Test
    void nulCharacters() {
        refused(HEAD + RULE.formatted("x\u0000y"), 5);
        refused("\u0000".repeat(1000), 1);
    }

    @Test
    void bytesThatAreNoUtf8() {
        byte[] bytes = (HEAD + RULE.formatted("x?y")).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) if (bytes[i] == '?') bytes[i] = (byte) 0xc3;
        Sources.Parsed parsed = parse(bytes);
        assertThat(parsed.rules()).isEmpty();
        assertThat(parsed.problems().get(0).toString()).startsWith(FILE + ":5:").contains("not UTF-8");
    }

    @Test
    void utf16() {
        Sources.Parsed parsed = parse((HEAD + RULE.formatted("x")).getBytes(StandardCharsets.UTF_16));
        assertThat(parsed.problems().get(0).toString()).startsWith(FILE + ":1:").contains("not UTF-8");
    }

    @Test
    void anEmptyFileHasNoRules() {
        assertThat(parse(new byte[0]).rules()).isEmpty();
    }

    @Test
    void aFileOutsideTheStages() {
        Sources.Parsed parsed = Sources.parse(
                Schema.FACTS, "evil.drl", RULE.formatted("x").getBytes(StandardCharsets.UTF_8), "sha");
        assertThat(parsed.problems().get(0).toString()).startsWith("evil.drl:1:").contains("outside the stages' folders");
    }
}
