package io.github.redeliver.workshop.check;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Near;
import io.github.redeliver.knowledge.Problem;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.RuleDef.Constraint;
import io.github.redeliver.knowledge.RuleDef.Pattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Finds rules that cannot fire, or cannot matter: contradictions, values that no fact has, rules that stand twice. */
final class Patterns {
    private static final Map<String, Set<String>> WORDS = Map.of(
            "stage", Set.of("connect", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "end-of-data", "quit"),
            "place", Set.of("reply", "around"),
            "action", Set.of("failed", "delayed", "delivered", "relayed", "expanded", "complained", "answered"),
            "form", Set.of("mail", "ndr", "log-line", "reply", "transcript", "webhook", "letter", "unknown"),
            "lasting", Set.of("temporary", "permanent"));

    private final KnowledgeBase base;
    private final Set<String> families = new TreeSet<>();
    private final List<Problem> problems = new ArrayList<>();

    private Patterns(KnowledgeBase base) {
        this.base = base;
        base.systems().all().values().forEach(s -> families.add(s.family()));
    }

    static List<Problem> check(KnowledgeBase base) {
        Patterns p = new Patterns(base);
        Map<Object, RuleDef> seen = new HashMap<>();
        for (RuleDef rule : base.rules()) {
            for (Pattern pattern : rule.patterns()) p.values(rule, pattern);
            p.contradictions(rule);
            p.twice(rule, seen);
        }
        return p.problems;
    }

    private void error(String check, RuleDef rule, int line, String message, String maybe) {
        problems.add(Problem.error(check, rule.file(), line, 0, rule.id(), message, maybe));
    }

    private void values(RuleDef rule, Pattern p) {
        for (Constraint c : p.constraints()) {
            if (!(c.value() instanceof String value) || c.field().equals("phrase") || value.isEmpty()) continue; // "" is none
            String wanted = switch (c.field()) {
                case "stage", "place", "action", "form", "lasting" -> word(value, Objects.requireNonNull(WORDS.get(c.field())));
                case "family" -> word(value, families);
                case "software" -> word(value, base.systems().all().keySet());
                case "code" -> value.length() == 3 && Codes.digits(value) && "2345".indexOf(value.charAt(0)) >= 0
                        ? "" : "three digits that begin with 2, 3, 4 or 5";
                case "enhanced" -> Codes.enhanced(value) ? "" : "a code such as \"5.7.1\"";
                case "subject" -> Codes.subject(value) ? "" : "a code without its class, such as \"7.1\"";
                default -> "";
            };
            if (!wanted.isEmpty()) {
                error("unknown-value", rule, p.line(), c.field() + " " + c.operator() + " \"" + value + "\" is never so",
                        wanted.endsWith("is meant") ? wanted : wanted + " is meant");
            }
        }
    }

    private static String word(String value, Collection<String> words) {
        if (words.contains(value)) return "";
        String meant = Near.meant(value, words);
        return meant.isEmpty() ? "one of " + String.join(", ", new TreeSet<>(words)) : meant;
    }

    /** Fields that are the same in every fact of a type, or of the two types, in one incident. */
    private static boolean shared(String type, String field) {
        boolean replied = type.equals("Heard") || type.equals("Replied");
        return replied && List.of("code", "enhanced", "stage", "system", "family", "temporary", "subject", "wordless").contains(field)
                || type.equals("Reported");
    }

    private void contradictions(RuleDef rule) {
        Map<String, Constraint> equal = new HashMap<>();
        for (Pattern p : rule.patterns()) {
            if (p.negated()) {
                never(rule, p);
                continue;
            }
            Map<String, Constraint> own = new HashMap<>();
            for (Constraint c : p.constraints()) {
                boolean shared = shared(p.type(), c.field());
                String key = shared && !p.type().equals("Reported") ? "reply." + c.field() : p.type() + "." + c.field();
                Constraint before = shared ? equal.get(key) : own.get(key);
                if (before != null && opposed(before, c)) {
                    error("contradiction", rule, p.line(), text(before) + " and " + text(c) + " cannot both hold",
                            "two rules are meant, or one of the two is wrong");
                }
                if (c.operator().equals("==") || before == null) (shared ? equal : own).put(key, c);
            }
        }
        Constraint code = equal.get("reply.code");
        Constraint temporary = equal.get("reply.temporary");
        if (code != null && temporary != null && code.operator().equals("==") && code.value() instanceof String s
                && !temporary.value().equals(s.startsWith("4"))) {
            error("contradiction", rule, rule.line(), text(code) + " and " + text(temporary) + " cannot both hold",
                    "leave out temporary: the code says it");
        }
    }

    /** A pattern, and {@code not} the same or a wider one. */
    private void never(RuleDef rule, Pattern not) {
        for (Pattern p : rule.patterns()) {
            if (p.negated() || !p.type().equals(not.type())) continue;
            if (p.constraints().containsAll(not.constraints())) {
                error("contradiction", rule, not.line(), p.type() + " is asked for and forbidden",
                        "the not is meant to constrain more");
            }
        }
    }

    private static boolean opposed(Constraint a, Constraint b) {
        if (a.operator().equals("==") && b.operator().equals("==")) return !a.value().equals(b.value());
        if (a.operator().equals("!=") && b.operator().equals("==") || a.operator().equals("==") && b.operator().equals("!=")) {
            return a.value().equals(b.value());
        }
        if (!(a.value() instanceof Long x) || !(b.value() instanceof Long y)) return false;
        return switch (a.operator() + " " + b.operator()) {
            case "< >", "< >=", "<= >" -> x <= y;
            case "> <", ">= <", "> <=" -> x >= y;
            case "<= >=" -> x < y;
            case ">= <=" -> x > y;
            case "== <", "<= ==" -> a.operator().equals("==") ? x >= y : x < y;
            default -> false;
        };
    }

    private static String text(Constraint c) {
        return io.github.redeliver.workshop.Why.text(c);
    }

    /** The same conditions again: with the same conclusions a rule adds nothing; with others, one rule is meant. */
    private void twice(RuleDef rule, Map<Object, RuleDef> seen) {
        List<Object> key = new ArrayList<>();
        key.add(rule.stage());
        for (Pattern p : rule.patterns()) key.add(List.of(p.type(), p.negated(), Set.copyOf(p.constraints())));
        key.add(rule.level());
        RuleDef first = seen.putIfAbsent(List.copyOf(key), rule);
        if (first == null) return;
        String at = "\"" + first.id() + "\" at " + first.file() + ":" + first.line();
        if (first.inserts().equals(rule.inserts())) {
            if (!first.home().equals(rule.home())) return; // each weighs more where its own system spoke
            error("unreachable", rule, rule.line(), "says nothing that " + at + " does not say on the same conditions",
                    "one of the two can go");
        } else if (first.home().equals(rule.home())) {
            problems.add(Problem.warning("same-conditions", rule.file(), rule.line(), rule.id(),
                    "has the same conditions as " + at + " and concludes something else",
                    "one rule that inserts both is meant, or a condition lacks"));
        }
    }
}
