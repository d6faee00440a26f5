package io.github.redeliver.read.paste;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.mail.DeliveryStatus;
import java.util.List;
import java.util.Map;

/**
 * Fields of a delivery report (RFC 3464) that were pasted without the mail round them.
 *
 * @param message fields about the report as a whole
 * @param recipients one block of fields for each recipient
 */
record ReportFields(Map<String, Passage> message, List<Map<String, Passage>> recipients) {
    /** Collects the fields of a text, wherever they stand. */
    static ReportFields of(Passage text, int most) {
        DeliveryStatus status = DeliveryStatus.pasted(text);
        List<Map<String, Passage>> recipients = status.recipientFields();
        return new ReportFields(status.messageFields(), recipients.subList(0, Math.min(most, recipients.size())));
    }

    /** A field of one block without its type ({@code rfc822;}, {@code dns;}, {@code smtp;}). */
    static Passage value(Map<String, Passage> block, String name) {
        Passage value = block.get(name);
        return value == null ? Passage.empty() : DeliveryStatus.untyped(value);
    }
}
