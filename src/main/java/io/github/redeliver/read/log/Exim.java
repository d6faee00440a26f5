package io.github.redeliver.read.log;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.read.Address;
import io.github.redeliver.read.Peer;
import io.github.redeliver.read.ReplyFinder;
import io.github.redeliver.read.ReplyLines;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Stage;
import java.util.Optional;

/** Exim's main log: {@code **} failed, {@code ==} deferred, {@code =>} delivered, {@code <=} arrived, refusals. */
final class Exim implements LineFormat {
    @Override
    public boolean read(Passage line, Logbook book) {
        String s = line.text();
        int flag = flag(s);
        if (flag >= 0) {
            String id = id(s, flag);
            char kind = s.charAt(flag);
            if (kind == '<') {
                Logbook.Message m = book.message(id);
                int end = s.indexOf(' ', flag + 3);
                String sender = s.substring(flag + 3, end < 0 ? s.length() : end);
                m.sender = sender.equals("<>") ? "" : sender;
                int host = s.indexOf(" H=", flag);
                if (host > 0) m.client = Scan.between(s, host, s.length(), '[', ']');
                return true;
            }
            return delivery(line, s, flag, id, kind, book);
        }
        return refusal(line, s, book);
    }

    /**
     * Position of the two-character flag, which stands alone after a message id, or at the line's begin in what
     * {@code exim -d} or {@code -v} prints ({@code 278   == a@b R=dnslookup defer (-1): …}, after the process's number);
     * or -1.
     */
    static int flag(String s) {
        for (String flag : new String[] {" ** ", " == ", " => ", " -> ", " <= ", " *> "}) {
            int i = s.indexOf(flag);
            if (i > 0 && !id(s, i + 1).isEmpty()) return i + 1;
        }
        int bare = Scan.skipBlank(s, Scan.digits(s, Scan.skipBlank(s, 0)));
        boolean printed = s.startsWith("** ", bare) || s.startsWith("== ", bare);
        int sign = printed ? s.indexOf('@', bare) : -1;
        return sign > 0 && s.indexOf(" R=", bare) > sign ? bare : -1;
    }

    /** Exim's message id ({@code 1abcDE-000123-Ab}, longer since 4.97) right before the flag. */
    private static String id(String s, int flag) {
        int end = Scan.skipSpaceBack(s, flag);
        int start = Scan.wordStart(s, end, "-");
        long hyphens = s.substring(start, end).chars().filter(c -> c == '-').count();
        return hyphens == 2 && end - start >= 16 && end - start <= 24 ? s.substring(start, end) : "";
    }

    private static boolean delivery(Passage line, String s, int flag, String id, char kind, Logbook book) {
        int n = s.length();
        Address.Span to = Address.next(s, flag + 2, n);
        int text = text(s, flag, to);
        int host = s.indexOf(" H=", flag);
        Peer peer = host > 0 ? Peer.at(s, host + 3, n) : Peer.NONE;
        if (peer == Peer.NONE) peer = Peer.in(s, text, n);
        Passage said = line.slice(text, n).strip();
        boolean delivered = s.charAt(flag + 1) == '>';
        Reply reply;
        if (delivered) {
            String c = Scan.after(s, flag, n, " C=\"", "\"");
            int at = c.isEmpty() ? -1 : s.indexOf(c, flag);
            reply = at < 0 ? Reply.NONE : ReplyFinder.read(line.slice(at, at + c.length()), "end-of-data");
        } else {
            // "… after RCPT TO:<a@b>: 550 no" quotes a reply, whatever its words are
            Optional<ReplyFinder.Hit> hit = ReplyFinder.locate(said).filter(h -> h.quoted() || Scan.endsAt(said.text(), h.from(), ": "));
            String stage = Stage.named(said.text(), 0, hit.map(ReplyFinder.Hit::from).orElse(said.length()));
            reply = hit.map(h -> new Reply(h.reply().code(), h.reply().enhanced(), stage, h.reply().text()))
                    .orElseGet(() -> new Reply("", "", stage, ReplyLines.join(said)));
        }
        String recipient = to == null ? "" : to.value();
        String original = "";
        if (to != null) {
            int after = s.startsWith(">", to.to()) ? to.to() + 1 : to.to();
            if (s.startsWith(" <", after)) original = Scan.between(s, after, n, '<', '>');
        }
        Incident incident = Incident.builder()
                .recipient(recipient).originalRecipient(original).sender(Attributes.value(s, "F=", flag, text))
                .reply(reply).host(peer.host()).hostAddress(peer.address())
                .client(Address.firstIp(reply.text().text(), 0, reply.text().length(), peer.address()))
                .queueId(id).action(delivered ? "delivered" : kind == '=' ? "delayed" : "failed").around(line).build();
        if (delivered) book.sent(incident);
        else book.failed(incident);
        return true;
    }

    /** Where the words start: after {@code T=…:}, {@code defer (-44):}, or after the address and a colon. */
    private static int text(String s, int flag, Address.Span to) {
        int from = to == null ? flag : to.to();
        int defer = s.indexOf(" defer (", from);
        int close = defer < 0 ? -1 : s.indexOf(')', defer);
        if (close > 0) return s.startsWith(":", close + 1) ? close + 2 : close + 1;
        int colon = s.indexOf(": ", from);
        if (colon < 0) return from;
        // "H=host [2001:db8::1]:25 I=[…]:25 X=TLS1.3:…:256 CV=yes: SMTP error …"
        boolean field = s.lastIndexOf('=', colon) > s.lastIndexOf(' ', colon);
        boolean routed = s.substring(from, colon).contains(" R=");
        return colon - from < 3 || field || routed || s.charAt(colon - 1) == '>' ? colon + 2 : from;
    }

    /** {@code H=(helo) [192.0.2.1] F=<a@b> rejected RCPT <c@d>: text}, {@code temporarily rejected}, {@code rejected after DATA: text}. */
    private static boolean refusal(Passage line, String s, Logbook book) {
        int at = s.indexOf(" rejected ");
        int h = at < 0 ? -1 : s.lastIndexOf("H=", at);
        if (h < 0) return false;
        int n = s.length();
        String client = Scan.between(s, h, at, '[', ']');
        String helo = Scan.between(s, h, at, '(', ')');
        String stage = Stage.refused(s, at + 10);
        Address.Span to = stage.equals("rcpt") ? Address.next(s, at, n) : null;
        int colon = s.indexOf(": ", to == null ? at : to.to());
        boolean temporarily = Scan.endsAt(s, at, " temporarily");
        // the peer was told Exim's own words then; what the log has of it is that it refused, and what
        Passage said = line.slice(colon >= 0 ? colon + 2 : temporarily ? at - 11 : at + 1, n).strip();
        Reply found = ReplyFinder.locate(said).filter(ReplyFinder.Hit::quoted).map(ReplyFinder.Hit::reply).orElse(new Reply("", "", stage, said));
        boolean temporary = temporarily || found.temporary();
        book.failed(Incident.builder()
                .recipient(to == null ? "" : to.value()).sender(Attributes.value(s, "F=", h, at)).client(client).helo(helo)
                .reply(new Reply(found.code(), found.enhanced(), stage, found.text()))
                .action(temporary ? "delayed" : "failed").around(line).build());
        return true;
    }
}
