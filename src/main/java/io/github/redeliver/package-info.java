/**
 * The API: {@link io.github.redeliver.Redeliver} takes a {@link io.github.redeliver.Case} and gives a
 * {@link io.github.redeliver.Result}.
 *
 * <pre>{@code
 * try (Redeliver redeliver = Redeliver.open()) {
 *     Result result = redeliver.diagnose(Case.of(text));
 * }
 * }</pre>
 */
@NullMarked
package io.github.redeliver;

import org.jspecify.annotations.NullMarked;
