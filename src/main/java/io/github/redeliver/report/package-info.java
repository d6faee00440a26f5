/** A result for a person or a program: terminal text, JSON, Markdown. Untrusted text is made harmless here. */
@NullMarked
package io.github.redeliver.report;

import org.jspecify.annotations.NullMarked;
