package io.github.redeliver.read.log;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.read.Address;
import io.github.redeliver.read.Peer;
import io.github.redeliver.read.ReplyFinder;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Stage;
import java.util.Optional;

/** A line of any program's log that holds a reply, or that tells of trouble with mail without one. */
final class AnyLine implements LineFormat {
    @Override
    public boolean read(Passage line, Logbook book) {
        String s = line.text();
        Optional<ReplyFinder.Hit> hit = ReplyFinder.locate(line).filter(ReplyFinder.Hit::quoted);
        if (hit.isEmpty() || (hit.get().reply().code().isEmpty() && hit.get().reply().enhanced().isEmpty())) return trouble(line, s, book);
        Reply reply = hit.get().reply();
        String to = Attributes.value(s, "to=", 0, s.length());
        if (to.indexOf('@') < 0) to = Attributes.value(s, "rcpt=", 0, s.length());
        if (to.indexOf('@') < 0) to = io.github.redeliver.read.paste.Mailboxes.recipient(s);
        Peer peer = Peer.in(s, 0, hit.get().from());
        book.failed(Incident.builder().recipient(to).sender(Attributes.value(s, "from=", 0, s.length())).reply(reply).host(peer.host()).hostAddress(peer.address())
                .client(Address.firstIp(reply.text().text(), 0, reply.text().length(), peer.address()))
                .action(reply.code().startsWith("4") ? "delayed" : "failed").around(line).build());
        return true;
    }

    private static final String[] TROUBLE = {
        "error", "fail", "reject", "refus", "denied", "block", "quota", "timed out", "timeout", "bounce", "undeliver", "defer", "full", "greylist", "infected"
    };
    private static final String[] MAIL = {"smtp", "mail", "lmtp", "spam", "recipient", "rcpt", "mx", "dkim", "spf", "dmarc", "sieve", "milter", "amavis"};

    private static boolean trouble(Passage line, String s, Logbook book) {
        String low = Scan.lower(s);
        if (!any(low, TROUBLE) || !any(low, MAIL)) return false;
        Peer peer = Peer.in(s, 0, s.length());
        book.hint(Incident.builder().recipient(io.github.redeliver.read.paste.Mailboxes.recipient(s)).host(peer.host()).hostAddress(peer.address())
                .reply(new Reply("", "", Stage.named(s, 0, s.length()), line)).around(line).build());
        return true;
    }

    private static boolean any(String low, String[] words) {
        for (String word : words) {
            if (low.contains(word)) return true;
        }
        return false;
    }
}
