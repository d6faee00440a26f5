package io.github.redeliver.workshop;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.RuleDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Everything about a rule on one page of text. */
public final class RulePage {
    private static final int MOST = 12;

    private final KnowledgeBase base;
    private final RuleDef rule;
    private final UnaryOperator<String> clean;
    private final StringBuilder out = new StringBuilder();

    private RulePage(KnowledgeBase base, RuleDef rule, UnaryOperator<String> clean) {
        this.clean = clean;
        this.base = base;
        this.rule = rule;
    }

    /**
     * The page.
     *
     * @param samples names of the samples that it fires on
     * @param clean makes a text fit for where the page is shown
     */
    public static String of(KnowledgeBase base, RuleDef rule, List<String> samples, UnaryOperator<String> clean) {
        RulePage page = new RulePage(base, rule, clean);
        page.all(samples);
        return page.out.toString();
    }

    private void all(List<String> samples) {
        out.append(rule.id()).append("  ").append(rule.file()).append(':').append(rule.line()).append('\n');
        line("when", Described.conditions(rule));
        line("then", Described.conclusions(rule));
        line("standing", List.of(rule.level().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ", weight "
                + rule.weight() + (rule.home().isEmpty() ? "" : ", more where " + rule.home() + " speaks")
                + ", " + rule.status()));
        line("source", rule.source().isEmpty() ? List.of() : List.of(rule.source() + (rule.since().isEmpty() ? "" : ", since " + rule.since())));
        line("examples", rule.examples());
        line("near misses", rule.nearMisses());
        line("excused", rule.allows());
        line("neighbours", neighbours());
        line("samples", samples);
    }

    private void line(String what, List<String> values) {
        if (values.isEmpty()) return;
        String head = String.format("  %-12s", what);
        for (String v : values.subList(0, Math.min(MOST, values.size()))) {
            out.append(head).append(clean.apply(v.replace("\n", "\\n"))).append('\n');
            head = " ".repeat(14);
        }
        if (values.size() > MOST) out.append(head).append("… ").append(values.size() - MOST).append(" more\n");
    }

    /** Rules that wait for a phrase which lies in one of this rule's, or in which one of this rule's lies. */
    private List<String> neighbours() {
        Set<String> own = new TreeSet<>();
        for (RuleDef.Pattern p : rule.patterns()) own.addAll(p.phrases());
        if (own.isEmpty()) return List.of();
        List<String> found = new ArrayList<>();
        for (RuleDef other : base.rules()) {
            if (other.id().equals(rule.id())) continue;
            String shared = shared(own, other);
            if (!shared.isEmpty()) found.add(other.id() + " (" + Lab.cause(other) + "): " + shared);
        }
        return found;
    }

    private static String shared(Set<String> own, RuleDef other) {
        for (RuleDef.Pattern p : other.patterns()) {
            for (String phrase : p.phrases()) {
                for (String mine : own) {
                    if (mine.equals(phrase)) return "waits for \"" + phrase + "\", too";
                    if (mine.contains(phrase)) return "waits for the shorter \"" + phrase + "\"";
                    if (phrase.contains(mine)) return "waits for the longer \"" + phrase + "\"";
                }
            }
        }
        return "";
    }
}
