package io.github.redeliver.read.log;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.read.Address;
import io.github.redeliver.read.Codes;
import io.github.redeliver.read.Peer;
import io.github.redeliver.read.ReplyFinder;
import io.github.redeliver.read.ReplyLines;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Stage;
import java.util.Optional;
import java.util.Set;

/**
 * Lines that tell of one recipient in {@code name=value} pairs: Postfix ({@code to=<a>, relay=…, dsn=…, status=bounced
 * (…)}), Sendmail ({@code dsn=…, stat=…}), OpenSMTPD ({@code stat="…"}), and whoever writes alike.
 */
final class Attributes implements LineFormat {
    private static final Set<String> STATES = Set.of("sent", "deferred", "bounced", "expired", "deliverable", "undeliverable");
    private static final String STOPS = ", ;\t\n\"";

    @Override
    public boolean read(Passage line, Logbook book) {
        String s = line.text();
        int n = s.length();
        int status = key(s, "status=", 0);
        int stat = status < 0 ? key(s, "stat=", 0) : -1;
        int reject = status < 0 && stat < 0 ? key(s, "reject=", 0) : -1;
        int result = status < 0 && stat < 0 && reject < 0 ? key(s, "result=", 0) : -1;
        int to = key(s, "to=", 0);
        if (status >= 0 && (to >= 0 || state(s, status + 7))) return postfix(line, s, n, status, to, book);
        if ((stat >= 0 && to >= 0) || reject >= 0) return sendmail(line, s, n, Math.max(stat, reject), to, stat < 0, book);
        if (result >= 0 && (key(s, "command=", 0) >= 0 || to >= 0)) return command(line, s, result, to, book);
        return stitch(s, n, book);
    }

    /** Position of {@code key} where a value starts that is no part of another name; or -1. */
    static int key(String s, String key, int from) {
        int i = s.indexOf(key, from);
        while (i > 0 && (Scan.alnum(s.charAt(i - 1)) || s.charAt(i - 1) == '_' || s.charAt(i - 1) == '?' || s.charAt(i - 1) == '&')) {
            i = s.indexOf(key, i + 1);
        }
        return i;
    }

    /** Whether the word at the place is one of those by which Postfix tells what became of a message. */
    private static boolean state(String s, int at) {
        int end = at;
        while (end < s.length() && Scan.letter(s.charAt(end))) end++;
        return STATES.contains(s.substring(Math.min(at, s.length()), end));
    }

    /** Whether a line is what is left of one: it begins with the recipient or state, and quotes no reply that would speak for itself. */
    static boolean half(String line) {
        int at = Scan.skipBlank(line, 0);
        int status = line.startsWith("status=", at) ? at : line.startsWith("to=<", at) ? key(line, "status=", at) : -1;
        return status >= 0 && state(line, status + 7) && line.indexOf(" said: ", status) < 0;
    }

    private boolean postfix(Passage line, String s, int n, int status, int to, Logbook book) {
        int word = status + 7;
        int end = word;
        while (end < n && Scan.letter(s.charAt(end))) end++;
        String state = s.substring(word, end);
        int open = Scan.skipSpace(s, end);
        int from = open < n && s.charAt(open) == '(' ? open + 1 : open;
        int close = from > open ? s.lastIndexOf(')') : n;
        if (close < from) close = n;
        Passage said = line.slice(from, close);
        String queueId = queueId(s, to);
        String relay = value(s, "relay=", to, status);
        Peer relayed = relay.isEmpty() || relay.equals("none") ? Peer.NONE : Peer.at(relay, 0, relay.length());
        String dsn = value(s, "dsn=", to, status);
        Reply reply = said(said, dsn);
        Peer peer = relayed == Peer.NONE ? Peer.in(said.text(), 0, said.length()) : relayed;
        Incident incident = Incident.builder()
                .recipient(value(s, "to=", to, status))
                .originalRecipient(value(s, "orig_to=", to, status))
                .reply(reply)
                .host(peer.host())
                .hostAddress(peer.address())
                .client(Address.firstIp(reply.text().text(), 0, reply.text().length(), peer.address()))
                .queueId(queueId)
                .action(state.equals("bounced") || state.equals("expired") || state.equals("undeliverable") ? "failed"
                        : state.equals("sent") || state.equals("deliverable") ? "delivered" : "delayed")
                .around(line)
                .build();
        if (incident.action().equals("delivered")) book.sent(incident);
        else book.failed(incident);
        return true;
    }

