package io.github.redeliver.evidence.spf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes a record from what sends for a domain. Not thread-safe. */
public final class SpfBuilder {
    private static final int STRING = 255;

    private final Set<String> terms = new LinkedHashSet<>();
    private String all = "~all";

    /** The host of the domain itself sends. */
    public SpfBuilder a() {
        return term("a");
    }

    /** The hosts of these names send. */
    public SpfBuilder a(String host) {
        return term("a:" + host);
    }

    /** The domain's mail exchangers send. */
    public SpfBuilder mx() {
        return term("mx");
    }

    /** The mail exchangers of another domain send. */
    public SpfBuilder mx(String domain) {
        return term("mx:" + domain);
    }

    /** An address or network, of either family, sends. */
    public SpfBuilder ip(String network) {
        return term((network.indexOf(':') >= 0 ? "ip6:" : "ip4:") + network);
    }

    /** Whoever that domain's record names sends. */
    public SpfBuilder include(String domain) {
        return term("include:" + domain);
    }

    /** A term as it is to stand in the record. */
    public SpfBuilder term(String term) {
        terms.add(term);
        return this;
    }

    /**
     * What holds for everybody else.
     *
     * @param result {@code fail}, {@code softfail}, {@code neutral} or {@code none} (no final term)
     * @throws IllegalArgumentException for another word
     */
    public SpfBuilder all(String result) {
        all = switch (result.toLowerCase(Locale.ROOT)) {
            case "fail", "-all" -> "-all";
            case "softfail", "~all" -> "~all";
            case "neutral", "?all" -> "?all";
            case "none" -> "";
            default -> throw new IllegalArgumentException("all can be fail, softfail, neutral or none, not " + result);
        };
        return this;
    }

    /**
     * The record in one piece.
     *
     * @throws IllegalArgumentException when a term is not by the grammar; the message names it
     */
    public String record() {
        StringBuilder out = new StringBuilder("v=spf1");
        for (String t : terms) out.append(' ').append(t);
        if (!all.isEmpty()) out.append(' ').append(all);
        SpfRecord read = SpfParser.parse(out.toString());
        if (!read.valid()) throw new IllegalArgumentException(read.errorTerm() + ": " + read.error());
        return out.toString();
    }

    /** A record as strings of at most 255 octets each, cut at blanks where possible (RFC 7208, 3.3). */
    public static List<String> strings(String record) {
        List<String> out = new ArrayList<>();
        String rest = record;
        while (rest.getBytes(StandardCharsets.UTF_8).length > STRING) {
            int cut = Math.min(STRING, rest.length());
            while (rest.substring(0, cut).getBytes(StandardCharsets.UTF_8).length > STRING) cut--;
            int blank = rest.lastIndexOf(' ', cut - 1);
            if (blank > 0) cut = blank + 1; // the blank stays at the end of the string: strings are joined without one
            out.add(rest.substring(0, cut));
            rest = rest.substring(cut);
        }
        out.add(rest);
        return List.copyOf(out);
    }

    /** The line for a zone file, with final dot, cut into strings where it is long. */
    public static String zoneLine(String domain, String record) {
        StringBuilder out = new StringBuilder(domain).append(domain.endsWith(".") ? "" : ".").append(" IN TXT");
        List<String> strings = strings(record);
        if (strings.size() > 1) out.append(" (");
        for (String s : strings) out.append(" \"").append(s.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
        return out.append(strings.size() > 1 ? " )" : "").toString();
    }
}
