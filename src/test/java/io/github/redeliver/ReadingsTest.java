package io.github.redeliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.read.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Inputs and what is read of them, as the program itself reads: {@code readings/*.yaml}. An entry has {@code input} and
 * {@code reads}, a list with a map for each incident; what a map does not name is not looked at. {@code form} and
 * {@code kind} hold for the whole ({@code kind} is {@code failure} where it is not said), {@code dns} lists the answers
 * that came with it, and {@code charset} says that the input is given as bytes in it.
 */
final class ReadingsTest {
    private static final Intake INTAKE = new Intake(Shipped.base());

    static Stream<Arguments> readings() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/readings"))) {
            return files.sorted().flatMap(ReadingsTest::entries).toList().stream();
        }
    }

    private static Stream<Arguments> entries(Path file) {
        try {
            List<?> all = (List<?>) new Load(LoadSettings.builder().setMaxAliasesForCollections(0).build()).loadFromString(Files.readString(file));
            return all.stream().map(entry -> Arguments.of(file.getFileName() + ": " + ((Map<?, ?>) entry).get("case"), entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readings")
    void isReadAsSaid(String name, Map<String, Object> entry) {
        assertThat(List.of("case", "input", "charset", "form", "kind", "what", "limits", "reads", "dns")).as("names in %s", name).containsAll(entry.keySet());
        String input = (String) entry.get("input");
        Object charset = entry.get("charset");
        Reading reading = INTAKE.read(charset == null ? Case.of(input) : Case.of(input.getBytes(Charset.forName(String.valueOf(charset)))));
        List<?> wanted = (List<?>) entry.getOrDefault("reads", List.of());
        List<Map<String, Object>> seen = reading.incidents().stream().map(ReadingsTest::parts).toList();
        assertThat(reading.form()).as("form, of %s", seen).isEqualTo(entry.getOrDefault("form", reading.form()));
        assertThat(reading.kind()).as("kind, of %s", seen).isEqualTo(entry.getOrDefault("kind", "failure"));
        assertThat(reading.what()).isEqualTo(entry.getOrDefault("what", reading.what()));
        assertThat(reading.limits()).isEqualTo(entry.getOrDefault("limits", List.of()));
        if (entry.containsKey("dns")) assertThat(reading.dns()).extracting(ReadingsTest::line).isEqualTo(entry.get("dns"));
        assertThat(seen).as("incidents").hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.size(); i++) {
            Map<String, Object> only = new LinkedHashMap<>(seen.get(i));
            Map<?, ?> parts = (Map<?, ?>) wanted.get(i);
            only.keySet().retainAll(parts.keySet());
            assertThat(only).as("incident %d, of %s", i, seen.get(i)).isEqualTo(parts);
        }
    }

    private static String line(DnsAnswer a) {
        return a.name() + ' ' + a.type() + ' ' + (a.values().isEmpty() ? a.outcome() : String.join(" + ", a.values()));
    }

    private static Map<String, Object> parts(Incident i) {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("recipient", i.recipient());
        parts.put("original", i.originalRecipient());
        parts.put("sender", i.sender());
        parts.put("code", i.reply().code());
        parts.put("enhanced", i.reply().enhanced());
        parts.put("stage", i.reply().stage());
        parts.put("text", i.reply().text().text());
        parts.put("host", i.host());
        parts.put("address", i.hostAddress());
        parts.put("client", i.client());
        parts.put("helo", i.helo());
        parts.put("reporter", i.reporter());
        parts.put("software", i.software());
        parts.put("action", i.action());
        parts.put("queue", i.queueId());
        parts.put("around", i.around().text());
        parts.put("steps", i.steps().stream().map(s -> s.stage() + ' ' + s.code()).toList());
        return parts;
    }
}
