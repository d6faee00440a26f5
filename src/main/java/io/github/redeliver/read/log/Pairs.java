package io.github.redeliver.read.log;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.read.Address;
import io.github.redeliver.read.ReplyFinder;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Stage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lines of names and values ({@code code = 550, details = "5.1.1 no such user"}, {@code smtp.code=550 err="…"}), as
 * structured loggers print them, when a reply code has a name of its own there.
 */
final class Pairs implements LineFormat {
    private static final String[] CODES = {"code", "smtp_code", "smtpcode", "reply_code", "response_code", "status_code", "smtp.code", "status"};
    private static final String[] TEXTS = {"details", "detail", "reason", "message", "msg", "response", "reply", "error", "err", "text", "description"};
    private static final String[] RECIPIENTS = {"to", "rcpt", "recipient", "rcpt_to", "rcptto", "mailto", "smtp.rcptto"};
    private static final String[] SENDERS = {"from", "sender", "mail_from", "mailfrom", "smtp.mailfrom"};
    private static final String[] HOSTS = {"hostname", "host", "mx", "remote", "relay", "server"};
    private static final String[] CLIENTS = {"remote_ip", "remoteip", "client_ip", "client", "ip"};

    @Override
    public boolean read(Passage line, Logbook book) {
        String s = line.text();
        if (s.indexOf('=') < 0) return false;
        Map<String, int[]> pairs = pairs(s);
        if (pairs.size() < 2) return false;
        String code = first(s, pairs, CODES);
        if (code.length() != 3 || !Scan.digit(code.charAt(1)) || !Scan.digit(code.charAt(2)) || code.charAt(0) != '4' && code.charAt(0) != '5') return false;
        int[] text = null;
        for (String name : TEXTS) {
            if (text == null && pairs.containsKey(name)) text = pairs.get(name);
        }
        Passage said = text == null ? line : line.slice(text[0], text[1]);
        Reply read = ReplyFinder.read(said, Stage.named(s, 0, Math.min(s.length(), 400)));
        String enhanced = read.enhanced().isEmpty() ? ReplyFinder.enhanced(first(s, pairs, "enhanced", "enhanced_code", "dsn", "smtp_enchcode", "ecode", "secode")) : read.enhanced();
        String recipient = first(s, pairs, RECIPIENTS);
        Address.Span to = Address.next(recipient, 0, recipient.length());
        String sender = first(s, pairs, SENDERS);
        Address.Span from = Address.next(sender, 0, sender.length());
        String stage = read.stage().isEmpty() ? Stage.named("rejected " + s, 0, 30) : read.stage();
        book.failed(Incident.builder().recipient(to == null ? "" : to.value()).sender(from == null ? "" : from.value())
                .host(first(s, pairs, HOSTS)).client(ip(first(s, pairs, CLIENTS)))
                .reply(new Reply(read.code().isEmpty() ? code : read.code(), enhanced, stage, read.text()))
                .action(code.startsWith("4") ? "delayed" : "failed").around(line).build());
        return true;
    }

    private static String ip(String text) {
        return Address.isIp(text) ? text : "";
    }

    private static String first(String s, Map<String, int[]> pairs, String... names) {
        for (String name : names) {
            int[] span = pairs.get(name);
            if (span != null && span[1] > span[0]) return s.substring(span[0], span[1]);
        }
        return "";
    }

    /** Names with the spans of their values. */
    private static Map<String, int[]> pairs(String s) {
        Map<String, int[]> pairs = new LinkedHashMap<>();
        int i = s.indexOf('=');
        while (i > 0 && pairs.size() < 100) {
            int end = i;
            while (end > 0 && s.charAt(end - 1) == ' ') end--;
            int start = end;
            while (start > 0 && (Scan.alnum(s.charAt(start - 1)) || s.charAt(start - 1) == '_' || s.charAt(start - 1) == '.')) start--;
            int value = Scan.skipBlank(s, i + 1);
            int stop = value;
            if (value < s.length() && (s.charAt(value) == '"' || s.charAt(value) == '\'')) {
                char quote = s.charAt(value++);
                stop = value;
                while (stop < s.length() && s.charAt(stop) != quote) stop++;
            } else {
                while (stop < s.length() && s.charAt(stop) != ',' && s.charAt(stop) != ' ' && s.charAt(stop) != '\n' && s.charAt(stop) != ')') stop++;
            }
            if (start < end) pairs.putIfAbsent(Scan.lower(s.substring(start, end)), new int[] {Math.min(value, stop), stop});
            i = s.indexOf('=', Math.max(stop, i + 1));
        }
        return pairs;
    }
}
