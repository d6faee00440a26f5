package io.github.redeliver.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What targets start from: the inputs of the samples that are short enough to be changed quickly. */
public final class Seeds {
    private static final long LONGEST = 8_000;

    private Seeds() {}

    /** These texts, and these words one after another. */
    public static Stream<Arguments> of(List<String> texts, List<String> words) {
        return Stream.concat(texts.stream(), Stream.of(String.join("", words), String.join("\n", words))).map(s -> Arguments.of((Object) s.getBytes(StandardCharsets.UTF_8)));
    }

    /** What fuzzing came across that goes ways which nothing else goes: a line of base64 for each, in {@code fuzz/NAME.b64}. */
    public static Stream<Arguments> kept(String name) {
        try (InputStream in = Seeds.class.getResourceAsStream("/fuzz/" + name + ".b64")) {
            if (in == null) return Stream.of();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().map(line -> Arguments.of((Object) Base64.getDecoder().decode(line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Inputs of samples whose file ends so, and that contain one of these words (any, when none is named). */
    public static Stream<Arguments> samples(List<String> endings, String... words) {
        List<Arguments> out = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("facts-samples"), 4)) {
            for (Path file : files.filter(p -> p.getFileName().toString().startsWith("input.")).sorted().toList()) {
                String name = file.getFileName().toString();
                if (endings.stream().noneMatch(name::endsWith) || Files.size(file) > LONGEST) continue;
                byte[] bytes = Files.readAllBytes(file);
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                boolean wanted = words.length == 0;
                for (String word : words) wanted |= text.contains(word);
                if (wanted) out.add(Arguments.of((Object) bytes));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.stream();
    }
}
