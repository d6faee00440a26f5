/**
 * Results of many cases: lines of a log repeat themselves but for their values, and the result of a shape that was seen
 * before is written from its skeleton, byte for byte as the long way would write it.
 */
@NullMarked
package io.github.redeliver.batch;

import org.jspecify.annotations.NullMarked;
