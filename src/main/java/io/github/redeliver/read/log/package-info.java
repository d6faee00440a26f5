/** Mail logs of servers: one incident for each recipient that a log says was not reached. */
@NullMarked
package io.github.redeliver.read.log;

import org.jspecify.annotations.NullMarked;
