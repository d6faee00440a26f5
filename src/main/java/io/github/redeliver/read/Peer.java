package io.github.redeliver.read;

/**
 * Who spoke, as reports name it: {@code host mx.example.net[192.0.2.1] said}, {@code while talking to mx.example.net.},
 * {@code mx.example.net rejected it}, {@code Remote-MTA: dns; mx.example.net}.
 *
 * @param host name without final dot, or {@code ""}
 * @param address IP address, or {@code ""}
 */
public record Peer(String host, String address) {
    public static final Peer NONE = new Peer("", "");

    /** Words that stand right before the name of a host that spoke, the surest first. Lower case. */
    private static final String[] BEFORE = {
        "while talking to ", "remote-mta: dns; ", "remote-mta: dns;", "{fqdn=", "lost connection with ", "conversation with ", "connect to ", "connection to ",
        "connected to ", "host ", "sending to ", "rejected by ", "offered by ", "relay=", "server at ", "delivered to mailbox by ",
        "reporting by ", "refused by ", "timed out with ", "reset by ", "domain by ", " by ", "remote server ", "remote host ", "serveur : '", "server: '", "h="
    };

    /** Words that stand right after it. */
    private static final String[] AFTER = {
        " rejected", " gave this error", " said", " refused", " replied", " returned", " responded", " answered", " does not like",
        " failed after", " #5", " #4", " #<", ": #"
    };

    /** The peer named between {@code from} and {@code to}; the last one named by the surest words. */
    public static Peer in(String text, int from, int to) {
        for (String before : BEFORE) {
            int i = Math.min(to, text.length());
            while ((i = lastBefore(text, before, from, i)) >= 0) {
                int start = i + before.length();
                while (start < to && (Scan.space(text.charAt(start)) || text.charAt(start) == '<')) start++;
                Peer peer = at(text, start, to);
                if (peer != NONE && !(before.length() < 6 && peer.host.isEmpty())) return peer;
                i--;
                if (i < from) break;
            }
        }
        for (String after : AFTER) {
            int k = indexOf(text, after, from, to);
            if (k > from) {
                int bracket = "])".indexOf(text.charAt(k - 1)) < 0 ? k : Math.max(from, Math.max(text.lastIndexOf('[', k), text.lastIndexOf('(', k)));
                int start = Scan.wordStart(text, Scan.skipSpaceBack(text, bracket), ".-_");
                Peer peer = at(text, Math.max(from, start), to);
                if (peer == NONE) peer = at(text, bracket, to); // "host [192.0.2.1] said"
                if (peer != NONE) return peer;
            }
        }
        return NONE;
    }

    private static int lastBefore(String text, String word, int from, int to) {
        for (int i = Math.min(to, text.length()) - word.length(); i >= from; i--) {
            if (Scan.at(text, i, word) && (i == 0 || !Scan.letter(word.charAt(0)) || !Scan.alnum(text.charAt(i - 1)))) return i;
        }
        return -1;
    }

    private static int indexOf(String text, String word, int from, int to) {
        for (int i = from; i + word.length() <= to; i++) {
            if (Scan.at(text, i, word)) return i;
        }
        return -1;
    }

    /** The host that stands at {@code at}: {@code name[ip]}, {@code name [ip]}, {@code name (ip)}, {@code [ip]}, {@code ip}. */
    public static Peer at(String text, int at, int to) {
        int i = at;
        int ip = Address.ipEnd(text, i, to);
        if (ip > i) return new Peer("", text.substring(i, ip));
        int end = Address.hostEnd(text, i, to);
        String host = end > i ? text.substring(i, end) : "";
        if (host.isEmpty() && i < to && Scan.alnum(text.charAt(i))) {
            int word = i;
            while (word < to && Scan.alnum(text.charAt(word))) word++;
            if (word < to && text.charAt(word) == '[') {
                host = text.substring(i, word);
                end = word;
            } else {
                return NONE;
            }
        }
        if (!host.isEmpty() && !Scan.letter(host.charAt(host.length() - 1)) && host.indexOf('*') < 0) return NONE;
        i = host.isEmpty() ? i : end;
        if (i < to && text.charAt(i) == '.') i++;
        int open = Scan.skipSpace(text, i);
        if (open < to && open - i < 8 && "[(,".indexOf(text.charAt(open)) >= 0) {
            int start = open + 1;
            if (Scan.at(text, start, "ipv6:")) start += 5;
            start = Scan.skipBlank(text, start);
            int close = Address.ipEnd(text, start, to);
            if (close > start) return new Peer(host, text.substring(start, close));
        }
        return host.isEmpty() ? NONE : new Peer(host, "");
    }
}
