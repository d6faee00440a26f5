package io.github.redeliver.inference;

import io.github.redeliver.facts.Observation;
import io.github.redeliver.facts.Symptom;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.drools.model.Index;
import org.drools.model.PatternDSL;
import org.drools.model.Rule;
import org.drools.model.RuleItemBuilder;
import org.drools.model.Variable;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;

/**
 * Builds the Drools network from rules in their closed form, by way of the executable model's own builders. Every
 * constraint is an equality, an inequality or a comparison with a literal, and every equality on a text is indexed, so
 * that the first one is dispatched by hash whatever the number of rules. A pattern with several wordings waits for their
 * {@link Families family}, so that two such patterns do not multiply into a rule for each pair of wordings.
 */
final class RuleModel {
    private final Schema schema;

    RuleModel(Schema schema) {
        this.schema = schema;
    }

    Network build(Iterable<RuleDef> rules) {
        ModelImpl model = new ModelImpl("redeliver");
        Families families = new Families();
        for (RuleDef rule : rules) model.addRule(rule(rule, families));
        return new Network(KieBaseBuilder.createKieBaseFromModel(model), families);
    }

    private Rule rule(RuleDef def, Families families) {
        List<RuleItemBuilder<?>> items = new ArrayList<>();
        int n = 0;
        for (RuleDef.Pattern p : def.patterns()) {
            Schema.Type type = Objects.requireNonNull(schema.type(p.type()));
            String family = families.waitedFor(p);
            String name = "v" + n++;
            PatternDSL.PatternDef<Object> pattern = family == null ? pattern(type, p, name) : pattern(type, p, family, name);
            items.add(p.negated() ? PatternDSL.not(pattern) : pattern);
        }
        Object[] chained =
                def.inserts().stream().filter(f -> f instanceof Symptom || f instanceof Observation).toArray();
        items.add(PatternDSL.execute(drools -> {
            for (Object fact : chained) drools.insert(fact);
        }));
        return PatternDSL.rule("kb", def.id()).build(items.toArray(new RuleItemBuilder<?>[0]));
    }

    private static PatternDSL.PatternDef<Object> pattern(Schema.Type type, RuleDef.Pattern p, String name) {
        PatternDSL.PatternDef<Object> pattern = PatternDSL.pattern(variable(type.type(), name));
        for (RuleDef.Constraint c : p.constraints()) {
            Schema.Field field = Objects.requireNonNull(type.fields().get(c.field()));
            pattern = constrained(pattern, type.name(), c, field.index(), field.read());
        }
        return pattern;
    }

    /** A pattern that waits for any wording of a family: it asks for the family, and for all else of what was heard. */
    private static PatternDSL.PatternDef<Object> pattern(Schema.Type heard, RuleDef.Pattern p, String family, String name) {
        PatternDSL.PatternDef<Object> pattern = PatternDSL.pattern(variable(Said.class, name));
        pattern = constrained(
                pattern, "Said", new RuleDef.Constraint("of", "==", family), heard.fields().size(), said -> ((Said) said).of());
        for (RuleDef.Constraint c : p.constraints()) {
            if (c.operator().equals("in")) continue;
            Schema.Field field = Objects.requireNonNull(heard.fields().get(c.field()));
            pattern = constrained(pattern, "Said", c, field.index(), said -> field.read().apply(((Said) said).heard()));
        }
        return pattern;
    }

    @SuppressWarnings("unchecked")
    private static Variable<Object> variable(Class<?> type, String name) {
        return (Variable<Object>) PatternDSL.declarationOf(type, name);
    }

    private static PatternDSL.PatternDef<Object> constrained(
            PatternDSL.PatternDef<Object> pattern, String type, RuleDef.Constraint c, int index, Function<Object, Object> read) {
        String id = type + "." + c.field() + c.operator() + c.value();
        if (c.operator().equals("==") && c.value() instanceof String text) {
            return pattern.expr(
                    id, fact -> text.equals(read.apply(fact)),
                    PatternDSL.alphaIndexedBy(String.class, Index.ConstraintType.EQUAL, index, fact -> (String) read.apply(fact), text));
        }
        return pattern.expr(id, fact -> holds(c, read.apply(fact)));
    }

    static boolean holds(RuleDef.Constraint c, Object value) {
        return switch (c.operator()) {
            case "==" -> value.equals(c.value());
            case "!=" -> !value.equals(c.value());
            case "<" -> (Long) value < (Long) c.value();
            case "<=" -> (Long) value <= (Long) c.value();
            case ">" -> (Long) value > (Long) c.value();
            default -> (Long) value >= (Long) c.value();
        };
    }
}
