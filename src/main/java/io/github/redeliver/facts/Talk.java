package io.github.redeliver.facts;

import org.jspecify.annotations.Nullable;

/**
 * What an SMTP conversation shows.
 *
 * @param shows such as {@code "refused-at-connect"}, {@code "starttls-missing"}, {@code "port-25-blocked"}
 * @param subject the host spoken to, or {@code ""}
 * @param value what was said, or the TLS protocol or certificate name that matters, or {@code ""}
 * @param step number of the step in the transcript, from 0, or -1
 */
public record Talk(String shows, String subject, String value, int step) implements Observed {
    // Written out, as all that a start needs: what a record makes of itself is put together at run time, and that takes long.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Talk o
                && o.step == step && o.shows.equals(shows) && o.subject.equals(subject) && o.value.equals(value);
    }

    @Override
    public int hashCode() {
        int hash = shows.hashCode();
        hash = 31 * hash + subject.hashCode();
        hash = 31 * hash + value.hashCode();
        hash = 31 * hash + step;
        return hash;
    }

    @Override
    public String toString() {
        return "Talk[shows=" + shows + ", subject=" + subject + ", value=" + value + ", step=" + step + "]";
    }
}
