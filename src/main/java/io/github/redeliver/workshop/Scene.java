package io.github.redeliver.workshop;

import io.github.redeliver.Case;
import io.github.redeliver.evidence.Context;
import io.github.redeliver.facts.Dns;
import io.github.redeliver.facts.Known;
import io.github.redeliver.facts.Observed;
import io.github.redeliver.facts.Talk;
import io.github.redeliver.knowledge.KnowledgeException;
import io.github.redeliver.knowledge.Problem;
import io.github.redeliver.knowledge.RuleDef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One of a rule's own texts as it is tried: the text, who spoke, and what was observed. What holds besides the text
 * stands in braces before it: <code>"{System gmail} {Dns listed list=spamhaus-zen} {Known daily number=6000} 550 …"</code>.
 * Without {@code System} it is the one that the rule is narrowed to.
 *
 * @param observed what is taken as seen, whatever the text leads to
 */
public record Scene(Case given, List<Observed> observed) {
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "System", Set.of(), "Dns", Set.of("list", "subject", "value"), "Talk", Set.of("subject", "value"),
            "Known", Set.of("number", "subject", "value"));

    public Scene {
        observed = List.copyOf(observed);
    }

    /**
     * Reads one of a rule's texts.
     *
     * @throws KnowledgeException when what stands in braces cannot be understood, with the rule's place
     */
    public static Scene of(RuleDef rule, String text) {
        try {
            return read(rule, text);
        } catch (IllegalArgumentException e) {
            throw new KnowledgeException(List.of(Problem.error("bad-example", rule.file(), rule.line(), 0, rule.id(), e.getMessage(),
                    "{System gmail} 550 …, {Dns spf-none} 550 … or {Known daily number=6000} 550 … is meant")));
        }
    }

    private static Scene read(RuleDef rule, String text) {
        List<Observed> observed = new ArrayList<>();
        String system = null;
        String rest = text;
        for (int end = end(rest); end > 0; end = end(rest)) {
            String[] words = rest.substring(1, end).strip().split(" +");
            if (words.length < 2) throw new IllegalArgumentException("{" + words[0] + "} lacks what it shows");
            Map<String, String> fields = fields(words);
            switch (words[0]) {
                case "System" -> system = words[1].equals("none") ? "" : words[1];
                case "Dns" -> observed.add(new Dns(words[1], fields.getOrDefault("subject", ""), fields.getOrDefault("value", ""),
                        fields.getOrDefault("list", ""), "", ""));
                case "Talk" -> observed.add(new Talk(words[1], fields.getOrDefault("subject", ""), fields.getOrDefault("value", ""), -1));
                default -> observed.add(new Known(words[1], fields.getOrDefault("subject", ""),
                        fields.getOrDefault("value", fields.getOrDefault("number", "")), number(fields.getOrDefault("number", "0"))));
            }
            rest = rest.substring(end + 1).stripLeading();
        }
        String spoke = system == null ? narrowed(rule) : system;
        return new Scene(Case.of(rest).withContext(Context.of("", "", "", "", spoke)), observed);
    }

    /** Where the braces end that the text begins with, or -1 where it begins with none of these. */
    private static int end(String text) {
        for (String type : FIELDS.keySet()) if (text.startsWith("{" + type + " ")) return text.indexOf('}');
        return -1;
    }

    private static Map<String, String> fields(String[] words) {
        Set<String> known = FIELDS.getOrDefault(words[0], Set.of());
        Map<String, String> fields = new HashMap<>();
        for (int i = 2; i < words.length; i++) {
            int at = words[i].indexOf('=');
            if (at < 0 || !known.contains(words[i].substring(0, at))) {
                throw new IllegalArgumentException("{" + words[0] + " … " + words[i] + "}: of " + words[0] + " one of "
                        + String.join("=, ", known.stream().sorted().toList()) + "= is meant");
            }
            fields.put(words[i].substring(0, at), words[i].substring(at + 1));
        }
        return fields;
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("number=" + digits + " is no number", e);
        }
    }

    /** The system that a rule asks for, or one of the family that it asks for. */
    private static String narrowed(RuleDef rule) {
        String system = "";
        for (RuleDef.Pattern p : rule.patterns()) {
            if (!p.negated() && !p.equal("system").isEmpty()) system = p.equal("system");
            if (!p.negated() && system.isEmpty() && !p.equal("family").isEmpty()) system = p.equal("family");
        }
        return system;
    }
}
