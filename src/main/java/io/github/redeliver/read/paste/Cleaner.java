package io.github.redeliver.read.paste;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Codes;
import io.github.redeliver.read.Scan;
import java.util.Map;

/**
 * Takes off what forums, chat clients, shells and string literals put round a text: HTML, entities, quote marks,
 * Markdown, escapes, zero-width and full-width characters. The rest keeps its place in the input.
 */
public final class Cleaner {
    private static final Map<String, Character> ENTITIES = Map.ofEntries(
            Map.entry("lt", '<'), Map.entry("gt", '>'), Map.entry("amp", '&'), Map.entry("quot", '"'),
            Map.entry("apos", '\''), Map.entry("nbsp", ' '), Map.entry("hellip", '\u2026'), Map.entry("lsquo", '\''),
            Map.entry("rsquo", '\''), Map.entry("ldquo", '"'), Map.entry("rdquo", '"'), Map.entry("laquo", '\u00ab'),
            Map.entry("raquo", '\u00bb'), Map.entry("lsaquo", '<'), Map.entry("rsaquo", '>'), Map.entry("ndash", '-'), Map.entry("mdash", '-'), Map.entry("commat", '@'),
            Map.entry("colon", ':'), Map.entry("period", '.'), Map.entry("lpar", '('), Map.entry("rpar", ')'),
            Map.entry("num", '#'), Map.entry("sol", '/'), Map.entry("shy", '\u00ad'), Map.entry("zwnj", '\u200c'),
            Map.entry("eacute", '\u00e9'), Map.entry("egrave", '\u00e8'), Map.entry("agrave", '\u00e0'),
            Map.entry("auml", '\u00e4'), Map.entry("ouml", '\u00f6'), Map.entry("uuml", '\u00fc'), Map.entry("szlig", '\u00df'));

    /** Quotation marks and brackets that editors put for angle brackets, opening and closing in turn. */
    private static final String ANGLES = "\u2039\u203a\u27e8\u27e9\u2329\u232a\u3008\u3009";

    private Cleaner() {}

    /** The text without what was put round it. Linear time; gives the passage itself when there is nothing to do. */
    public static Passage clean(Passage input) {
        Passage text = characters(input);
        text = Elements.off(text);
        text = entities(text);
        if (text != input) text = entities(text); // "&amp;lt;": escaped twice
        text = escapes(text);
        text = quoteMarks(text);
        return addresses(wraps(markdown(text)));
    }

    /**
     * As {@link #clean}, for what a program recorded: marks at line starts stay, for they tell who spoke.
     */
    public static Passage recorded(Passage input) {
        Passage text = Elements.off(characters(input));
        text = entities(text);
        return markdown(escapes(text));
    }

