package io.github.redeliver.evidence.dmarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A DMARC policy record (RFC 9989, 4.7) as a receiver takes it.
 *
 * @param text the record
 * @param p policy for the domain: {@code none quarantine reject}
 * @param sp policy for its subdomains, {@code p} where none is given
 * @param np policy for subdomains that do not exist, {@code sp} where none is given
 * @param psd {@code y n u}: whether the domain is a public suffix
 * @param testing true for {@code t=y}: receivers are asked to apply one step less
 * @param strictDkim true for {@code adkim=s}
 * @param strictSpf true for {@code aspf=s}
 * @param rua addresses for aggregate reports
 * @param usable false when receivers ignore it: no valid policy and no address for reports
 * @param faults tags that are wrong: {@code p-missing p-invalid sp-invalid np-invalid rua-invalid adkim-invalid
 *     aspf-invalid psd-invalid t-invalid pct-gone}
 */
public record DmarcRecord(
        String text,
        String p,
        String sp,
        String np,
        String psd,
        boolean testing,
        boolean strictDkim,
        boolean strictSpf,
        List<String> rua,
        boolean usable,
        List<String> faults) {

    public DmarcRecord {
        rua = List.copyOf(rua);
        faults = List.copyOf(faults);
    }

    /** True for a text that begins with {@code v=DMARC1} as its first tag; case counts (RFC 9989, 4.7). */
    public static boolean isDmarc(String txt) {
        int semi = txt.indexOf(';');
        String first = semi < 0 ? txt : txt.substring(0, semi);
        int equals = first.indexOf('=');
        return equals > 0 && first.substring(0, equals).strip().equals("v") && first.substring(equals + 1).strip().equals("DMARC1");
    }

    /** True for a text that was meant as a record but is none: another case, a missing semicolon, quotes. */
    public static boolean near(String txt) {
        return !isDmarc(txt) && txt.toLowerCase(Locale.ROOT).contains("dmarc1");
    }

    /** Reads a record that {@link #isDmarc} accepts. */
    public static DmarcRecord parse(String text) {
        Map<String, String> tags = TagList.read(text);
        List<String> faults = new ArrayList<>();
        String p = policy(tags, "p", faults);
        String sp = policy(tags, "sp", faults);
        String np = policy(tags, "np", faults);
        if (!tags.containsKey("p")) faults.add("p-missing");
        if (tags.containsKey("pct")) faults.add("pct-gone");
        List<String> rua = reports(tags.getOrDefault("rua", ""));
        if (tags.containsKey("rua") && rua.isEmpty()) faults.add("rua-invalid");
        boolean usable = true;
        boolean broken = p.isEmpty() || faults.contains("sp-invalid") || faults.contains("np-invalid");
        if (broken) {
            // RFC 9989, 4.7: with an address for reports it counts as p=none, without one it is no record
            usable = !rua.isEmpty();
            p = "none";
            sp = "";
            np = "";
        }
        if (sp.isEmpty()) sp = p;
        if (np.isEmpty()) np = sp;
        return new DmarcRecord(
                text, p, sp, np,
                choice(tags, "psd", "ynu", 'u', faults) + "",
                choice(tags, "t", "yn", 'n', faults) == 'y',
                choice(tags, "adkim", "rs", 'r', faults) == 's',
                choice(tags, "aspf", "rs", 'r', faults) == 's',
                rua, usable, faults);
    }

    private static String policy(Map<String, String> tags, String tag, List<String> faults) {
        String value = tags.getOrDefault(tag, "").toLowerCase(Locale.ROOT);
        switch (value) {
            case "none", "quarantine", "reject":
                return value;
            default:
                if (tags.containsKey(tag)) faults.add(tag + "-invalid");
                return "";
        }
    }

    private static char choice(Map<String, String> tags, String tag, String letters, char otherwise, List<String> faults) {
        String value = tags.getOrDefault(tag, "").toLowerCase(Locale.ROOT);
        if (value.length() == 1 && letters.indexOf(value.charAt(0)) >= 0) return value.charAt(0);
        if (tags.containsKey(tag)) faults.add(tag + "-invalid");
        return otherwise;
    }

    private static List<String> reports(String value) {
        List<String> out = new ArrayList<>();
        for (String uri : value.split(",", 50)) {
            String u = uri.strip();
            int bang = u.indexOf('!');
            if (bang > 0) u = u.substring(0, bang);
            int colon = u.indexOf(':');
            boolean mail = u.regionMatches(true, 0, "mailto:", 0, 7) && u.indexOf('@') > 7 && u.indexOf('@') < u.length() - 1;
            boolean other = colon > 0 && u.length() > colon + 1 && !u.regionMatches(true, 0, "mailto:", 0, 7) && u.indexOf(' ') < 0;
            if (mail || other) out.add(u);
        }
        return out;
    }

    /** The policy one step less strict, as {@code t=y} asks for. */
    static String milder(String policy) {
        return policy.equals("reject") ? "quarantine" : "none";
    }
}
