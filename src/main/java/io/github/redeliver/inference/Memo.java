package io.github.redeliver.inference;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Verdicts by what rules could read ({@link Legible}). Bounded: two generations of at most {@code size} each. Thread-safe. */
final class Memo {
    private final int size;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private volatile Map<Object, Verdict> young = new ConcurrentHashMap<>();
    private volatile Map<Object, Verdict> old = Map.of();

    /** @param size verdicts a generation; 0 remembers nothing */
    Memo(int size) {
        this.size = size;
    }

    @Nullable Verdict get(Object given) {
        if (size == 0) return null;
        Verdict v = young.get(given);
        if (v == null) {
            v = old.get(given);
            if (v != null) put(given, v);
        }
        (v == null ? misses : hits).increment();
        return v;
    }

    void put(Object given, Verdict verdict) {
        if (size == 0) return;
        Map<Object, Verdict> to = young;
        if (to.size() >= size) {
            synchronized (this) {
                if (young == to) {
                    old = to;
                    young = new ConcurrentHashMap<>();
                }
                to = young;
            }
        }
        to.put(given, verdict);
    }

    long hits() {
        return hits.sum();
    }

    long misses() {
        return misses.sum();
    }
}
