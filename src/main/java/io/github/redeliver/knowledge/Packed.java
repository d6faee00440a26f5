package io.github.redeliver.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map as it was packed ({@link Binary}), each value read when it is first asked for: of a thousand texts one diagnosis
 * needs a few. Unmodifiable, in the order in which it was written. Thread-safe: two threads may read the
 * same value, which comes to the same.
 */
final class Packed extends AbstractMap<String, Object> {
    private static final Object UNREAD = new Object();

    private final byte[] bytes;
    private final String[] keys;
    private final int[] from;
    private final @Nullable Object[] values;
    private final Map<String, Integer> places;
    private final boolean whole;

    private Packed(byte[] bytes, String[] keys, int[] from) {
        this.bytes = bytes;
        this.keys = keys;
        this.from = from;
        this.values = new Object[keys.length];
        this.places = new HashMap<>(keys.length * 2);
        boolean all = true;
        for (int i = 0; i < keys.length; i++) {
            values[i] = UNREAD;
            places.put(keys[i], i);
            all &= bytes[from[i]] != Binary.NULL;
        }
        this.whole = all;
    }

    /** Whether no value is null. */
    boolean isWhole() {
        return whole;
    }

    /** Reads the keys and goes beyond the map. */
    static Packed read(Pack in) throws IOException {
        int n = in.readInt();
        if (n < 0 || n > in.bytes().length - in.at()) throw new IOException("no map of " + n);
        String[] keys = new String[n];
        int[] from = new int[n];
        for (int i = 0; i < n; i++) {
            keys[i] = Binary.readText(in);
            int length = in.readInt();
            from[i] = in.at();
            if (length < 1 || in.skipBytes(length) != length) throw new IOException("a value of " + length);
        }
        return new Packed(in.bytes(), keys, from);
    }

    private @Nullable Object value(int i) {
        Object value = values[i];
        if (value != UNREAD) return value;
        try {
            value = Binary.readTree(new Pack(bytes, from[i]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        values[i] = value;
        return value;
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return places.containsKey(key);
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        Integer place = places.get(key);
        return place == null ? null : value(place);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return keys.length;
            }

            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < keys.length;
                    }

                    @Override
                    public Entry<String, Object> next() {
                        if (next == keys.length) throw new NoSuchElementException();
                        int i = next++;
                        return new SimpleImmutableEntry<>(keys[i], value(i));
                    }
                };
            }
        };
    }
}
