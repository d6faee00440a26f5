package io.github.redeliver.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are put together, and given on without being copied. Not thread-safe. */
public final class Bytes {
    private byte[] array;
    private int size;

    /** @param room for how many bytes there is room at first */
    public Bytes(int room) {
        array = new byte[room];
    }

    public int size() {
        return size;
    }

    /** Forgets what was put in; the room stays. */
    public void clear() {
        size = 0;
    }

    /** Takes back what was put in after a size. */
    public void cut(int to) {
        size = to;
    }

    public void add(int b) {
        room(1);
        array[size++] = (byte) b;
    }

    public void add(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, array, size, bytes.length);
        size += bytes.length;
    }

    /** A text as UTF-8. */
    public void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A stretch of a text that is ASCII. */
    void add(String ascii, int from, int to) {
        room(to - from);
        for (int i = from; i < to; i++) array[size++] = (byte) ascii.charAt(i);
    }

    /** A number from 0 in decimal digits. */
    void number(int n) {
        if (n >= 10) number(n / 10);
        add('0' + n % 10);
    }

    /** Whether the bytes from a place to the end are these. */
    boolean endWith(int from, byte[] bytes) {
        return Arrays.equals(array, from, size, bytes, 0, bytes.length);
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(array, 0, size);
    }

    private void room(int more) {
        if (array.length - size < more) array = Arrays.copyOf(array, Math.max(size + more, array.length * 2));
    }
}
