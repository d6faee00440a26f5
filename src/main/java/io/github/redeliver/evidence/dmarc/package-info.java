/** DMARC (RFC 9989) and the DKIM keys that it rests on (RFC 6376, RFC 8301, RFC 8463). */
@NullMarked
package io.github.redeliver.evidence.dmarc;

import org.jspecify.annotations.NullMarked;
