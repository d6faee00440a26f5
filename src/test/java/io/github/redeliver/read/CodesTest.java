package io.github.redeliver.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which digits are a reply's code, and which enhanced code belongs to it. */
final class CodesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "550 no|550", "x 550 no|550", "550|550", "550-1234|''", "550-5.1.1 no|550", "a-550 no|''", "550. No|550", "550.x|''", "-550. no|''", "550.|550", "550-|550",
        "the 550x|''", "550X no|550", "550用户|550", "错误550 no|550", "550@a|''", "550/2|''", "550_a|''", "550% off|''", "550° hot|''", "+550|''", "_550|''", "/550|''", "@550|''",
        "+1 555 550 0100|''", "1 550 2|''", "1 550 5.1.1|550", "10:550 no|''", "at :550 no|550", "(550) no|550", "no (550|550", "no,550 no|550", "x\\n\\t550 no|550", "said: 250 fine|250", "350 go|''",
        "call 555-0100 or 550 5.1.1|550",
    })
    void first(String text, String code) {
        assertThat(Codes.first(text.replace("\\n", "\n").replace("\\t", "\t"))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "550 5.1.1 no|5.1.1", "550 (#5.1.1)|5.1.1", "550 no (5.7.1)|5.7.1", "550 no 4.4.1 and 5.7.1|5.7.1", "550 no 4.4.1|4.4.1", "550 no 2.0.0|''", "550 no 2.0.0 then 4.4.1 then 4.4.2|4.4.1",
        "no 5.1.1|5.1.1", "at 10.5.1.1|''", "v5.1.1|''", "5.1.1.2|''", "5.1.1a|''", "5.1.1.|5.1.1", "5.1.1/2|''", "5.1.1@x|''", "5.1.1234|''", "5.11.1|''", "5.|''", "5.1|''", "状态5.1.1了|5.1.1",
        "550 \"5.1.1|5.1.1", "550 [5.1.1]|5.1.1",
    })
    void enhanced(String text, String code) {
        assertThat(Codes.enhanced(text)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        " b'5.1.1 no|5.1.1", " b\"5.1.1 no|5.1.1", " b5.1.1|``", " x 5.1.1|``", " -#([<:,; 5.1.1|5.1.1",
        "                                                       5.1.1|5.1.1", "b|``",
    })
    void near(String text, String code) {
        assertThat(Codes.enhancedNear(text, 0)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "failed (#5.1.1)|5.1.1", "failed #5.1.1 and more|5.1.1", "failed [5.1.1] then (4.4.1)|4.4.1", "failed (5.1.1 no such user)|5.1.1", "failed (5.1.1, no)|''", "failed (5.1.1|''", "5.1.1 failed|''", "failed #5.1.1|5.1.1",
    })
    void inBrackets(String text, String code) {
        assertThat(Codes.bracketed(text)).isEqualTo(code);
    }
}
