package io.github.redeliver.read.log;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.read.Codes;
import io.github.redeliver.read.Peer;
import io.github.redeliver.read.ReplyFinder;
import io.github.redeliver.read.Stage;
import io.github.redeliver.read.Words;
import java.util.List;

/**
 * Lines in which a server that receives tells what it refused: Postfix {@code reject: RCPT from host[ip]: 450 …;
 * from=<> to=<> helo=<>}, {@code milter-reject:}, postscreen.
 */
final class Rejects implements LineFormat {
    private final List<String> refusals;

    Rejects(Words words) {
        this.refusals = words.written("logs.refusals");
    }

    @Override
    public boolean read(Passage line, Logbook book) {
        String s = line.text();
        if (s.contains("status=")) return false;
        for (String word : refusals) {
            int at = s.indexOf(word);
            int after = at + word.length();
            int from = at < 0 ? -1 : s.indexOf(" from ", after);
            if (from > 0) return reject(line, s, at, Stage.refused(s, after), from + 6, book);
            // "proxy-reject: END-OF-MESSAGE: 550 …; from=<>" names no client
            int colon = at < 0 ? -1 : s.indexOf(": ", after);
            if (colon > 0 && Codes.refusal(s, colon + 2) && s.indexOf("from=<", colon) > 0) return reject(line, s, at, Stage.refused(s, after), colon, book);
        }
        return false;
    }

    private static boolean reject(Passage line, String s, int at, String stage, int from, Logbook book) {
        int n = s.length();
        Peer client = Peer.at(s, from, n);
        int helo = s.indexOf("helo=<", from);
        int after = helo < 0 ? -1 : s.indexOf(">: ", helo); // checks of headers and bodies say why at the end
        int start = after > 0 ? after + 3 : s.indexOf(": ", Math.max(from, s.indexOf(']', from))) + 2;
        if (start < from) return false;
        int fields = s.indexOf("; from=<", start);
        Passage said = line.slice(start, fields < 0 ? n : fields);
        Reply reply = ReplyFinder.read(said, stage);
        if (reply.code().isEmpty() && reply.enhanced().isEmpty()) {
            Reply inside = ReplyFinder.locate(said).filter(ReplyFinder.Hit::quoted).map(ReplyFinder.Hit::reply).orElse(reply);
            reply = new Reply(inside.code(), inside.enhanced(), stage, inside.text());
        }
        book.failed(Incident.builder()
                .recipient(Attributes.value(s, "to=", from, n))
                .sender(Attributes.value(s, "from=", from, n))
                .helo(Attributes.value(s, "helo=", from, n))
                .client(client.address())
                .reply(reply)
                .queueId(Attributes.queueId(s, s.startsWith("milter-", at - 7) ? at - 7 : at))
                .action(reply.temporary() ? "delayed" : "failed")
                .around(line)
                .build());
        return true;
    }
}
