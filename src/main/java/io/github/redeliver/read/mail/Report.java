package io.github.redeliver.read.mail;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.facts.ReturnedMessage;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Codes;
import io.github.redeliver.read.ReplyFinder;
import io.github.redeliver.read.ReplyLines;
import io.github.redeliver.read.Scan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.List;
import java.util.Locale;

/** Joins a report's fields and its words into incidents. */
final class Report {
    private final Headers mail;
    private final List<DeliveryStatus> statuses;
    private final List<FreeForm> texts;
    private final Headers returnedHeaders;
    private final ReturnedMessage returned;
    private final Passage around;
    private final String software;
    private final Frames frames;
    private final List<Incident> incidents = new ArrayList<>();

    Report(Headers mail, List<DeliveryStatus> statuses, List<FreeForm> texts, Headers returnedHeaders, String software, Frames frames) {
        this.frames = frames;
        this.mail = mail;
        this.statuses = statuses;
        this.texts = texts;
        this.returnedHeaders = returnedHeaders;
        this.returned = Returned.of(returnedHeaders);
        this.software = software;
        Passage words = Passage.empty();
        for (FreeForm text : texts) if (words.isBlank()) words = text.around();
        around = words;
    }

    List<Incident> incidents(Limits limits) {
        for (DeliveryStatus status : statuses) for (DeliveryStatus.Recipient recipient : status.recipients) {
            if (incidents.size() >= Limits.RECIPIENTS) limits.hit(Bounds.RECIPIENTS);
            else fromFields(status, recipient);
        }
        if (!incidents.isEmpty()) return incidents;
        for (FreeForm text : texts) for (Entry entry : text.entries) {
            if (incidents.size() >= Limits.RECIPIENTS) limits.hit(Bounds.RECIPIENTS);
            else if (!known(entry.recipient)) fromWords(text, entry);
        }
        return incidents;
    }

    private boolean known(String recipient) {
        for (Incident incident : incidents) if (Addresses.same(incident.recipient(), recipient)) return true;
        return false;
    }

    /** For a report that names nobody plainly: whom the mail's own fields or the returned message name, or its words mention. */
    List<Incident> fromHeaders() {
        Set<String> recipients = new LinkedHashSet<>();
        String sender = sender();
        for (String value : mail.all("x-failed-recipients")) {
            for (String one : value.split(",", Limits.RECIPIENTS)) {
                String address = Addresses.clean(one);
                if (!address.isEmpty()) recipients.add(address);
            }
        }
        if (recipients.isEmpty()) recipients.addAll(Returned.recipients(returnedHeaders, frames.recipientHeaders(true)));
        if (recipients.isEmpty()) {
            for (FreeForm text : texts) for (Entry entry : text.loose) {
                boolean own = Addresses.same(entry.recipient, sender) || mail.first("to").contains(entry.recipient)
                        || mail.first("from").contains(entry.recipient);
                if (own) continue;
                fromWords(text, entry);
                return incidents;
            }
        }
        if (recipients.isEmpty()) recipients.add("");
        Said best = texts.stream().map(FreeForm::best).filter(Objects::nonNull).max(Comparator.comparingInt(Said::strength)).orElse(null);
        FreeForm from = texts.stream().max(Comparator.comparingInt((FreeForm t) -> t.evidence)).orElse(null);
        for (String recipient : recipients) {
            Incident.Builder b = base(from).recipient(recipient);
            if (best != null) b.reply(ReplyFinder.quoted(best.text(), best.stage())).host(best.host()).hostAddress(best.ip());
            else if (!around.isBlank()) b.reply(new Reply("", "", "", ReplyLines.join(around)));
            incidents.add(b.build());
        }
        return incidents;
    }

    private String sender() {
        return returned.reversePath().isEmpty() ? returned.from() : returned.reversePath();
    }

    private Incident.Builder base(@org.jspecify.annotations.Nullable FreeForm text) {
        String sender = text == null ? "" : text.sender;
        for (DeliveryStatus status : statuses) {
            if (sender.isEmpty()) sender = Addresses.clean(status.message.getOrDefault("x-postfix-sender", Passage.empty()).text());
        }
        if (sender.isEmpty()) sender = sender();
        if (sender.isEmpty()) sender = Addresses.clean(mail.first("to"));
        return Incident.builder().sender(sender).returned(returned).around(around).software(software)
                .reporter(text == null ? "" : text.reporter).queueId(text == null ? "" : text.queueId);
    }

    private void fromWords(FreeForm text, Entry entry) {
        Reply reply = said(entry);
        incidents.add(base(text).recipient(entry.recipient).originalRecipient(entry.original).reply(reply)
                .host(entry.host).hostAddress(entry.ip.isEmpty() ? "" : Ips.first(entry.ip)).build());
    }

