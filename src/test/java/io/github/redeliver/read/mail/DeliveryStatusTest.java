package io.github.redeliver.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.facts.Passage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands behind the type of a report's field, and what only looks like a type. */
final class DeliveryStatusTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "dns; mx.example.net|mx.example.net",
        "rfc822;r@example.net|r@example.net",
        "X-Type_1/a.b; words|words",
        "no type at all|no type at all",
        "(see below); words|(see below); words",
        "two words; and more|two words; and more",
        "550; no such user|550; no such user",
        "123; no such user|no such user",
        "a type that is longer than any; words|a type that is longer than any; words",
    })
    void valueBehindItsType(String field, String value) {
        assertThat(DeliveryStatus.untyped(Passage.of(field)).text().strip()).isEqualTo(value);
    }
}
