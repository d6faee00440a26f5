package io.github.redeliver.read;

import java.util.Locale;

/** Names of SMTP stages, from commands (RFC 5321) and from the words in which servers tell what a reply answered. */
public final class Stage {
    /** Words that stand before the name of a command in a report. */
    private static final String[] BEFORE = {
        "in reply to ", "in response to ", "after pipelined ", "after ", "while sending ", "while receiving ", "while ",
        "during ", "reject: ", "milter-reject: ", "at stage ", "rejected ", "from remote mail server after ", "on ", "command: "
    };

    private Stage() {}

    /** The stage that a client's command opens, or {@code ""} when the line is no command. */
    public static String ofCommand(String line) {
        int i = Scan.skipBlank(line, 0);
        if (word(line, i, "ehlo") || word(line, i, "helo") || word(line, i, "lhlo")) return "ehlo";
        if (word(line, i, "starttls")) return "starttls";
        if (word(line, i, "auth")) return "auth";
        if (Scan.at(line, i, "mail from")) return "mail";
        if (Scan.at(line, i, "rcpt to")) return "rcpt";
        if (word(line, i, "data") || word(line, i, "bdat")) return "data";
        if (word(line, i, "quit")) return "quit";
        if (i < line.length() && line.charAt(i) == '.' && Scan.skipSpace(line, i + 1) == line.length()) return "end-of-data";
        return "";
    }

    private static boolean word(String line, int at, String word) {
        return Scan.at(line, at, word) && (at + word.length() == line.length() || !Scan.alnum(line.charAt(at + word.length())));
    }

    /**
     * The stage that a report names between {@code from} and {@code to}: {@code (in reply to RCPT TO command)},
     * {@code after end of data}, {@code refused to talk to me}; {@code ""} where it names none. The last one named wins,
     * for it stands nearest to the innermost reply.
     */
    public static String named(String text, int from, int to) {
        String found = "";
        int i = from;
        while (i < to) {
            char c = Scan.lower(text.charAt(i));
            if (i == from || !Scan.letter(text.charAt(i - 1))) {
                if (c == 'r' && (phrase(text, i, to, "refused to talk to me") || phrase(text, i, to, "refused to talk"))) {
                    found = "connect";
                } else if ("iawdmrfoc".indexOf(c) >= 0) {
                    for (String before : BEFORE) {
                        int end = phraseEnd(text, i, to, before);
                        if (end < 0) continue;
                        String stage = words(text, end, to);
                        if (!stage.isEmpty()) {
                            found = stage;
                            i = end - 1;
                        }
                        break;
                    }
                }
            }
            i++;
        }
        return found;
    }

    private static String words(String text, int at, int to) {
        int i = at;
        for (String filler : new String[] {"the ", "pipelined ", "a ", "\"", "'", "<"}) {
            int end = phraseEnd(text, i, to, filler);
            if (end >= 0) i = end;
        }
        if (phrase(text, i, to, "end of data") || phrase(text, i, to, "end-of-message") || phrase(text, i, to, "end-of-data")
                || phrase(text, i, to, "sending data block") || phrase(text, i, to, "sending message body")
                || phrase(text, i, to, "message body") || phrase(text, i, to, "end of message")
                || phrase(text, i, to, "sending end of data")) return "end-of-data";
        if (phrase(text, i, to, "data") || phrase(text, i, to, "bdat")) {
            return text.regionMatches(i, "data", 0, 4) ? "" : "data";
        }
        if (phrase(text, i, to, "rcpt")) return "rcpt";
        if (phrase(text, i, to, "mail from")) return "mail";
        if (phrase(text, i, to, "mail")) return text.startsWith("MAIL", i) ? "mail" : "";
        if (phrase(text, i, to, "ehlo") || phrase(text, i, to, "helo") || phrase(text, i, to, "lhlo")) return "ehlo";
        if (phrase(text, i, to, "starttls")) return "starttls";
        if (phrase(text, i, to, "auth")) return text.startsWith("AUTH", i) ? "auth" : "";
        if (phrase(text, i, to, "initial connection") || phrase(text, i, to, "connect")
                || phrase(text, i, to, "initial server greeting") || phrase(text, i, to, "receiving the initial server greeting")
                || phrase(text, i, to, "performing the initial protocol")) return "connect";
        return "";
    }

    /**
     * The stage that a command or a server's words about it name: {@code "RCPT TO"}, {@code "end of DATA command"},
     * {@code "MAIL FROM:<a@example.com>"}, {@code "initial connection"}.
     *
     * @return {@code connect ehlo starttls auth mail rcpt data end-of-data quit}, or {@code ""}
     */
    public static String in(CharSequence words) {
        String w = words.subSequence(0, Math.min(words.length(), 200)).toString().toLowerCase(Locale.ROOT);
        if (w.contains("rcpt")) return "rcpt";
        if (w.contains("end of data") || w.contains("end-of-data") || w.contains("message body") || w.contains("end of message")
                || w.contains("end-of-message") || w.contains("message text")) {
            return "end-of-data";
        }
        if (w.contains("mail from") || w.startsWith("mail") || w.contains("sender")) return "mail";
        if (w.contains("starttls") || w.contains("tls handshake")) return "starttls";
        if (w.contains("ehlo") || w.contains("helo") || w.contains("lhlo")) return "ehlo";
        if (w.contains("auth")) return "auth";
        if (w.contains("bdat")) return "end-of-data";
        if (w.contains("data")) return "data";
        if (w.contains("connect") || w.contains("greeting") || w.contains("banner")) return "connect";
        if (w.contains("quit")) return "quit";
        return w.contains("recipient") ? "rcpt" : "";
    }

    private static boolean phrase(String text, int at, int to, String words) {
        int end = phraseEnd(text, at, to, words);
        return end >= 0 && (end >= to || !Scan.alnum(text.charAt(end)) || !Scan.alnum(words.charAt(words.length() - 1)));
    }

    /** End of {@code words} at {@code at}, where one blank in {@code words} is any white space in the text; or -1. */
    private static int phraseEnd(String text, int at, int to, String words) {
        int i = at;
        for (int k = 0; k < words.length(); k++) {
            char w = words.charAt(k);
            if (w == ' ') {
                int next = i;
                while (next < to && next < i + 80 && Scan.space(text.charAt(next))) next++;
                if (next == i) return -1;
                i = next;
            } else {
                if (i >= to || Scan.lower(text.charAt(i)) != w) return -1;
                i++;
            }
        }
        return i;
    }
}
