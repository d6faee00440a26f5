package io.github.redeliver.read.log;

import io.github.redeliver.facts.Passage;

/** One way of writing log lines. Stateless. */
interface LineFormat {
    /**
     * Reads one line (with the lines that continue it).
     *
     * @return whether the line is of this format; what it tells is in the book then
     */
    boolean read(Passage line, Logbook book);
}
