package io.github.redeliver.report;

import io.github.redeliver.Result;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** A result as JSON, by the schema in {@code docs/result.schema.json}. Thread-safe. */
public final class JsonReport {
    private static final int WITHOUT_ID = "{\"id\":0".length();

    private final JsonFactory factory = new JsonFactory();
    private final OtherNames also;

    /** Nothing but what the result says. */
    public JsonReport() {
        this(OtherNames.NONE);
    }

    /** @param also what other tools call the causes, for each finding */
    public JsonReport(OtherNames also) {
        this.also = also;
    }

    /** One line, without line end. */
    public String line(Result result) {
        return line(result, null);
    }

    /**
     * One line, without line end.
     *
     * @param id the id as JSON (a number stays a number), or null for the result's own
     */
    public String line(Result result, @Nullable String id) {
        StringWriter out = new StringWriter(1024);
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
            write(json, result, id);
        }
        return out.toString();
    }

    /**
     * All of a line that comes after the id: from the comma to the closing brace.
     *
     * @param before put before each position in the input
     * @param after put after each
     */
    public String withoutId(Result result, String before, String after) {
        StringWriter out = new StringWriter(4096);
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
            write(json, result, "0", before, after);
        }
        return out.getBuffer().substring(WITHOUT_ID);
    }

    /**
     * One line for a case that could not be read.
     *
     * @param id the id as JSON, or null where none could be read
     */
    public String errorLine(@Nullable String id, String message) {
        StringWriter out = new StringWriter(128);
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            if (id == null) json.writeNullProperty("id");
            else json.writeName("id").writeRawValue(id);
            json.writeStringProperty("error", message);
            json.writeEndObject();
        }
        return out.toString();
    }

    /** Indented, for people; without line end. */
    public String pretty(Result result) {
        return write(json -> write(json, result, null), true);
    }

    /** What a writer writes, on one line or indented. */
    static String write(Consumer<JsonGenerator> writer, boolean indented) {
        StringWriter out = new StringWriter(4096);
        if (!indented) {
            try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
                writer.accept(json);
            }
            return out.toString();
        }
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter()
                .withObjectIndenter(new DefaultIndenter("  ", "\n"));
        ObjectWriteContext context = new ObjectWriteContext.Base() {
            @Override
            public tools.jackson.core.PrettyPrinter getPrettyPrinter() {
                return printer;
            }

            @Override
            public boolean hasPrettyPrinter() {
                return true;
            }
        };
        try (JsonGenerator json = new JsonFactory().createGenerator(context, out)) {
            writer.accept(json);
        }
        return out.toString();
    }

    private void write(JsonGenerator json, Result r, @Nullable String id) {
        write(json, r, id, "", "");
    }

    private void write(JsonGenerator json, Result r, @Nullable String id, String before, String after) {
        json.writeStartObject();
        if (id == null) json.writeStringProperty("id", r.id());
        else json.writeName("id").writeRawValue(id);
        json.writeStringProperty("form", r.form());
        json.writeStringProperty("kind", r.kind());
        if (!r.what().isEmpty()) json.writeStringProperty("what", r.what());
        json.writeStringProperty("kb", r.kb());
        json.writeArrayPropertyStart("diagnoses");
        for (Result.Diagnosis d : r.diagnoses()) diagnosis(json, d, before, after);
        json.writeEndArray();
        texts(json, "limits", r.limits());
        json.writeEndObject();
    }

    static void text(JsonGenerator json, String name, String value) {
        if (value.isEmpty()) json.writeNullProperty(name);
        else json.writeStringProperty(name, value);
    }

    static void texts(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        for (String v : values) json.writeString(v);
        json.writeEndArray();
    }

    private void diagnosis(JsonGenerator json, Result.Diagnosis d, String before, String after) {
        json.writeStartObject();
        text(json, "recipient", d.recipient());
        text(json, "sender", d.sender());
        text(json, "reply", d.reply());
        text(json, "enhanced", d.enhanced());
        text(json, "stage", d.stage());
        text(json, "host", d.host());
        text(json, "provider", d.provider());
        text(json, "list", d.list());
        json.writeBooleanProperty("temporary", d.temporary());
        if (d.retryAfter() > 0) json.writeNumberProperty("retryAfter", d.retryAfter());
        json.writeArrayPropertyStart("findings");
        for (Result.Finding f : d.findings()) finding(json, f, before, after);
        json.writeEndArray();
        json.writeArrayPropertyStart("next");
        for (Result.Check c : d.next()) {
            json.writeStartObject();
            json.writeStringProperty("id", c.id());
            json.writeStringProperty("question", c.question());
            text(json, "command", c.command());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    void finding(JsonGenerator json, Result.Finding f, String before, String after) {
        json.writeStartObject();
        json.writeNumberProperty("rank", f.rank());
        json.writeStringProperty("cause", f.cause());
        json.writeNumberProperty("certainty", f.certainty());
        json.writeStringProperty("who", f.who());
        json.writeStringProperty("name", f.name());
        json.writeStringProperty("summary", f.summary());
        text(json, "meaning", f.meaning());
        text(json, "list", f.list());
        text(json, "token", f.token());
        json.writeBooleanProperty("temporary", f.temporary());
        evidence(json, "evidence", f.evidence(), before, after);
        evidence(json, "against", f.against(), before, after);
        texts(json, "notes", f.notes());
        texts(json, "rules", f.rules());
        if (also.wanted()) {
            json.writeObjectPropertyStart("also");
            also.of(f.cause()).forEach(json::writeStringProperty);
            json.writeEndObject();
        }
        json.writeArrayPropertyStart("remedies");
        for (Result.Remedy r : f.remedies()) {
            json.writeStartObject();
            json.writeStringProperty("id", r.id());
            json.writeStringProperty("title", r.title());
            texts(json, "steps", r.steps());
            texts(json, "avoid", r.avoid());
            texts(json, "links", r.links());
            String takes = r.takes();
            if (takes == null) json.writeNullProperty("takes");
            else json.writeStringProperty("takes", takes);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void evidence(
            JsonGenerator json, String name, List<Result.Evidence> all, String before, String after) {
        json.writeArrayPropertyStart(name);
        for (Result.Evidence e : all) {
            json.writeStartObject();
            json.writeStringProperty("kind", e.kind());
            if (!e.quote().isEmpty()) json.writeStringProperty("quote", e.quote());
            if (e.start() >= 0) {
                position(json, "start", e.start(), before, after);
                position(json, "end", e.end(), before, after);
            }
            if (!e.part().isEmpty()) json.writeStringProperty("part", e.part());
            if (!e.question().isEmpty()) {
                json.writeStringProperty("question", e.question());
                json.writeStringProperty("answer", e.answer());
            }
            json.writeStringProperty("rule", e.rule());
            if (!e.note().isEmpty()) json.writeStringProperty("note", e.note());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void position(JsonGenerator json, String name, int at, String before, String after) {
        if (before.isEmpty()) json.writeNumberProperty(name, at);
        else json.writeName(name).writeRawValue(before + at + after);
    }
}
