package io.github.redeliver.knowledge;

import java.io.DataInput;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;

/** Reads what was packed into an array of bytes: the same as a {@code DataInputStream} over it, with less ado. */
final class Pack implements DataInput {
    private final byte[] bytes;
    private int at;

    Pack(byte[] bytes) {
        this(bytes, 0);
    }

    Pack(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    int at() {
        return at;
    }

    byte[] bytes() {
        return bytes;
    }

    private int take(int n) throws EOFException {
        int from = at;
        if (n < 0 || n > bytes.length - from) throw new EOFException();
        at = from + n;
        return from;
    }

    /** A text of that many bytes of UTF-8. */
    String text(int length) throws EOFException {
        return new String(bytes, take(length), length, StandardCharsets.UTF_8);
    }

    /** A text of that many characters, all below 256. */
    String narrow(int length) throws EOFException {
        return new String(bytes, take(length), length, StandardCharsets.ISO_8859_1);
    }

    @Override
    public int readInt() throws EOFException {
        int i = take(4);
        byte[] b = bytes;
        return b[i] << 24 | (b[i + 1] & 0xff) << 16 | (b[i + 2] & 0xff) << 8 | b[i + 3] & 0xff;
    }

    @Override
    public long readLong() throws EOFException {
        return (long) readInt() << 32 | readInt() & 0xffffffffL;
    }

    @Override
    public byte readByte() throws EOFException {
        return bytes[take(1)];
    }

    @Override
    public int readUnsignedByte() throws EOFException {
        return readByte() & 0xff;
    }

    @Override
    public short readShort() throws EOFException {
        int i = take(2);
        return (short) (bytes[i] << 8 | bytes[i + 1] & 0xff);
    }

    @Override
    public int readUnsignedShort() throws EOFException {
        return readShort() & 0xffff;
    }

    @Override
    public char readChar() throws EOFException {
        return (char) readShort();
    }

    @Override
    public boolean readBoolean() throws EOFException {
        return readByte() != 0;
    }

    @Override
    public float readFloat() throws EOFException {
        return Float.intBitsToFloat(readInt());
    }

    @Override
    public double readDouble() throws EOFException {
        return Double.longBitsToDouble(readLong());
    }

    @Override
    public void readFully(byte[] into) throws EOFException {
        readFully(into, 0, into.length);
    }

    @Override
    public void readFully(byte[] into, int from, int length) throws EOFException {
        System.arraycopy(bytes, take(length), into, from, length);
    }

    @Override
    public int skipBytes(int n) {
        int skipped = Math.max(0, Math.min(n, bytes.length - at));
        at += skipped;
        return skipped;
    }

    @Override
    public String readLine() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String readUTF() {
        throw new UnsupportedOperationException();
    }
}
