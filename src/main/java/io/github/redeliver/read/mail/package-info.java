/**
 * Whole mails, and bodies of bounces pasted as text: bytes to parts within bounds, parts to incidents. What a given
 * software writes, and where, is data ({@link io.github.redeliver.read.mail.Frames}).
 */
@NullMarked
package io.github.redeliver.read.mail;

import org.jspecify.annotations.NullMarked;
