/**
 * Anything a person has, turned into incidents: mails, log lines, transcripts, webhooks, pastes. One reader a form,
 * chosen by evidence. What a phrase means is not decided here.
 */
@NullMarked
package io.github.redeliver.read;

import org.jspecify.annotations.NullMarked;
