package io.github.redeliver.evidence;

import io.github.redeliver.facts.DnsAnswer;
import java.util.List;
import java.util.function.Consumer;

/** Answers DNS questions: from a record, or live. Implementations are thread-safe. */
@FunctionalInterface
public interface Resolver {
    /**
     * Asks one question. Never throws for what DNS can answer: a failure is an outcome. What a record does not hold is
     * {@link DnsAnswer.Outcome#UNKNOWN}: it is not an answer, and nothing may be concluded from it.
     *
     * @param name the name, without final dot, in any case; for PTR the IP address itself
     * @param type {@code A AAAA MX TXT PTR NS CNAME TLSA SOA}
     */
    DnsAnswer ask(String name, String type);

    /** True when every question would be {@code UNKNOWN}, so that none need be asked. */
    default boolean knowsNothing() {
        return false;
    }

    /** True when questions go to real name servers, so that only what may be asked should be. */
    default boolean live() {
        return false;
    }

    /**
     * Runs work that asks, as often as answers to its questions keep coming, so that a live resolver can ask many at
     * once; afterwards {@link #ask} knows the answers. The work must be free of effects. A record needs no preparation.
     */
    default void prepare(Consumer<Resolver> work) {}

    /** Answers that were recorded beforehand: what may be looked through without asking anybody. */
    default List<DnsAnswer> recorded() {
        return List.of();
    }
}
