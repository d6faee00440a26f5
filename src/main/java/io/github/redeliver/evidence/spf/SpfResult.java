package io.github.redeliver.evidence.spf;

import io.github.redeliver.facts.DnsAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation came to (RFC 7208, 2.6), and why.
 *
 * @param result the result
 * @param why what led to an error; {@code NONE} else
 * @param domain the domain whose record decided, after redirect and, for an error, within includes
 * @param record that record, or {@code ""}
 * @param term the term that matched or is at fault, or {@code ""}
 * @param detail what is wrong, in words, for an error; else {@code ""}
 * @param explanation the domain's own explanation of a fail, or {@code ""}
 * @param lookups terms that asked DNS, of ten
 * @param voidLookups those of them that got nothing, of two
 * @param steps what was looked at, in order
 * @param answer the DNS answer that decided or is at fault; null when nothing was asked
 * @param open questions that would decide, when the result is {@code OPEN}
 */
public record SpfResult(
        Result result,
        Why why,
        String domain,
        String record,
        String term,
        String detail,
        String explanation,
        int lookups,
        int voidLookups,
        List<Step> steps,
        @Nullable DnsAnswer answer,
        List<DnsAnswer> open) {

    /** Results of RFC 7208, 2.6, and {@code OPEN}: what is known does not decide. */
    public enum Result {
        NONE,
        NEUTRAL,
        PASS,
        FAIL,
        SOFTFAIL,
        TEMPERROR,
        PERMERROR,
        OPEN
    }

    /** Kinds of errors. */
    public enum Why {
        NONE,
        TWO_RECORDS,
        SYNTAX,
        TOO_MANY_LOOKUPS,
        TOO_MANY_VOID,
        TOO_MANY_HOSTS,
        NO_RECORD_AT_TARGET,
        DNS
    }

    /**
     * One step.
     *
     * @param depth 0 in the record asked for, more within includes
     * @param domain whose record it is
     * @param term the term, or the record itself where a record begins
     * @param said what it came to
     * @param lookups terms that have asked DNS so far
     */
    public record Step(int depth, String domain, String term, String said, int lookups) {}

    public SpfResult {
        steps = List.copyOf(steps);
        open = List.copyOf(open);
    }

    /** The result as RFC 7208 writes it. */
    public String word() {
        return result.name().toLowerCase(java.util.Locale.ROOT);
    }
}
