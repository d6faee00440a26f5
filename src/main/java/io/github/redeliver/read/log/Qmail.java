package io.github.redeliver.read.log;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.read.Address;
import io.github.redeliver.read.Codes;
import io.github.redeliver.read.ReplyFinder;
import io.github.redeliver.read.ReplyLines;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Stage;
import java.util.Optional;

/** qmail-send's log: {@code starting delivery 7: msg 12 to remote a@b}, {@code delivery 7: failure: words_joined/}. */
final class Qmail implements LineFormat {
    @Override
    public boolean read(Passage line, Logbook book) {
        String s = line.text();
        int start = s.indexOf("starting delivery ");
        if (start >= 0) {
            Logbook.Message m = book.message("delivery " + number(s, start + 18));
            Address.Span to = Address.next(s, start, s.length());
            if (to != null) m.recipient = to.value();
            int msg = s.indexOf("msg ", start);
            if (msg > 0) m.sender = book.message("msg " + number(s, msg + 4)).sender;
            return true;
        }
        int info = s.indexOf("info msg ");
        if (info >= 0) {
            int from = s.indexOf("from <", info);
            if (from > 0) book.message("msg " + number(s, info + 9)).sender = Scan.between(s, from, s.length(), '<', '>');
            return true;
        }
        int at = s.indexOf("delivery ");
        if (at < 0) return Scan.containsAny(s, "new msg ", "end msg ", "status: local ");
        String id = number(s, at + 9);
        int colon = at + 9 + id.length();
        if (id.isEmpty() || !s.startsWith(":", colon)) return false;
        int word = Scan.skipBlank(s, colon + 1);
        boolean failure = s.startsWith("failure:", word);
        boolean deferral = s.startsWith("deferral:", word);
        boolean success = s.startsWith("success:", word);
        if (!failure && !deferral && !success) return false;
        Passage said = spaced(line, Scan.skipBlank(s, s.indexOf(':', word) + 1));
        Optional<ReplyFinder.Hit> hit = ReplyFinder.locate(said).filter(ReplyFinder.Hit::quoted);
        String t = said.text();
        Reply reply = success ? ReplyFinder.read(said, "") : hit.map(ReplyFinder.Hit::reply)
                .orElseGet(() -> new Reply("", Codes.enhanced(t), Stage.named(t, 0, t.length()), ReplyLines.join(said.strip())));
        Incident incident = Incident.builder().reply(reply).hostAddress(Address.firstIp(t, 0, hit.map(ReplyFinder.Hit::from).orElse(t.length()), ""))
                .queueId("delivery " + id).recipient(book.message("delivery " + id).recipient)
                .action(success ? "delivered" : deferral ? "delayed" : "failed").around(line).build();
        if (success) book.sent(incident);
        else book.failed(incident);
        return true;
    }

    private static String number(String s, int at) {
        return s.substring(at, Scan.digits(s, at));
    }

    /** Underscores are blanks, slashes line ends; a slash of an address ({@code //}, {@code w/o}) stays. */
    private static Passage spaced(Passage line, int from) {
        String s = line.text();
        Passage.Builder out = Passage.builder(line);
        for (int i = from; i < s.length(); i++) {
            char c = s.charAt(i);
            boolean ends = c == '/' && ".)_!>".indexOf(s.charAt(i - 1)) >= 0 && !s.startsWith("/", i + 1);
            if (c == '_') out.put(' ', i);
            else if (ends) out.put('\n', i);
            else out.append(i, i + 1);
        }
        return out.build().strip();
    }
}
