package io.github.redeliver.facts;

import org.jspecify.annotations.Nullable;

/**
 * What DNS shows, in the terms of DNS: whether that is a fault is for rules to say.
 *
 * @param shows what the answers amount to, such as {@code "ptr-absent"} or {@code "spf-permerror"}
 * @param subject the name or address it is about
 * @param value the value that matters (a PTR name, a record, a list's return code), or {@code ""}
 * @param list id of the list of {@code kb/lists} for what a blocklist answered, else {@code ""}
 * @param question the question asked, as {@code NAME TYPE}
 * @param answer the answer: {@code NXDOMAIN}, {@code NODATA}, {@code SERVFAIL}, {@code TIMEOUT} or the values
 */
public record Dns(String shows, String subject, String value, String list, String question, String answer)
        implements Observed {
    // Written out, as all that a start needs: what a record makes of itself is put together at run time, and that takes long.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Dns o
                && o.shows.equals(shows) && o.subject.equals(subject) && o.value.equals(value) && o.list.equals(list)
                && o.question.equals(question) && o.answer.equals(answer);
    }

    @Override
    public int hashCode() {
        int hash = shows.hashCode();
        hash = 31 * hash + subject.hashCode();
        hash = 31 * hash + value.hashCode();
        hash = 31 * hash + list.hashCode();
        hash = 31 * hash + question.hashCode();
        hash = 31 * hash + answer.hashCode();
        return hash;
    }

    @Override
    public String toString() {
        return "Dns[shows=" + shows + ", subject=" + subject + ", value=" + value + ", list=" + list
                + ", question=" + question + ", answer=" + answer + "]";
    }
}
