package io.github.redeliver.evidence.spf;

import io.github.redeliver.evidence.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads records by the grammar of RFC 7208, 12. Never throws: an error stands in the record. */
public final class SpfParser {
    private static final int MOST_TERMS = 1000;

    private SpfParser() {}

    /** Reads a record that {@link SpfRecord#isSpf} accepts. After an error the remaining terms are still read. */
    public static SpfRecord parse(String text) {
        List<SpfTerm> terms = new ArrayList<>();
        String error = "";
        String errorTerm = "";
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7e || c < 0x20) {
                error = c > 0x7e ? "only ASCII is allowed, this has " + shown(c) : "a control character stands in it";
                errorTerm = around(text, i);
                break;
            }
        }
        int from = 6;
        while (from < text.length() && terms.size() < MOST_TERMS) {
            int to = text.indexOf(' ', from);
            if (to < 0) to = text.length();
            if (to > from) {
                String term = text.substring(from, to);
                try {
                    SpfTerm t = term(term);
                    if (error.isEmpty() && (t.name().equals("redirect") || t.name().equals("exp")) && has(terms, t.name())) {
                        error = t.name() + "= stands in it twice";
                        errorTerm = term;
                    }
                    terms.add(t);
                } catch (Wrong e) {
                    if (error.isEmpty()) {
                        error = String.valueOf(e.getMessage());
                        errorTerm = term;
                    }
                }
            }
            from = to + 1;
        }
        return new SpfRecord(text, terms, error, errorTerm);
    }

    private static String shown(char c) {
        return String.format(Locale.ROOT, "U+%04X", (int) c);
    }

    private static String around(String text, int i) {
        int from = text.lastIndexOf(' ', i) + 1;
        int to = text.indexOf(' ', i);
        return text.substring(from, to < 0 ? text.length() : to);
    }

    private static boolean has(List<SpfTerm> terms, String name) {
        return terms.stream().anyMatch(t -> t.modifier() && t.name().equals(name));
    }

    private static SpfTerm term(String text) {
        int n = 0;
        while (n < text.length() && nameChar(text.charAt(n))) n++;
        if (n > 0 && n < text.length() && text.charAt(n) == '=') {
            String name = text.substring(0, n).toLowerCase(Locale.ROOT);
            if (!letter(text.charAt(0))) throw new Wrong("a modifier's name must begin with a letter");
            String value = text.substring(n + 1);
            if (name.equals("redirect") || name.equals("exp")) domainSpec(value, name + "=");
            else Macros.check(value, false);
            return new SpfTerm(text, ' ', name, value, null, 32, 128);
        }
        return mechanism(text);
    }

    private static SpfTerm mechanism(String text) {
        char qualifier = text.charAt(0);
        int at = 1;
        if ("+-~?".indexOf(qualifier) < 0) {
            qualifier = '+';
            at = 0;
        }
        int n = at;
        while (n < text.length() && text.charAt(n) != ':' && text.charAt(n) != '/') n++;
        String name = text.substring(at, n).toLowerCase(Locale.ROOT);
        String rest = text.substring(n);
        switch (name) {
            case "all" -> {
                if (!rest.isEmpty()) throw new Wrong("nothing may follow all");
                return new SpfTerm(text, qualifier, name, "", null, 32, 128);
            }
            case "include", "exists" -> {
                if (!rest.startsWith(":")) throw new Wrong(name + " needs a domain after a colon");
                domainSpec(rest.substring(1), name);
                return new SpfTerm(text, qualifier, name, rest.substring(1), null, 32, 128);
            }
            case "ptr" -> {
                if (rest.startsWith("/")) throw new Wrong("ptr takes no prefix length");
                if (!rest.isEmpty()) domainSpec(rest.substring(1), name);
                return new SpfTerm(text, qualifier, name, rest.isEmpty() ? "" : rest.substring(1), null, 32, 128);
            }
            case "a", "mx" -> {
                return host(text, qualifier, name, rest);
            }
            case "ip4", "ip6" -> {
                return network(text, qualifier, name, rest);
            }
            default -> throw new Wrong(name.isEmpty() ? "a term begins with a sign that is no mechanism" : "there is no mechanism " + name);
        }
    }

    private static SpfTerm host(String text, char qualifier, String name, String rest) {
        int cut = rest.startsWith("/") ? 0 : prefixAt(rest);
        String domain = rest.substring(0, cut);
        int bits4 = 32;
        int bits6 = 128;
        if (cut < rest.length()) {
            String prefix = rest.substring(cut);
            int two = prefix.indexOf("//");
            String four = two < 0 ? prefix : prefix.substring(0, two);
            if (!four.isEmpty()) bits4 = bits(four.substring(1), 32);
            if (two >= 0) bits6 = bits(prefix.substring(two + 2), 128);
        }
        if (!domain.isEmpty()) {
            domain = domain.substring(1);
            domainSpec(domain, name);
        }
        return new SpfTerm(text, qualifier, name, domain, null, bits4, bits6);
    }

    /** Where the prefix lengths at the end begin: a slash may stand in the domain-spec as well. */
    private static int prefixAt(String rest) {
        int cut = rest.length();
        int i = digitsBefore(rest, cut);
        if (i > 1 && i < cut && rest.startsWith("//", i - 2)) {
            cut = i - 2;
            i = digitsBefore(rest, cut);
        }
        return i > 0 && i < cut && rest.charAt(i - 1) == '/' ? i - 1 : cut;
    }

    private static int digitsBefore(String s, int end) {
        int i = end;
        while (i > 0 && s.charAt(i - 1) >= '0' && s.charAt(i - 1) <= '9') i--;
        return i;
    }

    private static SpfTerm network(String text, char qualifier, String name, String rest) {
        if (!rest.startsWith(":")) throw new Wrong(name + " needs an address after a colon");
        int slash = rest.indexOf('/');
        boolean six = name.equals("ip6");
        String literal = slash < 0 ? rest.substring(1) : rest.substring(1, slash);
        Address network = literal.startsWith("[") ? null : Address.readAs(literal, six);
        if (network == null) throw new Wrong(literal + " is no " + (six ? "IPv6" : "IPv4") + " address");
        int bits = slash < 0 ? (six ? 128 : 32) : bits(rest.substring(slash + 1), six ? 128 : 32);
        return new SpfTerm(text, qualifier, name, "", network, six ? 32 : bits, six ? bits : 128);
    }

    private static int bits(String digits, int most) {
        boolean right = !digits.isEmpty() && digits.length() <= 3 && (digits.length() == 1 || digits.charAt(0) != '0');
        for (int i = 0; i < digits.length(); i++) right &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        int n = right ? Integer.parseInt(digits) : most + 1;
        if (n > most) throw new Wrong("/" + digits + " is no prefix length from 0 to " + most);
        return n;
    }

    /** domain-spec = macro-string domain-end; domain-end = "." toplabel ["."] or a macro (RFC 7208, 7.1). */
    private static void domainSpec(String spec, String where) {
        if (spec.isEmpty()) throw new Wrong(where + " needs a domain");
        Macros.check(spec, false);
        if (spec.endsWith("}")) return;
        String s = spec.endsWith(".") ? spec.substring(0, spec.length() - 1) : spec;
        int dot = s.lastIndexOf('.');
        String top = s.substring(Math.max(dot, s.lastIndexOf('}')) + 1);
        boolean right = dot >= 0 && !top.isEmpty() && dot + 1 == s.length() - top.length() && !top.startsWith("-") && !top.endsWith("-");
        boolean other = false;
        for (int i = 0; i < top.length(); i++) {
            char c = top.charAt(i);
            other |= letter(c) || c == '-';
            right &= letter(c) || c == '-' || (c >= '0' && c <= '9');
        }
        if (!right || !other) throw new Wrong(spec + " is no domain name");
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean nameChar(char c) {
        return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    }

    /** A breach of the grammar. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1;

        Wrong(String message) {
            super(message, null, false, false);
        }
    }
}
