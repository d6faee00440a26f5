package io.github.redeliver.read;

import java.util.Set;

/**
 * A number in a text that may be a reply's code, and how much speaks for it: words that quote replies before it, the
 * start of a line, an enhanced status code behind it.
 *
 * @param at where it stands
 * @param strength from {@link #BARE} to {@link #STRONG}
 * @param marked whether words that quote replies stand before it
 * @param enhanced the enhanced status code behind it, or {@code ""}
 * @param separator the character behind it
 * @param textAt where the reply's words begin
 */
record Candidate(int at, int strength, boolean marked, String code, String enhanced, char separator, int textAt) {
    private static final int NOTHING = 0;
    static final int BARE = 1;
    private static final int PLAIN = 2;
    static final int LINE = 3;
    static final int STRONG = 4;

    /** Words after which a code is a reply's code. Lower case. */
    private static final String[] MARKERS = {
        "said", "says", "replied", "returned", "response", "responded", "answered", "answer", "reply", "smtp", "led",
        "error", "code", "status", "stat", "reason", "message", "msg", "was", "diag", "result", "because", "bounced",
        "deferred", "failed", "failure", "rejected", "rejection", "erreur", "fehler", "fehlercode", "errore", "erro",
        "foutmelding", "virhe", "ошибка", "ошибки", "сервера", "err", "it", "server", "diagnostic", "details", "info",
        "me", "dsn", "x-postfix", "exception", "smtp_error", "bounce", "fail", "got", "with", "as"
    };

    /** Those of them after which nothing but a blank is needed. */
    private static final String[] BLANK_MARKERS = {
        "said", "says", "replied", "returned", "response", "smtp", "error", "errors", "code", "status", "reply", "erreur", "fehler",
        "errore", "erro", "ошибка", "err", "exception"
    };

    /** Those after which a code is a reply's only when a capital follows: "with 550 Relay denied", not "with 550 users". */
    private static final String[] CAPITAL_MARKERS = {
        "was", "got", "with", "as", "a", "an", "get", "gets", "getting", "return", "returns", "returning", "give", "gives", "gave", "receive",
        "receives", "received", "receiving", "throws", "shows", "see", "seeing", "following", "ended", "ends", "ending", "finished"
    };

    /** Those before "with" after which a code is a reply's whatever follows: "responded with 550 no such user". */
    private static final String[] WITH_MARKERS = {
        "responded", "responds", "replied", "replies", "answered", "answers", "rejected", "rejects", "refused", "refuses", "bounced",
        "bounces", "returned"
    };

    /** How names of files of programs end. */
    private static final Set<String> SOURCES = Set.of("go", "py", "js", "ts", "rb", "php", "pl", "pm", "java", "kt", "rs", "cs", "c", "cc", "cpp", "h", "ex", "lua");

    /** Ends of names that programs give to such texts: {@code SMTPResponse}, {@code last_error}. */
    private static final String[] ENDINGS = {"response", "reply", "exception", "error", "code", "status"};

    /** The reply that the number at the place may be the code of, or null. */
    static @org.jspecify.annotations.Nullable Candidate at(String text, int at) {
        if (!Codes.used(text, at)) return null;
        int n = text.length();
        int after = at + 3;
        char next = after < n ? text.charAt(after) : '\n';
        if (Scan.digit(next) || next == '.' && after + 1 < n && Scan.digit(text.charAt(after + 1))) return null;
        char before = at == 0 ? '\n' : text.charAt(at - 1);
        if (Scan.alnum(before) || "./@&?+$\u20ac%".indexOf(before) >= 0) return null;
        char earlier = at > 1 ? text.charAt(at - 2) : ' ';
        if (before == ':' && next == ':' && sourceLine(text, at - 1)) return null;
        if ("-:,".indexOf(before) >= 0 && Scan.digit(earlier) || before == '-' && Scan.letter(earlier)) return null;
        String code = text.substring(at, after);
        String enhanced = Codes.enhancedNear(text, after);
        char separator = next;
        if (!enhanced.isEmpty()) {
            int textAt = text.indexOf(enhanced, after) + enhanced.length();
            return new Candidate(at, STRONG, marked(text, at), code, enhanced, separator, textAt);
        }
        boolean quoted = separator == before && "\"'".indexOf(before) >= 0;
        int words = quoted ? -1 : words(text, after, separator);
        boolean marked = marked(text, at);
        boolean lineStart = lineStart(text, at);
        int strength;
        if (words < 0) {
            boolean alone = lineStart && Scan.skipSpace(text, after) >= Scan.lineEnd(text, at);
            strength = marked || alone || before == '(' && next == ')' && thrown(text, at) ? BARE : NOTHING;
            words = after;
        } else if (marked) {
            strength = STRONG;
        } else if (lineStart) {
            strength = LINE;
        } else {
            boolean sameLine = Scan.lineEnd(text, after) >= words; // else its words are another line's
            boolean opened = opens(before, text, at) || separator == '-' && continued(text, at, code);
            strength = !sameLine ? NOTHING : opened ? PLAIN : capital(text, after) && addressed(text, at) ? BARE : NOTHING;
        }
        return strength == NOTHING ? null : new Candidate(at, strength, marked, code, "", separator, words);
    }

