package io.github.redeliver.inference;

import io.github.redeliver.facts.Observation;
import io.github.redeliver.facts.Symptom;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.drools.model.Index;
import org.drools.model.PatternDSL;
import org.drools.model.Rule;
import org.drools.model.RuleItemBuilder;
import org.drools.model.Variable;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;

/**
 * Builds the Drools network from rules in their closed form, by way of the executable model's own builders. Every
 * constraint is an equality, an inequality or a comparison with a literal, and every equality on a text is indexed, so
 * that the first one is dispatched by hash whatever the number of rules.
 */
final class RuleModel {
    private final Schema schema;

    RuleModel(Schema schema) {
        this.schema = schema;
    }

    KieBase build(Iterable<RuleDef> rules) {
        ModelImpl model = new ModelImpl("redeliver");
        for (RuleDef rule : rules) model.addRule(rule(rule));
        return KieBaseBuilder.createKieBaseFromModel(model);
    }

    private Rule rule(RuleDef def) {
        List<RuleItemBuilder<?>> items = new ArrayList<>();
        int n = 0;
        for (RuleDef.Pattern p : def.patterns()) {
            Schema.Type type = Objects.requireNonNull(schema.type(p.type()));
            PatternDSL.PatternDef<Object> pattern = pattern(type, p, "v" + n++);
            items.add(p.negated() ? PatternDSL.not(pattern) : pattern);
        }
        Object[] chained =
                def.inserts().stream().filter(f -> f instanceof Symptom || f instanceof Observation).toArray();
        items.add(PatternDSL.execute(drools -> {
            for (Object fact : chained) drools.insert(fact);
        }));
        return PatternDSL.rule("kb", def.id()).build(items.toArray(new RuleItemBuilder<?>[0]));
    }

    private PatternDSL.PatternDef<Object> pattern(Schema.Type type, RuleDef.Pattern p, String name) {
        @SuppressWarnings("unchecked")
        Variable<Object> variable = (Variable<Object>) PatternDSL.declarationOf(type.type(), name);
        PatternDSL.PatternDef<Object> pattern = PatternDSL.pattern(variable);
        for (RuleDef.Constraint c : p.constraints()) {
            Schema.Field field = Objects.requireNonNull(type.fields().get(c.field()));
            String id = type.name() + "." + c.field() + c.operator() + c.value();
            if (c.operator().equals("==") && c.value() instanceof String text) {
                pattern = pattern.expr(
                        id,
                        fact -> text.equals(field.read().apply(fact)),
                        PatternDSL.alphaIndexedBy(
                                String.class, Index.ConstraintType.EQUAL, field.index(),
                                fact -> (String) field.read().apply(fact), text));
            } else {
                pattern = pattern.expr(id, fact -> holds(c, field.read().apply(fact)));
            }
        }
        return pattern;
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
