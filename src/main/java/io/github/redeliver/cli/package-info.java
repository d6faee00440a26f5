/** The command line. Nobody imports it. */
@NullMarked
package io.github.redeliver.cli;

import org.jspecify.annotations.NullMarked;