    /** A line as its marks are looked for: with the characters that a paste wrote another way. */
    public static String line(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '&' || odd(c)) return entities(characters(Passage.of(line))).text();
        }
        return line;
    }

    /** Whether the text is one line and stays one when it is cleaned; of some that do, it takes too long to tell. */
    public static boolean single(Passage input) {
        String s = input.text();
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '\n' || c == '&' || c == '\\' || odd(c)) return false;
        }
        return Elements.off(input) == input;
    }

    /** Carriage returns, zero-width characters, full-width forms, what stands for angle brackets. */
    static Passage characters(Passage in) {
        String s = in.text();
        int i = 0;
        while (i < s.length() && !odd(s.charAt(i))) i++;
        if (i == s.length()) return in;
        Passage.Builder out = Passage.builder(in).append(0, i);
        for (; i < s.length(); i++) {
            char c = s.charAt(i);
            if (!odd(c)) {
                out.append(i, i + 1);
            } else if (ANGLES.indexOf(c) >= 0) {
                out.put(ANGLES.indexOf(c) % 2 == 0 ? '<' : '>', i);
            } else if (c == '\r') {
                if (!s.startsWith("\n", i + 1)) out.put('\n', i);
            } else if (c > '\ufeff') {
                char plain = (char) (c - 0xfee0);
                out.put(Scan.alnum(plain) || "@.<>:()-#".indexOf(plain) >= 0 ? plain : c, i);
            } else if (Character.getType(c) == Character.SPACE_SEPARATOR) {
                out.put(' ', i);
            } else if ("\u2028\u2029\u0085\u000b".indexOf(c) >= 0) {
                out.put('\n', i);
            } else if (c == '\u001b' && s.startsWith("[", i + 1)) {
                int end = i + 2;
                int most = Math.min(s.length() - 1, i + 16);
                while (end < most && !Scan.letter(s.charAt(end))) end++;
                i = Math.min(end, most);
            }
        }
        return out.build();
    }

    private static boolean odd(char c) {
        if (c < '\u0080') return c == '\r' || c == '\u001b' || c == '\u000b';
        if (ANGLES.indexOf(c) >= 0) return true;
        return "\u00a0\u00ad\u0085\u3000\ufeff".indexOf(c) >= 0 || within(c, '\u2000', '\u200f') || within(c, '\u2028', '\u202f')
                || within(c, '\u2060', '\u2064') || within(c, '\uff01', '\uff5e');
    }

    private static boolean within(char c, char first, char last) {
        return c >= first && c <= last;
    }

    static Passage entities(Passage in) {
        String s = in.text();
        int i = s.indexOf('&');
        Passage.Builder out = null;
        int done = 0;
        while (i >= 0) {
            int end = s.indexOf(';', i);
            if (end > i && end - i <= 10) {
                char c = entity(s.substring(i + 1, end));
                if (c != 0) {
                    if (out == null) out = Passage.builder(in);
                    out.append(done, i);
                    if (c != '\u200c' && c != '\u00ad') out.put(c, i);
                    done = end + 1;
                    i = s.indexOf('&', done);
                    continue;
                }
            }
            i = s.indexOf('&', i + 1);
        }
        return out == null ? in : out.append(done, s.length()).build();
    }

    private static char entity(String name) {
        if (name.startsWith("#")) {
            try {
                boolean hex = name.startsWith("x", 1) || name.startsWith("X", 1);
                int code = hex ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
                if (code == 160) return ' ';
                return code >= 32 && code < 0xd800 || code == 10 || code == 13 ? (char) code : 0;
            } catch (NumberFormatException notOne) {
                return 0;
            }
        }
        Character c = ENTITIES.get(name);
        return c == null ? 0 : c;
    }

    /** {@code \r\n}, {@code \n}, {@code \"}, {@code \t} written out, as string literals and logs have them. */
    static Passage escapes(Passage in) {
        String s = in.text();
        int i = s.indexOf('\\');
        if (i < 0) return in;
        Passage.Builder out = Passage.builder(in);
        int done = 0;
        while (i >= 0 && i + 1 < s.length()) {
            char c = s.charAt(i + 1);
            char before = i == 0 ? ' ' : s.charAt(i - 1);
            boolean path = before == ':' && letterOfDrive(s, i - 1) || before == '\\' || Scan.letter(before) && drive(s, i);
            char to = path ? 0 : escaped(s, i, c);
            int length = c == 'r' && s.startsWith("\\n", i + 2) ? 4 : 2;
            if (to != 0) {
                out.append(done, i);
                boolean twice = to == '\n' && (i + length >= s.length() || s.startsWith("\n", i + length));
                if (!twice) out.put(to, i);
                done = i + length;
                i = s.indexOf('\\', done);
            } else {
                i = s.indexOf('\\', i + 2);
            }
        }
        return done == 0 ? in : out.append(done, s.length()).build();
    }

    /** What the character behind the backslash at {@code at} means, or 0 when the backslash is one. */
    private static char escaped(String s, int at, char c) {
        if (c == 'n' || c == '\n' || s.startsWith("r\\n", at + 1)) return '\n';
        boolean word = at + 2 < s.length() && Scan.letter(s.charAt(at + 2));
        if (c == 'r') return word ? 0 : '\n';
        if (c == 't') return word ? 0 : ' ';
        return "\"'/<>_*[]-.#@`()".indexOf(c) >= 0 ? c : 0;
    }

    /** Whether a drive's letter stands a little before: {@code C:\\new} is a path. */
    private static boolean drive(String s, int at) {
        for (int k = at - 1; k > 0 && k > at - 40 && !Scan.space(s.charAt(k)); k--) {
            if (s.charAt(k) == '\\' && s.charAt(k - 1) == ':') return letterOfDrive(s, k - 1);
        }
        return false;
    }

    private static boolean letterOfDrive(String s, int colon) {
        return colon > 0 && Scan.letter(s.charAt(colon - 1)) && (colon == 1 || !Scan.alnum(s.charAt(colon - 2)));
    }

    /** Quote marks of mail and forums at the start of lines; {@code >>>} and {@code <<<} of transcripts stay. */
    static Passage quoteMarks(Passage in) {
        String s = in.text();
        if (s.indexOf('>') < 0 && s.indexOf('|') < 0) return in;
        Passage.Builder out = null;
        int done = 0;
        int line = 0;
        while (line >= 0) {
            int i = Scan.skipBlank(s, line);
            int end = i;
            while (end < s.length() && ">|".indexOf(s.charAt(end)) >= 0 && !s.startsWith(">>>", end)) {
                int next = Scan.skipBlank(s, end + 1);
                // behind the last mark one blank is the mark's, the others indent
                boolean more = next >= s.length() || ">|".indexOf(s.charAt(next)) >= 0;
                end = more ? next : Math.min(next, end + 2);
            }
            if (end > i) {
                if (out == null) out = Passage.builder(in);
                out.append(done, line);
                done = Math.min(end, Scan.lineEnd(s, line));
            }
            int next = s.indexOf('\n', line);
            line = next < 0 ? -1 : next + 1;
        }
        return out == null ? in : out.append(done, s.length()).build();
    }

    /** Line ends within an enhanced status code ({@code 5.7.⏎26}), as narrow windows break it. */
    static Passage wraps(Passage in) {
        String s = in.text();
        Passage.Builder out = null;
        int done = 0;
        for (int i = s.indexOf(".\n"); i >= 0; i = s.indexOf(".\n", i + 1)) {
            int next = Scan.skipBlank(s, i + 2);
            if (next >= s.length() || !Scan.digit(s.charAt(next))) continue;
            int start = i;
            int least = Math.max(0, i - 8);
            while (start > least && "0123456789.".indexOf(s.charAt(start - 1)) >= 0) start--;
            String whole = s.substring(start, i + 1) + s.substring(next, Math.min(s.length(), next + 8));
            int end = Codes.enhancedAt(whole, 0, 1);
            boolean apart = start == 0 || " \t\n-#(:".indexOf(s.charAt(start - 1)) >= 0;
            // "5.7." alone, or with its class's dot only when the rest is a pair: a sentence's number is none
            if (!apart || end <= i + 1 - start || i - start < 3 && !afterCode(s, start)) continue;
            if (out == null) out = Passage.builder(in);
            out.append(done, i + 1);
            done = next;
        }
        return out == null ? in : out.append(done, s.length()).build();
    }

    /** Line ends within an address in angle brackets ({@code <user@example⏎.com>}). */
    static Passage addresses(Passage in) {
        String s = in.text();
        if (s.indexOf('\n') < 0) return in;
        Passage.Builder out = null;
        int done = 0;
        for (int open = s.indexOf('<'); open >= 0; open = s.indexOf('<', open + 1)) {
            int close = open + 1;
            int wrap = -1;
            boolean at = false;
            int most = Math.min(s.length(), open + 120);
            for (; close < most; close++) {
                char c = s.charAt(close);
                if (c == '\n' && wrap < 0) wrap = close;
                else if (c <= ' ' || c == '>') break;
                at |= c == '@';
            }
            if (wrap < 0 || !at || !s.startsWith(">", close)) continue;
            if (out == null) out = Passage.builder(in);
            out.append(done, wrap);
            done = wrap + 1;
        }
        return out == null ? in : out.append(done, s.length()).build();
    }

    /** Whether three digits of a reply code stand right before. */
    private static boolean afterCode(String s, int at) {
        return at > 3 && " -".indexOf(s.charAt(at - 1)) >= 0 && Codes.refusal(s, at - 4);
    }

    /** Links, code marks, bold; {@code **} alone (an Exim log's sign of failure) stays. */
    static Passage markdown(Passage in) {
        String s = in.text();
        int i = 0;
        while (i < s.length() && !marks(s.charAt(i))) i++;
        if (i == s.length()) return in;
        Passage.Builder out = Passage.builder(in);
        int done = 0;
        while (i < s.length()) {
            char c = s.charAt(i);
            if (!marks(c)) {
                i++;
            } else if (c == '`') {
                out.append(done, i);
                while (i < s.length() && s.charAt(i) == '`') i++;
                done = i;
            } else if (s.startsWith("**", i) && bold(s, i)) {
                out.append(done, i);
                i += 2;
                done = i;
            } else if (s.startsWith("](", i) && link(s, i + 2) > 0 && opening(s, i) >= done) {
                int open = opening(s, i);
                out.append(done, open).append(open + 1, i);
                done = link(s, i + 2) + 1;
                i = done;
            } else {
                i++;
            }
        }
        return done == 0 ? in : out.append(done, s.length()).build();
    }

    /** What Markdown may begin with: code, bold, the rest of a link. */
    private static boolean marks(char c) {
        return c == '`' || c == '*' || c == ']';
    }

    private static boolean bold(String s, int at) {
        char before = at == 0 ? ' ' : s.charAt(at - 1);
        char after = at + 2 >= s.length() ? ' ' : s.charAt(at + 2);
        if (before == '*' || after == '*') return false;
        boolean opens = !Scan.space(after) && (Scan.space(before) || !Scan.alnum(before));
        boolean ends = Scan.space(after) || !Scan.alnum(after) && ".@".indexOf(after) < 0;
        boolean sentence = before == '.' && at > 1 && Scan.letter(s.charAt(at - 2)) && Scan.space(after) && s.lastIndexOf('@', at) < s.lastIndexOf(' ', at);
        boolean closes = ends && !Scan.space(before) && before != '@' && (before != '.' || sentence);
        if (opens && !closes) {
            int other = s.indexOf("**", at + 2);
            return other > 0 && other < at + 2000;
        }
        return closes;
    }

    private static int link(String s, int at) {
        if (!Scan.at(s, at, "mailto:") && !Scan.at(s, at, "http") && !Scan.at(s, at, "tel:")) return -1;
        int i = at;
        int most = Math.min(s.length() - 1, at + 2000);
        while (i < most && ")\n ](".indexOf(s.charAt(i)) < 0) i++;
        return i <= most && s.charAt(i) == ')' ? i : -1;
    }

    private static int opening(String s, int close) {
        int depth = 0;
        int least = Math.max(0, close - 600);
        for (int i = close - 1; i >= least; i--) {
            if (s.charAt(i) == ']') depth++;
            if (s.charAt(i) == '[' && depth-- == 0) return i;
        }
        return -1;
    }
}
