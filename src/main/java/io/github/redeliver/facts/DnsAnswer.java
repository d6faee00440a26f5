package io.github.redeliver.facts;

import java.util.List;

/**
 * One DNS answer, recorded or live.
 *
 * @param name the name asked, without final dot, lower case; for a PTR question the address itself or its reverse name
 * @param type {@code A AAAA MX TXT PTR NS CNAME TLSA SOA}
 * @param outcome what came
 * @param values the values in presentation form ({@code "10 mx.example.net"} for MX, the strings of a TXT record
 *     joined), empty unless {@code FOUND}
 */
public record DnsAnswer(String name, String type, Outcome outcome, List<String> values) {
    /** What came of a question. */
    public enum Outcome {
        FOUND,
        NXDOMAIN,
        NODATA,
        SERVFAIL,
        TIMEOUT,
        /** Nobody asked: nothing is recorded, so that evidence stays open. Never written to a record. */
        UNKNOWN
    }

    /** Nothing is recorded for this question. */
    public static DnsAnswer unknown(String name, String type) {
        return new DnsAnswer(name, type, Outcome.UNKNOWN, List.of());
    }

    public DnsAnswer {
        values = List.copyOf(values);
    }

    /** True when values came. */
    public boolean found() {
        return outcome == Outcome.FOUND;
    }

    /** True when the answer is sure that there is nothing of this type: no such name, or no such data. */
    public boolean empty() {
        return outcome == Outcome.NXDOMAIN || outcome == Outcome.NODATA;
    }

    /** The answer in words: the outcome, or the values joined by {@code ", "}. */
    public String said() {
        return outcome == Outcome.FOUND ? String.join(", ", values) : outcome.name();
    }
}