    /** What the text in a status says: the quoted reply, or the words of the mailer itself. */
    static Reply said(Passage text, String dsn) {
        String s = text.text();
        int quote = s.lastIndexOf("said: ");
        String stage = "";
        Reply reply;
        if (quote >= 0 && s.indexOf("said:") == quote) {
            int end = s.lastIndexOf("(in reply to");
            if (end > quote) stage = Stage.named(s, end, s.length());
            reply = inner(text.slice(quote + 6, end > quote ? end : s.length()), stage);
        } else {
            int refused = s.indexOf("refused to talk to me: ");
            if (refused >= 0) {
                reply = inner(text.slice(refused + 23, s.length()), "connect");
            } else if (s.length() > 3 && Scan.digit(s.charAt(0)) && Scan.digit(s.charAt(2))) {
                reply = ReplyFinder.read(text, "");
            } else {
                Optional<ReplyFinder.Hit> hit = ReplyFinder.locate(text).filter(ReplyFinder.Hit::quoted);
                reply = hit.map(ReplyFinder.Hit::reply).orElseGet(() -> new Reply("", "", Stage.named(s, 0, s.length()), ReplyLines.join(text.strip())));
            }
        }
        return withStatus(reply, dsn);
    }

    /** The reply itself, or the one that it quotes in turn. */
    private static Reply inner(Passage reply, String stage) {
        Reply plain = ReplyFinder.read(reply, stage);
        String s = plain.text().text();
        for (int i = 4; i + 4 < s.length(); i++) {
            char c = s.charAt(i);
            if ((c == '5' || c == '4') && Scan.digit(s.charAt(i + 1)) && Scan.digit(s.charAt(i + 2)) && ":;='\"".indexOf(s.charAt(Math.max(0, back(s, i)))) >= 0
                    && !s.startsWith(plain.code(), i)) {
                Reply found = ReplyFinder.locate(plain.text()).filter(ReplyFinder.Hit::quoted).map(ReplyFinder.Hit::reply).orElse(plain);
                return found.code().isEmpty() ? plain : new Reply(found.code(), found.enhanced(), stage.isEmpty() ? found.stage() : stage, found.text());
            }
        }
        if (plain.code().isEmpty() || plain.enhanced().isEmpty()) {
            Optional<ReplyFinder.Hit> hit = ReplyFinder.locate(plain.text()).filter(ReplyFinder.Hit::quoted);
            if (hit.isPresent() && !hit.get().reply().code().isEmpty()) {
                Reply found = hit.get().reply();
                return new Reply(found.code(), found.enhanced(), stage.isEmpty() ? found.stage() : stage, found.text());
            }
        }
        return plain;
    }

    private static int back(String s, int at) {
        int i = at - 1;
        while (i > 0 && s.charAt(i) == ' ') i--;
        return i;
    }

    static Reply withStatus(Reply reply, String dsn) {
        int end = Codes.enhancedAt(dsn, 0, 1);
        if (end < 0 || (!reply.enhanced().isEmpty() && reply.enhanced().charAt(0) == dsn.charAt(0))) return reply;
        return new Reply(reply.code(), dsn.substring(0, end), reply.stage(), reply.text());
    }

    private boolean sendmail(Passage line, String s, int n, int stat, int to, boolean reject, Logbook book) {
        int from = s.indexOf('=', stat) + 1;
        int end = n;
        if (from < n && s.charAt(from) == '"') {
            int close = s.indexOf('"', from + 1);
            from++;
            end = close < 0 ? n : close;
        }
        Passage stated = line.slice(Math.min(from, end), end);
        Passage said = answer(line, s, stat, stated);
        String low = Scan.lower(stated.text());
        boolean delivered = low.startsWith("sent") || low.startsWith("delivered") || low.startsWith("ok") || low.startsWith("250");
        boolean queued = low.startsWith("queued");
        String dsn = value(s, "dsn=", 0, stat);
        String result = value(s, "result=", 0, n);
        boolean delayed = low.startsWith("deferred") || dsn.startsWith("4") || s.contains("TempFail") || result.equals("TempFail");
        Reply reply = said(said, dsn);
        if (reply.stage().isEmpty()) reply = new Reply(reply.code(), reply.enhanced(), ruleset(value(s, "ruleset=", 0, stat)), reply.text());
        String relay = relay(s);
        Peer peer = relay.isEmpty() ? Peer.NONE : relayPeer(relay);
        String recipient = to < 0 ? value(s, "arg1=", 0, stat) : value(s, "to=", to, n);
        if (reply.code().startsWith("4")) delayed = true;
        Incident incident = Incident.builder()
                .recipient(bare(recipient))
                .sender(value(s, "from=", 0, stat).isEmpty() ? value(s, "ctladdr=", 0, stat) : value(s, "from=", 0, stat))
                .reply(reply)
                .host(reject ? "" : peer.host())
                .hostAddress(reject ? "" : peer.address())
                .client(reject ? peer.address() : Address.firstIp(reply.text().text(), 0, reply.text().length(), peer.address()))
                .queueId(queueId(s, to < 0 ? stat : to))
                .action(delivered ? "delivered" : delayed ? "delayed" : "failed")
                .around(line)
                .build();
        if (delivered) book.sent(incident);
        else if (!queued) book.failed(incident);
        return true;
    }

    /** What the other side answered where the line has it besides ({@code reply=550 5.1.1 no}), or what it states. */
    private static Passage answer(Passage line, String s, int stat, Passage stated) {
        int at = key(s, "reply=", 0);
        if (at < 0 || at > stat || !Codes.at(s, at + 6) || s.charAt(at + 6) == '2') return stated;
        int end = s.lastIndexOf(", ", stat);
        return line.slice(at + 6, end > at + 6 ? end : stat).strip();
    }

