package io.github.redeliver.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redeliver.Shipped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BinaryTest {
    private static DataInputStream in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    @Test
    void treesComeBack() throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "a\u0000b 邮件 😀 \ud800");
        map.put("long", "x".repeat(200_000));
        map.put("number", -12345678901L);
        map.put("int", 7);
        map.put("yes", true);
        map.put("no", false);
        map.put("nothing", null);
        map.put("list", Arrays.asList("a", null, List.of(Map.of("k", List.of()))));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Binary.writeTree(new DataOutputStream(bytes), map);
        Map<String, Object> back = Tree.map(Binary.readTree(in(bytes.toByteArray())));
        assertThat(back).containsEntry("long", "x".repeat(200_000)).containsEntry("number", -12345678901L)
                .containsEntry("int", 7L).containsEntry("yes", true).containsEntry("no", false).doesNotContainKey("nothing")
                .containsEntry("list", Arrays.asList("a", null, List.of(Map.of("k", List.of()))));
        assertThat((String) back.get("text")).startsWith("a\u0000b 邮件 😀 ");
    }

    @Test
    void orderOfMapsIsKept() throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String k : List.of("z", "a", "m")) map.put(k, k);
        assertThat(Tree.map(KnowledgeCodec.tree(KnowledgeCodec.bytes(map)))).containsExactlyEntriesOf(map);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> Binary.readTree(in(new byte[] {77}))).isInstanceOf(IOException.class).hasMessage("unknown kind 77");
        assertThatThrownBy(() -> Binary.readTree(in(new byte[0]))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> KnowledgeCodec.read(ByteBuffer.wrap(new byte[4]))).hasMessage("written by another version");
    }

    @Test
    void everyRuleComesBack() throws IOException {
        for (RuleDef rule : Shipped.base().rules()) {
            ByteArrayOutputStream full = new ByteArrayOutputStream();
            KnowledgeCodec.rule(new DataOutputStream(full), rule, true);
            assertThat(KnowledgeCodec.rule(in(full.toByteArray()))).as(rule.id()).isEqualTo(rule);
            ByteArrayOutputStream brief = new ByteArrayOutputStream();
            KnowledgeCodec.rule(new DataOutputStream(brief), rule, false);
            RuleDef back = KnowledgeCodec.rule(in(brief.toByteArray()));
            assertThat(back.examples()).isEmpty();
            assertThat(List.of(back.id(), back.file(), back.line(), back.stage(), back.level(), back.home(), back.patterns(), back.inserts()))
                    .isEqualTo(List.of(rule.id(), rule.file(), rule.line(), rule.stage(), rule.level(), rule.home(), rule.patterns(), rule.inserts()));
            assertThat(back.weight()).isEqualTo(rule.weight());
        }
    }

    @Test
    void theWholeBaseComesBack() throws IOException {
        KnowledgeBase base = Shipped.base();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        KnowledgeCodec.write(new DataOutputStream(bytes), base);
        KnowledgeBase back = KnowledgeCodec.read(ByteBuffer.wrap(bytes.toByteArray()));
        assertThat(back.revision()).isEqualTo(base.revision());
        assertThat(back.phrases()).isEqualTo(base.phrases());
        assertThat(back.causes()).isEqualTo(base.causes());
        assertThat(back.systems().all()).isEqualTo(base.systems().all());
        assertThat(back.languages()).isEqualTo(base.languages());
        for (String section : List.of("lists", "remedies", "checks", "frames", "evidence", "forms", "texts/ja")) {
            assertThat(back.data(section)).as(section).isEqualTo(base.data(section)).isNotEmpty();
        }
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        KnowledgeCodec.write(new DataOutputStream(again), back);
        assertThat(again.size()).as("without examples it is no larger").isLessThanOrEqualTo(bytes.size());
    }

    @Test
    void theNearestWordIsMeant() {
        List<String> words = List.of("mailbox-full", "mailbox-disabled", "ptr-missing");
        assertThat(Near.meant("mailbox-ful", words)).isEqualTo("\"mailbox-full\" is meant");
        assertThat(Near.meant("prt-missing", words)).isEqualTo("\"ptr-missing\" is meant");
        assertThat(Near.meant("something-else-altogether", words)).isEmpty();
        assertThat(Near.meant("", words)).isEmpty();
        assertThat(Near.meant("x", List.of())).isEmpty();
    }
}
