/** SPF (RFC 7208): records read, evaluated, explained, checked for faults and built. */
@NullMarked
package io.github.redeliver.evidence.spf;

import org.jspecify.annotations.NullMarked;
