/** The SMTP conversation by hand, up to RCPT and never further (RFC 5321, RFC 3207). */
@NullMarked
package io.github.redeliver.evidence.smtp;

import org.jspecify.annotations.NullMarked;
