package io.github.redeliver.read.log;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.read.Address;
import io.github.redeliver.read.Codes;
import io.github.redeliver.read.ReplyFinder;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Stage;
import io.github.redeliver.read.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines of names and values ({@code code = 550, details = "5.1.1 no such user"}, {@code smtp.code=550 err="…"}), as
 * structured loggers print them, when a reply code has a name of its own there.
 */
final class Pairs implements LineFormat {
    private final List<String> codes;
    private final List<String> statuses;
    private final List<String> texts;
    private final List<String> recipients;
    private final List<String> senders;
    private final List<String> hosts;
    private final List<String> clients;
    private final List<String> stages;
    private final List<String> verdicts;
    private final List<String> refused;
    private final List<String> deferred;

    Pairs(Words words) {
        this.codes = words.list("pairs.code");
        this.statuses = words.list("pairs.enhanced");
        this.texts = words.list("pairs.text");
        this.recipients = words.list("pairs.recipient");
        this.senders = words.list("pairs.sender");
        this.hosts = words.list("pairs.host");
        this.clients = words.list("pairs.client");
        this.stages = words.list("pairs.stage");
        this.verdicts = words.list("pairs.verdict");
        this.refused = words.list("pairs.refused");
        this.deferred = words.list("pairs.deferred");
    }

    @Override
    public boolean read(Passage line, Logbook book) {
        String s = line.text();
        if (s.indexOf('=') < 0) return false;
        Map<String, int[]> pairs = pairs(s);
        if (pairs.size() < 2) return false;
        String code = first(s, pairs, codes);
        if (code.isEmpty() && (verdict(line, s, pairs, book) || trouble(line, s, pairs, book))) return true;
        if (code.length() != 3 || !Codes.refusal(code, 0)) return false;
        int[] text = span(pairs, texts);
        Passage said = text == null ? line : line.slice(text[0], text[1]);
        Reply read = ReplyFinder.read(said, Stage.named(s, 0, Math.min(s.length(), 400)));
        String enhanced = read.enhanced().isEmpty() ? Codes.enhanced(first(s, pairs, statuses)) : read.enhanced();
        book.failed(Incident.builder().recipient(address(first(s, pairs, recipients))).sender(address(first(s, pairs, senders)))
                .host(first(s, pairs, hosts)).client(ip(first(s, pairs, clients)))
                .reply(new Reply(read.code().isEmpty() ? code : read.code(), enhanced, read.stage(), read.text()).at(Stage.in(s.substring(0, first(pairs)))))
                .action(code.startsWith("4") ? "delayed" : "failed").around(line).build());
        return true;
    }

    /** A decision of the server itself, with its words: {@code hook=rcpt params="<a@example.com>" retval=DENY msg="…"}. */
    private boolean verdict(Passage line, String s, Map<String, int[]> pairs, Logbook book) {
        String word = Scan.lower(first(s, pairs, verdicts));
        boolean later = deferred.contains(word);
        int[] text = span(pairs, texts);
        if (text == null || !later && !refused.contains(word)) return false;
        String stage = Stage.in(first(s, pairs, stages));
        String named = address(first(s, pairs, recipients));
        String to = named.isEmpty() && stage.equals("rcpt") ? address(s.substring(0, text[0])) : named;
        book.failed(Incident.builder().recipient(to).sender(address(first(s, pairs, senders))).client(ip(first(s, pairs, clients)))
                .reply(ReplyFinder.read(line.slice(text[0], text[1]), stage)).action(later ? "delayed" : "failed").around(line).build());
        return true;
    }

    /** An event without a reply, but with a reason and a host: {@code hostname = "mx.example.net", reason = "…"}. */
    private boolean trouble(Passage line, String s, Map<String, int[]> pairs, Logbook book) {
        int[] reason = span(pairs, List.of("reason", "details"));
        String host = first(s, pairs, hosts);
        if (reason == null || host.indexOf('.') < 0) return false;
        String words = s.substring(0, first(pairs));
        Passage said = line.slice(reason[0], reason[1]);
        Reply read = ReplyFinder.locate(said).filter(ReplyFinder.Hit::quoted).map(ReplyFinder.Hit::reply).orElse(new Reply("", "", "", line));
        book.hint(Incident.builder().recipient(address(first(s, pairs, recipients))).sender(address(first(s, pairs, senders))).host(host)
                .client(ip(first(s, pairs, clients))).reply(new Reply(read.code(), read.enhanced(), Stage.in(words), read.text())).around(line).build());
        return true;
    }

    private static String address(String text) {
        Address.Span span = Address.next(text, 0, text.length());
        return span == null ? "" : span.value();
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

    private static String first(String s, Map<String, int[]> pairs, List<String> names) {
        int[] span = span(pairs, names);
        return span == null ? "" : s.substring(span[0], span[1]);
    }

    /** Where the value of the first of these names stands that has one; or null. */
    private static int @org.jspecify.annotations.Nullable [] span(Map<String, int[]> pairs, List<String> names) {
        for (String name : names) {
            int[] span = pairs.get(name);
            if (span != null && span[1] > span[0]) return span;
        }
        return null;
    }

    /** Names with the spans of their values. */
    private static Map<String, int[]> pairs(String s) {
        Map<String, int[]> pairs = new LinkedHashMap<>();
        int i = s.indexOf('=');
        while (i >= 0 && pairs.size() < 100) {
            int end = Scan.skipSpaceBack(s, i);
            int start = Scan.wordStart(s, end, "_.");
            int value = Scan.skipBlank(s, i + 1);
            boolean quoted = s.startsWith("\"", value) || s.startsWith("'", value);
            if (quoted) value++;
            int stop = until(s, value, quoted ? s.substring(value - 1, value) : ", \n)");
            if (start < end) pairs.putIfAbsent(Scan.lower(s.substring(start, end)), new int[] {value, stop});
            i = s.indexOf('=', Math.max(stop, i + 1));
        }
        return pairs;
    }

    private static int until(String s, int from, String stops) {
        int i = from;
        while (i < s.length() && stops.indexOf(s.charAt(i)) < 0) i++;
        return i;
    }
}
