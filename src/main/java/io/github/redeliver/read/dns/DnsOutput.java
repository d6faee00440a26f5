package io.github.redeliver.read.dns;

import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.DnsAnswer.Outcome;
import io.github.redeliver.read.Address;
import io.github.redeliver.read.Scan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the output of {@code dig}, {@code host} and {@code nslookup} (of BIND and of Windows) in a text. Reads line by
 * line in one pass; what is no such output gives nothing.
 */
public final class DnsOutput {
    private static final int MOST_LINES = 5_000;
    private static final int LONGEST_LINE = 4_000;
    private static final int MOST_ANSWERS = 200;
    private static final Set<String> TYPES = Set.of("A", "AAAA", "MX", "TXT", "PTR", "NS", "CNAME", "TLSA", "SOA");

    private final Map<String, List<String>> found = new LinkedHashMap<>();
    private final Map<String, Outcome> failed = new LinkedHashMap<>();
    private String status = "";
    private String asked = "";
    private String setType = "A";
    private String lastName = "";
    private boolean serverBlock;

    private DnsOutput() {}

    /** The answers in a text, in order; empty where there are none. */
    public static List<DnsAnswer> read(String text) {
        if (!worthReading(text)) return List.of();
        DnsOutput out = new DnsOutput();
        int from = 0;
        for (int n = 0; n < MOST_LINES && from <= text.length(); n++) {
            int to = text.indexOf('\n', from);
            if (to < 0) to = text.length();
            if (to - from <= LONGEST_LINE) out.line(text.substring(from, to).strip());
            from = to + 1;
        }
        return out.answers();
    }

    /** Whether a text begins with such output or with the command that asked for it, and so is no bounce. */
    public static boolean begins(String text) {
        int from = Scan.skipSpace(text, 0);
        String line = text.substring(from, Math.min(Scan.lineEnd(text, from), from + LONGEST_LINE)).strip();
        String first = line.toLowerCase(Locale.ROOT);
        for (String command : new String[] {"nslookup", "dig", "host"}) {
            int at = first.indexOf(command);
            boolean prompt = at == 0 || at > 0 && at < 60 && "$#>% \\/".indexOf(first.charAt(at - 1)) >= 0;
            if (!prompt) continue;
            String rest = first.substring(at + command.length());
            boolean asks = at > 0 || rest.indexOf('.') > 0 || Scan.startsWithAny(rest, " +", " -", " @");
            if (rest.isEmpty() || rest.charAt(0) == ' ' && asks) return true;
        }
        if (Scan.startsWithAny(first, "; <<>> dig", ";; ", "server:", "> set ", "set type=", "set q=", "set querytype=")) return true;
        DnsOutput out = new DnsOutput();
        out.line(line);
        return !out.answers().isEmpty();
    }

    /** What stands in such output. */
    private static final String[] MARKS = {
        " IN ", "\tIN\t", "->>HEADER<<-", "mail exchanger", "domain name pointer", " has address ", "is handled by", "descriptive text", "name = ", "text =",
        "Non-existent domain", "can't find", "not found: ", "has no ", "Server:", "primary name server"
    };

    private static boolean worthReading(String text) {
        return Scan.containsAny(text, MARKS);
    }

    private List<DnsAnswer> answers() {
        List<DnsAnswer> out = new ArrayList<>();
        found.forEach((q, values) -> out.add(answer(q, Outcome.FOUND, values)));
        failed.forEach((q, outcome) -> {
            if (!found.containsKey(q)) out.add(answer(q, outcome, List.of()));
        });
        return out.size() > MOST_ANSWERS ? out.subList(0, MOST_ANSWERS) : out;
    }

    private static DnsAnswer answer(String question, Outcome outcome, List<String> values) {
        int blank = question.indexOf(' ');
        return new DnsAnswer(question.substring(0, blank), question.substring(blank + 1), outcome, values);
    }

