package io.github.redeliver.evidence.dmarc;

import io.github.redeliver.facts.DnsAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policy that holds for a From domain (RFC 9989, 4.10).
 *
 * @param state what was found
 * @param domain the From domain
 * @param at the domain whose record holds, or {@code ""}
 * @param record that record; null when none holds
 * @param tag the tag that applies: {@code p sp np}, or {@code ""}
 * @param policy what it asks for, {@code t=y} not yet applied, or {@code ""}
 * @param applied the same with {@code t=y} applied
 * @param answer the DNS answer that decided
 * @param asked every question of the walk with its answer
 */
public record DmarcPolicy(
        State state,
        String domain,
        String at,
        @Nullable DmarcRecord record,
        String tag,
        String policy,
        String applied,
        @Nullable DnsAnswer answer,
        List<DnsAnswer> asked) {

    /** Outcomes of the discovery. */
    public enum State {
        FOUND,
        NONE,
        /** More than one record at a name, so that all count as none, and no other holds. */
        TWO_RECORDS,
        /** A record without valid policy and without address for reports, and no other holds. */
        UNUSABLE,
        /** A DNS failure. */
        ERROR,
        /** What is known does not decide. */
        OPEN
    }

    public DmarcPolicy {
        asked = List.copyOf(asked);
    }
}
