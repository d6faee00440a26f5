package io.github.redeliver.evidence;

import java.util.Locale;

/** Domain names as text: case, final dots, labels (RFC 1035, RFC 5890). */
public final class Domains {
    private Domains() {}

    /** Lower case, without final dot and white space. */
    public static String tidy(String name) {
        String s = name.strip().toLowerCase(Locale.ROOT);
        return s.length() > 1 && s.endsWith(".") ? s.substring(0, s.length() - 1) : s;
    }

    /** The part of an address after the last {@code @}, tidied; the whole where there is none. */
    public static String of(String address) {
        String s = address.strip();
        if (s.startsWith("<") && s.endsWith(">")) s = s.substring(1, s.length() - 1);
        return tidy(s.substring(s.lastIndexOf('@') + 1));
    }

    /** True when it can be asked: no blanks, labels of 1 to 63 characters, 253 in all, and not a bare label. */
    public static boolean askable(String name) {
        return labelled(name) && name.strip().chars().noneMatch(c -> c <= ' ' || c == 0x7f);
    }

    /** True when it has at least two labels, each of 1 to 63 characters, 253 in all (RFC 1035, 2.3.4). */
    public static boolean labelled(String name) {
        String s = tidy(name);
        if (s.isEmpty() || s.length() > 253 || s.indexOf('.') < 0) return false;
        int length = 0;
        for (int i = 0; i < s.length(); i++) {
            if (s.charAt(i) != '.') {
                if (++length > 63) return false;
            } else if (length == 0) {
                return false;
            } else {
                length = 0;
            }
        }
        return length > 0;
    }

    /** True for letters, digits and inner hyphens only in each label (RFC 5321, 4.1.2), with at least two labels. */
    public static boolean hostName(String name) {
        String s = tidy(name);
        if (!askable(s) || s.endsWith(".")) return false;
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
    public static boolean under(String name, String domain) {
        String n = tidy(name);
        String d = tidy(domain);
        return n.equals(d) || (n.length() > d.length() && n.endsWith(d) && n.charAt(n.length() - d.length() - 1) == '.');
    }

    /** The name without its first label, or {@code ""}. */
    public static String parent(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    /** The last {@code n} labels. */
    public static String last(String name, int n) {
        int at = name.length();
        for (int i = 0; i < n && at >= 0; i++) at = name.lastIndexOf('.', at - 1);
        return at < 0 ? name : name.substring(at + 1);
    }

    public static int labels(String name) {
        return name.isEmpty() ? 0 : (int) name.chars().filter(c -> c == '.').count() + 1;
    }
}