    private void line(String line) {
        if (line.startsWith(">") && !line.startsWith(">>")) line = line.substring(1).strip();
        if (line.isEmpty()) {
            serverBlock = false;
            return;
        }
        String lower = line.toLowerCase(Locale.ROOT);
        if (Scan.startsWithAny(lower, "set type=", "set q=", "set querytype=")) {
            setType = line.substring(line.indexOf('=') + 1).strip().toUpperCase(Locale.ROOT);
        } else if (line.startsWith(";")) {
            digComment(line);
        } else if (!host(line, lower) && !nslookup(line, lower)) {
            record(line);
        }
    }

    /** {@code ;; ->>HEADER<<- … status: NXDOMAIN} and {@code ;example.com. IN MX}. */
    private void digComment(String line) {
        int at = line.indexOf("status: ");
        if (at > 0) {
            int comma = line.indexOf(',', at);
            status = line.substring(at + 8, comma < 0 ? line.length() : comma);
            asked = "";
        } else if (Scan.containsAny(line, "connection timed out", "no servers could be reached")) {
            status = "TIMEOUT";
            fail(asked, Outcome.TIMEOUT);
        } else if (!line.startsWith(";;")) {
            String[] w = words(line.substring(1));
            if (w.length == 3 && w[1].equals("IN") && TYPES.contains(w[2])) {
                asked = name(w[0]) + ' ' + w[2];
                switch (status) {
                    case "NXDOMAIN" -> fail(asked, Outcome.NXDOMAIN);
                    case "SERVFAIL", "REFUSED" -> fail(asked, Outcome.SERVFAIL);
                    case "NOERROR" -> fail(asked, Outcome.NODATA);
                    default -> { }
                }
            }
        }
    }

    /** {@code example.com. 300 IN MX 10 mail.example.com.} */
    private void record(String line) {
        String[] w = words(line);
        for (int i = 1; i < Math.min(3, w.length - 1); i++) {
            if (!w[i].equals("IN") || i + 2 > w.length - 1 || !TYPES.contains(w[i + 1])) continue;
            int at = line.indexOf(w[i + 1], line.indexOf(" IN") < 0 ? line.indexOf("\tIN") : line.indexOf(" IN")) + w[i + 1].length();
            add(w[0], w[i + 1], line.substring(at).strip());
            return;
        }
    }

    private boolean host(String line, String lower) {
        int at;
        if ((at = lower.indexOf(" has address ")) > 0) return add(line.substring(0, at), "A", line.substring(at + 13));
        if ((at = lower.indexOf(" has ipv6 address ")) > 0) return add(line.substring(0, at), "AAAA", line.substring(at + 18));
        if ((at = lower.indexOf(" mail is handled by ")) > 0) return add(line.substring(0, at), "MX", line.substring(at + 20));
        if ((at = lower.indexOf(" domain name pointer ")) > 0) return add(line.substring(0, at), "PTR", line.substring(at + 21));
        if ((at = lower.indexOf(" descriptive text ")) > 0) return add(line.substring(0, at), "TXT", line.substring(at + 18));
        if (lower.startsWith("host ") && (at = lower.indexOf(" not found: ")) > 5) {
            Outcome o = lower.contains("servfail") ? Outcome.SERVFAIL : lower.contains("nxdomain") ? Outcome.NXDOMAIN : Outcome.NODATA;
            String host = name(line.substring(5, at));
            return fail(host + ' ' + (host.endsWith(".arpa") ? "PTR" : setType), o);
        }
        if ((at = lower.indexOf(" has no ")) > 0 && lower.endsWith(" record") && at + 8 < line.length() - 7) {
            String type = line.substring(at + 8, line.length() - 7).strip().toUpperCase(Locale.ROOT);
            return TYPES.contains(type) && fail(name(line.substring(0, at)) + ' ' + type, Outcome.NODATA);
        }
        return false;
    }

