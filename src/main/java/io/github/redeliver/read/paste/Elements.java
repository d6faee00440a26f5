package io.github.redeliver.read.paste;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Scan;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Takes HTML elements off a text: known names only, so that {@code <user@example.com>} stays, and none that are plainly
 * a name in angle brackets.
 */
final class Elements {
    /** Elements that end a line. */
    private static final String BREAKS = " br p div li tr table ul ol pre blockquote h1 h2 h3 h4 h5 h6 hr body head title ";

    /** Elements that stand side by side on a line. */
    private static final Set<String> CELLS = Set.of("td", "th");

    /** Elements whose text nobody sees. */
    private static final Set<String> SILENT = Set.of("script", "style");

    /** Elements that nothing closes. */
    private static final Set<String> OPEN = Set.of("img", "input", "link", "meta", "dd", "dt", "tbody", "thead");

    private static final String ELEMENTS = BREAKS
            + "a abbr td th b big center code dd dl dt em font html i img input kbd label link meta nobr s samp section article"
            + " small span strike strong style script sub sup tbody thead tt u button details summary form main nav ";

    private Elements() {}

    /** The text without them; those of rows and paragraphs leave a line end, those of cells a blank. */
    static Passage off(Passage in) {
        String s = in.text();
        if (s.indexOf('<') < 0) return in;
        Passage.Builder out = null;
        Map<String, Integer> closings = new HashMap<>();
        int done = 0;
        int i = s.indexOf('<');
        while (i >= 0) {
            int end = elementEnd(s, i);
            if (end > i && !named(s, i, end, closings)) {
                if (out == null) out = Passage.builder(in);
                out.append(done, i);
                String name = name(s, i);
                boolean opens = s.charAt(i + 1) != '/';
                if (opens && SILENT.contains(name)) {
                    int close = Scan.lower(s.substring(end, Math.min(s.length(), end + 200_000))).indexOf("</" + name);
                    if (close >= 0) end = end + close;
                }
                if (CELLS.contains(name)) {
                    if (opens) out.put(' ', i);
                } else if (BREAKS.contains(' ' + name + ' ')) {
                    out.put('\n', i);
                }
                done = end;
                i = s.indexOf('<', end);
            } else {
                i = s.indexOf('<', i + 1);
            }
        }
        return out == null ? in : out.append(done, s.length()).build();
    }

    /**
     * Whether what looks like an element is a name in angle brackets: a value ({@code helo=<b>}), what a colon follows
     * ({@code <li>: rejected}), or an element with text in it that never closes.
     *
     * @param closings where the last closing tag of each name stands, as far as it was asked for
     */
    private static boolean named(String s, int at, int end, Map<String, Integer> closings) {
        String name = name(s, at);
        if (name.isEmpty() || s.charAt(at + 1) == '/' || end != at + name.length() + 2) return false;
        if (at > 0 && s.charAt(at - 1) == '=' || s.startsWith(":", end)) return true;
        if (BREAKS.contains(' ' + name + ' ') || CELLS.contains(name) || SILENT.contains(name) || OPEN.contains(name)) return false;
        return closings.computeIfAbsent(name, n -> Scan.lower(s).lastIndexOf("</" + n)) < at;
    }

    private static String name(String s, int at) {
        int i = at + 1;
        if (s.startsWith("/", i)) i++;
        int start = i;
        int most = Math.min(s.length(), start + 12);
        while (i < most && Scan.alnum(s.charAt(i))) i++;
        return Scan.lower(s.substring(start, i));
    }

    private static int elementEnd(String s, int at) {
        if (s.startsWith("<!--", at)) return after(s, at, "-->");
        if (Scan.at(s, at, "<!doctype")) return after(s, at, ">");
        String name = name(s, at);
        if (name.isEmpty() || !ELEMENTS.contains(' ' + name + ' ')) return at;
        int i = at + 1 + name.length() + (s.charAt(at + 1) == '/' ? 1 : 0);
        if (i >= s.length() || "> /\t\n\r".indexOf(s.charAt(i)) < 0) return at;
        int most = Math.min(s.length(), i + 600);
        char quote = 0;
        for (; i < most; i++) {
            char c = s.charAt(i);
            if (quote != 0) {
                if (c == quote) quote = 0;
            } else if ("\"'".indexOf(c) >= 0 && s.charAt(i - 1) == '=') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return at;
    }

    /** Position after the mark, or {@code at} when it does not come. */
    private static int after(String s, int at, String mark) {
        int close = s.indexOf(mark, at);
        return close < 0 ? at : close + mark.length();
    }
}
