package io.github.redeliver.read.log;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.read.Address;
import io.github.redeliver.read.Codes;
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
        if (code.isEmpty() && trouble(line, s, pairs, book)) return true;
        if (code.length() != 3 || !Scan.digit(code.charAt(1)) || !Scan.digit(code.charAt(2)) || code.charAt(0) != '4' && code.charAt(0) != '5') return false;
        int[] text = null;
        for (String name : TEXTS) {
            if (text == null && pairs.containsKey(name)) text = pairs.get(name);
        }
        Passage said = text == null ? line : line.slice(text[0], text[1]);
        Reply read = ReplyFinder.read(said, Stage.named(s, 0, Math.min(s.length(), 400)));
        String enhanced = read.enhanced().isEmpty() ? Codes.enhanced(first(s, pairs, "enhanced", "enhanced_code", "dsn", "smtp_enchcode", "ecode", "secode")) : read.enhanced();
        Address.Span to = span(first(s, pairs, RECIPIENTS));
        Address.Span from = span(first(s, pairs, SENDERS));
        String stage = read.stage().isEmpty() ? Stage.in(s.substring(0, first(pairs))) : read.stage();
        book.failed(Incident.builder().recipient(to == null ? "" : to.value()).sender(from == null ? "" : from.value())
                .host(first(s, pairs, HOSTS)).client(ip(first(s, pairs, CLIENTS)))
                .reply(new Reply(read.code().isEmpty() ? code : read.code(), enhanced, stage, read.text()))
                .action(code.startsWith("4") ? "delayed" : "failed").around(line).build());
        return true;
    }

    /** An event without a reply, but with a reason and a host: {@code hostname = "mx.example.net", reason = "…"}. */
    private static boolean trouble(Passage line, String s, Map<String, int[]> pairs, Logbook book) {
        int[] reason = pairs.containsKey("reason") ? pairs.get("reason") : pairs.get("details");
        String host = first(s, pairs, HOSTS);
        if (reason == null || reason[1] <= reason[0] || host.indexOf('.') < 0) return false;
        String words = s.substring(0, first(pairs));
        Passage said = line.slice(reason[0], reason[1]);
        Reply read = ReplyFinder.locate(said).filter(ReplyFinder.Hit::quoted).map(ReplyFinder.Hit::reply).orElse(new Reply("", "", "", line));
        Address.Span to = span(first(s, pairs, RECIPIENTS));
        Address.Span from = span(first(s, pairs, SENDERS));
        book.hint(Incident.builder().recipient(to == null ? "" : to.value()).sender(from == null ? "" : from.value()).host(host)
                .client(ip(first(s, pairs, CLIENTS))).reply(new Reply(read.code(), read.enhanced(), Stage.in(words), read.text())).around(line).build());
        return true;
    }

    private static Address.@org.jspecify.annotations.Nullable Span span(String text) {
        return Address.next(text, 0, text.length());
    }

    /** Where the first name stands: before it are the words of the event. */
    private static int first(Map<String, int[]> pairs) {
        int least = Integer.MAX_VALUE;
        for (int[] span : pairs.values()) least = Math.min(least, span[0]);
        return least;
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
