package io.github.redeliver.read.mail;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.facts.ReturnedMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.List;

/** Abuse reports (RFC 5965) and disposition notifications (RFC 8098). */
final class Feedback {
    private Feedback() {}

    /** One incident for each recipient that the report or the reported message names. */
    static List<Incident> incidents(Part report, Headers reported, ReturnedMessage returned, Passage around, Frames frames) {
        Headers fields = Headers.parse(report.text, 0, report.text.length(), new Limits());
        if (fields.isEmpty()) fields = report.headers;
        Set<String> recipients = new LinkedHashSet<>();
        for (String name : List.of("original-rcpt-to", "removal-recipient", "redacted-address")) {
            for (String value : fields.all(name)) {
                String address = Addresses.clean(value);
                if (!address.isEmpty() && recipients.size() < Limits.RECIPIENTS) recipients.add(address);
            }
        }
        if (recipients.isEmpty()) recipients.addAll(Returned.recipients(reported, frames.recipientHeaders(false)));
        if (recipients.isEmpty()) recipients.add("");
        String client = Ips.first(fields.first("source-ip"));
        String sender = Addresses.clean(fields.first("original-mail-from"));
        if (sender.isEmpty()) sender = returned.reversePath().isEmpty() ? returned.from() : returned.reversePath();
        List<Incident> incidents = new ArrayList<>();
        for (String recipient : recipients) {
            incidents.add(Incident.builder()
                    .recipient(recipient).sender(sender).client(client)
                    .reporter(DeliveryStatus.host(Passage.of(fields.first("reporting-mta"))))
                    .reply(Reply.NONE).returned(returned).around(around).action("complained").build());
        }
        return incidents;
    }

    /** Who displayed, deleted or otherwise disposed of the message. */
    static List<Incident> disposition(Part notification, ReturnedMessage returned, Passage around) {
        Headers fields = Headers.parse(notification.text, 0, notification.text.length(), new Limits());
        String recipient = Addresses.clean(fields.first("final-recipient"));
        String original = Addresses.clean(fields.first("original-recipient"));
        return List.of(Incident.builder()
                .recipient(recipient.isEmpty() ? original : recipient).originalRecipient(original)
                .sender(returned.from()).returned(returned).around(around).action("answered").build());
    }
}
