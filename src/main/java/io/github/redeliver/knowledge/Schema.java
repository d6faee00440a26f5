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

    private final Map<String, Type> types = new LinkedHashMap<>();

    /** The schema of the fact model. */
    public Schema() {
        new Fields<>(Heard.class, false)
                .text("phrase", Heard::phrase).text("place", Heard::place).text("code", Heard::code)
                .text("enhanced", Heard::enhanced).text("stage", Heard::stage).text("system", Heard::system)
                .text("family", Heard::family).truth("temporary", Heard::temporary);
        new Fields<>(Replied.class, false)
                .text("code", Replied::code).text("enhanced", Replied::enhanced).text("subject", Replied::subject)
                .text("stage", Replied::stage).text("system", Replied::system).text("family", Replied::family)
                .truth("temporary", Replied::temporary).truth("wordless", Replied::wordless);
        new Fields<>(Reported.class, false)
                .text("action", Reported::action).text("form", Reported::form).text("software", Reported::software)
                .truth("replied", Reported::replied);
        new Fields<>(Dns.class, false)
                .text("shows", Dns::shows).text("subject", Dns::subject).text("value", Dns::value)
                .text("list", Dns::list).text("question", Dns::question).text("answer", Dns::answer);
        new Fields<>(Talk.class, false)
                .text("shows", Talk::shows).text("subject", Talk::subject).text("value", Talk::value)
                .number("step", t -> (long) t.step());
        new Fields<>(Known.class, false)
                .text("shows", Known::shows).text("subject", Known::subject).text("value", Known::value)
                .number("number", Known::number);
        new Fields<>(Symptom.class, true)
                .text("cause", Symptom::cause).number("share", s -> (long) s.share()).text("list", Symptom::list)
                .text("lasting", Symptom::lasting).text("who", Symptom::who).text("token", Symptom::token);
        new Fields<>(Observation.class, true)
                .text("cause", Observation::cause).number("share", o -> (long) o.share())
                .text("list", Observation::list).text("who", Observation::who);
        new Fields<>(Found.class, false)
                .text("cause", Found::cause).number("rank", f -> (long) f.rank()).text("system", Found::system)
                .text("family", Found::family).text("list", Found::list).text("token", Found::token)
                .text("stage", Found::stage).truth("temporary", Found::temporary).truth("shown", Found::shown);
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

    private final class Fields<T> {
        private final Class<T> type;
        private final Map<String, Field> fields = new LinkedHashMap<>();

        Fields(Class<T> type, boolean derived) {
            this.type = type;
            types.put(type.getSimpleName(), new Type(type.getSimpleName(), type, derived, fields));
        }

        Fields<T> text(String name, Function<T, String> read) {
            return add(name, String.class, read);
        }

        Fields<T> truth(String name, Function<T, Boolean> read) {
            return add(name, Boolean.class, read);
        }

        Fields<T> number(String name, Function<T, Long> read) {
            return add(name, Long.class, read);
        }

        private Fields<T> add(String name, Class<?> valueType, Function<T, ?> read) {
            fields.put(name, new Field(name, fields.size(), valueType, fact -> read.apply(type.cast(fact))));
            return this;
        }
    }
}
