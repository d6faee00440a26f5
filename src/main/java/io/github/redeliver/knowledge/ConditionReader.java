package io.github.redeliver.knowledge;

import java.util.ArrayList;
import java.util.List;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PatternDescr;

/** Reads the conditions of a rule into patterns of the closed form; what else stands there is refused with its place. */
final class ConditionReader {
    /** Takes what is wrong, as {@link Problem#error} does, with the place of a part of the syntax tree. */
    @FunctionalInterface
    interface Errors {
        void at(String check, BaseDescr at, String rule, String message, String maybe);
    }

    private final Schema schema;
    private final Stage stage;
    private final Errors errors;
    private int wrong;

    ConditionReader(Schema schema, Stage stage, Errors errors) {
        this.schema = schema;
        this.stage = stage;
        this.errors = errors;
    }

    private void error(String check, BaseDescr at, String rule, String message, String maybe) {
        wrong++;
        errors.at(check, at, rule, message, maybe);
    }

    /**
     * Reads one condition, or says what is wrong with it.
     *
     * @param patterns gets the pattern
     */
    void read(String id, BaseDescr d, List<RuleDef.Pattern> patterns) {
        if (d instanceof PatternDescr p) {
            pattern(id, p, false, patterns);
        } else if (d instanceof NotDescr not && not.getDescrs().size() == 1
                && not.getDescrs().get(0) instanceof PatternDescr p) {
            pattern(id, p, true, patterns);
        } else {
            String what = d.getClass().getSimpleName().replace("Descr", "").toLowerCase(java.util.Locale.ROOT);
            error("closed-form", d, id, "condition \"" + what + "\" is not allowed",
                    "write plain patterns, one below the other, or not Type( … )");
        }
    }

    private void pattern(String id, PatternDescr p, boolean negated, List<RuleDef.Pattern> patterns) {
        Schema.Type type = schema.type(p.getObjectType());
        if (type == null) {
            error("unknown-type", p, id, "unknown fact type \"" + p.getObjectType() + "\"",
                    "one of " + String.join(", ", schema.allowedIn(stage).stream().sorted().toList()) + " is meant");
            return;
        }
        if (!schema.allowedIn(stage).contains(type.name())) {
            error("stage", p, id, type.name() + " is not known in the stage " + stage.folder(),
                    "one of " + String.join(", ", schema.allowedIn(stage).stream().sorted().toList()) + " is meant");
        }
        if (negated && type.derived()) {
            error("closed-form", p, id, "\"not\" on " + type.name() + ", which rules insert",
                    "ask for what is given instead: the result must not depend on the order of firing");
        }
        if (p.getSource() != null || !p.getBehaviors().isEmpty() || p.isQuery()
                || !p.getPositionalConstraints().isEmpty() || !p.getAnnotations().isEmpty()) {
            error("closed-form", p, id, "from, over, ?query, positional constraints or annotations in a pattern", "");
        }
        List<RuleDef.Constraint> constraints = new ArrayList<>();
        int before = wrong;
        for (BaseDescr d : p.getDescrs()) constraint(id, type, p, d, constraints);
        if (wrong > before) return;
        if (constraints.isEmpty()) {
            error("dispatch", p, id, type.name() + " without a constraint", "begin with an equality on a literal");
            return;
        }
        RuleDef.Constraint first = constraints.get(0);
        boolean family = first.operator().equals("in");
        if (!family && (!first.operator().equals("==") || !(first.value() instanceof String))) {
            error("dispatch", p, id, "the first constraint is not an equality on a text",
                    "put " + type.fields().keySet().iterator().next() + " == \"…\" first: it is dispatched by hash");
        }
        patterns.add(new RuleDef.Pattern(type.name(), negated, p.getLine(), constraints));
    }

    private void constraint(
            String id, Schema.Type type, PatternDescr p, BaseDescr d, List<RuleDef.Constraint> constraints) {
        if (!(d instanceof ExprConstraintDescr expression)) {
            error("closed-form", p, id, "a constraint of another kind than field == literal", "");
            return;
        }
        try {
            Tokens tokens = new Tokens(expression.getExpression());
            String name = tokens.word();
            Schema.Field field = type.fields().get(name);
            if (field == null) {
                error("unknown-field", p, id, "unknown field \"" + name + "\" of " + type.name(),
                        "one of " + String.join(", ", type.fields().keySet()) + " is meant");
                return;
            }
            if (name.equals("phrase") && tokens.takeWord("in")) {
                constraints.add(new RuleDef.Constraint(name, "in", family(tokens)));
                return;
            }
            String operator = tokens.operator();
            Object value = tokens.literal();
            if (tokens.more()) {
                throw new ConsequenceReader.Refused(tokens.offset(), "expected the end of the constraint", "");
            }
            if (value.getClass() != field.type()) {
                error("type", p, id, "field \"" + name + "\" is a " + field.type().getSimpleName() + ", not "
                        + (value instanceof String ? "\"" + value + "\"" : value), "");
                return;
            }
            if (!(value instanceof Long) && !operator.equals("==") && !operator.equals("!=")) {
                error("type", p, id, "operator " + operator + " on \"" + name + "\", which is no number", "");
                return;
            }
            if (name.equals("phrase")) {
                String phrase = Normaliser.normalise((String) value);
                if (phrase.isEmpty()) error("phrase", p, id, "an empty phrase", "");
                if (!operator.equals("==")) error("phrase", p, id, "phrase " + operator, "not Heard( phrase == … ) is meant");
                value = phrase;
            }
            constraints.add(new RuleDef.Constraint(name, operator, value));
        } catch (ConsequenceReader.Refused e) {
            error("closed-form", p, id, "constraint \"" + expression.getExpression() + "\": " + e.getMessage(),
                    "field == \"literal\" or phrase in (\"a\", \"b\") is all a constraint may be");
        }
    }

    /** {@code ("a", "b")}: wordings of one thing. Each is dispatched by hash like a phrase of its own. */
    private static List<String> family(Tokens tokens) throws ConsequenceReader.Refused {
        List<String> phrases = new ArrayList<>();
        int at = tokens.offset();
        for (String wording : tokens.arguments()) {
            String phrase = Normaliser.normalise(wording);
            if (phrase.isEmpty() || phrases.contains(phrase)) {
                throw new ConsequenceReader.Refused(at, "the wording \"" + wording + "\" is empty or stands twice", "");
            }
            phrases.add(phrase);
        }
        if (phrases.isEmpty()) throw new ConsequenceReader.Refused(at, "no wording between the brackets", "");
        if (tokens.more()) {
            throw new ConsequenceReader.Refused(tokens.offset(), "expected the end of the constraint", "");
        }
        return List.copyOf(phrases);
    }
}
