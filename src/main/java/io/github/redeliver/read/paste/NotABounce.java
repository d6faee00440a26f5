package io.github.redeliver.read.paste;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.ReplyFinder;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Words;
import java.util.Set;

/** Tells text that no mail server wrote: source code, configuration, a chat, a question without any server's words. */
final class NotABounce {
    /** How far behind the words that begin a quotation what was said is looked for. */
    private static final int QUOTED = 300;
    private static final Set<String> TYPES = Set.of("A", "AAAA", "MX", "TXT", "CNAME", "NS", "PTR", "SRV", "SOA", "CAA");

    private static final int MOST_SETTINGS = 400;

    private final Words words;
    private final Frame frame;
    private final Generalities generalities;

    NotABounce(Words words, Frame frame) {
        this.words = words;
        this.frame = frame;
        this.generalities = new Generalities(words);
    }

    /**
     * Only asked of text without any reply code.
     *
     * @param quotes whether a person quotes a server's words in it: then prose and questions may well be about a bounce
     */
    boolean looks(String text, boolean quotes) {
        String what = what(text);
        return !what.isEmpty() && !(quotes && (what.equals("prose") || what.equals("question")));
    }

    String form(String text) {
        return frame.looks(text) ? "ndr" : "unknown";
    }

    /** What a text without any reply code is, in a plain word, or {@code ""} when it may be a server's. */
    String what(String text) {
        int lines = 0;
        int code = 0;
        int config = 0;
        int letters = 0;
        int header = 0;
        int score = 0;
        int markup = 0;
        int fetching = 0;
        int line = 0;
        boolean goesOn = false;
        boolean inResult = false;
        StringBuilder rest = new StringBuilder();
        while (line < text.length()) {
            int end = Scan.lineEnd(text, line);
            String whole = text.substring(line, Math.min(end, line + 400));
            String l = whole.strip();
            line = end + 1;
            if (l.isEmpty() || l.startsWith("```")) continue;
            lines++;
            if (code(l)) code++;
            boolean setting = Settings.line(l.startsWith("- ") ? l.substring(2).strip() : l) || l.startsWith("#") && !called(l) || l.startsWith("[") && l.endsWith("]")
                    || zone(l) || defined(l) || goesOn && Scan.blank(whole.charAt(0));
            goesOn = setting && (goesOn || l.endsWith("=") || l.endsWith(",") || l.startsWith("["));
            if (setting) config++;
            else if (rest.length() < 20_000) rest.append(l).append('\n');
            inResult = Words.begins(l, words.list("others.results")) || inResult && Scan.blank(whole.charAt(0));
            if (inResult || header(l)) header++;
            if (fetching(l)) fetching++;
            if (score(l)) score++;
            if (markup(l)) markup++;
            for (int i = 0; i < l.length(); i++) if (Character.isLetter(l.charAt(i))) letters++;
        }
        if (letters < 3) return "nothing to read";
        if (lines >= 2 && code * 2 >= lines || expressions(text)) return "source code";
        if (lines >= 2 && config * 10 >= lines * 6) return "configuration";
        if (config >= 3 && config * 10 >= lines * 3 && !Words.any(Scan.lower(rest.toString()), words.list("others.refusal"))) return "configuration";
        if (lines >= 4 && header * 10 >= lines * 7 || lines >= 2 && header == lines && Words.begins(text.strip(), words.list("others.results"))) return "mail headers";
        if (fetching > 0 && fetching * 10 >= lines * 4) return "mail being fetched";
        if (lines >= 3 && markup * 10 >= lines * 7) return "markup";
        if (lines >= 2 && score * 10 >= lines * 6) return "a filter's scores";
        String flat = Frame.flat(text);
        if (frame.looks(flat) || quoting(text) >= 0) return "";
        if (lines >= 2 && chat(text) * 2 > lines) return "chat";
        if (question(flat)) return "question";
        if (Words.begins(flat, words.list("others.dns"))) return "DNS record";
        if (eastAsianProse(text) || explains(text, flat) || generalities.alone(text)) return "prose";
        int person = person(flat);
        boolean advice = person == 1 && Words.any(flat, words.list("others.advice")) && !generalities.tell(text);
        boolean own = person >= 2 && !Words.any(flat, words.list("others.server"));
        return own || advice || person >= 1 && latin(text) && !Words.any(flat, words.list("others.mail")) ? "prose" : "";
    }

