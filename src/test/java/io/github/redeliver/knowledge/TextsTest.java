package io.github.redeliver.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Function<String, String> IP =
            name -> name.equals("ip") ? "192.0.2.1" : "";

    private static String fill(String template, Function<String, String> values) {
        return Template.of(template).fill(values);
    }

    @Test
    void putsValuesIn() {
        assertThat(fill("Set a PTR for {ip}.", IP)).isEqualTo("Set a PTR for 192.0.2.1.");
    }

    @Test
    void leavesOutAPartWhoseValueIsMissing() {
        assertThat(fill("The IP[ {ip}] of[ {host}] it", IP)).isEqualTo("The IP 192.0.2.1 of it");
    }

    @Test
    void keepsBracketsWithoutValues() {
        assertThat(fill("host[25] {x1} {", IP)).isEqualTo("host[25] {x1} {");
    }

    @Test
    void marksAMissingValueOutsideBrackets() {
        assertThat(fill("dig -x {host}", IP)).isEqualTo("dig -x …");
    }

    @Test
    void aValueIsNeverReadAsATemplate() {
        assertThat(fill("[{ip}]", name -> "{ip}[{host}]")).isEqualTo("{ip}[{host}]");
    }

    @Test
    void fallsBackToEnglish() {
        Texts texts = new Texts(Map.of("ui", Map.of("a", "甲")), Map.of("ui", Map.of("a", "A", "b", "B")));
        assertThat(texts.word("a")).isEqualTo("甲");
        assertThat(texts.word("b")).isEqualTo("B");
        assertThat(texts.word("c")).isEqualTo("c");
        assertThat(texts.has("ui", "b")).isFalse();
    }
}
