package io.github.redeliver.knowledge;

import io.github.redeliver.facts.Advice;
import io.github.redeliver.facts.Against;
import io.github.redeliver.facts.Instead;
import io.github.redeliver.facts.Observation;
import io.github.redeliver.facts.Symptom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a consequence: {@code insert( Type.method("…").method("…") );} once or several times and nothing else. The
 * facts are made here, when the rule is read; no consequence is ever compiled.
 */
final class ConsequenceReader {
    private final Tokens tokens;

    private ConsequenceReader(String text) {
        this.tokens = new Tokens(text);
    }

    /** What is wrong, with its offset in the consequence. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        final int offset;
        final String maybe;

        Refused(int offset, String message, String maybe) {
            super(message);
            this.offset = offset;
            this.maybe = maybe;
        }
    }

    static List<Object> read(String consequence) throws Refused {
        return new ConsequenceReader(consequence).all();
    }

    private List<Object> all() throws Refused {
        List<Object> facts = new ArrayList<>();
        while (tokens.more()) {
            tokens.expectWord("insert");
            tokens.expect('(');
            facts.add(fact());
            tokens.expect(')');
            tokens.expect(';');
        }
        if (facts.isEmpty()) throw new Refused(0, "the consequence inserts nothing", "insert( Symptom.of(\"cause\") );");
        return facts;
    }

    private Object fact() throws Refused {
        int at = tokens.offset();
        String type = tokens.word();
        tokens.expect('.');
        String method = tokens.word();
        List<String> arguments = tokens.arguments();
        Object fact = make(type, method, arguments);
        if (fact == null) {
            throw new Refused(
                    at,
                    type + "." + method + " with " + arguments.size() + " argument(s) is not one of the allowed calls",
                    "one of Symptom.of(cause), Symptom.maybe(cause), Observation.of(cause), Observation.weak(cause), "
                            + "Against.of(cause, note), Instead.of(claimed, real, note), Advice.of(remedy), "
                            + "Advice.check(check) is meant");
        }
        while (tokens.take('.')) {
            int callAt = tokens.offset();
            String call = tokens.word();
            Object next = apply(fact, call, tokens.arguments());
            if (next == null) {
                throw new Refused(
                        callAt,
                        "." + call + " is not an allowed call on " + fact.getClass().getSimpleName(),
                        ".list(id), .temporary(), .permanent(), .who(actor) or .token(code) is meant");
            }
            fact = next;
        }
        return fact;
    }

    private static @Nullable Object make(String type, String method, List<String> a) {
        return switch (type + "." + method + "/" + a.size()) {
            case "Symptom.of/1" -> Symptom.of(a.get(0));
            case "Symptom.maybe/1" -> Symptom.maybe(a.get(0));
            case "Observation.of/1" -> Observation.of(a.get(0));
            case "Observation.weak/1" -> Observation.weak(a.get(0));
            case "Against.of/2" -> Against.of(a.get(0), a.get(1));
            case "Instead.of/3" -> Instead.of(a.get(0), a.get(1), a.get(2));
            case "Advice.of/1" -> Advice.of(a.get(0));
            case "Advice.check/1" -> Advice.check(a.get(0));
            default -> null;
        };
    }

    private static @Nullable Object apply(Object fact, String call, List<String> a) {
        String key = call + "/" + a.size();
        if (fact instanceof Symptom s) {
            return switch (key) {
                case "list/1" -> s.list(a.get(0));
                case "temporary/0" -> s.temporary();
                case "permanent/0" -> s.permanent();
                case "who/1" -> s.who(a.get(0));
                case "token/1" -> s.token(a.get(0));
                default -> null;
            };
        }
        if (fact instanceof Observation o) {
            return switch (key) {
                case "list/1" -> o.list(a.get(0));
                case "who/1" -> o.who(a.get(0));
                default -> null;
            };
        }
        if (fact instanceof Instead i && key.equals("who/1")) return i.who(a.get(0));
        return null;
    }
}
