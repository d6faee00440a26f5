package io.github.redeliver.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormaliserTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Cannot find  your\thostname | cannotfindyourhostname",
        "weren’t sent, don't, couldn`t, couldnt | werentsent,dont,couldnt,couldnt",
        "l'adresse n’existe pas | ladressenexistepas",
        "said 'no' to users' mail, rock 'n' roll, 5'4 | said'no'tousers'mail,rock'n'roll,5'4",
        "e–mail − dash | e-mail-dash",
        "⿊名单 ⽅ | 黑名单方",
        "ＦＵＬＬ　ｗｉｄｔｈ | fullwidth",
        "ﬁle | file",
        "zero\u200bwidth\u00adhyphen | zerowidthhyphen",
        "№5 | no5",
        "Délai dépassé Größe | delaidepassegrosse",
        "skrzynka pełna, cái đó | skrzynkapelna,caido",
        "ガギ 값 | ガギ값",
    })
    void foldsWhatPastesChange(String text, String expected) {
        assertThat(Normaliser.normalise(text)).isEqualTo(expected);
    }

    @Test
    void allQuotesAreOne() {
        assertThat(Normaliser.normalise("“quoted” `code` \"x\"")).isEqualTo("'quoted''code''x'");
    }

    @Test
    void remembersWhereEachCharacterStood() {
        Normaliser n = new Normaliser();
        n.read("a\r\n  B—c");
        List<Integer> origins = new ArrayList<>();
        for (int i = 0; i < n.length(); i++) origins.add(n.originOf(i));
        assertThat(origins).containsExactly(0, 5, 6, 7);
    }

    @Test
    void boundariesFollowTheOriginalWords() {
        Normaliser n = new Normaliser();
        n.read("this full, 用户full");
        assertThat(n.boundary(0)).isTrue();
        assertThat(n.boundary(2)).as("inside the word this").isFalse();
        assertThat(n.boundary(4)).as("before full, after a blank").isTrue();
        assertThat(n.boundary(8)).as("before the comma").isTrue();
        assertThat(n.boundary(10)).as("between two Chinese characters").isTrue();
        assertThat(n.boundary(11)).as("between Chinese and Latin").isTrue();
        assertThat(n.boundary(n.length())).as("at the end").isTrue();
    }

    @Test
    void aWordMayBeginAfterAnApostrophe() {
        Normaliser n = new Normaliser();
        n.read("l'adresse");
        assertThat(n.boundary(1)).isTrue();
        assertThat(n.originOf(1)).isEqualTo(2);
    }

    @Test
    void aSyllableCountsForTwoLetters() {
        assertThat(Normaliser.letters("userunknown")).isEqualTo(11);
        assertThat(Normaliser.letters("ip被封")).isEqualTo(6);
        assertThat(Normaliser.letters("ユーザー不明")).isEqualTo(12);
        assertThat(Normaliser.letters("없는주소")).isEqualTo(8);
        assertThat(Normaliser.letters("ящикполон")).isEqualTo(9);
    }

    @Test
    void whatWasReadBeforeIsForgotten() {
        Normaliser n = new Normaliser();
        n.read("x".repeat(5000));
        n.read("ab");
        assertThat(n.length()).isEqualTo(2);
        assertThat(n.boundary(1)).isFalse();
        assertThat(n.boundary(2)).isTrue();
    }
}
