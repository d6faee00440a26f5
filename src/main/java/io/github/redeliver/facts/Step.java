package io.github.redeliver.facts;

/**
 * One step of an SMTP conversation.
 *
 * @param number from 0
 * @param stage {@code connect ehlo starttls auth mail rcpt data end-of-data quit}
 * @param command what the client said, {@code ""} at connect
 * @param code basic reply code, or {@code ""} when no reply came
 * @param enhanced enhanced status code, or {@code ""}
 * @param text the reply's text, its lines joined
 */
public record Step(int number, String stage, String command, String code, String enhanced, Passage text) {}