    private void fromFields(DeliveryStatus status, DeliveryStatus.Recipient fields) {
        String last = Addresses.clean(DeliveryStatus.untyped(fields.field("final-recipient")).text());
        String actual = Addresses.clean(DeliveryStatus.untyped(fields.field("x-actual-recipient")).text());
        String original = Addresses.clean(DeliveryStatus.untyped(fields.field("original-recipient")).text());
        String recipient = Addresses.whole(last) || !Addresses.whole(original) && !last.isEmpty() ? last : original;
        if (recipient.isEmpty()) recipient = actual;
        Entry entry = null;
        FreeForm text = null;
        for (FreeForm t : texts) {
            for (Entry e : t.entries) {
                boolean same = Addresses.same(e.recipient, recipient) || Addresses.same(e.recipient, original);
                if (same && (entry == null || e.strength() > entry.strength())) {
                    entry = e;
                    text = t;
                }
            }
        }
        if (recipient.isEmpty()) {
            for (FreeForm t : texts) if (entry == null && t.entries.size() == 1) {
                entry = t.entries.get(0);
                text = t;
                recipient = entry.recipient;
            }
            List<String> to = recipient.isEmpty() ? Returned.recipients(returnedHeaders, frames.recipientHeaders(true)) : List.of();
            if (to.size() == 1) recipient = to.get(0);
        }
        if (recipient.isEmpty()) recipient = DeliveryStatus.untyped(fields.field("final-recipient")).text().strip();
        Reply reply = reply(fields, entry == null || entry.strength() < 3 && status.recipients.size() == 1 ? alone(status, entry) : entry);
        String host = DeliveryStatus.host(fields.field("remote-mta"));
        String ip = DeliveryStatus.ip(fields.field("remote-mta"));
        if (Ips.isIp(host)) host = "";
        if (entry != null) {
            if (host.isEmpty()) host = entry.host;
            if (ip.isEmpty()) ip = Ips.first(entry.ip);
        }
        FreeForm about = text != null ? text : texts.isEmpty() ? null : texts.get(0);
        Incident.Builder b = base(about).recipient(recipient)
                .originalRecipient(!original.isEmpty() ? original : entry == null ? "" : entry.original)
                .reply(reply).host(host).hostAddress(ip).action(action(fields.text("action"), fields.text("status")));
        String reporter = DeliveryStatus.host(status.message.getOrDefault("reporting-mta", Passage.empty()));
        if (!reporter.isEmpty()) b.reporter(reporter);
        Passage queue = status.message.get("x-postfix-queue-id");
        if (queue != null) b.queueId(queue.text().strip());
        incidents.add(b.build());
    }

    /** With one recipient, whatever the words quote is about it. */
    private @org.jspecify.annotations.Nullable Entry alone(DeliveryStatus status, @org.jspecify.annotations.Nullable Entry entry) {
        if (status.recipients.size() != 1) return entry;
        for (FreeForm text : texts) {
            Said best = text.best();
            if (best == null || best.strength() < 5) continue;
            Entry all = new Entry("", 0, 0, 5);
            all.said = best;
            all.stage = best.stage();
            return all;
        }
        return entry;
    }

    private static Reply reply(DeliveryStatus.Recipient fields, @org.jspecify.annotations.Nullable Entry entry) {
        Passage diagnostic = DeliveryStatus.untyped(fields.field("diagnostic-code"));
        // The exit status of a program is no reply.
        boolean exit = diagnostic.length() < 4 && fields.text("diagnostic-code").toLowerCase(Locale.ROOT).startsWith("x-");
        Reply said = entry == null ? Reply.NONE : said(entry);
        if (exit && worth(said) > 0) diagnostic = Passage.empty();
        Reply reply = ReplyFinder.quoted(diagnostic, entry == null ? "" : entry.stage);
        int worth = worth(reply);
        if (worth(said) > worth) reply = new Reply(said.code(), said.enhanced().isEmpty() ? reply.enhanced() : said.enhanced(), said.stage(), said.text());
        String status = Codes.enhanced(fields.text("status"));
        String enhanced = reply.enhanced();
        // x.0.0 says less than any other.
        if (enhanced.isEmpty() || enhanced.endsWith(".0.0") && status.startsWith(enhanced.substring(0, 1))) enhanced = status;
        // A reporter that will try again lowers the class of what was refused.
        boolean delayed = action(fields.text("action"), "").equals("delayed");
        if (delayed && !status.isEmpty() && enhanced.endsWith(status.substring(1))) enhanced = status;
        return new Reply(reply.code(), enhanced, reply.stage(), reply.text());
    }

    private static Reply said(Entry entry) {
        if (entry.said == null) return Reply.NONE;
        Reply reply = ReplyFinder.quoted(entry.said.text(), entry.stage);
        return reply.enhanced().isEmpty() ? new Reply(reply.code(), entry.enhanced, reply.stage(), reply.text()) : reply;
    }

    /** How much a reply tells: a code, an enhanced code, words. */
    private static int worth(Reply reply) {
        int words = reply.text().length();
        return (reply.code().isEmpty() ? 0 : 4) + (reply.enhanced().isEmpty() ? 0 : 1) + (words > 12 ? 3 : words > 0 ? 1 : 0);
    }

    private static String action(String action, String status) {
        String word = action.toLowerCase(Locale.ROOT).strip();
        if (Scan.startsWithAny(word, "fail", "error", "expired")) return "failed";
        if (word.startsWith("delay")) return "delayed";
        if (word.startsWith("deliver")) return "delivered";
        if (word.startsWith("relay")) return "relayed";
        if (word.startsWith("expand")) return "expanded";
        return Scan.startsWithAny(status, "5", "4") ? "failed" : status.startsWith("2") ? "delivered" : "";
    }
}
