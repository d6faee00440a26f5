package io.github.redeliver.evidence.spf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Macro strings (RFC 7208, 7). */
final class Macros {
    private static final String LETTERS = "slodiphv";
    private static final String EXPLANATION_LETTERS = "crt";
    private static final String DELIMITERS = ".-+,/_=";

    private Macros() {}

    /** Throws {@link SpfParser.Wrong} when the string is not by the grammar. */
    static void check(String s, boolean explanation) {
        walk(s, explanation, letter -> "", new StringBuilder());
    }

    /**
     * Expands a string.
     *
     * @param explanation true for an explanation, in which {@code c}, {@code r} and {@code t} and blanks may stand
     * @param values gives the value of a lower case letter
     */
    static String expand(String s, boolean explanation, IntFunction<String> values) {
        StringBuilder out = new StringBuilder(s.length() + 32);
        walk(s, explanation, values, out);
        return out.toString();
    }

    private static void walk(String s, boolean explanation, IntFunction<String> values, StringBuilder out) {
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c != '%') {
                if (c > 0x7e || c < (explanation ? 0x20 : 0x21)) throw new SpfParser.Wrong("a character that is not allowed stands in " + s);
                out.append(c);
                continue;
            }
            char next = ++i < s.length() ? s.charAt(i) : 0;
            switch (next) {
                case '%' -> out.append('%');
                case '_' -> out.append(' ');
                case '-' -> out.append("%20");
                case '{' -> {
                    int end = s.indexOf('}', i);
                    if (end < 0) throw new SpfParser.Wrong("a macro is not closed in " + s);
                    out.append(macro(s.substring(i + 1, end), explanation, values));
                    i = end;
                }
                default -> throw new SpfParser.Wrong("% must be followed by {, %, _ or - in " + s);
            }
        }
    }

    private static String macro(String body, boolean explanation, IntFunction<String> values) {
        char letter = body.isEmpty() ? 0 : body.charAt(0);
        char lower = Character.toLowerCase(letter);
        if (letter == 0 || letter > 'z' || (LETTERS.indexOf(lower) < 0 && !(explanation && EXPLANATION_LETTERS.indexOf(lower) >= 0))) {
            throw new SpfParser.Wrong("there is no macro %{" + body + "}");
        }
        int i = 1;
        while (i < body.length() && body.charAt(i) >= '0' && body.charAt(i) <= '9') i++;
        int keep = 0;
        if (i > 1) {
            keep = i > 4 ? 128 : Integer.parseInt(body.substring(1, i));
            if (keep == 0) throw new SpfParser.Wrong("%{" + body + "} keeps no label");
        }
        boolean reverse = i < body.length() && (body.charAt(i) == 'r' || body.charAt(i) == 'R');
        String delimiters = body.substring(reverse ? i + 1 : i);
        for (int k = 0; k < delimiters.length(); k++) {
            if (DELIMITERS.indexOf(delimiters.charAt(k)) < 0) throw new SpfParser.Wrong("there is no macro %{" + body + "}");
        }
        String value = values.apply(lower);
        if (keep > 0 || reverse || !delimiters.isEmpty()) value = transform(value, keep, reverse, delimiters.isEmpty() ? "." : delimiters);
        return letter == lower ? value : escape(value);
    }

    private static String transform(String value, int keep, boolean reverse, String delimiters) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || delimiters.indexOf(value.charAt(i)) >= 0) {
                parts.add(value.substring(from, i));
                from = i + 1;
            }
        }
        if (reverse) Collections.reverse(parts);
        return String.join(".", keep > 0 && keep < parts.size() ? parts.subList(parts.size() - keep, parts.size()) : parts);
    }

    private static String escape(String value) {
        StringBuilder out = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
            out.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return out.toString();
    }
}
