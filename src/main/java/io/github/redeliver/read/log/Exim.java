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
        if (flag > 0) {
            String id = id(s, flag);
            char kind = s.charAt(flag);
            if (kind == '<') {
                Logbook.Message m = book.message(id);
                int end = s.indexOf(' ', flag + 3);
                m.sender = s.substring(Math.min(s.length(), flag + 3), end < 0 ? s.length() : end);
                int host = s.indexOf(" H=", flag);
                if (host > 0) {
                    int open = s.indexOf('[', host);
                    int close = open < 0 ? -1 : s.indexOf(']', open);
                    if (close > 0) m.client = s.substring(open + 1, close);
                }
                return true;
            }
            return delivery(line, s, flag, id, kind, book);
        }
        return refusal(line, s, book);
    }

    /** Position of the two-character flag, which stands alone after a message id; or -1. */
    static int flag(String s) {
        for (String flag : new String[] {" ** ", " == ", " => ", " -> ", " <= ", " *> "}) {
            int i = s.indexOf(flag);
            if (i > 0 && !id(s, i + 1).isEmpty()) return i + 1;
        }
        return -1;
    }

    /** Exim's message id ({@code 1abcDE-000123-Ab}, longer since 4.97) right before the flag. */
    private static String id(String s, int flag) {
        int end = flag;
        while (end > 0 && s.charAt(end - 1) == ' ') end--;
        int start = end;
        int hyphens = 0;
        while (start > 0 && (Scan.alnum(s.charAt(start - 1)) || s.charAt(start - 1) == '-')) {
            if (s.charAt(--start) == '-') hyphens++;
        }
        return hyphens == 2 && end - start >= 16 && end - start <= 24 ? s.substring(start, end) : "";
    }

    private static boolean delivery(Passage line, String s, int flag, String id, char kind, Logbook book) {
        int n = s.length();
        Address.Span to = Address.next(s, flag + 2, n);
        int router = s.indexOf(" R=", flag);
        int text = text(s, flag, to);
        Peer peer = Peer.NONE;
        int host = s.indexOf(" H=", flag);
        if (host > 0 && host < Math.max(text, host + 1)) peer = Peer.at(s, host + 3, n);
        if (peer == Peer.NONE) peer = Peer.in(s, Math.min(text, n), n);
        Passage said = line.slice(Math.min(text, n), n).strip();
        boolean delivered = kind == '=' && s.charAt(flag + 1) == '>' || kind == '-' || kind == '*' && s.charAt(flag + 1) == '>';
        Reply reply;
        if (delivered) {
            String c = Scan.after(s, flag, n, " C=\"", "\"");
            int at = c.isEmpty() ? -1 : s.indexOf(c, flag);
            reply = at < 0 ? Reply.NONE : ReplyFinder.read(line.slice(at, at + c.length()), "end-of-data");
        } else {
            Optional<ReplyFinder.Hit> hit = ReplyFinder.locate(said).filter(ReplyFinder.Hit::quoted);
            String stage = Stage.named(said.text(), 0, hit.map(ReplyFinder.Hit::from).orElse(said.length()));
            reply = hit.map(h -> new Reply(h.reply().code(), h.reply().enhanced(), stage, h.reply().text()))
                    .orElseGet(() -> new Reply("", "", stage, ReplyLines.join(said)));
        }
        String recipient = to == null ? "" : to.value();
        String original = "";
        if (to != null && to.to() < n) {
            int open = s.charAt(to.to()) == '>' ? to.to() + 1 : to.to();
            if (s.startsWith(" <", open)) {
                Address.Span second = Address.next(s, open, Math.min(n, open + 300));
                if (second != null && (router < 0 || second.to() < router)) original = second.value();
            }
        }
        Incident incident = Incident.builder()
                .recipient(recipient).originalRecipient(original).sender(Attributes.value(s, "F=", flag, Math.max(flag, text)))
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
        if (defer > 0) {
            int close = s.indexOf(')', defer);
            if (close > 0) return close + 1 < s.length() && s.charAt(close + 1) == ':' ? close + 2 : close + 1;
        }
        int at = from;
        while (true) {
            int colon = s.indexOf(": ", at);
            if (colon < 0) return from;
            // "H=host [2001:db8::1]:25 I=[…]:25 X=TLS1.3:…:256 CV=yes: SMTP error …"
            int word = s.lastIndexOf(' ', colon);
            boolean field = word > 0 && s.indexOf('=', word) > 0 && s.indexOf('=', word) < colon;
            if (field || colon - from < 3 || s.charAt(colon - 1) == ']' || s.charAt(colon - 1) == '>') return colon + 2;
            return colon - from > 120 ? from : colon + 2 > s.length() ? from : field ? colon + 2 : firstColon(s, from, colon);
        }
    }

    private static int firstColon(String s, int from, int colon) {
        int router = s.indexOf(" R=", from);
        return router > 0 && router < colon ? colon + 2 : from;
    }

    /** {@code H=(helo) [192.0.2.1] F=<a@b> rejected RCPT <c@d>: text}, {@code temporarily rejected}, {@code rejected after DATA: text}. */
    private static boolean refusal(Passage line, String s, Logbook book) {
        int at = s.indexOf(" rejected ");
        int h = s.indexOf("H=");
        if (at < 0 || h < 0 || h > at) return false;
        int n = s.length();
        int open = s.indexOf('[', h);
        int close = open < 0 ? -1 : s.indexOf(']', open);
        String client = close > 0 && close < at + 60 ? s.substring(open + 1, close) : "";
        String helo = "";
        int paren = s.indexOf('(', h);
        if (paren > 0 && paren < at) {
            int end = s.indexOf(')', paren);
            if (end > 0) helo = s.substring(paren + 1, end);
        }
        String what = s.substring(at + 10, Math.min(n, at + 40));
        String stage = what.startsWith("RCPT") ? "rcpt" : what.startsWith("MAIL") ? "mail" : what.startsWith("after DATA") || what.startsWith("during MIME") ? "end-of-data"
                : what.startsWith("DATA") ? "data" : what.startsWith("EHLO") || what.startsWith("HELO") ? "ehlo" : what.startsWith("connection") ? "connect" : "";
        Address.Span to = stage.equals("rcpt") ? Address.next(s, at, n) : null;
        int colon = s.indexOf(": ", to == null ? at : to.to());
        boolean temporarily = Scan.endsAt(s, at, " temporarily");
        // the peer was told Exim's own words then; what the log has of it is that it refused, and what
        Passage said = line.slice(colon >= 0 ? colon + 2 : temporarily ? at - 11 : at + 1, n).strip();
        Reply found = ReplyFinder.locate(said).filter(ReplyFinder.Hit::quoted).map(ReplyFinder.Hit::reply).orElse(new Reply("", "", stage, said));
        boolean temporary = temporarily || found.code().startsWith("4");
        book.failed(Incident.builder()
                .recipient(to == null ? "" : to.value()).sender(Attributes.value(s, "F=", h, at)).client(client).helo(helo)
                .reply(new Reply(found.code(), found.enhanced(), stage, found.text()))
                .action(temporary ? "delayed" : "failed").around(line).build());
        return true;
    }
}
