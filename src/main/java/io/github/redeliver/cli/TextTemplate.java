package io.github.redeliver.cli;

import io.github.redeliver.evidence.Address;
import io.github.redeliver.evidence.Domains;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A reply with everything taken out that differs from one message to the next: addresses, hosts, links, ids, numbers.
 * Codes stay.
 *
 * @param text with {@code {address}}, {@code {host}}, {@code {ip}}, {@code {link}}, {@code {number}}, {@code {id}} in it
 * @param stretches runs of words between them and between codes, in order: what a rule can wait for
 */
record TextTemplate(String text, List<String> stretches) {
    private static final int MOST_TEXT = 2_000;
    private static final String SEPARATORS = " \t\r\n<>()[]{}\"'`,;=|";
    private static final String TRAILING = ".:!?";
    private static final int LONGEST_PHRASE = 100;

    TextTemplate {
        stretches = List.copyOf(stretches);
    }

    /** What it is grouped by. */
    String key() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The template of a reply; of a very long one, of its beginning. */
    static TextTemplate of(String reply) {
        String s = reply.length() > MOST_TEXT ? reply.substring(0, MOST_TEXT) : reply;
        StringBuilder out = new StringBuilder(s.length());
        List<String> stretches = new ArrayList<>();
        StringBuilder stretch = new StringBuilder();
        int i = 0;
        while (i < s.length()) {
            char c = s.charAt(i);
            if (SEPARATORS.indexOf(c) >= 0 || Character.isWhitespace(c)) {
                char shown = Character.isWhitespace(c) ? ' ' : c;
                if (shown != ' ' || out.length() > 0 && out.charAt(out.length() - 1) != ' ') out.append(shown);
                stretch.append(shown);
                i++;
                continue;
            }
            int end = end(s, i);
            int core = end;
            while (core > i && TRAILING.indexOf(s.charAt(core - 1)) >= 0) core--;
            String word = s.substring(i, core);
            String kind = kind(word);
            if (kind.isEmpty()) {
                out.append(word);
                stretch.append(word);
            } else {
                out.append(kind.equals("code") ? word : "{" + kind + "}");
                take(stretch, stretches);
            }
            out.append(s, core, end);
            stretch.append(s, core, end);
            i = end;
        }
        take(stretch, stretches);
        return new TextTemplate(out.toString().strip(), stretches);
    }

    private static int end(String s, int from) {
        boolean link = s.startsWith("http://", from) || s.startsWith("https://", from);
        int end = from;
        while (end < s.length()) {
            char c = s.charAt(end);
            if (Character.isWhitespace(c) || (link ? "<>\"'" : SEPARATORS).indexOf(c) >= 0) break;
            end++;
        }
        return end;
    }

    /** What kind of value a word is; {@code ""} for a word that stays. */
    private static String kind(String word) {
        if (word.isEmpty()) return "";
        if (word.startsWith("http://") || word.startsWith("https://")) return "link";
        if (word.indexOf('@') > 0) return "address";
        if (Address.read(word) != null) return "ip";
        int digits = (int) word.chars().filter(c -> c >= '0' && c <= '9').count();
        if (code(word)) return "code";
        if (Domains.hostName(word)) return "host";
        if (digits == 0) return "";
        if (word.chars().noneMatch(Character::isLetter)) return "number";
        return word.length() >= 5 && word.chars().allMatch(c -> c < 0x80) ? "id" : "";
    }

    /** A reply code, alone or before a hyphen, or an enhanced status code. */
    private static boolean code(String word) {
        String w = word.startsWith("#") ? word.substring(1) : word;
        if (w.isEmpty() || "245".indexOf(w.charAt(0)) < 0) return false;
        int hyphen = w.indexOf('-');
        if (hyphen == 3) return digits(w.substring(0, 3)) && (w.length() == 4 || code(w.substring(4)));
        String[] parts = w.split("\\.", -1);
        if (parts.length == 1) return w.length() == 3 && digits(w);
        return parts.length == 3 && parts[0].length() == 1 && digits(parts[1]) && digits(parts[2]) && parts[1].length() < 4 && parts[2].length() < 4;
    }

    private static boolean digits(String s) {
        return !s.isEmpty() && s.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static void take(StringBuilder stretch, List<String> stretches) {
        int from = 0;
        int to = stretch.length();
        while (from < to && !Character.isLetterOrDigit(stretch.charAt(from))) from++;
        while (to > from && !Character.isLetterOrDigit(stretch.charAt(to - 1))) to--;
        String words = stretch.substring(from, to);
        stretch.setLength(0);
        if (words.length() > LONGEST_PHRASE) {
            int blank = words.lastIndexOf(' ', LONGEST_PHRASE);
            words = words.substring(0, blank > 0 ? blank : LONGEST_PHRASE);
        }
        if (!words.isEmpty()) stretches.add(words);
    }

    /** The phrases that a rule for such texts would wait for: the longest stretch, and a second one where that is short. */
    List<String> phrases() {
        List<String> longest = stretches.stream().sorted(Comparator.comparingInt((String p) -> -p.length())).limit(2).toList();
        List<String> out = new ArrayList<>();
        for (String p : longest) {
            boolean enough = !out.isEmpty() && out.get(0).length() >= 16;
            if (!enough && p.codePoints().filter(Character::isLetter).count() >= 2) out.add(p.toLowerCase(Locale.ROOT));
        }
        return out;
    }
}
