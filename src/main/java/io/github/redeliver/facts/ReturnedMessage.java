package io.github.redeliver.facts;

import java.util.List;

/**
 * What the headers of the message that came back tell.
 *
 * @param from the From address, or {@code ""}
 * @param reversePath the Return-Path or envelope sender, or {@code ""}
 * @param messageId Message-ID without angle brackets, or {@code ""}
 * @param subject decoded, or {@code ""}
 * @param signatures {@code selector._domainkey.domain} of each DKIM-Signature
 * @param received the Received fields, unfolded, newest first
 * @param fields names of all header fields, in lower case, each once
 */
public record ReturnedMessage(
        String from,
        String reversePath,
        String messageId,
        String subject,
        List<String> signatures,
        List<String> received,
        List<String> fields) {
    /** No message came back. */
    public static final ReturnedMessage NONE = new ReturnedMessage("", "", "", "", List.of(), List.of(), List.of());

    public ReturnedMessage {
        signatures = List.copyOf(signatures);
        received = List.copyOf(received);
        fields = List.copyOf(fields);
    }
}
