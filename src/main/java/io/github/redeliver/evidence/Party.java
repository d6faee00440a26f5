package io.github.redeliver.evidence;

import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is who in an incident, from what the caller knows and what was read. Texts are {@code ""} where unknown.
 *
 * @param ip the address that the receiver saw
 * @param own the sender's own address where the receiver saw another, else {@code ip}
 * @param helo the HELO name
 * @param from the From domain
 * @param mailFrom the domain of the reverse-path
 * @param reversePath the reverse-path
 * @param recipient the recipient's domain
 * @param host the host that spoke
 * @param hostAddress its address
 */
record Party(
        @Nullable Address ip,
        @Nullable Address own,
        String helo,
        String from,
        String mailFrom,
        String reversePath,
        String recipient,
        String host,
        @Nullable Address hostAddress) {
    private static final int MOST_TEXT = 20_000;

    /** Words before the name of the host that a message came from. */
    private static final Set<String> OF_CLIENT = Set.of("from", "client", "helo", "ehlo", "ip", "sender");

    static Party of(Incident incident, Context context, Resolver dns) {
        String text = text(incident);
        Address hostAddress = Address.read(incident.hostAddress());
        Address known = Address.read(context.ip());
        Address client = Address.read(incident.client());
        String path = path(incident, text);
        String helo = first(context.helo(), incident.helo(), greeted(incident.steps()));
        String from = domain(first(context.from(), incident.returned().from(), path));
        String host = Domains.tidy(first(context.host(), incident.host()));
        String mailFrom = path.isEmpty() || !path.contains("@") ? from : domain(path);
        String recipient = domain(incident.recipient());
        if (recipient.isEmpty()) recipient = recipientIn(text, from, mailFrom, helo, host, dns);
        Address seen = seen(text, incident.around().text(), known, hostAddress, client);
        return new Party(seen, known == null ? seen : known, helo.strip(), from, mailFrom, path, recipient, host, hostAddress);
    }

    /** What there is to read: the reply, then the text around it. */
    static String text(Incident incident) {
        String all = incident.reply().text().text() + "\n" + incident.around().text();
        return all.length() > MOST_TEXT ? all.substring(0, MOST_TEXT) : all;
    }

    private static String first(String... texts) {
        for (String t : texts) if (!t.isBlank()) return t.strip();
        return "";
    }

    private static String domain(String address) {
        String d = Domains.of(address);
        return Domains.askable(d) ? d : "";
    }

    /** The reverse-path; not a bounce's own sender. */
    private static String path(Incident incident, String text) {
        String path = first(incident.returned().reversePath(), said(incident.steps()), field(text, "return-path:"), incident.sender());
        if (path.startsWith("<") && path.endsWith(">")) path = path.substring(1, path.length() - 1);
        return path.toLowerCase(Locale.ROOT).startsWith("mailer-daemon") ? "" : path;
    }

    private static String said(List<Step> steps) {
        for (Step s : steps) {
            String c = s.command().strip();
            int open = c.indexOf('<');
            int close = c.indexOf('>', open + 1);
            if (c.regionMatches(true, 0, "MAIL FROM:", 0, 10) && open > 0 && close > open + 1) return c.substring(open + 1, close);
        }
        return "";
    }

    /** The address of a header field that stands in the text. */
    private static String field(String text, String name) {
        for (int from = 0; from < text.length(); ) {
            int to = text.indexOf('\n', from);
            if (to < 0) to = text.length();
            int at = from;
            while (at < to && (text.charAt(at) == ' ' || text.charAt(at) == '>')) at++;
            if (text.regionMatches(true, at, name, 0, name.length())) {
                String value = text.substring(at + name.length(), to).strip();
                int open = value.indexOf('<');
                int close = value.indexOf('>', open + 1);
                if (open >= 0 && close > open) value = value.substring(open + 1, close);
                if (value.indexOf('@') > 0 && value.indexOf(' ') < 0) return value;
            }
            from = to + 1;
        }
        return "";
    }

    private static String greeted(List<Step> steps) {
        for (Step s : steps) {
            String c = s.command().strip();
            if (c.regionMatches(true, 0, "EHLO ", 0, 5) || c.regionMatches(true, 0, "HELO ", 0, 5)) return c.substring(5).strip();
        }
        return "";
    }

    /**
     * The address that the receiver speaks of: the one that the caller names where the text has it or names none, else
     * the only other one in the text.
     */
    private static @Nullable Address seen(
            String text, String around, @Nullable Address known, @Nullable Address host, @Nullable Address client) {
        List<Address> named = bracketed(text);
        named.removeIf(a -> a.equals(host) || a.internal());
        if (known != null) {
            if (named.contains(known) || text.contains(known.text())) return known;
            if (client != null && !client.equals(known) && !client.equals(host)) return client;
            named.removeIf(a -> ofHost(text, a) || ofPeer(around, a));
            return named.stream().distinct().count() == 1 ? named.get(0) : known;
        }
        if (client != null) return client;
        named.removeIf(a -> ofHost(text, a) || ofPeer(around, a));
        return named.stream().distinct().count() == 1 ? named.get(0) : null;
    }

    /** True for {@code mx.example.net[192.0.2.1]:25} and the like: the address of the host named before it. */
    private static boolean ofHost(String text, Address a) {
        int at = text.indexOf('[' + a.text());
        if (at < 0) at = text.indexOf('(' + a.text());
        if (at <= 0) return false;
        int end = text.indexOf(text.charAt(at) == '[' ? ']' : ')', at);
        boolean port = end > 0 && text.startsWith(":25", end + 1);
        return port || (Character.isLetterOrDigit(text.charAt(at - 1)) && !text.startsWith("unknown", Math.max(0, at - 7)));
    }

    /**
     * True for {@code mx.example.net [192.0.2.1] #<}, {@code mx.example.net. (192.0.2.1)} and the like in what stands about a
     * reply: a name before an address is the host that was spoken to, unless a word says that it came from there. Within
     * a reply it is the host that the receiver saw.
     */
    private static boolean ofPeer(String around, Address a) {
        int at = around.indexOf('[' + a.text());
        if (at < 0) at = around.indexOf('(' + a.text());
        if (at < 0) return false;
        int end = at;
        while (end > 0 && at - end < 4 && " .([".indexOf(around.charAt(end - 1)) >= 0) end--;
        int from = nameStart(around, end);
        if (around.substring(from, end).indexOf('.') < 0) return false;
        for (int words = 0; words < 2; words++) { // "client host", "received: from"
            int last = from;
            while (last > 0 && " <('\"".indexOf(around.charAt(last - 1)) >= 0) last--;
            from = nameStart(around, last);
            if (OF_CLIENT.contains(around.substring(from, last).toLowerCase(Locale.ROOT))) return false;
        }
        return true;
    }

    private static int nameStart(String text, int end) {
        int from = end;
        while (from > 0 && (Character.isLetterOrDigit(text.charAt(from - 1)) || ".-_".indexOf(text.charAt(from - 1)) >= 0)) from--;
        return from;
    }

    /** Addresses in square brackets or parentheses. */
    static List<Address> bracketed(String text) {
        List<Address> out = new ArrayList<>();
        for (int i = 0; i < text.length() && out.size() < 20; i++) {
            char c = text.charAt(i);
            if (c != '[' && c != '(') continue;
            int end = i + 1;
            while (end < text.length() && end - i < 50 && text.charAt(end) != ']' && text.charAt(end) != ')' && text.charAt(end) > ' ') end++;
            Address a = Address.read(text.substring(i + 1, end));
            if (a != null) out.add(a);
        }
        return out;
    }

    /**
     * Where no recipient was read: the domain in the text whose mail exchangers are on record. Only a record is looked
     * at in this way, so that a text cannot make us ask for names of its choice.
     */
    private static String recipientIn(String text, String from, String mailFrom, String helo, String host, Resolver dns) {
        List<DnsAnswer> record = dns.recorded();
        String lower = text.toLowerCase(Locale.ROOT);
        String best = "";
        for (DnsAnswer a : record) {
            String name = Domains.tidy(a.name());
            boolean ours = name.equals(from) || name.equals(mailFrom) || name.equals(Domains.tidy(helo)) || name.equals(host);
            boolean useful = a.type().equals("MX") || (best.isEmpty() && (a.type().equals("A") || a.type().equals("NS")));
            if (ours || !useful || !Domains.askable(name) || !wordIn(lower, name)) continue;
            if (a.type().equals("MX")) return name;
            best = name;
        }
        if (!best.isEmpty()) return best;
        for (DnsAnswer a : record) {
            String name = Domains.tidy(a.name());
            if (a.type().equals("MX") && !name.equals(from) && !name.equals(mailFrom) && !name.equals(Domains.tidy(helo))) return name;
        }
        return "";
    }

    private static boolean wordIn(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            char before = at == 0 ? ' ' : text.charAt(at - 1);
            int end = at + word.length();
            char after = end == text.length() ? ' ' : text.charAt(end);
            char then = end + 1 < text.length() ? text.charAt(end + 1) : ' ';
            boolean open = !Character.isLetterOrDigit(before) && before != '-' && before != '.';
            boolean closed = !Character.isLetterOrDigit(after) && after != '-' && !(after == '.' && Character.isLetterOrDigit(then));
            if (open && closed) return true;
        }
        return false;
    }
}