    /** The stage at which Sendmail asks a rule set for its opinion ({@code ruleset=check_rcpt}). */
    private static String ruleset(String name) {
        return switch (name) {
            case "check_relay" -> "connect";
            case "check_mail" -> "mail";
            case "check_rcpt" -> "rcpt";
            case "check_data" -> "data";
            case "check_eoh", "check_eom" -> "end-of-data";
            default -> "";
        };
    }

    /** {@code relay=mx.example.net. [192.0.2.1]}, {@code relay="192.0.2.1 (mx.example.net)"}. */
    private static String relay(String s) {
        int k = key(s, "relay=", 0);
        if (k < 0) return "";
        int from = k + 6;
        if (from < s.length() && s.charAt(from) == '"') {
            int close = s.indexOf('"', from + 1);
            return close < 0 ? "" : s.substring(from + 1, close);
        }
        int comma = s.indexOf(',', from);
        return s.substring(from, comma < 0 ? s.length() : comma);
    }

    private static Peer relayPeer(String relay) {
        int ip = Address.ipEnd(relay, 0, relay.length());
        int open = relay.indexOf('(');
        if (ip > 0 && open > 0) {
            int end = Address.hostEnd(relay, open + 1, relay.length());
            return new Peer(end > open + 1 ? relay.substring(open + 1, end) : "", relay.substring(0, ip));
        }
        return Peer.at(relay, 0, relay.length());
    }

    /** OpenSMTPD: {@code smtp failed-command command="RCPT TO:<a>" result="550 …"}. */
    private boolean command(Passage line, String s, int result, int to, Logbook book) {
        int from = result + 7;
        boolean quoted = from < s.length() && s.charAt(from) == '"';
        int end = quoted ? s.indexOf('"', from + 1) : s.length();
        if (quoted) from++;
        if (end < from) end = s.length();
        Reply reply = ReplyFinder.read(line.slice(from, end), "");
        if (reply.code().isEmpty() || reply.code().charAt(0) < '4') return false;
        int command = key(s, "command=", 0);
        String said = command < 0 ? "" : s.substring(Math.min(s.length(), command + 9), Math.max(Math.min(s.length(), command + 9), Math.min(result, s.length())));
        Address.Span address = Address.next(said, 0, said.length());
        String stage = Stage.ofCommand(said);
        book.failed(Incident.builder()
                .recipient(to >= 0 ? value(s, "to=", to, s.length()) : stage.equals("rcpt") && address != null ? address.value() : "")
                .sender(stage.equals("mail") && address != null ? address.value() : "")
                .reply(new Reply(reply.code(), reply.enhanced(), stage, reply.text()))
                .client(Address.firstIp(s, 0, result, ""))
                .action(reply.code().startsWith("4") ? "delayed" : "failed")
                .around(line)
                .build());
        return true;
    }

    /** Lines that only tell of a message: who sent it, from where. */
    private boolean stitch(String s, int n, Logbook book) {
        int from = key(s, "from=<", 0);
        int client = key(s, "client=", 0);
        if (from < 0 && client < 0) return false;
        int at = from < 0 ? client : client < 0 ? from : Math.min(from, client);
        String id = queueId(s, at);
        if (id.isEmpty() || id.equals("NOQUEUE")) return false;
        Logbook.Message m = book.message(id);
        if (from >= 0) m.sender = value(s, "from=", from, n);
        if (client >= 0) {
            int open = s.indexOf('[', client);
            int close = open < 0 ? -1 : s.indexOf(']', open);
            if (close > 0) m.client = s.substring(open + 1, close);
            String helo = value(s, "helo=", client, n);
            if (!helo.isEmpty()) m.helo = helo;
        }
        return s.contains("postfix/") || s.contains("sendmail[") || s.contains("sm-mta[");
    }

    /** The token with a colon before the first attribute: {@code 4A1555F826: to=}. */
    static String queueId(String s, int attribute) {
        int end = attribute;
        while (end > 0 && Scan.space(s.charAt(end - 1))) end--;
        if (end <= 0 || s.charAt(end - 1) != ':') return "";
        int start = end - 1;
        while (start > 0 && Scan.alnum(s.charAt(start - 1))) start--;
        return end - 1 - start >= 2 ? s.substring(start, end - 1) : "";
    }

    static String value(String s, String key, int from, int to) {
        int k = key(s, key, from);
        if (k < 0 || k >= to) return "";
        String value = Scan.after(s, k, s.length(), key, STOPS);
        if (value.isEmpty() && k + key.length() < s.length() && s.charAt(k + key.length()) == '"') {
            int close = s.indexOf('"', k + key.length() + 1);
            return close < 0 ? "" : bare(s.substring(k + key.length() + 1, close));
        }
        return value.endsWith(":") ? value.substring(0, value.length() - 1) : value;
    }

    private static String bare(String address) {
        return address.startsWith("<") && address.endsWith(">") ? address.substring(1, address.length() - 1) : address;
    }
}
