/**
 * The tools of rule authors: what is wrong with a knowledge base beyond what stops it, what its tests cover and notice,
 * and what a rule does. Everything here works on a knowledge base in memory; commands print what comes of it.
 */
@NullMarked
package io.github.redeliver.workshop;

import org.jspecify.annotations.NullMarked;
