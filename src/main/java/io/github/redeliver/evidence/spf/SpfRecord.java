package io.github.redeliver.evidence.spf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as read.
 *
 * @param text the record
 * @param terms in order
 * @param error what is wrong with its syntax, naming the term; {@code ""} when nothing is
 * @param errorTerm the term that is wrong, or {@code ""}
 */
public record SpfRecord(String text, List<SpfTerm> terms, String error, String errorTerm) {
    public SpfRecord {
        terms = List.copyOf(terms);
    }

    /** True for {@code v=spf1} alone or followed by a blank (RFC 7208, 4.5). */
    public static boolean isSpf(String txt) {
        return txt.regionMatches(true, 0, "v=spf1", 0, 6) && (txt.length() == 6 || txt.charAt(6) == ' ');
    }

    /** The first term of this name, or null. */
    public @Nullable SpfTerm first(String name) {
        for (SpfTerm t : terms) if (t.name().equals(name)) return t;
        return null;
    }

    /** True when the syntax is right. */
    public boolean valid() {
        return error.isEmpty();
    }
}
