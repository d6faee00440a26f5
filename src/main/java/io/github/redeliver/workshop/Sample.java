package io.github.redeliver.workshop;

import io.github.redeliver.Case;

/**
 * A whole case with what must come of it.
 *
 * @param name its folder, as {@code outlook/s3150}
 */
public record Sample(String name, Case given, Expectation expect) {}
