package io.github.redeliver.read.mail;

import io.github.redeliver.facts.Passage;

/**
 * A reply, or a reason in words, that a text quotes.
 *
 * @param start where it begins in the text
 * @param end behind it
 * @param strength how surely it is the reply: 9 a template's, 8 a transcript's, 7 after words that introduce one, 6 a
 *     code that begins a line, 5 a code behind a mark, 4 an enhanced code alone, 3 a code in prose, 1 prose
 * @param recipient whom it is about, or {@code ""} where only its place tells
 * @param stage or {@code ""}
 * @param host that said it, or {@code ""}
 * @param ip of that host, or {@code ""}
 * @param text the reply
 */
record Said(int start, int end, int strength, String recipient, String stage, String host, String ip, Passage text) {}
