package io.github.redeliver.read;

import io.github.redeliver.facts.Passage;
import java.util.function.Supplier;

/**
 * Reads one form of input. Implementations hold no state between calls, are thread-safe and never throw for what an
 * input contains.
 */
public interface Reader {
    /**
     * How sure this reader is that the input is of its form, from the input alone.
     *
     * @return 0 (not mine) to 100 (certain)
     */
    int evidence(Passage input);

    /**
     * Reads the input, whatever {@link #evidence} said.
     *
     * @param bounds how much is read; a bound that is hit is named in {@link Reading#limits()}
     */
    Reading read(Passage input, Bounds bounds);

    /**
     * Both at once, for readers whose evidence is half the reading.
     *
     * @return how sure this reader is, and the reading for who wants it, to be asked for once
     */
    default Offer offer(Passage input, Bounds bounds) {
        return new Offer(evidence(input), () -> read(input, bounds));
    }

    /** See {@link #offer}. */
    record Offer(int evidence, Supplier<Reading> reading) {}
}
