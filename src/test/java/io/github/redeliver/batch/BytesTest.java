package io.github.redeliver.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BytesTest {
    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }

    @Test
    void writesTextsAsTheLibraryDoes() {
        for (String text : List.of("", "plain", "é\u07ff\u0800邮\uffff", "😀\udbff\udfff", "half \ud83d", "\ude00 half", "\ud83d\ud83d\ude00")) {
            Bytes bytes = new Bytes(1);
            bytes.add('<');
            bytes.addWithout('#', ("#" + text + "##").toCharArray());
            bytes.add('>');
            Bytes expected = new Bytes(1);
            expected.add("<" + text + ">");
            assertThat(bytes.toArray()).as(text).isEqualTo(expected.toArray());
        }
    }

    @Test
    void writesNumbers() {
        Bytes bytes = new Bytes(1);
        for (int n : new int[] {0, 9, 10, 99, 100, 1_234_567_890, Integer.MAX_VALUE}) {
            bytes.number(n);
            bytes.add(' ');
        }
        assertThat(text(bytes)).isEqualTo("0 9 10 99 100 1234567890 2147483647 ");
    }

    @Test
    void takesBackWhatWasPutInAfterASize() {
        Bytes bytes = new Bytes(2);
        bytes.add("kept");
        int size = bytes.size();
        bytes.add(" and more than there was room for".toCharArray(), 0, 9);
        assertThat(bytes.endWith(size, " and more".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(bytes.endWith(size, " and mor".getBytes(StandardCharsets.UTF_8))).isFalse();
        bytes.cut(size);
        assertThat(text(bytes)).isEqualTo("kept");
    }
}
