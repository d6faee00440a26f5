package io.github.redeliver.workshop.check;

import java.util.Set;

/** The values that sentences for people may name; {@code docs/facts.md} says what each is. */
final class Values {
    static final Set<String> NAMES = Set.of(
            "ip", "ip4", "own_ip", "reverse", "ptr", "ptr_wanted", "helo", "helo_wanted", "domain", "mailfrom",
            "recipient_domain", "host", "recipient", "sender", "mx", "mx_dead", "spf_domain", "spf", "spf_fixed",
            "spf_zone_line", "spf_missing", "spf_broken", "spf_error", "spf_term", "spf_lookups", "spf_explanation",
            "include", "service", "dmarc", "dmarc_at", "dmarc_name", "dmarc_policy", "dmarc_tag", "dmarc_suggested",
            "unaligned", "dkim_name", "dkim_domain", "selector", "list", "list_name", "zone", "list_code",
            "list_meaning", "list_lookup", "list_delist", "listed_on", "forwarder", "forwarded_for", "provider", "code",
            "enhanced", "token", "wait", "size", "code_says");

    private Values() {}
}
