package io.github.redeliver.knowledge;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Rules as they were written, each read when it is first asked for: one diagnosis needs a few of thousands. */
final class RuleStore extends AbstractList<RuleDef> implements RandomAccess {
    private final byte[] bytes;
    private final int[] offsets;
    private final AtomicReferenceArray<RuleDef> read;

    /**
     * @param bytes all rules, one after the other
     * @param offsets where each begins
     */
    RuleStore(byte[] bytes, int[] offsets) {
        this.bytes = bytes;
        this.offsets = offsets;
        this.read = new AtomicReferenceArray<>(offsets.length);
    }

    @Override
    public RuleDef get(int index) {
        RuleDef rule = read.get(index);
        if (rule == null) {
            int from = offsets[index];
            try {
                rule = KnowledgeCodec.rule(new DataInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (!read.compareAndSet(index, null, rule)) rule = read.get(index);
        }
        return rule;
    }

    @Override
    public int size() {
        return offsets.length;
    }

    /** All of a list's rules in one array of bytes, and where each begins. */
    static RuleStore of(List<RuleDef> rules) throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream(1 << 20);
        java.io.DataOutputStream out = new java.io.DataOutputStream(bytes);
        int[] offsets = new int[rules.size()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = bytes.size();
            KnowledgeCodec.rule(out, rules.get(i), false);
            out.flush();
        }
        return new RuleStore(bytes.toByteArray(), offsets);
    }

    byte[] bytes() {
        return bytes;
    }

    int[] offsets() {
        return offsets;
    }
}
