package io.github.redeliver.read.log;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.read.Address;
import io.github.redeliver.read.Peer;
import io.github.redeliver.read.ReplyFinder;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Stage;
import io.github.redeliver.read.Words;
import io.github.redeliver.read.paste.Mailboxes;
import java.util.List;
import java.util.Optional;

/** A line of any program's log that holds a reply, or that tells of trouble with mail without one. */
final class AnyLine implements LineFormat {
    private final List<String> trouble;
    private final List<String> mail;
    private final List<String> besideCode;
    private final List<String> other;
    private final Mailboxes mailboxes;

    AnyLine(Words words) {
        this.trouble = words.list("logs.trouble");
        this.mail = words.list("logs.mail");
        this.besideCode = words.list("logs.beside-code");
        this.other = words.list("logs.other");
        this.mailboxes = new Mailboxes(words);
    }

    @Override
    public boolean read(Passage line, Logbook book) {
        String s = line.text();
        Optional<ReplyFinder.Hit> hit = ReplyFinder.locate(line).filter(h -> h.quoted() || h.worded() && troubled(s));
        if (hit.isEmpty()) return trouble(line, s, book);
        Reply reply = hit.get().reply();
        String to = Attributes.value(s, "to=", 0, s.length());
        if (to.indexOf('@') < 0) to = Attributes.value(s, "rcpt=", 0, s.length());
        if (to.indexOf('@') < 0) to = mailboxes.recipient(s);
        Peer peer = Peer.in(s, 0, hit.get().from());
        book.failed(Incident.builder().recipient(to).sender(Attributes.value(s, "from=", 0, s.length())).reply(reply).host(peer.host()).hostAddress(peer.address())
                .client(Address.firstIp(reply.text().text(), 0, reply.text().length(), peer.address()))
                .action(reply.temporary() ? "delayed" : "failed").around(line).build());
        return true;
    }

    /** Whether a line with a code that nothing quotes is about mail that failed. */
    private boolean troubled(String s) {
        String low = Scan.lower(s);
        return Words.any(low, mail) && (Words.any(low, trouble) || Words.any(low, besideCode));
    }

    private boolean trouble(Passage line, String s, Logbook book) {
        String low = Scan.lower(s);
        if (Words.any(low, other)) return false;
        if (Words.any(low, mail)) book.aboutMail(Peer.in(s, 0, s.length()));
        if (!Words.any(low, trouble) || !book.isAboutMail()) return false;
        Peer own = Peer.in(s, 0, s.length());
        Peer peer = own == Peer.NONE ? book.called() : own;
        book.hint(Incident.builder().recipient(mailboxes.recipient(s)).host(peer.host()).hostAddress(peer.address())
                .reply(new Reply("", "", Stage.named(s, 0, s.length()), line)).around(line).build());
        return true;
    }
}
