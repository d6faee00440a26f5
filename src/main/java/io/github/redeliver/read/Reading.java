package io.github.redeliver.read;

import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.Incident;
import java.util.List;

/**
 * What was read of one input.
 *
 * @param form {@code mail ndr log-line reply transcript webhook letter unknown}
 * @param kind {@code failure delay success auto-reply feedback none}
 * @param what for what is no failure, a plain word for what it is ({@code "vacation reply"}, {@code "read receipt"}),
 *     else {@code ""}
 * @param incidents one for each recipient; also for a delay, a success or a complaint, with its recipient
 * @param dns answers that were found in the input itself (output of dig, nslookup, host)
 * @param limits bounds that were hit, by name; empty when everything was read
 */
public record Reading(
        String form, String kind, String what, List<Incident> incidents, List<DnsAnswer> dns, List<String> limits) {
    public Reading {
        incidents = List.copyOf(incidents);
        dns = List.copyOf(dns);
        limits = List.copyOf(limits);
    }

    /** A failure read in the given form. */
    public static Reading failure(String form, List<Incident> incidents) {
        return new Reading(form, "failure", "", incidents, List.of(), List.of());
    }
}
