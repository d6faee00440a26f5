/**
 * Fuzz targets. The ordinary test run replays the samples, the seeds and every input that was ever found to break
 * something; {@code mvn -P fuzz test -Dtest=MailFuzzTest} looks for more (see docs/fuzzing.md).
 */
@NullMarked
package io.github.redeliver.fuzz;

import org.jspecify.annotations.NullMarked;
