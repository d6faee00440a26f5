package io.github.redeliver.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Rules as they were written, each read when it is first asked for: one diagnosis needs a few of thousands. */
final class RuleStore extends AbstractList<RuleDef> implements RandomAccess {
    private final ByteBuffer bytes;
    private final int[] ends;
    private final AtomicReferenceArray<RuleDef> read;

    /**
     * @param bytes all rules, one after the other
     * @param ends where each ends
     */
    RuleStore(ByteBuffer bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
        this.read = new AtomicReferenceArray<>(ends.length);
    }

    @Override
    public RuleDef get(int index) {
        RuleDef rule = read.get(index);
        if (rule == null) {
            int from = index == 0 ? 0 : ends[index - 1];
            byte[] own = new byte[ends[index] - from];
            bytes.get(from, own);
            try {
                rule = KnowledgeCodec.rule(new Pack(own));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (!read.compareAndSet(index, null, rule)) rule = read.get(index);
        }
        return rule;
    }

    @Override
    public int size() {
        return ends.length;
    }

    /** All of a list's rules in one array of bytes, and where each ends. */
    record Written(byte[] bytes, int[] ends) {}

    static Written write(List<RuleDef> rules) throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream(1 << 20);
        java.io.DataOutputStream out = new java.io.DataOutputStream(bytes);
        int[] ends = new int[rules.size()];
        for (int i = 0; i < ends.length; i++) {
            KnowledgeCodec.rule(out, rules.get(i), false);
            out.flush();
            ends[i] = bytes.size();
        }
        return new Written(bytes.toByteArray(), ends);
    }
}
