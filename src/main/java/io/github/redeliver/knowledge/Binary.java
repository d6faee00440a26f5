package io.github.redeliver.knowledge;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
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

    static byte[] readBytes(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    static void writeText(DataOutput out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(DataInput in) throws IOException {
        return in instanceof Pack pack ? pack.text(pack.readInt()) : new String(readBytes(in), StandardCharsets.UTF_8);
    }

    /** Kind of a tree that is nothing. */
    static final byte NULL = 0;

    /** Whether every character takes one byte: such a text is read fastest. */
    private static boolean isNarrow(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) > 0xff) return false;
        return true;
    }

    static byte[] packed(@Nullable Object tree) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writeTree(new DataOutputStream(bytes), tree);
        return bytes.toByteArray();
    }

    /** Writes a tree of maps, lists, texts, whole numbers, truth values and nulls. */
    static void writeTree(DataOutput out, @Nullable Object tree) throws IOException {
        if (tree == null) {
            out.writeByte(NULL);
        } else if (tree instanceof String s) {
            if (isNarrow(s)) {
                out.writeByte(7);
                out.writeInt(s.length());
                out.write(s.getBytes(StandardCharsets.ISO_8859_1));
                return;
            }
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
                byte[] value = packed(e.getValue());
                out.writeInt(value.length); // so that it can be passed over
                out.write(value);
            }
        } else {
            writeTree(out, tree.toString());
        }
    }

    /** Reads a tree back; maps that are read from a {@link Pack} read their values when they are asked for. */
    static @Nullable Object readTree(DataInput in) throws IOException {
        int kind = in.readByte();
        switch (kind) {
            case NULL:
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
                @Nullable Object[] items = new Object[n];
                for (int i = 0; i < n; i++) items[i] = readTree(in);
                return Collections.unmodifiableList(Arrays.asList(items));
            }
            case 6: {
                if (in instanceof Pack pack) return Packed.read(pack);
                int n = in.readInt();
                Map<String, @Nullable Object> map = new LinkedHashMap<>(n * 2);
                for (int i = 0; i < n; i++) {
                    String key = readText(in);
                    in.readInt();
                    map.put(key, readTree(in));
                }
                return map;
            }
            case 7: {
                if (in instanceof Pack pack) return pack.narrow(pack.readInt());
                return new String(readBytes(in), StandardCharsets.ISO_8859_1);
            }
            default:
                throw new IOException("unknown kind " + kind);
        }
    }
}
