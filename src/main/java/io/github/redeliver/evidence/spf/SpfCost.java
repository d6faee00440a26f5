package io.github.redeliver.evidence.spf;

/**
 * What one term of a record costs of the ten terms that may ask DNS.
 *
 * @param depth 0 for the domain's own record
 * @param domain whose record it stands in
 * @param term the term
 * @param lookups terms that ask DNS, itself and everything within it
 * @param complete false when a record within it is not known, so that it may cost more
 */
public record SpfCost(int depth, String domain, String term, int lookups, boolean complete) {}
