package io.github.redeliver.batch;

import java.util.Arrays;

/** Characters that are put together and then looked up, without a string being made of them. Not thread-safe. */
final class Key implements Comparable<Key> {
    private final char[] chars;
    private int length;
    private int hash;

    /** @param room where the characters go */
    Key(char[] room) {
        chars = room;
    }

    /** One that stays as it is. */
    Key copy() {
        Key copy = new Key(Arrays.copyOf(chars, length));
        copy.length = length;
        copy.hash = hash;
        return copy;
    }

    void clear() {
        length = 0;
        hash = 0;
    }

    void add(char c) {
        chars[length++] = c;
        hash = 31 * hash + c;
    }

    void add(char[] text, int from, int to) {
        char[] all = chars;
        int n = length;
        int h = hash;
        for (int i = from; i < to; i++) {
            char c = text[i];
            all[n++] = c;
            h = 31 * h + c;
        }
        length = n;
        hash = h;
    }

    int length() {
        return length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key k && k.hash == hash && Arrays.equals(chars, 0, length, k.chars, 0, k.length);
    }

    /** Any order: tables of many keys with one hash stay quick. */
    @Override
    public int compareTo(Key other) {
        return Arrays.compare(chars, 0, length, other.chars, 0, other.length);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}
