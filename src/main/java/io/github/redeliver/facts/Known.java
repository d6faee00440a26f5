package io.github.redeliver.facts;

import org.jspecify.annotations.Nullable;

/**
 * What the caller knows of the sender besides the bounce.
 *
 * @param shows what is known: {@code "daily"} (messages a day to this provider), {@code "sender-score"} (0-100),
 *     {@code "ip-age-days"}, {@code "days-since-first-block"}, …
 * @param subject what it is about, or {@code ""}
 * @param value as given
 * @param number the value as a number, 0 where it is none
 */
public record Known(String shows, String subject, String value, long number) implements Observed {
    // Written out, as all that a start needs: what a record makes of itself is put together at run time, and that takes long.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Known o
                && o.number == number && o.shows.equals(shows) && o.subject.equals(subject) && o.value.equals(value);
    }

    @Override
    public int hashCode() {
        int hash = shows.hashCode();
        hash = 31 * hash + subject.hashCode();
        hash = 31 * hash + value.hashCode();
        hash = 31 * hash + Long.hashCode(number);
        return hash;
    }

    @Override
    public String toString() {
        return "Known[shows=" + shows + ", subject=" + subject + ", value=" + value + ", number=" + number + "]";
    }
}
