package io.github.redeliver;

import io.github.redeliver.evidence.Context;
import io.github.redeliver.facts.DnsAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be diagnosed. Immutable.
 *
 * @param id the caller's own name for it, given back in the result; {@code ""} for none
 * @param text the input as text, or null when it comes as bytes
 * @param bytes the input as bytes (a mail as it is on the wire), or null when it comes as text
 * @param dns recorded DNS answers that go with it
 * @param context what the caller knows besides
 */
public record Case(
        String id, @Nullable String text, byte @Nullable [] bytes, List<DnsAnswer> dns, Context context) {
    public Case {
        dns = List.copyOf(dns);
    }

    /** Anything a person may have: a reply, a bounce, log lines, a transcript, a whole mail as text. */
    public static Case of(String text) {
        return new Case("", text, null, List.of(), Context.NONE);
    }

    /** The same as bytes, in whatever encoding a mail declares; text is taken as UTF-8. */
    public static Case of(byte[] bytes) {
        return new Case("", null, bytes.clone(), List.of(), Context.NONE);
    }

    /** No bounce: only what records and the caller tell of a sender. */
    public static Case ofSender(Context context) {
        return new Case("", "", null, List.of(), context);
    }

    /** The same case under a name of the caller's. */
    public Case withId(String name) {
        return new Case(name, text, bytes, dns, context);
    }

    /** The same case with recorded DNS answers. */
    public Case withDns(List<DnsAnswer> answers) {
        return new Case(id, text, bytes, answers, context);
    }

    /** The same case with what the caller knows. */
    public Case withContext(Context known) {
        return new Case(id, text, bytes, dns, known);
    }
}
