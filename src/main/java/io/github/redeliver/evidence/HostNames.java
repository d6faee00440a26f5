package io.github.redeliver.evidence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells names that somebody gave to a mail server from names that a provider gave to a line. */
final class HostNames {
    private HostNames() {}

    /** What a PTR name looks like. */
    enum Look {
        OWN,
        /** The address is spelt out in it. */
        GENERIC,
        /** It speaks of an access line or a pool. */
        DYNAMIC
    }

    static Look look(String name, Address ip, EvidenceData.Names words) {
        String n = Domains.tidy(name);
        int spelt = spelt(n, ip);
        Set<String> parts = parts(n);
        boolean dynamic = parts.stream().anyMatch(words.dynamic()::contains);
        boolean server = parts.stream().anyMatch(words.server()::contains);
        boolean digit = n.chars().anyMatch(c -> c >= '0' && c <= '9');
        String first = letters(n.substring(0, n.indexOf('.') < 0 ? n.length() : n.indexOf('.')));
        if (words.own().contains(first) && spelt < 3) return Look.OWN;
        if (dynamic && digit) return Look.DYNAMIC;
        if (spelt >= 3 || (spelt >= 2 && (server || dynamic))) return Look.GENERIC;
        return Look.OWN;
    }

    /** Words of the labels before the last two, letters only. */
    private static Set<String> parts(String name) {
        Set<String> out = new HashSet<>();
        String[] labels = name.split("\\.");
        for (int i = 0; i < labels.length - 2; i++) {
            out.add(labels[i]);
            for (String piece : labels[i].split("[-_]")) {
                out.add(piece);
                String l = letters(piece);
                if (!l.isEmpty()) out.add(l);
                StringBuilder run = new StringBuilder();
                for (int k = 0; k <= piece.length(); k++) {
                    char c = k < piece.length() ? piece.charAt(k) : '0';
                    if (c >= 'a' && c <= 'z') {
                        run.append(c);
                    } else if (!run.isEmpty()) {
                        out.add(run.toString());
                        run.setLength(0);
                    }
                }
            }
        }
        return out;
    }

    private static String letters(String s) {
        int end = s.length();
        while (end > 0 && !(s.charAt(end - 1) >= 'a' && s.charAt(end - 1) <= 'z')) end--;
        return s.substring(0, end);
    }

    /** How many octets of an address are spelt out in a name; for IPv6 four when its digits stand in it. */
    private static int spelt(String name, Address ip) {
        if (ip.v6()) {
            String nibbles = ip.dotted().toLowerCase(Locale.ROOT).replace(".", "");
            String joined = name.replace("-", "").replace(".", "");
            return joined.contains(nibbles.substring(16)) || joined.contains(nibbles) || name.contains(ip.text().replace(':', '-')) ? 4 : 0;
        }
        String hex = String.format(Locale.ROOT, "%02x%02x%02x%02x", ip.octet(0), ip.octet(1), ip.octet(2), ip.octet(3));
        String padded = String.format(Locale.ROOT, "%03d%03d%03d%03d", ip.octet(0), ip.octet(1), ip.octet(2), ip.octet(3));
        String plain = "" + ip.octet(0) + ip.octet(1) + ip.octet(2) + ip.octet(3);
        String head = name;
        for (String whole : List.of(hex, padded, plain)) if (head.contains(whole)) return 4;
        List<String> numbers = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        for (int i = 0; i <= head.length(); i++) {
            char c = i < head.length() ? head.charAt(i) : '.';
            if (c >= '0' && c <= '9') {
                run.append(c);
            } else if (!run.isEmpty()) {
                numbers.add(stripZeros(run.toString()));
                run.setLength(0);
            }
        }
        int found = 0;
        for (int i = 0; i < 4; i++) if (numbers.remove(String.valueOf(ip.octet(i)))) found++;
        return found;
    }

    private static String stripZeros(String digits) {
        int i = 0;
        while (i < digits.length() - 1 && digits.charAt(i) == '0') i++;
        return digits.substring(i);
    }
}
