package io.github.redeliver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole lines come out in order, whatever the sizes in which their bytes come in. */
@Timeout(60)
class FeedTest {
    private static List<String> lines(InputStream in, long skip, int most) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        try (Feed feed = new Feed(in, skip, most)) {
            while (true) {
                Feed.Lines lines = feed.next();
                if (lines == null) continue;
                if (lines.none()) return all;
                for (int at = lines.from(); at < lines.to(); ) {
                    int end = lines.endOf(at);
                    if (!lines.blank(at, end)) all.add(new String(lines.bytes(), at, end - at, StandardCharsets.UTF_8));
                    at = end + 1;
                }
            }
        }
    }

    private static List<String> lines(String text) throws IOException, InterruptedException {
        return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 0, 100_000);
    }

    /** Gives so many bytes a time, as a slow pipe does. */
    private static InputStream slowly(byte[] bytes, int atATime) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] to, int from, int length) {
                return super.read(to, from, Math.min(length, atATime));
            }

            @Override
            public int available() {
                return 0;
            }
        };
    }

    @Test
    void linesEndAsTheyMay() throws Exception {
        assertThat(lines("\ufeffa\r\n\nb\rc\n邮")).containsExactly("a\r", "b\rc", "邮");
        assertThat(lines("a\n")).containsExactly("a");
        assertThat(lines("a")).containsExactly("a");
        assertThat(lines("\n \t\r\n")).isEmpty();
        assertThat(lines("")).isEmpty();
        assertThat(lines("a\ufeff\n\ufeffb")).as("a mark within is none").containsExactly("a\ufeff", "\ufeffb");
    }

    @Test
    void theSizesInWhichBytesComeDoNotMatter() throws Exception {
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            String line = "line " + i + " 邮".repeat(i);
            expected.add(line);
            text.append(line).append(i % 7 == 0 ? "\n\n" : "\n");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int size : List.of(1, 777, 65_535, 65_536, 65_537, bytes.length)) {
            assertThat(lines(slowly(bytes, size), 0, 1_000_000)).as("%d a time", size).isEqualTo(expected);
        }
        assertThat(lines(new ByteArrayInputStream(bytes), 0, 1_000_000)).isEqualTo(expected);
    }

    @Test
    void aLineThatIsTooLongIsKeptInPartAndTheNextWhole() throws Exception {
        String text = "x".repeat(300_000) + "\nshort\n" + "y".repeat(70_000) + "\n" + "z".repeat(100_000);
        List<String> lines = lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 0, 70_000);
        assertThat(lines).extracting(String::length).containsExactly(70_001, 5, 70_000, 70_001);
        assertThat(lines.get(1)).isEqualTo("short");
    }

    @Test
    void blankLinesAreNotCountedAsSkipped() throws Exception {
        byte[] bytes = "a\n\nb\n \nc\nd\n".getBytes(StandardCharsets.UTF_8);
        assertThat(lines(new ByteArrayInputStream(bytes), 2, 100)).containsExactly("c", "d");
        assertThat(lines(slowly(bytes, 1), 2, 100)).containsExactly("c", "d");
        assertThat(lines(new ByteArrayInputStream(bytes), 4, 100)).isEmpty();
        assertThat(lines(new ByteArrayInputStream(bytes), 99, 100)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsTold() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        };
        assertThatThrownBy(() -> lines(broken, 0, 100)).isInstanceOf(IOException.class).hasMessage("the disk is gone");
    }
}
