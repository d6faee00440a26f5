package io.github.redeliver.read;

import java.util.Locale;

/** Names of SMTP stages, from commands (RFC 5321) and from the words in which servers tell what a reply answered. */
public final class Stage {
    /** Words that stand before the name of a command in a report. */
    private static final String[] BEFORE = {
        "in reply to ", "in response to ", "after pipelined ", "after ", "while sending ", "while receiving ", "while ",
        "during ", "reject: ", "milter-reject: ", "at stage ", "rejected ", "from remote mail server after ", "on ", "command: "
    };

    private static final String[][] COMMANDS = {
        {"ehlo", "ehlo"}, {"helo", "ehlo"}, {"lhlo", "ehlo"}, {"starttls", "starttls"}, {"auth", "auth"}, {"data", "data"}, {"bdat", "data"}, {"quit", "quit"}
    };

    /** What reports say behind such words, and the stage that it means. */
    private static final String[][] NAMED = {
        {"end of data", "end-of-data"}, {"end-of-message", "end-of-data"}, {"end-of-data", "end-of-data"}, {"sending data block", "end-of-data"},
        {"sending message body", "end-of-data"}, {"message body", "end-of-data"}, {"end of message", "end-of-data"}, {"sending end of data", "end-of-data"},
        {"i sent the message", "end-of-data"}, {"bdat", "data"}, {"rcpt", "rcpt"}, {"mail from", "mail"}, {"ehlo", "ehlo"}, {"helo", "ehlo"}, {"lhlo", "ehlo"},
        {"starttls", "starttls"}, {"initial connection", "connect"}, {"connect", "connect"}, {"initial server greeting", "connect"},
        {"receiving the initial server greeting", "connect"}, {"performing the initial protocol", "connect"}
    };

    /** Commands that are words of prose too: only in capitals. */
    private static final String[][] CAPITALS = {{"DATA", "data"}, {"MAIL", "mail"}, {"AUTH", "auth"}};

    /** Words of a command or of what is said of it, the surest first. */
    private static final String[][] WORDS = {
        {"rcpt", "rcpt"}, {"end of data", "end-of-data"}, {"end-of-data", "end-of-data"}, {"message body", "end-of-data"}, {"end of message", "end-of-data"},
        {"end-of-message", "end-of-data"}, {"message text", "end-of-data"}, {"mail from", "mail"}, {"sender", "mail"}, {"starttls", "starttls"},
        {"tls handshake", "starttls"}, {"ehlo", "ehlo"}, {"helo", "ehlo"}, {"lhlo", "ehlo"}, {"auth", "auth"}, {"bdat", "end-of-data"}, {"data", "data"},
        {"connect", "connect"}, {"greeting", "connect"}, {"banner", "connect"}, {"quit", "quit"}, {"recipient", "rcpt"}
    };

    private Stage() {}

    /** The stage that a client's command opens, or {@code ""} when the line is no command. */
    public static String ofCommand(String line) {
        int i = Scan.skipBlank(line, 0);
        for (String[] command : COMMANDS) {
            if (word(line, i, command[0])) return command[1];
        }
        if (Scan.at(line, i, "mail from")) return "mail";
        if (Scan.at(line, i, "rcpt to")) return "rcpt";
        return line.startsWith(".", i) && Scan.skipSpace(line, i + 1) == line.length() ? "end-of-data" : "";
    }

    /** What servers write in their own logs after "rejected" and "reject:", and the stage it means. */
    private static final String[][] REFUSED = {
        {"RCPT", "rcpt"}, {"MAIL", "mail"}, {"END-OF-MESSAGE", "end-of-data"}, {"after DATA", "end-of-data"}, {"during MIME", "end-of-data"},
        {"header", "end-of-data"}, {"body", "end-of-data"}, {"mime", "end-of-data"}, {"by local_scan", "end-of-data"}, {"DATA", "data"},
        {"BDAT", "data"}, {"EHLO", "ehlo"}, {"HELO", "ehlo"}, {"CONNECT", "connect"}, {"connection", "connect"}, {"AUTH", "auth"}, {"STARTTLS", "starttls"}
    };

    /** The stage that a server's own log names right behind "rejected": {@code RCPT <a@b>}, {@code header Subject: x}; or {@code ""}. */
    public static String refused(String text, int at) {
        for (String[] words : REFUSED) {
            if (text.startsWith(words[0], at)) return words[1];
        }
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
                if (c == 'r' && phrase(text, i, to, "refused to talk")) {
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
        for (String[] named : NAMED) {
            if (phrase(text, i, to, named[0])) return named[1];
        }
        for (String[] capitals : CAPITALS) {
            if (text.startsWith(capitals[0], i) && phrase(text, i, to, Scan.lower(capitals[0]))) return capitals[1];
        }
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
        if (w.startsWith("mail")) return "mail";
        for (String[] known : WORDS) {
            if (w.contains(known[0])) return known[1];
        }
        return "";
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
