package io.github.redeliver.cli;

import io.github.redeliver.evidence.Domains;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.facts.DnsAnswer;
import java.util.List;
import java.util.Locale;

/** DNS as it would be if a domain published a record. */
final class OwnRecord {
    private OwnRecord() {}

    /** The same resolver, except that the domain's one SPF record is this. */
    static Resolver over(String domain, String record, Resolver dns) {
        DnsAnswer own = new DnsAnswer(domain, "TXT", DnsAnswer.Outcome.FOUND, List.of(record));
        return (name, type) -> type.toUpperCase(Locale.ROOT).equals("TXT") && Domains.tidy(name).equals(Domains.tidy(domain))
                ? own : dns.ask(name, type);
    }
}
