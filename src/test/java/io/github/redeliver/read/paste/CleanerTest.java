package io.github.redeliver.read.paste;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.facts.Passage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken off a paste, and what stays. Written with {@code ⏎} for a line end. */
final class CleanerTest {
    private static String clean(String text) {
        return Cleaner.clean(Passage.of(text.replace('⏎', '\n'))).text().replace('\n', '⏎');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, value = {
        "<script>x</p> 550 no|x⏎ 550 no",
        "<script>x</script> 550 no| 550 no",
        "<a href=\"x>y\">550</a> no|550 no",
        "<a href='x>y'>550</a> no|550 no",
        "<a title=x\">550</a> no|550 no",
        "<b/>550 no</b>|550 no",
        "<b550 no|<b550 no",
        "a&zwnj;b&shy;c&#10;d|abc⏎d",
        "a&#32;b&#31;c|a b&#31;c",
        "a&#x;b&#;c|a&#x;b&#;c",
        "a\\|a\\",
        "a\\n|a",
        "a\\n⏎b|a⏎b",
        "a\\r\\nb|a⏎b",
        "a\\r b\\rc\\r|a⏎ b\\rc",
        "a\\t b\\tc\\t|a  b\\tc ",
        "\\\"550\\\"|\"550\"",
        "c:\\new|c:\\new",
        "x:c:\\new|x:c:\\new",
        "xc:\\new|xc:⏎ew",
        ":\\new|:⏎ew",
        "at d:\\a\\new x\\new|at d:\\a\\new x⏎ew",
        "1:\\new|1:⏎ew",
        "a\\\\new|a\\\\new",
        "> a⏎> b|a⏎b",
        "> > a⏎>|a⏎",
        ">>> QUIT|>>> QUIT",
        "5.7.⏎26 x|5.7.26 x",
        "550 5.7.⏎26 x|550 5.7.26 x",
        "(5.7.⏎26) x|(5.7.26) x",
        "550 5.⏎7.26 x|550 5.7.26 x",
        "all 5.⏎7.26 x|all 5.⏎7.26 x",
        "350 5.⏎7.26 x|350 5.⏎7.26 x",
        "x5.7.⏎26 x|x5.7.⏎26 x",
        "12345678.5.7.⏎26 x|12345678.5.7.⏎26 x",
        "end.⏎more|end.⏎more",
        "end.⏎|end.⏎",
        "<a@exam⏎ple.net> <b@exam⏎ple.net>|<a@example.net> <b@example.net>",
        "<a@b⏎c⏎d> <ab⏎cd> <a@b|<a@b⏎c⏎d> <ab⏎cd> <a@b",
        "**bold** x|bold x",
        "a **bold** x|a bold x",
        "the **550 no.** x|the 550 no. x",
        "**no end|**no end",
        "***three*** x|***three*** x",
        "a ** b|a ** b",
        "u**@example.net|u**@example.net",
        "u@**.net|u@**.net",
        "`550 no`|550 no",
        "[x](http://a.b/) y|x y",
        "[x](https://a.b/) y|x y",
        "[x](tel:1) y|x y",
        "[x](mailto:a@b) y|x y",
        "[x](ftp://a) y|[x](ftp://a) y",
        "[x](http://a b) y|[x](http://a b) y",
        "x](http://a) y|x](http://a) y",
        "[x](http://a|[x](http://a",
        "[a[b]](http://a) y|a[b] y",
    })
    void clean(String pasted, String left) {
        assertThat(clean(pasted)).isEqualTo(left);
    }
}