    private boolean nslookup(String line, String lower) {
        int at;
        if (lower.startsWith("server:")) {
            serverBlock = true;
            return true;
        }
        if (lower.startsWith("address:") || lower.startsWith("addresses:")) {
            if (!serverBlock && !lastName.isEmpty()) {
                String value = line.substring(line.indexOf(':') + 1).strip();
                return add(lastName, value.indexOf(':') >= 0 ? "AAAA" : "A", value);
            }
            return true;
        }
        if (lower.startsWith("name:")) {
            lastName = name(line.substring(5));
            serverBlock = false;
            return true;
        }
        if (lower.startsWith("primary name server = ")) {
            // only the zone's own record came: the name has none of the type that was asked for
            return fail(lastName + ' ' + setType, Outcome.NODATA);
        }
        if (!serverBlock && line.indexOf('.') > 0 && line.indexOf(' ') < 0 && line.indexOf('=') < 0 && line.indexOf(':') < 0) {
            lastName = name(line);
            return false;
        }
        if ((at = lower.indexOf("mx preference = ")) > 0) {
            int comma = line.indexOf(',', at);
            int equals = line.indexOf('=', comma < 0 ? line.length() : comma);
            if (comma > 0 && equals > 0) return add(line.substring(0, at), "MX", line.substring(at + 16, comma).strip() + ' ' + root(line.substring(equals + 1)));
        }
        if ((at = lower.indexOf("mail exchanger = ")) > 0) return add(line.substring(0, at), "MX", root(line.substring(at + 17)));
        if ((at = lower.indexOf("name = ")) > 0) return add(line.substring(0, at), "PTR", line.substring(at + 7));
        if (lower.endsWith("text =")) {
            lastName = name(line.substring(0, line.length() - 6));
            return true;
        }
        if ((at = lower.indexOf("text = ")) > 0) return add(line.substring(0, at), "TXT", line.substring(at + 7));
        if (line.startsWith("\"") && !lastName.isEmpty()) return add(lastName, "TXT", line);
        if ((at = lower.indexOf("can't find ")) >= 0) {
            int colon = lower.indexOf(": ", at);
            if (colon < 0) return false;
            String host = name(line.substring(at + 11, colon));
            String why = lower.substring(colon);
            Outcome o = why.contains("servfail") || why.contains("server failed") ? Outcome.SERVFAIL
                    : why.contains("nxdomain") || why.contains("non-existent") ? Outcome.NXDOMAIN : Outcome.NODATA;
            return fail(host + ' ' + (host.endsWith(".arpa") || Address.isIp(host) ? "PTR" : setType), o);
        }
        return false;
    }

    private static String root(String host) {
        return host.strip().replace("(root)", ".");
    }

    private boolean add(String owner, String type, String value) {
        String name = name(owner);
        String v = value.strip();
        if (type.equals("TXT")) v = unquoted(v);
        else if (v.length() > 1 && v.endsWith(".") && !v.endsWith(" .")) v = v.substring(0, v.length() - 1);
        if (name.isEmpty() || v.isEmpty() || name.indexOf(' ') >= 0 || found.size() >= MOST_ANSWERS) return false;
        List<String> values = found.computeIfAbsent(name + ' ' + type, k -> new ArrayList<>());
        if (values.size() < 50 && !values.contains(v)) values.add(v);
        return true;
    }

    private boolean fail(String question, Outcome outcome) {
        int blank = question.lastIndexOf(' ');
        boolean one = blank > 0 && question.indexOf(' ') == blank && TYPES.contains(question.substring(blank + 1));
        if (!one || failed.size() >= MOST_ANSWERS) return false;
        failed.putIfAbsent(question, outcome);
        return true;
    }

    /** {@code "one" "two"} as DNS joins it. */
    private static String unquoted(String s) {
        if (!s.startsWith("\"")) return s;
        StringBuilder out = new StringBuilder(s.length());
        boolean inside = false;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '\\' && i + 1 < s.length()) out.append(s.charAt(++i));
            else if (c == '"') inside = !inside;
            else if (inside) out.append(c);
        }
        return out.toString();
    }

    private static String name(String s) {
        String n = s.strip().toLowerCase(Locale.ROOT);
        if (n.startsWith("*** ")) n = n.substring(4);
        return n.length() > 1 && n.endsWith(".") ? n.substring(0, n.length() - 1) : n;
    }

    private static String[] words(String line) {
        List<String> out = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= line.length() && out.size() < 12; i++) {
            boolean blank = i == line.length() || line.charAt(i) <= ' ';
            if (!blank && from < 0) from = i;
            if (blank && from >= 0) {
                out.add(line.substring(from, i));
                from = -1;
            }
        }
        return out.toArray(new String[0]);
    }
}