    /**
     * Where the words begin that a person quotes of a server without its code ({@code it says my address is blocked}), or
     * -1: what follows must tell of a failure.
     */
    int quoting(String text) {
        String flat = Scan.lower(text).replace('\n', ' ').replace('\u2019', '\'');
        for (String quote : words.list("others.quoting")) {
            int at = flat.startsWith(quote.substring(1)) ? -1 : flat.indexOf(quote);
            if (at < 0 && !flat.startsWith(quote.substring(1))) continue;
            int from = at + quote.length();
            if (Words.any(flat.substring(from, Math.min(flat.length(), from + QUOTED)), words.list("others.refusal"))) return from;
        }
        return -1;
    }

    /** Two sentences or more in scripts without blanks that name no failure, nobody and no server, and quote nothing. */
    private boolean eastAsianProse(String text) {
        int wide = 0;
        int sentences = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@' || c == '"' || c == '\u201c' || c == '\u300c' || c == '\u300e') return false;
            if (Scan.wide(c)) wide++;
            if (c == '\u3002' || c == '\uff01') sentences++;
        }
        if (sentences < 2 || wide < 30) return false;
        return !Words.any(text, words.list("others.failures"));
    }

    /** A web server's page about an HTTP status (RFC 9110, section 15) as its title, with no word of mail in it. */
    boolean webPage(String raw, String text) {
        String head = Scan.lower(raw.substring(0, Math.min(raw.length(), 4_000)));
        int title = head.indexOf("<title>");
        int end = title < 0 ? -1 : head.indexOf("</title>", title);
        if (end < 0 || text.length() > 8_000) return false;
        boolean status = false;
        for (int i = title + 7; i + 2 < end && !status; i++) {
            char c = head.charAt(i);
            status = (c == '4' || c == '5') && Scan.digit(head.charAt(i + 1)) && Scan.digit(head.charAt(i + 2)) && !Scan.alnum(head.charAt(i - 1)) && !Scan.alnum(head.charAt(i + 3));
        }
        if (!status || text.indexOf('@') >= 0) return false;
        String flat = Frame.flat(text);
        return !Words.any(flat, words.list("others.web-mail"));
    }

    /** Lines that a name and a colon or a time in brackets open. */
    private static int chat(String text) {
        int count = 0;
        for (String line : text.split("\n", 400)) {
            String l = line.strip();
            int from = l.startsWith("[") && l.indexOf(']') > 0 && l.indexOf(']') < 24 && Scan.digit(l.charAt(1)) ? l.indexOf(']') + 1 : 0;
            int colon = l.indexOf(": ", from);
            if (from > 0 && colon > 0 && colon - from < 24 || l.startsWith("<") && l.indexOf("> ") > 1 && l.indexOf("> ") < 24 && l.indexOf('@') < 0) count++;
        }
        return count;
    }

    private static boolean latin(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x24f && Character.isLetter(c)) return false;
        }
        return true;
    }

    /** How many words stand in it that people use of themselves and servers do not. */
    private int person(String flat) {
        String padded = ' ' + flat + ' ';
        int count = 0;
        for (String word : words.list("others.person")) if (padded.contains(word)) count++;
        return count;
    }

    /** What a server of IMAP (RFC 3501) or POP (RFC 1939) answers: {@code * OK ready}, {@code a1 NO [AUTHENTICATIONFAILED] …}, {@code -ERR [AUTH] …}. */
    private boolean fetching(String l) {
        if (Words.begins(l, words.list("others.fetching"))) return true;
        int tag = l.indexOf(' ');
        int end = tag < 1 || tag > 6 ? -1 : l.indexOf(' ', tag + 1);
        if (end < 0 || !l.substring(0, tag).chars().allMatch(c -> Scan.alnum((char) c)) || l.substring(0, tag).chars().noneMatch(c -> Scan.digit((char) c))) return false;
        return words.written("others.tagged").contains(l.substring(tag + 1, end));
    }

    /** A symbol that a filter scored: {@code R_SPF_ALLOW (-0.2) […]}, {@code BAYES_SPAM(2.50){…}}, {@code * 1.0 HTML_MESSAGE …}. */
    private static boolean score(String l) {
        int at = 0;
        while (at < l.length() && (Scan.digit(l.charAt(at)) || "*-.[] ".indexOf(l.charAt(at)) >= 0)) at++;
        int end = at;
        boolean joined = false;
        while (end < l.length() && (l.charAt(end) >= 'A' && l.charAt(end) <= 'Z' || l.charAt(end) == '_' || Scan.digit(l.charAt(end)))) {
            joined |= l.charAt(end++) == '_';
        }
        if (!joined || end - at < 5) return false;
        int next = Scan.skipBlank(l, end);
        return at > 0 && l.indexOf('.') < at || next < l.length() && (l.charAt(next) == '(' || l.charAt(next) == '=');
    }

    /** A line of XML, whose elements are no HTML: {@code <source_ip>192.0.2.1</source_ip>}. */
    private static boolean markup(String l) {
        return l.length() > 3 && l.charAt(0) == '<' && (Scan.letter(l.charAt(1)) || l.charAt(1) == '/' || l.charAt(1) == '?') && l.endsWith(">") && l.indexOf('@') < 0;
    }

    /** A command of a shell that joins a verb and a noun: {@code Set-InboundConnector -Identity …}. */
    private static boolean cmdlet(String l) {
        int dash = l.indexOf('-');
        int end = l.indexOf(' ');
        return dash > 1 && end > dash + 1 && Character.isUpperCase(l.charAt(0)) && Character.isUpperCase(l.charAt(dash + 1)) && l.indexOf(" -") > 0
                && l.substring(0, end).chars().allMatch(c -> Scan.letter((char) c) || c == '-');
    }

    /**
     * Whether most lines are a program's, and no reply stands outside of them: a number that a program compares with was
     * said by nobody, an exception or a log among its lines was.
     */
    boolean source(Passage text) {
        String s = text.text();
        if (expressions(s) || settings(s)) return true;
        Passage.Builder others = Passage.builder(text);
        int lines = 0;
        int code = 0;
        for (int line = 0; line < s.length(); ) {
            int end = Scan.lineEnd(s, line);
            String l = s.substring(line, Math.min(end, line + 400)).strip();
            boolean program = !l.isEmpty() && statement(l);
            if (program) code++;
            else others.append(line, Math.min(s.length(), end + 1));
            if (!l.isEmpty()) lines++;
            line = end + 1;
        }
        if (lines < 3 || code * 10 < lines * 6) return false;
        return ReplyFinder.locate(others.build()).filter(ReplyFinder.Hit::quoted).isEmpty();
    }

    /**
     * Whether all lines, more than one, assign something to a name with an underscore: answers that somebody configures
     * ({@code quota_status_overquota = "552 5.2.2 Mailbox is full"}). Names of what a program was told ({@code last_error}) are none.
     */
    private boolean settings(String s) {
        int lines = 0;
        for (int line = 0, end, seen = 0; line < s.length() && seen < MOST_SETTINGS; line = end + 1, seen++) {
            end = Scan.lineEnd(s, line);
            String l = s.substring(line, end).strip();
            if (l.isEmpty()) continue;
            lines++;
            int eq = l.indexOf('=');
            if (eq < 0 || l.indexOf('_') < 0 || l.indexOf('_') > eq || !Settings.only(l)) return false;
            if (told(l.substring(0, eq).strip())) return false;
        }
        return lines >= 2;
    }

    /** An entry that says what a name means ({@code - mailbox_not_found: The address does not exist}); what a program was told ({@code last_error: …}) is none. */
    private boolean defined(String l) {
        int from = l.startsWith("- ") || l.startsWith("* ") ? 2 : 0;
        int colon = l.indexOf(": ", from);
        return colon > 0 && Settings.underscored(l.substring(from, colon)) && !told(l.substring(from, colon));
    }

    /** Whether a name is one by which programs keep what a server said. */
    private boolean told(String name) {
        String last = name.substring(name.lastIndexOf('_') + 1);
        return words.list("pairs.text").contains(last) || words.list("pairs.code").contains(last);
    }

    /** A call in the trace of an exception, as PHP numbers them: {@code #14 /var/www/Smtp.php(1076): Smtp->send()}. */
    private static boolean called(String l) {
        return l.length() > 1 && Scan.digit(l.charAt(1));
    }

    /** Whether half of the lines are regular expressions: what a filter or a log watcher looks for was said by nobody yet. */
    private static boolean expressions(String s) {
        if (s.indexOf('\\') < 0 && s.indexOf('^') < 0) return false;
        int lines = 0;
        int found = 0;
        for (int line = 0; line < s.length(); ) {
            int end = Scan.lineEnd(s, line);
            String l = s.substring(line, Math.min(end, line + 1_000)).strip();
            if (l.chars().anyMatch(Character::isLetterOrDigit)) lines++;
            if (expression(l)) found++;
            line = end + 1;
        }
        return found > 0 && found * 2 >= lines;
    }

    /**
     * A line with repeated classes of characters ({@code \d+}, {@code \S*}, {@code \d\d}), or one that is anchored and lets anything
     * stand in between. A single {@code \d} may be a folder's, {@code \[} an escape of Markdown.
     */
    private static boolean expression(String l) {
        for (int i = l.indexOf('\\'); i >= 0 && i + 2 < l.length(); i = l.indexOf('\\', i + 2)) {
            if ("dSsw".indexOf(l.charAt(i + 1)) >= 0 && "+*{?\\".indexOf(l.charAt(i + 2)) >= 0) return true;
        }
        int at = 0;
        while (at < l.length() && "+-`\"'/ ".indexOf(l.charAt(at)) >= 0) at++;
        return at < l.length() && l.charAt(at) == '^' && l.indexOf(".*", at) > 0;
    }

    /** A line of a program in a language with brackets, or that begins and ends as statements do. */
    private boolean statement(String l) {
        char last = l.charAt(l.length() - 1);
        if (last == ';' || last == '{' || l.equals("}") || l.equals("});") || l.equals("})")) return !l.startsWith("//") || !reports(l);
        if (l.startsWith("//") || l.startsWith("/*")) return !reports(l);
        return "):'\",".indexOf(last) >= 0 && Words.begins(l, words.list("others.statements"));
    }

    /** A comment that holds what a program printed: a name of an error and a colon. */
    private static boolean reports(String l) {
        return Scan.containsAny(Scan.lower(l), "error: ", "exception: ", " said: ");
    }

    /** Several sentences that explain, about nobody's mail: no address, nothing quoted. */
    private boolean explains(String text, String flat) {
        if (flat.indexOf('@') >= 0 || flat.indexOf('"') >= 0 || flat.indexOf('\u201c') >= 0 || flat.length() < 120) return false;
        int sentences = 0;
        for (int i = 1; i + 2 < text.length(); i++) {
            if (text.charAt(i) == '.' && Character.isLowerCase(text.charAt(i - 1)) && Scan.space(text.charAt(i + 1))) sentences++;
        }
        if (text.endsWith(".")) sentences++;
        if (sentences < 2) return false;
        int found = 0;
        for (String word : words.list("others.explaining")) if (flat.contains(word)) found++;
        return found >= 2;
    }

    private boolean code(String l) {
        if (cmdlet(l)) return true;
        if (Words.begins(l, words.list("others.code-begins"))) return true;
        for (String end : words.list("others.code-ends")) if (l.endsWith(end)) return true;
        return false;
    }

    private boolean header(String l) {
        int colon = l.indexOf(':');
        return colon > 0 && colon < 40 && Character.isUpperCase(l.charAt(0)) && Settings.name(l.substring(0, colon)) || Words.begins(l, words.list("others.header-begins"));
    }

    /** A record of a zone, or a line of {@code dig}. */
    private static boolean zone(String l) {
        if (l.startsWith(";")) return true;
        String[] w = l.split("\\s+", 5);
        if (w.length >= 3 && TYPES.contains(w[0])) return true;
        for (int i = 1; i < Math.min(3, w.length - 1); i++) {
            if (w[i].equals("IN") && !w[i + 1].isEmpty() && Character.isUpperCase(w[i + 1].charAt(0))) return true;
        }
        return false;
    }

    /** A person asks, and quotes nothing. */
    private boolean question(String flat) {
        boolean asks = flat.endsWith("?") || flat.contains("? ") || flat.indexOf('\uff1f') >= 0;
        for (String word : words.list("others.asking")) asks |= flat.startsWith(word);
        boolean quotes = flat.indexOf('"') >= 0 || flat.indexOf('\u00ab') >= 0 || flat.indexOf('\u300c') >= 0 || flat.indexOf(": ") >= 0;
        return asks && !quotes;
    }
}
