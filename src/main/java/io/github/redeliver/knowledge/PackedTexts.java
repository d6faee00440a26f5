package io.github.redeliver.knowledge;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Texts one after the other in bytes, each made when it is first asked for. Unmodifiable, thread-safe. */
final class PackedTexts extends AbstractList<String> implements RandomAccess {
    private final byte[] bytes;
    private final int[] ends;
    private final String[] made; // a text is the same whichever thread makes it

    private PackedTexts(byte[] bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
        this.made = new String[ends.length];
    }

    static void write(DataOutput out, List<String> texts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int[] ends = new int[texts.size()];
        for (int i = 0; i < ends.length; i++) {
            all.writeBytes(texts.get(i).getBytes(StandardCharsets.UTF_8));
            ends[i] = all.size();
        }
        Binary.writeInts(out, ends);
        out.writeInt(all.size());
        out.write(all.toByteArray());
    }

    static PackedTexts read(DataInput in) throws IOException {
        int[] ends = Binary.readInts(in);
        return new PackedTexts(Binary.readBytes(in), ends);
    }

    @Override
    public String get(int i) {
        String text = made[i];
        if (text == null) {
            int from = i == 0 ? 0 : ends[i - 1];
            text = new String(bytes, from, ends[i] - from, StandardCharsets.UTF_8);
            made[i] = text;
        }
        return text;
    }

    @Override
    public int size() {
        return ends.length;
    }
}
