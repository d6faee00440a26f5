package io.github.redeliver.facts;

/**
 * A ranked cause, for rules that advise.
 *
 * @param cause a cause of {@code kb/causes.yaml}
 * @param rank 1 for the likeliest
 * @param system id of the system that spoke, or {@code ""}
 * @param family id of its family, or {@code ""}
 * @param list id of the blocklist, or {@code ""}
 * @param token the provider's own code, or {@code ""}
 * @param stage SMTP stage as in {@link Heard#stage()}
 * @param temporary true when it passes by itself or the receiver asks to retry
 * @param shown true when records or the conversation show it
 */
public record Found(
        String cause,
        int rank,
        String system,
        String family,
        String list,
        String token,
        String stage,
        boolean temporary,
        boolean shown) {}
