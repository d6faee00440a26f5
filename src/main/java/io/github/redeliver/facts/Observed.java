package io.github.redeliver.facts;

/** Something seen rather than claimed: in DNS, in an SMTP conversation, or known to the caller. */
public sealed interface Observed permits Dns, Talk, Known {
    /** What it amounts to, a word of the vocabulary in {@code docs/facts.md}, such as {@code "ptr-absent"}. */
    String shows();

    /** What it is about: an address, a domain, a list's id; or {@code ""}. */
    String subject();

    /** The value that matters, ready to be quoted: a PTR name, an SPF record; or {@code ""}. */
    String value();
}
