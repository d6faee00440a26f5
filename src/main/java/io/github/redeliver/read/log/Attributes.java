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
import io.github.redeliver.read.Words;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Lines that tell of one recipient in {@code name=value} pairs: Postfix ({@code to=<a>, relay=…, dsn=…, status=bounced
 * (…)}), Sendmail ({@code dsn=…, stat=…}), OpenSMTPD ({@code stat="…"}), and whoever writes alike.
 */
final class Attributes implements LineFormat {
    private static final String STOPS = ", ;\t\n\"";

    private final Marks marks;
    /** The stages at which Sendmail asks its rule sets for their opinion ({@code ruleset=check_rcpt}). */
    private final Map<String, String> rulesets;

    Attributes(Marks marks, Words words) {
        this.marks = marks;
        this.rulesets = words.meanings(Map.of("connect", "rulesets.connect", "mail", "rulesets.mail", "rcpt", "rulesets.rcpt",
                "data", "rulesets.data", "end-of-data", "rulesets.end-of-data"));
    }

    @Override
    public boolean read(Passage line, Logbook book) {
        String s = line.text();
        int n = s.length();
        int to = key(s, "to=", 0);
        int status = key(s, "status=", 0);
        boolean half = to < 0 && status >= 0 && key(s, "from=<", 0) < 0 && marks.stated(s, status + 7);
        if (status >= 0) return to >= 0 || half ? postfix(line, s, n, status, to, book) : stitch(s, n, book);
        int stat = key(s, "stat=", 0);
        if (stat >= 0) return to >= 0 ? sendmail(line, s, n, stat, to, false, book) : stitch(s, n, book);
        int reject = key(s, "reject=", 0);
        if (reject >= 0) return sendmail(line, s, n, reject, to, true, book);
        int result = key(s, "result=", 0);
        int command = key(s, "command=", 0);
        if (result >= 0 && (command >= 0 || to >= 0)) return command(line, s, result, command, to, book);
        return stitch(s, n, book);
    }

    /** Position of {@code key} where a value starts that is no part of another name; or -1. */
    static int key(String s, String key, int from) {
        int i = s.indexOf(key, from);
        while (i > 0 && Scan.wordStart(s, i, "_?&") < i) i = s.indexOf(key, i + 1);
        return i;
    }

    private boolean postfix(Passage line, String s, int n, int status, int to, Logbook book) {
        int word = status + 7;
        int end = Scan.letters(s, word);
        String state = s.substring(word, end);
        int open = Scan.skipSpace(s, end);
        boolean bracket = s.startsWith("(", open);
        int from = bracket ? open + 1 : open;
        int close = bracket ? s.lastIndexOf(')') : n;
        if (close < from) close = n;
        Passage said = line.slice(from, close);
        String queueId = queueId(s, to);
        int until = to > status ? n : status; // collectors of logs may put the fields in an order of theirs
        String relay = value(s, "relay=", to, until);
        Peer relayed = Peer.at(relay, 0, relay.length()); // none where it is "none"
        String dsn = value(s, "dsn=", to, until);
        Reply reply = said(said, dsn);
        Peer peer = relayed == Peer.NONE ? Peer.in(said.text(), 0, said.length()) : relayed;
        Incident incident = Incident.builder()
                .recipient(value(s, "to=", to, until))
                .originalRecipient(value(s, "orig_to=", to, until))
                .reply(reply)
                .host(peer.host())
                .hostAddress(peer.address())
                .client(Address.firstIp(reply.text().text(), 0, reply.text().length(), peer.address()))
                .queueId(queueId)
                .action(Objects.requireNonNullElse(marks.state(state), "delayed"))
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
        if (!plain.code().isEmpty() && !plain.enhanced().isEmpty() && !another(plain.text().text(), plain.code())) return plain;
        Reply found = ReplyFinder.locate(plain.text()).filter(ReplyFinder.Hit::quoted).map(ReplyFinder.Hit::reply).orElse(plain);
        return found.code().isEmpty() ? plain : new Reply(found.code(), found.enhanced(), stage.isEmpty() ? found.stage() : stage, found.text());
    }

    /** Whether another code stands in a reply behind a mark that quotes. */
    private static boolean another(String s, String code) {
        for (int i = 4; i < s.length(); i++) {
            if (Codes.refusal(s, i) && !s.startsWith(code, i) && ":;='\"".indexOf(s.charAt(Scan.skipSpaceBack(s, i) - 1)) >= 0) return true;
        }
        return false;
    }

    static Reply withStatus(Reply reply, String dsn) {
        int end = Codes.enhancedAt(dsn, 0, 1);
        if (end < 0 || (!reply.enhanced().isEmpty() && reply.enhanced().charAt(0) == dsn.charAt(0))) return reply;
        return new Reply(reply.code(), dsn.substring(0, end), reply.stage(), reply.text());
    }

