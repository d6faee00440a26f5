package io.github.redeliver.read.paste;

import io.github.redeliver.read.Address;
import io.github.redeliver.read.Scan;

/** Shapes by which the text of a report differs from a reply alone, whoever wrote it. */
final class Frame {
    private static final String[] WORDS = {
        "could not be delivered", "couldn't be delivered", "wasn't delivered", "was not delivered", "not be delivered to", "delivery has failed",
        "undeliverable", "undelivered", "delivery to the following", "mail delivery system", "mail delivery failed", "failed permanently",
        "delivering your message", "returned to sender", "] said:", "refused to talk", "remote host said", "reporting-mta:",
        "diagnostic information for administrators", "mail system at host", "remote server returned", "generating server:", "the response was",
        "rejected your message", "from remote mail server after initial", "permanent fatal errors", "transcript of session follows",
        "status notification", "unable to deliver", "message delivery failure", "bounce reason", "your message to "
    };

    private Frame() {}

    static boolean looks(String text) {
        String flat = flat(text);
        if (flat.contains("status=")) return false;
        for (String words : WORDS) {
            if (flat.contains(words)) return true;
        }
        return flat.contains("generated from") || hostLine(flat);
    }

    /** "host mx.example.net [192.0.2.1]" as part of a report. */
    private static boolean hostLine(String flat) {
        int i = flat.indexOf(" host ");
        while (i >= 0) {
            int end = Address.hostEnd(flat, i + 6, flat.length());
            if (end > i + 6 && flat.startsWith(" [", end)) return true;
            i = flat.indexOf(" host ", i + 1);
        }
        return false;
    }

    /** Lower case, each run of white space one blank, typographic apostrophes plain. */
    static String flat(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Scan.space(c)) {
                if (!blank) out.append(' ');
                blank = true;
            } else {
                out.append(c == '\u2019' ? '\'' : Character.toLowerCase(c));
                blank = false;
            }
        }
        return out.toString();
    }

    /** End of the paragraph: an empty line, a field, a rule of dashes, what the quoter adds. */
    static int paragraphEnd(String text, int from, int to) {
        int i = from;
        while (i < to) {
            if (text.charAt(i) == '\n') {
                int next = Scan.skipBlank(text, i + 1);
                if (next >= to || text.charAt(next) == '\n') return i;
                if (text.startsWith("---", next) || text.startsWith("===", next)) return i;
                if (next == i + 1 && fieldLike(text, next)) return i;
            }
            i++;
        }
        return to;
    }

    private static boolean fieldLike(String text, int at) {
        for (String name : new String[] {"reporting-mta:", "final-recipient:", "original-recipient:", "diagnostic-code:", "x-postfix", "return-path:", "received:", "action:", "from:", "status:"}) {
            if (Scan.at(text, at, name)) return true;
        }
        return false;
    }
}
