/**
 * What is true, as far as DNS, the SMTP conversation and the caller can tell: SPF, DKIM, DMARC, PTR, blocklists.
 * Everything here speaks in the terms of the standards; whether a thing is a fault is for rules to say.
 */
@NullMarked
package io.github.redeliver.evidence;

import org.jspecify.annotations.NullMarked;