    /** Whether a file of a program is named before the colon at {@code colon}: {@code manager.go:501: error} tells a line of it. */
    private static boolean sourceLine(String text, int colon) {
        int dot = text.lastIndexOf('.', colon);
        int start = dot < 1 || colon - dot > 5 ? colon : Scan.wordStart(text, dot, "_-");
        return start < dot && (start == 0 || text.charAt(start - 1) != '.') && SOURCES.contains(text.substring(dot + 1, colon));
    }

    /** Where the words of a reply start after its code, or -1 when what follows is none. */
    private static int words(String text, int after, char separator) {
        int n = text.length();
        if (after >= n) return -1;
        int i = after;
        if (Scan.wide(separator)) return i;
        // "421HL:REP", "550User unknown": no blank; but not "550x" or "450ms"
        if (Scan.letter(separator)) {
            return capital(separator) && i + 1 < n && capital(text.charAt(i + 1)) || capitalised(text, i) ? i : -1;
        }
        int most = Math.min(n, after + 40);
        while (i < most && (Scan.space(text.charAt(i)) || "-:#<[(\"'*,=|;\u00ab\u201c\u201e\u2018\u300c\u300e".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        if (i >= n || i == after) return -1;
        char c = text.charAt(i);
        if (Scan.digit(c)) return codeOrAddress(text, i) || numbered(text, i) ? i : -1;
        return Character.isLetter(c) || "{_\u300a%@".indexOf(c) >= 0 ? i : -1;
    }

    private static boolean capital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    /** A word that begins with a capital. */
    private static boolean capitalised(String text, int at) {
        if (!capital(text.charAt(at)) || at + 4 > text.length()) return false;
        for (int i = at + 1; i < at + 4; i++) if (text.charAt(i) < 'a' || text.charAt(i) > 'z') return false;
        return true;
    }

    /** A provider's own number after the code, then words: {@code 554 30 Sorry}. */
    private static boolean numbered(String text, int at) {
        int i = Scan.digits(text, at);
        return i <= at + 4 && i + 1 < text.length() && text.charAt(i) == ' ' && capital(text.charAt(i + 1));
    }

    private static boolean codeOrAddress(String text, int at) {
        return Address.ipEnd(text, at, text.length()) > at || Codes.enhancedAt(text, at, 1) > 0;
    }

    /** The same code with a hyphen comes again: a multi-line reply that was run together. */
    private static boolean continued(String text, int at, String code) {
        return text.substring(at + 3, Math.min(text.length(), at + 1200)).contains(code) || text.substring(Math.max(0, at - 1200), at).contains(code);
    }

    static boolean lineStart(String text, int at) {
        int i = at - 1;
        while (i >= 0 && (Scan.blank(text.charAt(i)) || "\"'<([{#*`|>\u00ab\u201c\u300c".indexOf(text.charAt(i)) >= 0)) i--;
        boolean point = i > 0 && (text.charAt(i) == ')' || text.charAt(i) == '\u3001' || i < at - 1 && text.charAt(i) == '.');
        if (point && Scan.digit(text.charAt(i - 1))) i = numbering(text, i);
        return i < 0 || Scan.space(text.charAt(i));
    }

    /** Before the number of an entry of a list ({@code 1.}, {@code 12)}, {@code 3、}) that ends at {@code end}, or {@code end}. */
    private static int numbering(String text, int end) {
        String before = text.substring(Scan.lineStart(text, end), end).strip();
        return before.length() <= 3 && Scan.digits(before, 0) == before.length() ? Scan.lineStart(text, end) - 1 : end;
    }

    static boolean opens(char before, String text, int at) {
        if ("\"'<([{`|>=:;\u00ab\u201c\u2018\u300c\u3010\uff1a".indexOf(before) >= 0 || Scan.wide(before)) return true;
        if (before == '#') return !counted(text, at - 1);
        int end = Scan.space(before) ? Scan.skipSpaceBack(text, at) : 0;
        if (end == 0) return false;
        char c = text.charAt(end - 1);
        return ":;=|>])}-\u2013\u2014\uff1a\u3002".indexOf(c) >= 0 || Scan.wide(c);
    }

    /** Whether the sign at the place stands behind a plain word: "invoice #421" counts something, "mx.example.com #550" does not. */
    private static boolean counted(String text, int sign) {
        int end = Scan.skipSpaceBack(text, sign);
        if (end == sign || end == 0) return false;
        int start = end;
        while (start > 0 && Scan.letter(text.charAt(start - 1))) start--;
        return start < end && (start == 0 || Scan.space(text.charAt(start - 1)));
    }

    /** Whether a word that introduces replies stands before, with at most punctuation between. */
    static boolean marked(String text, int at) {
        if (tuple(text, at) >= 0) return true;
        int i = at - 1;
        int least = Math.max(0, at - 60);
        boolean punctuation = false;
        while (i >= least) {
            char c = text.charAt(i);
            if (Scan.space(c)) {
                i--;
            } else if (":;=\"'<([{#`,|>\u00ab\u201c\u2018\u300c\uff1a-".indexOf(c) >= 0) {
                punctuation = true;
                i--;
            } else {
                break;
            }
        }
        if (i < least) return false;
        int end = i + 1;
        // "host mx.example.com [192.0.2.1]: 550" and "after RCPT TO:<a@b>: 550": quoted by a host or a command
        if (punctuation && "])".indexOf(text.charAt(i)) >= 0) return bracketQuotes(text, i);
        while (i >= least && (Character.isLetter(text.charAt(i)) || text.charAt(i) == '_')) i--;
        String word = text.substring(i + 1, end).toLowerCase(java.util.Locale.ROOT);
        if (word.equals("with") && !punctuation && i > least && answered(text, i)) return true;
        if (word.equals("got") && Scan.lower(text.substring(Math.max(Scan.lineStart(text, at), least), at)).contains("expected")) return true;
        for (String marker : punctuation ? MARKERS : BLANK_MARKERS) {
            if (word.equals(marker)) return true;
        }
        if (!punctuation && !word.isEmpty()) {
            for (String marker : CAPITAL_MARKERS) {
                if (word.equals(marker)) return capital(text, at + 3);
            }
        }
        for (String ending : ENDINGS) {
            if (word.endsWith(ending)) return true;
        }
        return false;
    }

    /** Whether a program tells of an error on the line: {@code SmtpException: Server did not accept mail (550)}. */
    private static boolean thrown(String text, int at) {
        String line = Scan.lower(text.substring(Math.max(Scan.lineStart(text, at), at - 300), at));
        return Scan.containsAny(line, "error: ", "exception: ");
    }

    /** Whether an address stands a little before on the line: what became of mail to it may be told ({@code to a@b ended 550 User unknown}). */
    private static boolean addressed(String text, int at) {
        int least = Math.max(Scan.lineStart(text, at), at - 120);
        return Scan.blank(text.charAt(at - 1)) && text.substring(least, at).indexOf('@') >= 0;
    }

    /** Whether a word that tells of an answer ends right before the blank at {@code end}. */
    private static boolean answered(String text, int end) {
        int last = Scan.skipSpaceBack(text, end + 1);
        String word = Scan.lower(text.substring(Scan.wordStart(text, last, ""), last));
        for (String marker : WITH_MARKERS) {
            if (word.equals(marker)) return true;
        }
        return false;
    }

    /** Where the words open in {@code (550, b'5.1.1 No such user')}, how Python prints a reply; -1 where the text is none. */
    static int tuple(String text, int at) {
        if (at == 0 || text.charAt(at - 1) != '(' || !text.startsWith(", ", at + 3)) return -1;
        int i = text.startsWith("b", at + 5) || text.startsWith("u", at + 5) ? at + 6 : at + 5;
        return text.startsWith("'", i) || text.startsWith("\"", i) ? i : -1;
    }

    private static boolean capital(String text, int after) {
        int i = after;
        while (i < text.length() && i < after + 3 && " -\"'<".indexOf(text.charAt(i)) >= 0) i++;
        return i > after && i < text.length() && (Character.isUpperCase(text.charAt(i)) || "<\"".indexOf(text.charAt(i - 1)) >= 0);
    }

    private static boolean bracketQuotes(String text, int close) {
        int open = Math.max(text.lastIndexOf('[', close), text.lastIndexOf('(', close));
        return close - open < 60;
    }
}
