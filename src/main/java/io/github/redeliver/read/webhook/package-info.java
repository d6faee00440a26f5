/** Structured records of sending services and servers (JSON, CSV), described by data. */
@NullMarked
package io.github.redeliver.read.webhook;

import org.jspecify.annotations.NullMarked;
