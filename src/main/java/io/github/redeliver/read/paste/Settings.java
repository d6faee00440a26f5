package io.github.redeliver.read.paste;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Address;
import io.github.redeliver.read.Scan;

/**
 * Lines of configurations, by their shape: {@code name = value}, and lists of names such as
 * {@code reject_rbl_client list.example.org}. What stands in them was set by somebody and said by no server.
 */
final class Settings {
    private Settings() {}

    /** Whether a line assigns a value to a name, or is no sentence at all but names, hosts and numbers. */
    static boolean line(String l) {
        return assigns(l) || only(l);
    }

    private static boolean assigns(String l) {
        int eq = l.indexOf('=');
        if (eq > 0 && eq < 50 && name(l.substring(0, eq).strip())) return true;
        int colon = l.indexOf(':');
        if (l.charAt(0) == '"' && colon > 1 && colon < 40 && l.charAt(colon - 1) == '"') return name(l.substring(0, colon)) && l.indexOf(' ', colon + 2) < 0;
        return colon > 0 && colon < 40 && name(l.substring(0, colon).strip()) && l.substring(0, colon).indexOf(' ') < 0
                && Character.isLowerCase(l.charAt(0)) && l.length() - colon < 80 && !type(l, colon) && !told(l, colon + 1);
    }

    /** {@code s-nail: Unexpected EOF on connection}: a program's name, and what it says: three words and more, the first with a capital. */
    private static boolean told(String l, int from) {
        int words = 0;
        for (int i = Scan.skipBlank(l, from); i < l.length(); i = Scan.skipBlank(l, i)) {
            int end = i;
            while (end < l.length() && !Scan.blank(l.charAt(end))) end++;
            if (words == 0 && !(l.charAt(i) >= 'A' && l.charAt(i) <= 'Z')) return false;
            if (Scan.letter(l.charAt(i)) && Scan.letters(l, i) >= end - 1) words++;
            i = end;
        }
        return words >= 3;
    }

    /** {@code java.net.ConnectException: Connection refused}: the name of a type in a package, and what a program says of it. */
    private static boolean type(String l, int colon) {
        int dot = l.lastIndexOf('.', colon);
        return dot > 0 && dot + 1 < colon && Character.isUpperCase(l.charAt(dot + 1));
    }

    /**
     * Whether nobody could have said the line: a name with an underscore is assigned to, or the line holds such names and
     * hardly anything besides but hosts and numbers.
     */
    static boolean only(String l) {
        int names = 0;
        int words = 0;
        int hosts = 0;
        int start = 0;
        boolean assigned = false;
        for (int i = 0; i <= l.length(); i++) {
            char c = i == l.length() ? ' ' : l.charAt(i);
            if (c != ' ' && c != '\t' && c != ',' && c != '=') continue;
            String token = l.substring(start, i);
            start = i + 1;
            if (token.isEmpty()) {
                assigned |= c == '=' && names == 1 && words + hosts == 0;
                continue;
            }
            if (underscored(token)) {
                names++;
                assigned |= c == '=' && names == 1 && words + hosts == 0;
            } else if (Address.hostEnd(token, 0, token.length()) > 0 || !hasLetter(token) || token.charAt(0) == '$' || token.indexOf('/') >= 0) {
                hosts++;
            } else if (++words > 40) {
                return false;
            }
        }
        return assigned || names > 0 && words < names;
    }

    /** Letters in lower case joined by underscores, as names of settings are; codes in capitals are none. */
    static boolean underscored(String token) {
        int under = token.indexOf('_');
        if (under <= 0 || under == token.length() - 1) return false;
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !Scan.digit(c) && c != '_') return false;
        }
        return true;
    }

    private static boolean hasLetter(String token) {
        for (int i = 0; i < token.length(); i++) if (Character.isLetter(token.charAt(i))) return true;
        return false;
    }

    static boolean name(String s) {
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (!Scan.alnum(c) && "_-.$\"'".indexOf(c) < 0) return false;
        }
        return true;
    }

    /** The text without its lines of settings and what goes on behind them, indented; the passage itself where it has none. */
    static Passage without(Passage text) {
        String s = text.text();
        if (s.indexOf('_') < 0) return text;
        Passage.Builder out = null;
        int done = 0;
        boolean open = false;
        for (int line = 0; line < s.length(); line = Scan.lineEnd(s, line) + 1) {
            int end = Scan.lineEnd(s, line);
            String l = s.substring(line, Math.min(end, line + 2_000)).strip();
            open = only(l) || open && !l.isEmpty() && Scan.blank(s.charAt(line));
            if (!open) continue;
            if (out == null) out = Passage.builder(text);
            out.append(done, line);
            done = Math.min(s.length(), end + 1);
        }
        return out == null ? text : out.append(done, s.length()).build();
    }
}
