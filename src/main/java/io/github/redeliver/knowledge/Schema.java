package io.github.redeliver.knowledge;

import io.github.redeliver.facts.Dns;
import io.github.redeliver.facts.Found;
import io.github.redeliver.facts.Heard;
import io.github.redeliver.facts.Known;
import io.github.redeliver.facts.Observation;
import io.github.redeliver.facts.Replied;
import io.github.redeliver.facts.Reported;
import io.github.redeliver.facts.Symptom;
import io.github.redeliver.facts.Talk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The types and fields that rules may name, with the way to read them. What is not here cannot be written in a rule.
 */
public final class Schema {
    /** A field of a fact type: its name, its type ({@code String}, {@code Boolean} or {@code Long}) and how it is read. */
    public record Field(String name, int index, Class<?> type, Function<Object, Object> read) {}

    /**
     * A fact type.
     *
     * @param name simple name
     * @param type the record
     * @param derived true when rules insert it; then {@code not} may not be asked of it
     * @param fields by name, in the order of the record
     */
    public record Type(String name, Class<?> type, boolean derived, Map<String, Field> fields) {}

    private static final String TRUTH = "?";
    private static final String NUMBER = "#";

    /** Reads a field of a fact, by the field's number in {@link Type#fields()}. */
    @FunctionalInterface
    private interface Access<T> {
        Object read(T fact, int field);
    }

    /** The schema of the fact model. */
    public static final Schema FACTS = new Schema();

    private final Map<String, Type> types = new LinkedHashMap<>();

    // One access for each type rather than one for each field: every one takes its time at the start of the program.
    private Schema() {
        add(Heard.class, false, (f, i) -> switch (i) {
            case 0 -> f.phrase();
            case 1 -> f.place();
            case 2 -> f.code();
            case 3 -> f.enhanced();
            case 4 -> f.stage();
            case 5 -> f.system();
            case 6 -> f.family();
            default -> f.temporary();
        }, "phrase", "place", "code", "enhanced", "stage", "system", "family", TRUTH + "temporary");
        add(Replied.class, false, (f, i) -> switch (i) {
            case 0 -> f.code();
            case 1 -> f.enhanced();
            case 2 -> f.subject();
            case 3 -> f.stage();
            case 4 -> f.system();
            case 5 -> f.family();
            case 6 -> f.temporary();
            default -> f.wordless();
        }, "code", "enhanced", "subject", "stage", "system", "family", TRUTH + "temporary", TRUTH + "wordless");
        add(Reported.class, false, (f, i) -> switch (i) {
            case 0 -> f.action();
            case 1 -> f.form();
            case 2 -> f.software();
            default -> f.replied();
        }, "action", "form", "software", TRUTH + "replied");
        add(Dns.class, false, (f, i) -> switch (i) {
            case 0 -> f.shows();
            case 1 -> f.subject();
            case 2 -> f.value();
            case 3 -> f.list();
            case 4 -> f.question();
            default -> f.answer();
        }, "shows", "subject", "value", "list", "question", "answer");
        add(Talk.class, false, (f, i) -> switch (i) {
            case 0 -> f.shows();
            case 1 -> f.subject();
            case 2 -> f.value();
            default -> (long) f.step();
        }, "shows", "subject", "value", NUMBER + "step");
        add(Known.class, false, (f, i) -> switch (i) {
            case 0 -> f.shows();
            case 1 -> f.subject();
            case 2 -> f.value();
            default -> f.number();
        }, "shows", "subject", "value", NUMBER + "number");
        add(Symptom.class, true, (f, i) -> switch (i) {
            case 0 -> f.cause();
            case 1 -> (long) f.share();
            case 2 -> f.list();
            case 3 -> f.lasting();
            case 4 -> f.who();
            default -> f.token();
        }, "cause", NUMBER + "share", "list", "lasting", "who", "token");
        add(Observation.class, true, (f, i) -> switch (i) {
            case 0 -> f.cause();
            case 1 -> (long) f.share();
            case 2 -> f.list();
            default -> f.who();
        }, "cause", NUMBER + "share", "list", "who");
        add(Found.class, false, (f, i) -> switch (i) {
            case 0 -> f.cause();
            case 1 -> (long) f.rank();
            case 2 -> f.system();
            case 3 -> f.family();
            case 4 -> f.list();
            case 5 -> f.token();
            case 6 -> f.stage();
            case 7 -> f.temporary();
            default -> f.shown();
        }, "cause", NUMBER + "rank", "system", "family", "list", "token", "stage", TRUTH + "temporary", TRUTH + "shown");
    }

    /** @param names of the fields by number; what begins with a mark is no text */
    private <T> void add(Class<T> type, boolean derived, Access<T> access, String... names) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (String marked : names) {
            Class<?> of = marked.startsWith(TRUTH) ? Boolean.class : marked.startsWith(NUMBER) ? Long.class : String.class;
            String name = of == String.class ? marked : marked.substring(1);
            int index = fields.size();
            fields.put(name, new Field(name, index, of, fact -> access.read(type.cast(fact), index)));
        }
        types.put(type.getSimpleName(), new Type(type.getSimpleName(), type, derived, fields));
    }

    /** The type of that simple name, or null. */
    public @Nullable Type type(String name) {
        return types.get(name);
    }

    /** All types. */
    public List<Type> types() {
        return List.copyOf(types.values());
    }

    /** Simple names of the types that a stage's rules may ask for. */
    Set<String> allowedIn(Stage stage) {
        return switch (stage) {
            case RECOGNISE -> Set.of("Heard", "Replied", "Reported");
            case OBSERVE -> Set.of("Dns", "Talk", "Known");
            case REASON -> Set.of("Heard", "Replied", "Reported", "Dns", "Talk", "Known", "Symptom", "Observation");
            case ADVISE -> Set.of("Found", "Dns", "Talk", "Known");
        };
    }

    /** Simple names of the facts that a stage's rules may insert. */
    Set<String> insertedIn(Stage stage) {
        return switch (stage) {
            case RECOGNISE -> Set.of("Symptom");
            case OBSERVE -> Set.of("Observation");
            case REASON -> Set.of("Symptom", "Observation", "Against", "Instead");
            case ADVISE -> Set.of("Advice");
        };
    }
}
