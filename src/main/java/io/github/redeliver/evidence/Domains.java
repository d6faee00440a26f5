package io.github.redeliver.evidence;

import java.util.Locale;

/** Domain names as text: case, final dots, labels (RFC 1035, RFC 5890). */
final class Domains {
    private Domains() {}

    /** Lower case, without final dot and white space. */
    static String tidy(String name) {
        String s = name.strip().toLowerCase(Locale.ROOT);
        return s.length() > 1 && s.endsWith(".") ? s.substring(0, s.length() - 1) : s;
    }

    /** The part of an address after the last {@code @}, tidied; the whole where there is none. */
    static String of(String address) {
        String s = address.strip();
        if (s.startsWith("<") && s.endsWith(">")) s = s.substring(1, s.length() - 1);
        return tidy(s.substring(s.lastIndexOf('@') + 1));
    }

    /** True when it can be asked: labels of 1 to 63 octets, 253 in all, and not a bare label. */
    static boolean askable(String name) {
        String s = tidy(name);
        if (s.isEmpty() || s.length() > 253 || s.indexOf('.') < 0) return false;
        int length = 0;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '.') {
                if (length == 0) return false;
                length = 0;
            } else if (++length > 63 || c <= ' ' || c == 0x7f) {
                return false;
            }
        }
        return length > 0;
    }

    /** True for letters, digits and inner hyphens only in each label (RFC 5321, 4.1.2), with at least two labels. */
    static boolean hostName(String name) {
        String s = tidy(name);
        if (!askable(s)) return false;
        for (String label : s.split("\\.")) {
            if (label.startsWith("-") || label.endsWith("-")) return false;
            for (int i = 0; i < label.length(); i++) {
                char c = label.charAt(i);
                if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) return false;
            }
        }
        String last = s.substring(s.lastIndexOf('.') + 1);
        return !(last.charAt(0) >= '0' && last.charAt(0) <= '9');
    }

    /** True when {@code name} is {@code domain} or lies under it. */
    static boolean under(String name, String domain) {
        String n = tidy(name);
        String d = tidy(domain);
        return n.equals(d) || (n.length() > d.length() && n.endsWith(d) && n.charAt(n.length() - d.length() - 1) == '.');
    }

    /** The name without its first label, or {@code ""}. */
    static String parent(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    /** The last {@code n} labels. */
    static String last(String name, int n) {
        int at = name.length();
        for (int i = 0; i < n && at >= 0; i++) at = name.lastIndexOf('.', at - 1);
        return at < 0 ? name : name.substring(at + 1);
    }

    static int labels(String name) {
        return name.isEmpty() ? 0 : (int) name.chars().filter(c -> c == '.').count() + 1;
    }
}
