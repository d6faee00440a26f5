package io.github.redeliver.read.log;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.read.Peer;
import io.github.redeliver.read.ReplyFinder;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Stage;
import io.github.redeliver.read.Words;
import java.util.List;
import java.util.Optional;

/** Postfix's lines about connections that never came to be, and its warnings: no recipient, often no reply. */
final class Trouble implements LineFormat {
    private final List<String> trouble;

    Trouble(Words words) {
        this.trouble = words.list("logs.postfix");
    }

    @Override
    public boolean read(Passage line, Logbook book) {
        String s = line.text();
        int postfix = Math.max(s.indexOf("postfix/"), s.indexOf("postfix-"));
        if (postfix < 0) return false;
        int colon = s.indexOf("]: ", postfix); // postfix/smtp[123]:
        int message = colon < 0 ? 0 : colon + 3;
        if (Words.any(Scan.lower(s.substring(message)), trouble)) hint(line, s, message, book);
        return true;
    }

    private static void hint(Passage line, String s, int message, Logbook book) {
        Passage words = line.slice(message, s.length()).strip();
        Optional<ReplyFinder.Hit> hit = ReplyFinder.locate(words).filter(ReplyFinder.Hit::quoted);
        Peer peer = Peer.in(s, message, s.length());
        Reply reply = hit.map(ReplyFinder.Hit::reply)
                .orElseGet(() -> new Reply("", "", words.text().startsWith("connect to ") ? "connect" : Stage.named(words.text(), 0, words.length()), words));
        book.hint(Incident.builder().reply(reply).host(peer.host()).hostAddress(peer.address()).action("delayed").around(line).build());
    }
}
