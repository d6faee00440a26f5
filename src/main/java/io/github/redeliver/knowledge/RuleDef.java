package io.github.redeliver.knowledge;

import io.github.redeliver.facts.Heard;
import java.util.List;

/**
 * A rule, read into its closed form.
 *
 * @param id the rule's name, unique in the knowledge base, such as {@code "outlook/s3150"}
 * @param file path within the knowledge base
 * @param line line of the rule in its file
 * @param stage the stage it belongs to
 * @param level how well founded its reading is
 * @param home id of the system that its file is about, or {@code ""}
 * @param status {@code current changed retired experimental}
 * @param source who documents it
 * @param since when it came into the knowledge base, {@code YYYY-MM}
 * @param patterns its conditions, all of which must hold
 * @param inserts the facts it inserts, ready made
 * @param allows checks that the rule is excused from, each {@code "check: reason"}
 * @param examples texts that must give its first symptom's cause at rank 1
 * @param nearMisses texts on which it must not fire
 */
public record RuleDef(
        String id,
        String file,
        int line,
        Stage stage,
        Level level,
        String home,
        String status,
        String source,
        String since,
        List<Pattern> patterns,
        List<Object> inserts,
        List<String> allows,
        List<String> examples,
        List<String> nearMisses) {

    public RuleDef {
        patterns = List.copyOf(patterns);
        inserts = List.copyOf(inserts);
        allows = List.copyOf(allows);
        examples = List.copyOf(examples);
        nearMisses = List.copyOf(nearMisses);
    }

    /**
     * One condition.
     *
     * @param type simple name of the fact type
     * @param negated true for {@code not}
     * @param line its line in the file
     * @param constraints what the fact's fields must be
     */
    public record Pattern(String type, boolean negated, int line, List<Constraint> constraints) {
        public Pattern {
            constraints = List.copyOf(constraints);
        }

        /** The phrases any one of which it waits for; empty when it waits for none. */
        public List<String> phrases() {
            for (Constraint c : constraints) {
                if (!c.field().equals("phrase")) continue;
                return c.value() instanceof List<?> family ? texts(family) : List.of((String) c.value());
            }
            return List.of();
        }

        @SuppressWarnings("unchecked") // a family's wordings are texts
        private static List<String> texts(List<?> family) {
            return (List<String>) family;
        }

        /** The literal that a field must equal, or {@code ""}. */
        public String equal(String field) {
            for (Constraint c : constraints) {
                if (c.field().equals(field) && c.operator().equals("==")) return String.valueOf(c.value());
            }
            return "";
        }
    }

    /**
     * One constraint on a field.
     *
     * @param field its name
     * @param operator {@code == != < <= > >=}, or {@code in} for the wordings of a phrase
     * @param value a {@code String}, {@code Boolean} or {@code Long}, a list of texts for {@code in}; phrases are normalised
     */
    public record Constraint(String field, String operator, Object value) {}

    /** The same rule of another file. */
    RuleDef withFile(String other) {
        return new RuleDef(
                id, other, line, stage, level, home, status, source, since, patterns, inserts, allows, examples, nearMisses);
    }

    /** The same rule, whatever line it stands on. */
    public RuleDef withoutLines() {
        List<Pattern> flat = patterns.stream().map(p -> new Pattern(p.type, p.negated, 0, p.constraints)).toList();
        return new RuleDef(
                id, file, 0, stage, level, home, status, source, since, flat, inserts, allows, examples, nearMisses);
    }

    /** The longest stretch that counts: beyond it a phrase is as specific as can be. */
    private static final int LONGEST = 80;

    /**
     * How much the rule constrains: the letters of its phrases (of a family, the shortest) and a fixed amount for each
     * other constraint. The more, the more specific, so that nobody needs to write numbers.
     */
    public int weight() {
        int weight = fixedWeight();
        for (Pattern p : patterns) {
            if (!p.negated()) {
                weight += p.phrases().stream().mapToInt(x -> Math.min(LONGEST, Normaliser.letters(x))).min().orElse(0);
            }
        }
        return weight;
    }

    /** The same with the phrases that were heard. */
    public int weight(Iterable<?> facts) {
        int weight = fixedWeight();
        for (Object fact : facts) {
            if (fact instanceof Heard h) weight += Math.min(LONGEST, Normaliser.letters(h.phrase()));
        }
        return weight;
    }

    private int fixedWeight() {
        int weight = 0;
        for (Pattern p : patterns) {
            if (p.negated()) {
                weight += 3;
                continue;
            }
            for (Constraint c : p.constraints()) {
                weight += switch (c.field()) {
                    case "phrase" -> 0;
                    case "system", "family", "software" -> 12;
                    case "enhanced", "list", "token" -> 6;
                    case "subject", "code", "stage", "action" -> 4;
                    default -> 2;
                };
            }
        }
        return weight;
    }

    /** Whether it asks for words rather than for codes alone. */
    public boolean asksForWords() {
        for (Pattern p : patterns) if (!p.negated() && p.type().equals("Heard")) return true;
        return false;
    }
}
