package io.github.redeliver.workshop;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Normaliser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Drafts a rule from a text that the knowledge base does not know yet. */
public final class NewRule {
    /** Longer phrases are no surer, and break at the first change of wording. */
    private static final int LONGEST = 60;

    private NewRule() {}

    /**
     * A drafted rule.
     *
     * @param id its name
     * @param phrase what it waits for
     * @param token the provider's own code, or {@code ""}
     * @param nearMiss a text that is as near as can be and must not fire it
     */
    public record Draft(
            String id, String phrase, String token, String cause, String source, String since, String example, String nearMiss) {
        /** As it stands in a rule file. */
        public String drl() {
            return "rule " + quoted(id) + "\n"
                    + "    @source(" + quoted(source) + ")\n"
                    + "    @since(" + quoted(since) + ")\n"
                    + "    @status(\"current\")\n"
                    + "    @example(" + quoted(example) + ")\n"
                    + (nearMiss.isEmpty() ? "" : "    @nearMiss(" + quoted(nearMiss) + ")\n")
                    + "when\n"
                    + "    Heard( phrase == " + quoted(phrase) + " )\n"
                    + "then\n"
                    + "    insert( Symptom.of(" + quoted(cause) + ")" + (token.isEmpty() ? "" : ".token(" + quoted(token) + ")") + " );\n"
                    + "end\n";
        }
    }

    private static String quoted(String s) {
        return '"' + s.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r\n", "\\n").replace("\n", "\\n").replace("\t", "\\t") + '"';
    }

    /**
     * Drafts a rule.
     *
     * @param code the provider's own code, or a short name where it has none
     * @param phrase what to wait for, or {@code ""} to have it chosen from the text
     * @param nearMiss or {@code ""} to have it made from the text
     */
    public static Draft of(
            KnowledgeBase base, String provider, String code, String text, String cause, String phrase, String nearMiss,
            String source, String since) {
        boolean own = phrase.isEmpty() && isCode(code) && text.toLowerCase(Locale.ROOT).contains(code.toLowerCase(Locale.ROOT));
        String chosen = !phrase.isEmpty() ? phrase : own ? around(text, code) : stretch(text);
        String near = !nearMiss.isEmpty() ? nearMiss : own ? otherCode(base, text, code) : without(text, chosen);
        return new Draft(
                provider + "/" + name(code), chosen, own ? code : "", cause, source, since, text, near);
    }

    /** Letters and digits together, or many digits: nothing that stands in any text by chance. */
    private static boolean isCode(String code) {
        boolean digit = code.chars().anyMatch(Character::isDigit);
        boolean letter = code.chars().anyMatch(Character::isLetter);
        return digit && code.length() >= 3 && (letter || code.length() >= 5);
    }

    /** A rule's short name: lower case, joined by dashes. */
    static String name(String code) {
        StringBuilder name = new StringBuilder();
        for (char c : code.toLowerCase(Locale.ROOT).toCharArray()) {
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') name.append(c);
            else if (name.length() > 0 && name.charAt(name.length() - 1) != '-') name.append('-');
        }
        while (name.length() > 0 && name.charAt(name.length() - 1) == '-') name.setLength(name.length() - 1);
        return name.toString();
    }

    /** The code with the brackets that stand around it. */
    private static String around(String text, String code) {
        int at = text.toLowerCase(Locale.ROOT).indexOf(code.toLowerCase(Locale.ROOT));
        int end = at + code.length();
        boolean brackets = at > 0 && end < text.length()
                && (text.charAt(at - 1) == '(' && text.charAt(end) == ')' || text.charAt(at - 1) == '[' && text.charAt(end) == ']');
        return (brackets ? text.substring(at - 1, end + 1) : text.substring(at, end)).toLowerCase(Locale.ROOT);
    }

    /** The same text with another code that no rule knows. */
    private static String otherCode(KnowledgeBase base, String text, String code) {
        int at = text.toLowerCase(Locale.ROOT).indexOf(code.toLowerCase(Locale.ROOT));
        for (char digit = '9'; digit >= '0'; digit--) {
            StringBuilder other = new StringBuilder(text.substring(at, at + code.length()));
            int last = other.length() - 1;
            while (last > 0 && !Character.isDigit(other.charAt(last))) last--;
            if (other.charAt(last) == digit) continue;
            other.setCharAt(last, digit);
            String made = text.substring(0, at) + other + text.substring(at + code.length());
            String normal = Normaliser.normalise(around(made, other.toString()));
            if (base.phraseId(normal) < 0) return made;
        }
        return "";
    }

    /** The longest stretch of constant words. */
    static String stretch(String text) {
        List<String> stretches = new ArrayList<>();
        StringBuilder now = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (variable(word) || now.length() + word.length() > LONGEST) {
                stretches.add(now.toString().strip());
                now.setLength(0);
            }
            if (!variable(word)) now.append(word).append(' ');
            char last = word.charAt(word.length() - 1);
            if (last == '.' || last == ':' || last == ';') { // a sentence is a better unit than a stretch over its end
                stretches.add(now.toString().strip());
                now.setLength(0);
            }
        }
        stretches.add(now.toString().strip());
        String best = "";
        for (String s : stretches) if (s.length() > best.length()) best = s;
        int end = best.length();
        while (end > 0 && ".:;,".indexOf(best.charAt(end - 1)) >= 0) end--;
        return best.substring(0, end).toLowerCase(Locale.ROOT);
    }

    /** What differs from text to text: codes, addresses, host names, numbers, ids, links. */
    private static boolean variable(String word) {
        boolean inner = word.length() > 2 && word.substring(0, word.length() - 1).indexOf('.') > 0;
        return inner || word.indexOf('@') >= 0 || word.indexOf('<') >= 0 || word.indexOf('[') >= 0 || word.contains("://")
                || word.chars().anyMatch(Character::isDigit);
    }

    /** The text with the phrase's last word but one gone, so that it is no longer said. */
    private static String without(String text, String phrase) {
        int at = text.toLowerCase(Locale.ROOT).indexOf(phrase.toLowerCase(Locale.ROOT));
        if (at < 0) return "";
        String said = text.substring(at, at + phrase.length());
        int last = said.lastIndexOf(' ');
        String shorter = last < 0 ? "" : said.substring(0, last);
        return (text.substring(0, at) + shorter + text.substring(at + phrase.length())).strip();
    }
}
