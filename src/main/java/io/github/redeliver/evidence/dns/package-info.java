/** DNS asked live: bounded, asynchronous, only when a person wants it. */
@NullMarked
package io.github.redeliver.evidence.dns;

import org.jspecify.annotations.NullMarked;
