/** What authors are told about a knowledge base beyond what stops it, and in which forms. */
@NullMarked
package io.github.redeliver.workshop.check;

import org.jspecify.annotations.NullMarked;
