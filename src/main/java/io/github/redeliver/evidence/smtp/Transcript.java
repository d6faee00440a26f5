package io.github.redeliver.evidence.smtp;

import io.github.redeliver.facts.Step;
import io.github.redeliver.facts.Talk;
import java.util.List;

/**
 * A conversation that was held.
 *
 * @param host the host spoken to
 * @param steps what was said, in order
 * @param facts what it shows: {@code host-unreachable connection-refused no-banner slow-banner not-smtp dropped
 *     starttls-missing starttls-refused tls-established tls-protocol tls-handshake-failed certificate
 *     certificate-expired certificate-not-yet-valid certificate-wrong-name certificate-untrusted accepted-up-to-rcpt}
 *     and {@code refused-at-STAGE deferred-at-STAGE}
 * @param text the conversation as text, one line each, in the form that is read again
 */
public record Transcript(String host, List<Step> steps, List<Talk> facts, String text) {
    public Transcript {
        steps = List.copyOf(steps);
        facts = List.copyOf(facts);
    }

    /** True when a fact of this kind was seen. */
    public boolean shows(String what) {
        return facts.stream().anyMatch(f -> f.shows().equals(what));
    }
}
