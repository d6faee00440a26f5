package io.github.redeliver.cli;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.Result;
import io.github.redeliver.report.JsonReport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a log repeat themselves but for their values: the result of a shape that was seen before is written from its
 * skeleton. The result is the same, byte for byte, as the long way's: a skeleton is made from a second text of the same
 * shape with all values exchanged, and used only if it reproduces the first text's result; the next line of the
 * shape, and one in a thousand later on, goes both ways, and a skeleton that ever differs is given up.
 *
 * <p>Thread-safe; each thread brings its own {@link Shape}.
 */
final class Shortcut {
    /** Shapes kept a generation. */
    private static final int SIZE = 20_000;

    private static final int PROVING = 1;
    private static final int AUDIT = 1_024;

    private final Redeliver redeliver;
    private final JsonReport json;
    private final LongAdder taken = new LongAdder();
    private final LongAdder asked = new LongAdder();
    private final LongAdder givenUp = new LongAdder();
    private final LongAdder barren = new LongAdder();
    private volatile Map<String, Entry> young = new ConcurrentHashMap<>();
    private volatile Map<String, Entry> old = Map.of();

    Shortcut(Redeliver redeliver, JsonReport json) {
        this.redeliver = redeliver;
        this.json = json;
    }

    /** What is known of a shape. Counters may lose a step between threads; they only space audits. */
    private static final class Entry {
        volatile @Nullable Skeleton skeleton;
        int seen;
    }

    /** Share of lines that were written from a skeleton, in thousandths; -1 before the first. */
    long perMille() {
        return asked.sum() == 0 ? -1 : 1000 * taken.sum() / asked.sum();
    }

    /** Shapes of which no skeleton could be made. */
    long barren() {
        return barren.sum();
    }

    /** Skeletons that an audit gave up. */
    long givenUp() {
        return givenUp.sum();
    }

    /**
     * The skeleton to write a text's result from.
     *
     * @param shape is given the text's shape
     * @return null when the text must go the long way
     */
    @Nullable Skeleton skeleton(String text, Shape shape) {
        asked.increment();
        if (!shape.read(text)) return null;
        String key = shape.key();
        Entry entry = young.get(key);
        if (entry == null) {
            entry = old.get(key);
            if (entry == null) {
                keep(key, new Entry());
                return null; // seen for the first time: most texts never come again
            }
            keep(key, entry);
        }
        int seen = ++entry.seen;
        if (seen == 1) {
            entry.skeleton = learn(text, shape);
            if (entry.skeleton == null) barren.increment();
        }
        Skeleton skeleton = entry.skeleton;
        if (skeleton == null) return null;
        if (seen > 1 && seen <= 1 + PROVING || seen % AUDIT == 0) {
            if (!Arrays.equals(bytes(skeleton, text, shape), longWay(text))) {
                entry.skeleton = null;
                givenUp.increment();
                return null;
            }
        }
        taken.increment();
        return skeleton;
    }

    private void keep(String key, Entry entry) {
        Map<String, Entry> to = young;
        if (to.size() >= SIZE) {
            synchronized (this) {
                if (young == to) {
                    old = to;
                    young = new ConcurrentHashMap<>();
                }
                to = young;
            }
        }
        to.put(key, entry);
    }

    private static byte[] bytes(Skeleton skeleton, String text, Shape shape) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        skeleton.write(text, shape, out);
        return out.toByteArray();
    }

    private byte[] longWay(String text) {
        Result result = redeliver.diagnose(Case.of(text));
        return json.withoutId(result, "", "").getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable Skeleton learn(String text, Shape shape) {
        String[] stand = new String[shape.count()];
        StringBuilder other = new StringBuilder(text.length() + 64);
        int done = 0;
        for (int v = 0; v < shape.count(); v++) {
            int first = shape.first(v);
            String value = text.substring(shape.from(v), shape.to(v));
            stand[v] = first < v ? stand[first] : exchange(value, shape.kind(v), v);
            other.append(text, done, shape.from(v)).append(stand[v]);
            done = shape.to(v);
        }
        String twin = other.append(text, done, text.length()).toString();
        String key = shape.key();
        Shape twins = new Shape(redeliver.knowledge());
        if (!twins.read(twin) || !twins.key().equals(key)) return null;
        Result result = redeliver.diagnose(Case.of(twin));
        if (!result.limits().isEmpty()) return null;
        String mark = String.valueOf(Skeleton.MARK);
        Skeleton skeleton = Skeleton.of(json.withoutId(result, mark, mark), twins, findable(stand, shape, twin));
        if (skeleton == null || !Arrays.equals(bytes(skeleton, text, shape), longWay(text))) return null;
        return skeleton;
    }

    /** Values that the line cannot hold by chance; short numbers can, and must not be in it at all. */
    private static @Nullable String[] findable(String[] stand, Shape shape, String twin) {
        @Nullable String[] findable = stand.clone();
        for (int v = 0; v < stand.length; v++) {
            boolean number = shape.kind(v) == 'n';
            if (number && stand[v].length() < 5 || shape.first(v) < v) findable[v] = null;
        }
        return findable;
    }

    /** Another value of the same kind and, for ids and numbers, length. */
    private static String exchange(String value, char kind, int index) {
        StringBuilder s = new StringBuilder(value.length() + 8);
        switch (kind) {
            case 'l', 'h' -> s.append("qz").append((char) ('a' + index / 26)).append((char) ('a' + index % 26)).append("jx");
            case 'i' -> s.append("77.").append(31 + index).append(".209.").append(113 + index);
            case 'P' -> s.append(value, 0, value.indexOf('.', value.indexOf('.') + 1)).append('.').append(31 + index).append(".247");
            default -> {
                for (int i = 0; i < value.length(); i++) {
                    char c = value.charAt(i);
                    int shift = 3 + index % 5;
                    if (c >= '0' && c <= '9') s.append((char) ('0' + (c - '0' + shift) % 10));
                    else if (c >= 'a' && c <= 'f') s.append((char) ('a' + (c - 'a' + shift) % 6));
                    else if (c >= 'A' && c <= 'F') s.append((char) ('A' + (c - 'A' + shift) % 6));
                    else if (c >= 'g' && c <= 'z') s.append((char) ('g' + (c - 'g' + shift) % 20));
                    else if (c >= 'G' && c <= 'Z') s.append((char) ('G' + (c - 'G' + shift) % 20));
                    else s.append(c);
                }
            }
        }
        return s.toString();
    }
}
