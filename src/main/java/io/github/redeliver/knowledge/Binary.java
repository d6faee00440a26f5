package io.github.redeliver.knowledge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The compact form in which a knowledge base is kept between runs. */
final class Binary {
    private Binary() {}

    static void writeInts(DataOutput out, int[] values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 4);
        buffer.asIntBuffer().put(values);
        out.writeInt(values.length);
        out.write(buffer.array());
    }

    static int[] readInts(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt() * 4];
        in.readFully(bytes);
        int[] values = new int[bytes.length / 4];
        ByteBuffer.wrap(bytes).asIntBuffer().get(values);
        return values;
    }

    static void writeText(DataOutput out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Writes a tree of maps, lists, texts, whole numbers, truth values and nulls. */
    static void writeTree(DataOutput out, @Nullable Object tree) throws IOException {
        if (tree == null) {
            out.writeByte(0);
        } else if (tree instanceof String s) {
            out.writeByte(1);
            writeText(out, s);
        } else if (tree instanceof Number n) {
            out.writeByte(2);
            out.writeLong(n.longValue());
        } else if (tree instanceof Boolean b) {
            out.writeByte(b ? 3 : 4);
        } else if (tree instanceof List<?> list) {
            out.writeByte(5);
            out.writeInt(list.size());
            for (Object item : list) writeTree(out, item);
        } else if (tree instanceof Map<?, ?> map) {
            out.writeByte(6);
            out.writeInt(map.size());
            for (Map.Entry<?, ?> e : map.entrySet()) {
                writeText(out, String.valueOf(e.getKey()));
                writeTree(out, e.getValue());
            }
        } else {
            writeTree(out, tree.toString());
        }
    }

    static @Nullable Object readTree(DataInput in) throws IOException {
        int kind = in.readByte();
        switch (kind) {
            case 0:
                return null;
            case 1:
                return readText(in);
            case 2:
                return in.readLong();
            case 3:
                return true;
            case 4:
                return false;
            case 5: {
                int n = in.readInt();
                List<@Nullable Object> list = new ArrayList<>(n);
                for (int i = 0; i < n; i++) list.add(readTree(in));
                return list;
            }
            case 6: {
                int n = in.readInt();
                Map<String, @Nullable Object> map = new LinkedHashMap<>(n * 2);
                for (int i = 0; i < n; i++) {
                    String key = readText(in);
                    map.put(key, readTree(in));
                }
                return map;
            }
            default:
                throw new IOException("unknown kind " + kind);
        }
    }
}
