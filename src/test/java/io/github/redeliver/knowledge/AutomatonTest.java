package io.github.redeliver.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AutomatonTest {
    private static List<String> hear(Automaton a, List<String> phrases, String text) {
        Normaliser n = new Normaliser();
        n.read(text);
        List<String> heard = new ArrayList<>();
        a.scan(n, (phrase, from, to) -> heard.add(phrases.get(phrase) + "@" + from + "-" + to));
        heard.sort(null);
        return heard;
    }

    @Test
    void hearsPhrasesWithinPhrases() {
        List<String> phrases = List.of("unknown", "userunknown", "user", "nouser");
        assertThat(hear(Automaton.of(phrases), phrases, "550 User\n unknown"))
                .containsExactly("unknown@7-14", "user@3-7", "userunknown@3-14");
    }

    @Test
    void hearsOnlyWholeWords() {
        List<String> phrases = List.of("isfull", "5.7.1", "full");
        Automaton a = Automaton.of(phrases);
        assertThat(hear(a, phrases, "this full-time mailbox")).containsExactly("full@4-8");
        assertThat(hear(a, phrases, "5.7.13")).isEmpty();
        assertThat(hear(a, phrases, "(#5.7.1)")).containsExactly("5.7.1@2-7");
    }

    @Test
    void agreesWithPlainSearchOnRandomTexts() {
        Random random = new Random(42);
        for (int round = 0; round < 200; round++) {
            TreeSet<String> set = new TreeSet<>();
            while (set.size() < 12) set.add(word(random, 1 + random.nextInt(5)));
            List<String> phrases = List.copyOf(set);
            Automaton a = Automaton.of(phrases);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 12; i++) text.append(word(random, 1 + random.nextInt(4))).append(random.nextBoolean() ? " " : "-");
            Normaliser n = new Normaliser();
            n.read(text);
            List<String> expected = new ArrayList<>();
            StringBuilder normal = new StringBuilder();
            for (int i = 0; i < n.length(); i++) normal.append(n.charAt(i));
            for (String p : phrases) {
                for (int at = normal.indexOf(p); at >= 0; at = normal.indexOf(p, at + 1)) {
                    if (n.boundary(at) && n.boundary(at + p.length())) expected.add(p + "@" + at + "-" + (at + p.length()));
                }
            }
            expected.sort(null);
            assertThat(hear(a, phrases, text.toString())).as(text.toString()).isEqualTo(expected);
        }
    }

    private static String word(Random random, int length) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < length; i++) s.append("ab用9".charAt(random.nextInt(4)));
        return s.toString();
    }

    @Test
    void survivesWritingAndReading() throws IOException {
        List<String> phrases = List.of("mailboxfull", "邮箱已满", "容量");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Automaton.of(phrases).write(new DataOutputStream(bytes));
        Automaton back = Automaton.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(hear(back, phrases, "收件人邮箱已满 mailbox full")).containsExactly("mailboxfull@7-18", "邮箱已满@3-7");
    }

    @Test
    void refusesEmptyAndDoublePhrases() {
        assertThatThrownBy(() -> Automaton.of(List.of(""))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Automaton.of(List.of("a", "a"))).isInstanceOf(IllegalArgumentException.class);
    }
}
