/** SMTP conversations as people record them: each step with its command and reply. */
@NullMarked
package io.github.redeliver.read.transcript;

import org.jspecify.annotations.NullMarked;
