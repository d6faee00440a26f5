package io.github.redeliver.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoTest {
    private static Given given(int n) {
        return new Given("550", "5.7." + n, "", "", "", "", "reply", "", false, List.of(), List.of());
    }

    @Test
    void forgetsTheOldest() {
        Memo memo = new Memo(10);
        Verdict v = new Verdict(List.of(), "", List.of());
        for (int i = 0; i < 35; i++) memo.put(given(i), v);
        int kept = 0;
        for (int i = 0; i < 35; i++) if (memo.get(given(i)) != null) kept++;
        assertThat(kept).isBetween(10, 20);
        assertThat(memo.get(given(34))).isSameAs(v);
        assertThat(memo.get(given(0))).isNull();
    }

    @Test
    void whatIsAskedForOftenStays() {
        Memo memo = new Memo(10);
        Verdict v = new Verdict(List.of(), "", List.of());
        memo.put(given(1000), v);
        for (int i = 0; i < 200; i++) {
            memo.put(given(i), v);
            assertThat(memo.get(given(1000))).isSameAs(v);
        }
    }

    @Test
    void ofSizeZeroRemembersNothing() {
        Memo memo = new Memo(0);
        memo.put(given(1), new Verdict(List.of(), "", List.of()));
        assertThat(memo.get(given(1))).isNull();
    }
}
