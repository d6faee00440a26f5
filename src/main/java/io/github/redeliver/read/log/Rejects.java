package io.github.redeliver.read.log;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.read.Address;
import io.github.redeliver.read.Peer;
import io.github.redeliver.read.ReplyFinder;
import io.github.redeliver.read.Scan;

/**
 * Lines in which a server that receives tells what it refused: Postfix {@code reject: RCPT from host[ip]: 450 …;
 * from=<> to=<> helo=<>}, {@code milter-reject:}, postscreen.
 */
final class Rejects implements LineFormat {
    @Override
    public boolean read(Passage line, Logbook book) {
        String s = line.text();
        if (s.indexOf("status=") >= 0) return false;
        int at = s.indexOf("reject: ");
        if (at < 0) at = s.indexOf("reject_warning: ");
        if (at < 0) at = s.indexOf("discard: ");
        if (at < 0) at = s.indexOf(" hold: ");
        if (at >= 0 && (s.indexOf(" from ", at) > 0)) return reject(line, s, at, book);
        return false;
    }

    private static boolean reject(Passage line, String s, int at, Logbook book) {
        int n = s.length();
        int stageAt = s.indexOf(' ', at) + 1;
        if (s.startsWith("reject: ", at)) stageAt = at + 8;
        String command = s.substring(stageAt, Math.min(n, stageAt + 16));
        String stage = command.startsWith("RCPT") ? "rcpt" : command.startsWith("MAIL") ? "mail" : command.startsWith("END-OF-MESSAGE") ? "end-of-data"
                : command.startsWith("DATA") ? "data" : command.startsWith("EHLO") || command.startsWith("HELO") ? "ehlo" : command.startsWith("CONNECT") ? "connect"
                : command.startsWith("header") || command.startsWith("body") || command.startsWith("mime") ? "end-of-data" : "";
        int from = s.indexOf(" from ", stageAt) + 6;
        Peer client = Peer.at(s, from, n);
        if (client == Peer.NONE) {
            int open = s.indexOf('[', from);
            int close = open < 0 ? -1 : s.indexOf(']', open);
            if (close > 0) client = new Peer("", s.substring(open + 1, close));
        }
        int fields = s.indexOf("; from=<", from);
        int helo = s.indexOf("helo=<", from);
        int heloEnd = helo < 0 ? -1 : s.indexOf('>', helo);
        int start;
        int end;
        int bracket = s.indexOf("]", from);
        if (heloEnd > 0 && s.startsWith(">: ", heloEnd)) {
            start = heloEnd + 3;
            end = n;
        } else {
            start = s.indexOf(": ", bracket < 0 ? from : bracket) + 2;
            if (start < 2) return false;
            end = fields > start ? fields : n;
        }
        Passage said = line.slice(start, Math.max(start, end));
        Reply reply = ReplyFinder.read(said, stage);
        if (reply.code().isEmpty() && reply.enhanced().isEmpty()) {
            Reply inside = ReplyFinder.locate(said).filter(ReplyFinder.Hit::quoted).map(ReplyFinder.Hit::reply).orElse(reply);
            reply = new Reply(inside.code(), inside.enhanced(), stage, inside.text());
        }
        book.failed(Incident.builder()
                .recipient(Attributes.value(s, "to=", from, n))
                .sender(Attributes.value(s, "from=", from, n))
                .helo(heloEnd > 0 ? s.substring(helo + 6, heloEnd) : Attributes.value(s, "helo=", from, n))
                .client(client.address())
                .reply(reply)
                .queueId(Attributes.queueId(s, s.startsWith("milter-", Math.max(0, at - 7)) ? at - 7 : at))
                .action(reply.code().startsWith("4") || reply.code().isEmpty() && reply.enhanced().startsWith("4") ? "delayed" : "failed")
                .around(line)
                .build());
        return true;
    }
}