    private boolean sendmail(Passage line, String s, int n, int stat, int to, boolean reject, Logbook book) {
        Passage stated = quoted(line, s.indexOf('=', stat) + 1);
        Passage said = answer(line, s, stat, stated);
        String low = Scan.lower(stated.text());
        boolean delivered = Scan.startsWithAny(low, "sent", "delivered", "ok", "250");
        boolean queued = low.startsWith("queued");
        String dsn = value(s, "dsn=", 0, stat);
        Reply reply = said(said, dsn).at(rulesets.getOrDefault(value(s, "ruleset=", 0, stat), ""));
        boolean delayed = low.startsWith("deferred") || dsn.startsWith("4") || s.contains("TempFail") || reply.code().startsWith("4");
        Peer peer = relay(s);
        String sender = value(s, "from=", 0, stat);
        String recipient = to < 0 ? value(s, "arg1=", 0, stat) : value(s, "to=", to, n);
        Incident incident = Incident.builder()
                .recipient(bare(recipient))
                .sender(sender.isEmpty() ? value(s, "ctladdr=", 0, stat) : sender)
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
        if (at < 0 || at > stat || !Codes.refusal(s, at + 6)) return stated;
        int end = s.lastIndexOf(", ", stat);
        return line.slice(at + 6, end > at + 6 ? end : stat).strip();
    }

    /** {@code relay=mx.example.net. [192.0.2.1]}, {@code relay="192.0.2.1 (mx.example.net)"}. */
    private static Peer relay(String s) {
        int k = key(s, "relay=", 0);
        if (k < 0) return Peer.NONE;
        int from = s.startsWith("\"", k + 6) ? k + 7 : k + 6;
        int comma = s.indexOf(from > k + 6 ? '"' : ',', from);
        int end = comma < 0 ? s.length() : comma;
        Peer peer = Peer.at(s, from, end);
        if (!peer.host().isEmpty()) return peer;
        String name = Scan.between(s, from, end, '(', ')');
        return new Peer(Peer.at(name, 0, name.length()).host(), peer.address());
    }

    /** The value that starts at {@code from}: within its quotation marks, else all of the rest. */
    private static Passage quoted(Passage line, int from) {
        String s = line.text();
        if (!s.startsWith("\"", from)) return line.slice(from, s.length());
        int close = s.indexOf('"', from + 1);
        return line.slice(from + 1, close < 0 ? s.length() : close);
    }

    /** OpenSMTPD: {@code smtp failed-command command="RCPT TO:<a>" result="550 …"}. */
    private boolean command(Passage line, String s, int result, int command, int to, Logbook book) {
        String said = command < 0 ? "" : quoted(line, command + 8).text();
        String stage = Stage.ofCommand(said);
        Reply reply = ReplyFinder.read(quoted(line, result + 7), stage);
        if (!Codes.refusal(reply.code(), 0)) return false;
        Address.Span address = Address.next(said, 0, said.length());
        String named = address == null ? "" : address.value();
        book.failed(Incident.builder()
                .recipient(to >= 0 ? value(s, "to=", to, s.length()) : stage.equals("rcpt") ? named : "")
                .sender(stage.equals("mail") ? named : "")
                .reply(reply)
                .client(Address.firstIp(s, 0, result, ""))
                .action(reply.temporary() ? "delayed" : "failed")
                .around(line)
                .build());
        return true;
    }

    /** Lines that only tell of a message: who sent it, from where. */
    private boolean stitch(String s, int n, Logbook book) {
        int from = key(s, "from=<", 0);
        int client = key(s, "client=", 0);
        String id = queueId(s, from);
        if (id.isEmpty()) id = queueId(s, client);
        if (id.isEmpty()) return false;
        Logbook.Message m = book.message(id);
        if (from >= 0) m.sender = value(s, "from=", from, n);
        if (client >= 0) {
            m.client = Scan.between(s, client, n, '[', ']');
            m.helo = value(s, "helo=", client, n);
        }
        return Scan.containsAny(s, "postfix/", "sendmail[", "sm-mta[");
    }

    /** The token with a colon before the first attribute: {@code 4A1555F826: to=}. */
    static String queueId(String s, int attribute) {
        int end = Scan.skipSpaceBack(s, attribute);
        int start = Scan.wordStart(s, end - 1, "");
        boolean id = end > 0 && s.charAt(end - 1) == ':' && end - 1 - start >= 2 && !s.startsWith("NOQUEUE", start);
        return id ? s.substring(start, end - 1) : "";
    }

    static String value(String s, String key, int from, int to) {
        int k = key(s, key, from);
        if (k < 0 || k >= to) return "";
        if (s.startsWith("\"", k + key.length())) return bare(Scan.between(s, k, s.length(), '"', '"'));
        String value = Scan.after(s, k, s.length(), key, STOPS);
        return value.endsWith(":") ? value.substring(0, value.length() - 1) : value;
    }

    private static String bare(String address) {
        return address.startsWith("<") && address.endsWith(">") ? address.substring(1, address.length() - 1) : address;
    }
}
