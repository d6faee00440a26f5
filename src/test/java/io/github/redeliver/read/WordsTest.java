package io.github.redeliver.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redeliver.Shipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Words of readers as data: read in lower case and in order, and every list that a reader asks for is there. */
class WordsTest {
    @Test
    void listsAreReadInLowerCaseAndInOrder() {
        Words words = Words.of(Map.of("talk", Map.of("trouble", List.of("Zebra ", "apple", 550))));
        assertThat(words.list("talk.trouble")).containsExactly("zebra ", "apple", "550");
        assertThat(words.list("talk.other")).isEmpty();
    }

    @Test
    void anotherShapeIsToldWithItsPlace() {
        assertThatThrownBy(() -> Words.of(List.of())).hasMessageContaining("a map was expected");
        assertThatThrownBy(() -> Words.of(Map.of("talk", "x"))).hasMessageContaining("talk");
        assertThatThrownBy(() -> Words.of(Map.of("talk", Map.of("trouble", "x")))).hasMessageContaining("talk.trouble");
    }

    @Test
    void anyAndBegins() {
        assertThat(Words.any("connection refused", List.of("reset", "refused"))).isTrue();
        assertThat(Words.any("connection made", List.of("reset", "refused"))).isFalse();
        assertThat(Words.begins("FROM: x", List.of("to:", "from:"))).isTrue();
        assertThat(Words.begins("x from: y", List.of("from:"))).isFalse();
    }

    @Test
    void everyListThatAReaderAsksForIsInTheKnowledgeBase() throws IOException {
        TreeSet<String> asked = new TreeSet<>();
        Pattern list = Pattern.compile("words\\.(?:list|written)\\(\"([a-z.-]+)\"\\)");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/io/github/redeliver/read"))) {
            for (Path source : sources.filter(p -> p.toString().endsWith(".java")).toList()) {
                Matcher m = list.matcher(Files.readString(source));
                while (m.find()) asked.add(m.group(1));
            }
        }
        assertThat(asked).hasSizeGreaterThan(30).allSatisfy(name -> assertThat(Shipped.words().list(name)).as(name).isNotEmpty());
    }
}
