package io.github.redeliver.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.Shipped;
import io.github.redeliver.knowledge.Automaton;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Normaliser;
import io.github.redeliver.knowledge.RuleDef;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said at once to hold no phrase holds none. */
class GramsTest {
    private final KnowledgeBase base = Shipped.base();
    private final Automaton automaton = base.automaton();
    private final Grams grams = Grams.of(base);
    private final Normaliser normal = new Normaliser();

    /** Every word of every example: where a phrase lies on it, that it may must have been said. */
    @Test
    void noPhraseIsMissed() {
        List<String> texts = base.rules().stream().map(RuleDef::examples).flatMap(List::stream).distinct().toList();
        int lying = 0;
        int told = 0;
        int words = 0;
        for (String text : texts) {
            char[] chars = text.toCharArray();
            boolean[] heard = new boolean[chars.length];
            normal.read(chars, chars.length);
            automaton.scan(normal, (phrase, x, y) -> Arrays.fill(heard, normal.originOf(x), normal.originOf(y - 1) + 1, true));
            for (int a = 0; a < chars.length; a++) {
                if (!wordly(chars[a])) continue;
                int b = a;
                boolean lies = false;
                while (b < chars.length && wordly(chars[b])) lies |= heard[b++];
                boolean may = grams.mayLieOn(chars, chars.length, a, b, false);
                if (lies) assertThat(may).as("%s in %s", text.substring(a, b), text).isTrue();
                words++;
                if (lies) lying++;
                if (may) told++;
                a = b;
            }
        }
        assertThat(lying).isGreaterThan(10_000);
        assertThat(told).as("of %d words, %d of which a phrase lies on", words, lying).isLessThan(words);
    }

    /** What a log has in each line is not listened to. */
    @Test
    void ordinaryValuesAreDismissed() {
        String line = "<u3431847@d27386.example>: host mx3.d.example[154.250.149.166] said: 250 2.0.0 (in reply to RCPT TO command)";
        char[] chars = line.toCharArray();
        for (String value : List.of("u3431847", "d27386", "mx3", "example", "154")) {
            int at = line.indexOf(value);
            assertThat(grams.mayLieOn(chars, chars.length, at, at + value.length(), false)).as(value).isFalse();
        }
        int at = line.indexOf("154.");
        assertThat(grams.mayLieOn(chars, chars.length, at, at + "154.250.149.166".length(), true)).isFalse();
    }

    private static boolean wordly(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
