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
    private static final String WORDING = "#";

    private final Schema schema;

    RuleModel(Schema schema) {
        this.schema = schema;
    }

    KieBase build(Iterable<RuleDef> rules) {
        ModelImpl model = new ModelImpl("redeliver");
        for (RuleDef rule : rules) {
            List<List<RuleDef.Pattern>> wordings = wordings(rule.patterns());
            for (int i = 0; i < wordings.size(); i++) {
                model.addRule(rule(rule, wordings.size() == 1 ? rule.id() : rule.id() + WORDING + i, wordings.get(i)));
            }
        }
        return KieBaseBuilder.createKieBaseFromModel(model);
    }

    /** The id of the rule that a rule of the network was made from. */
    static String idOf(String name) {
        int at = name.lastIndexOf(WORDING);
        return at < 0 ? name : name.substring(0, at);
    }

    /** A family's wordings, each a list of patterns with one phrase a pattern, so that every one is dispatched by hash. */
    private static List<List<RuleDef.Pattern>> wordings(List<RuleDef.Pattern> patterns) {
        List<List<RuleDef.Pattern>> all = List.of(List.of());
        for (RuleDef.Pattern p : patterns) {
            List<RuleDef.Pattern> each = p.phrases().size() < 2 && !isFamily(p)
                    ? List.of(p) : p.phrases().stream().map(phrase -> saying(p, phrase)).toList();
            List<List<RuleDef.Pattern>> next = new ArrayList<>();
            for (List<RuleDef.Pattern> before : all) {
                if (p.negated()) { // none of them may be heard
                    List<RuleDef.Pattern> more = new ArrayList<>(before);
                    more.addAll(each);
                    next.add(more);
                    continue;
                }
                for (RuleDef.Pattern one : each) {
                    List<RuleDef.Pattern> more = new ArrayList<>(before);
                    more.add(one);
                    next.add(more);
                }
            }
            all = next;
        }
        return all;
    }

    private static boolean isFamily(RuleDef.Pattern p) {
        return p.constraints().stream().anyMatch(c -> c.operator().equals("in"));
    }

    private static RuleDef.Pattern saying(RuleDef.Pattern p, String phrase) {
        return new RuleDef.Pattern(p.type(), p.negated(), p.line(), p.constraints().stream()
                .map(c -> c.operator().equals("in") ? new RuleDef.Constraint("phrase", "==", phrase) : c).toList());
    }

    private Rule rule(RuleDef def, String name, List<RuleDef.Pattern> patterns) {
        List<RuleItemBuilder<?>> items = new ArrayList<>();
        int n = 0;
        for (RuleDef.Pattern p : patterns) {
            Schema.Type type = Objects.requireNonNull(schema.type(p.type()));
            PatternDSL.PatternDef<Object> pattern = pattern(type, p, "v" + n++);
            items.add(p.negated() ? PatternDSL.not(pattern) : pattern);
        }
        Object[] chained =
                def.inserts().stream().filter(f -> f instanceof Symptom || f instanceof Observation).toArray();
        items.add(PatternDSL.execute(drools -> {
            for (Object fact : chained) drools.insert(fact);
        }));
        return PatternDSL.rule("kb", name).build(items.toArray(new RuleItemBuilder<?>[0]));
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
