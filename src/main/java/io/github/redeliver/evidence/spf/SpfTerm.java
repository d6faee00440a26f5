package io.github.redeliver.evidence.spf;

import io.github.redeliver.evidence.Address;
import org.jspecify.annotations.Nullable;

/**
 * One mechanism or modifier of a record (RFC 7208, 4.6.1).
 *
 * @param text as it stands in the record
 * @param qualifier {@code + - ~ ?}; blank for a modifier
 * @param name lower case: {@code all include a mx ptr ip4 ip6 exists redirect exp}, or an unknown modifier's
 * @param domain the domain-spec, macros unexpanded, or {@code ""}
 * @param network the network of {@code ip4} and {@code ip6}, else null
 * @param bits4 prefix length for IPv4, 32 where none is given
 * @param bits6 prefix length for IPv6, 128 where none is given
 */
public record SpfTerm(
        String text, char qualifier, String name, String domain, @Nullable Address network, int bits4, int bits6) {
    /** True for {@code name=value}. */
    public boolean modifier() {
        return qualifier == ' ';
    }

    /** True when evaluating it counts towards the limit of ten (RFC 7208, 4.6.4). */
    public boolean asks() {
        return switch (name) {
            case "include", "a", "mx", "ptr", "exists", "redirect" -> true;
            default -> false;
        };
    }
}
