/** DNS answers that people paste with a bounce. */
@NullMarked
package io.github.redeliver.read.dns;

import org.jspecify.annotations.NullMarked;
