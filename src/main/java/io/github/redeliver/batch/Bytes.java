package io.github.redeliver.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are put together, and given on without being copied. Not thread-safe. */
public final class Bytes {
    private static final int SLICE = 1 << 16;

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

    /** A text as UTF-8, without one character wherever it stands. */
    void addWithout(char left, char[] text) {
        room(3 * text.length);
        byte[] all = array;
        int n = size;
        for (int i = 0; i < text.length; i++) {
            char c = text[i];
            if (c < 0x80) {
                if (c != left) all[n++] = (byte) c;
            } else if (c < 0x800) {
                all[n++] = (byte) (0xc0 | c >> 6);
                all[n++] = (byte) (0x80 | c & 0x3f);
            } else if (!Character.isSurrogate(c)) {
                all[n++] = (byte) (0xe0 | c >> 12);
                all[n++] = (byte) (0x80 | c >> 6 & 0x3f);
                all[n++] = (byte) (0x80 | c & 0x3f);
            } else if (Character.isHighSurrogate(c) && i + 1 < text.length && Character.isLowSurrogate(text[i + 1])) {
                int point = Character.toCodePoint(c, text[++i]);
                all[n++] = (byte) (0xf0 | point >> 18);
                all[n++] = (byte) (0x80 | point >> 12 & 0x3f);
                all[n++] = (byte) (0x80 | point >> 6 & 0x3f);
                all[n++] = (byte) (0x80 | point & 0x3f);
            } else {
                all[n++] = '?'; // half a character, as String.getBytes writes it
            }
        }
        size = n;
    }

    /** A stretch of bytes. */
    public void add(byte[] bytes, int from, int to) {
        int n = to - from;
        room(n);
        System.arraycopy(bytes, from, array, size, n);
        size += n;
    }

    /** A stretch of a text that is ASCII. */
    void add(char[] ascii, int from, int to) {
        room(to - from);
        byte[] all = array;
        int n = size;
        for (int i = from; i < to; i++) all[n++] = (byte) ascii[i];
        size = n;
    }

    /** A number from 0 in decimal digits. */
    void number(int n) {
        int digits = 1;
        for (int m = n; m >= 10; m /= 10) digits++;
        room(digits);
        byte[] all = array;
        int at = size + digits;
        size = at;
        do {
            all[--at] = (byte) ('0' + n % 10);
            n /= 10;
        } while (n > 0);
    }

    byte[] toArray() {
        return Arrays.copyOf(array, size);
    }

    /** Whether the bytes from a place to the end are these. */
    boolean endWith(int from, byte[] bytes) {
        return Arrays.equals(array, from, size, bytes, 0, bytes.length);
    }

    /** In slices, of which each is still near the processor when the system takes it. */
    public void writeTo(OutputStream out) throws IOException {
        for (int i = 0; i < size; i += SLICE) out.write(array, i, Math.min(SLICE, size - i));
    }

    /** Sees that there is room for so many more. */
    void room(int more) {
        if (array.length - size < more) array = Arrays.copyOf(array, Math.max(size + more, array.length * 2));
    }
}
