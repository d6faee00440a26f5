package io.github.redeliver.facts;

import java.util.List;

/**
 * One recipient's failure, as read. Every text is {@code ""} where unknown; nothing is null.
 *
 * @param recipient the address that failed (Final-Recipient; the original one where the final one is hidden)
 * @param originalRecipient the address before aliasing, or {@code ""}
 * @param sender the reverse-path of the failed message
 * @param reply the deciding reply
 * @param host name of the host that spoke
 * @param hostAddress its IP address
 * @param client the IP address that the receiver saw
 * @param helo the HELO or EHLO name that was used
 * @param reporter the Reporting-MTA: who wrote the report
 * @param software id of the software or service whose frame the report has (of {@code kb/systems}), or {@code ""}
 * @param action {@code failed delayed delivered relayed expanded}, {@code complained} for a complaint, {@code answered}
 *     for an automatic answer, or {@code ""} where none was said
 * @param queueId the queue id at the reporter
 * @param returned what the returned message's headers tell
 * @param steps the SMTP conversation, if one was given
 * @param around the text about the reply: the report's own words, a person's prose
 */
public record Incident(
        String recipient,
        String originalRecipient,
        String sender,
        Reply reply,
        String host,
        String hostAddress,
        String client,
        String helo,
        String reporter,
        String software,
        String action,
        String queueId,
        ReturnedMessage returned,
        List<Step> steps,
        Passage around) {

    /** Longer names than any mail system has. */
    private static final int LONGEST_NAME = 1_000;

    public Incident {
        steps = List.copyOf(steps);
        recipient = name(recipient);
        originalRecipient = name(originalRecipient);
        sender = name(sender);
        host = name(host);
        hostAddress = name(hostAddress);
        client = name(client);
        helo = name(helo);
        reporter = name(reporter);
        software = name(software);
        action = name(action);
        queueId = name(queueId);
    }

    /** Names are one line, and no longer than names are. */
    private static String name(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' || i >= LONGEST_NAME) return text.substring(0, i).strip();
        }
        return text;
    }

    /** A builder with nothing known. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this incident. */
    public Builder toBuilder() {
        Builder b = new Builder();
        b.recipient = recipient;
        b.originalRecipient = originalRecipient;
        b.sender = sender;
        b.reply = reply;
        b.host = host;
        b.hostAddress = hostAddress;
        b.client = client;
        b.helo = helo;
        b.reporter = reporter;
        b.software = software;
        b.action = action;
        b.queueId = queueId;
        b.returned = returned;
        b.steps = steps;
        b.around = around;
        return b;
    }

    /** Collects what is known of an incident. Not thread-safe. */
    public static final class Builder {
        private String recipient = "";
        private String originalRecipient = "";
        private String sender = "";
        private Reply reply = Reply.NONE;
        private String host = "";
        private String hostAddress = "";
        private String client = "";
        private String helo = "";
        private String reporter = "";
        private String software = "";
        private String action = "";
        private String queueId = "";
        private ReturnedMessage returned = ReturnedMessage.NONE;
        private List<Step> steps = List.of();
        private Passage around = Passage.empty();

        private Builder() {}

        public Builder recipient(String value) {
            recipient = value;
            return this;
        }

        public Builder originalRecipient(String value) {
            originalRecipient = value;
            return this;
        }

        public Builder sender(String value) {
            sender = value;
            return this;
        }

        public Builder reply(Reply value) {
            reply = value;
            return this;
        }

        public Builder host(String value) {
            host = value;
            return this;
        }

        public Builder hostAddress(String value) {
            hostAddress = value;
            return this;
        }

        public Builder client(String value) {
            client = value;
            return this;
        }

        public Builder helo(String value) {
            helo = value;
            return this;
        }

        public Builder reporter(String value) {
            reporter = value;
            return this;
        }

        public Builder software(String value) {
            software = value;
            return this;
        }

        public Builder action(String value) {
            action = value;
            return this;
        }

        public Builder queueId(String value) {
            queueId = value;
            return this;
        }

        public Builder returned(ReturnedMessage value) {
            returned = value;
            return this;
        }

        public Builder steps(List<Step> value) {
            steps = value;
            return this;
        }

        public Builder around(Passage value) {
            around = value;
            return this;
        }

        public Incident build() {
            return new Incident(
                    recipient, originalRecipient, sender, reply, host, hostAddress, client, helo, reporter, software,
                    action, queueId, returned, steps, around);
        }
    }
}
