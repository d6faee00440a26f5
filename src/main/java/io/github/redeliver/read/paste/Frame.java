package io.github.redeliver.read.paste;

import io.github.redeliver.read.Address;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Words;
import java.util.List;

/** Shapes by which the text of a report differs from a reply alone, whoever wrote it. */
final class Frame {
    private final List<String> words;
    private final List<String> not;
    private final List<String> fields;

    Frame(Words words) {
        this.words = words.list("reports.words");
        this.not = words.list("reports.not");
        this.fields = words.list("reports.fields");
    }

    boolean looks(String text) {
        String flat = flat(text);
        return !Words.any(flat, not) && (Words.any(flat, words) || hostLine(flat));
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
    int paragraphEnd(String text, int from, int to) {
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

    private boolean fieldLike(String text, int at) {
        for (String name : fields) {
            if (Scan.at(text, at, name)) return true;
        }
        return false;
    }
}
