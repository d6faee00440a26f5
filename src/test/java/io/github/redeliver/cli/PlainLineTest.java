package io.github.redeliver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A line is plain only where a JSON parser reads the same id and the same text of it. */
class PlainLineTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST = 50;

    private final PlainLine plain = new PlainLine(LONGEST);

    private boolean read(String line) {
        byte[] bytes = ("before\n" + line).getBytes(StandardCharsets.UTF_8);
        return plain.read(bytes, 7, bytes.length);
    }

    private String id(String line) {
        byte[] bytes = ("before\n" + line).getBytes(StandardCharsets.UTF_8);
        return new String(bytes, plain.idFrom(), plain.idTo() - plain.idFrom(), StandardCharsets.UTF_8);
    }

    private String text() {
        return new String(plain.text(), 0, plain.length());
    }

    @Test
    void readsAnIdAndAText() {
        for (String line : List.of("{\"id\":7,\"input\":\"552 full\"}", "{ \"input\" : \"552 full\" ,\t\"id\" : 7 } \r\nnext", "{\"id\":7,\"input\":\"552 full\"}\n{}")) {
            assertThat(read(line)).as(line).isTrue();
            assertThat(text()).isEqualTo("552 full");
            assertThat(id(line)).isEqualTo("7");
            assertThat(plain.end()).isEqualTo(7 + (line.contains("\n") ? line.indexOf('\n') : line.length()));
        }
        assertThat(read("{\"id\":\"a-1\",\"input\":\"x\"}")).isTrue();
        assertThat(id("{\"id\":\"a-1\",\"input\":\"x\"}")).isEqualTo("\"a-1\"");
        assertThat(read("{\"id\":-12,\"input\":\"\\u90ae\\ud83d\\ude00\\\"\\\\\\/\\n\\t\\r\\b\\f é邮😀\"}")).isTrue();
        assertThat(text()).isEqualTo("邮😀\"\\/\n\t\r\b\f é邮😀");
    }

    @Test
    void leavesAllElseToTheLongWay() {
        for (String line : List.of(
                "", "{}", "[]", "{\"id\":7}", "{\"input\":\"x\"}", "{\"id\":7,\"input\":\"\"}", "{\"id\":7,\"input\":5}", "{\"id\":7,\"input\":\"x\",}",
                "{\"id\":7,\"input\":\"x\"} more", "{\"id\":7,\"input\":\"x\",\"dns\":[]}", "{\"id\":7,\"id\":8,\"input\":\"x\"}", "{\"id\":07,\"input\":\"x\"}",
                "{\"id\":-0,\"input\":\"x\"}", "{\"id\":-,\"input\":\"x\"}", "{\"id\":1.5,\"input\":\"x\"}", "{\"id\":1e3,\"input\":\"x\"}", "{\"id\":null,\"input\":\"x\"}",
                "{\"id\":\"a\\n\",\"input\":\"x\"}", "{\"id\":\"邮\",\"input\":\"x\"}", "{\"id\":7,\"input\":\"x", "{\"id\":7,\"input\":\"\\x\"}", "{\"id\":7,\"input\":\"\\u12\"}",
                "{\"id\":7,\"input\":\"a\tb\"}", "{\"id\":7,\"input\":\"a\nb\"}", "{\"id\":7 \"input\":\"x\"}", "{id:7,\"input\":\"x\"}",
                "{\"id\":7,\"input\":\"" + "x".repeat(LONGEST + 1) + "\"}")) {
            assertThat(read(line)).as(line).isFalse();
        }
    }

    @Test
    void brokenUtf8IsNotPlain() {
        for (byte[] bad : List.of(new byte[] {(byte) 0xff}, new byte[] {(byte) 0xc0, (byte) 0x80}, new byte[] {(byte) 0xe0, (byte) 0x80, (byte) 0x80},
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, new byte[] {(byte) 0xe9, 'x', 'x'})) {
            byte[] line = ("{\"id\":7,\"input\":\"" + "?".repeat(bad.length) + "\"}").getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(bad, 0, line, 17, bad.length);
            assertThat(plain.read(line, 0, line.length)).isFalse();
        }
    }

    /** Bytes changed at random: what is still plain is read as a JSON parser reads it. */
    @Test
    void agreesWithAJsonParser() {
        Random random = new Random(17);
        String alphabet = "{}\":,\\ nid0715x-u\t\r";
        int read = 0;
        for (int i = 0; i < 60_000; i++) {
            StringBuilder line = new StringBuilder("{\"id\":17,\"input\":\"5\\u00352 é\\n full\"}");
            for (int n = random.nextInt(4); n > 0; n--) line.setCharAt(random.nextInt(line.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            String text = line.toString();
            if (!read(text)) continue;
            read++;
            JsonNode node;
            try {
                node = JSON.readTree(text);
            } catch (JacksonException e) {
                throw new AssertionError("read as plain, but no JSON: " + text, e);
            }
            assertThat(node.size()).as(text).isEqualTo(2);
            assertThat(node.get("input").asString()).as(text).isEqualTo(text());
            assertThat(node.get("id").toString()).as(text).isEqualTo(id(text));
        }
        assertThat(read).isGreaterThan(10_000);
    }
}
