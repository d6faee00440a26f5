package io.github.redeliver.report;

import io.github.redeliver.Result;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A result as JSON, by the schema in {@code docs/result.schema.json}. Thread-safe. */
public final class JsonReport {
    /** Certainties are whole hundredths. */
    private static final String[] HUNDREDTHS = new String[101];

    static {
        for (int i = 0; i <= 100; i++) HUNDREDTHS[i] = Double.toString(i / 100.0);
    }

    private static final int ROOM = 4_096;
    private static final int MOST_KEPT = 4_096;

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final OtherNames also;

    /** A remedy that came up, and its JSON once it has come up again as it was: those without values are always the same. */
    private record Kept(Result.Remedy remedy, @Nullable String json) {}

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
        JsonWriter json = new JsonWriter(ROOM, false).beginObject();
        id(json, result, id);
        write(json, result, "", "");
        return json.endObject().toString();
    }

    /**
     * All of a line that comes after the id: from the comma to the closing brace.
     *
     * @param before put before each position in the input
     * @param after put after each
     */
    public String withoutId(Result result, String before, String after) {
        JsonWriter json = new JsonWriter(ROOM, false).rest();
        write(json, result, before, after);
        return json.endObject().toString();
    }

    /**
     * One line for a case that could not be read.
     *
     * @param id the id as JSON, or null where none could be read
     */
    public String errorLine(@Nullable String id, String message) {
        return new JsonWriter(128, false).beginObject().raw("id", id == null ? "null" : id).text("error", message)
                .endObject().toString();
    }

    /** Indented, for people; without line end. */
    public String pretty(Result result) {
        JsonWriter json = new JsonWriter(ROOM, true).beginObject();
        id(json, result, null);
        write(json, result, "", "");
        return json.endObject().toString();
    }

    private static void id(JsonWriter json, Result r, @Nullable String id) {
        if (id == null) json.text("id", r.id());
        else json.raw("id", id);
    }

    private void write(JsonWriter json, Result r, String before, String after) {
        json.text("form", r.form());
        json.text("kind", r.kind());
        if (!r.what().isEmpty()) json.text("what", r.what());
        json.text("kb", r.kb());
        json.beginList("diagnoses");
        for (Result.Diagnosis d : r.diagnoses()) diagnosis(json, d, before, after);
        json.endList();
        json.texts("limits", r.limits());
    }

    private void diagnosis(JsonWriter json, Result.Diagnosis d, String before, String after) {
        json.beginObject();
        json.textOrNull("recipient", d.recipient());
        json.textOrNull("sender", d.sender());
        json.textOrNull("reply", d.reply());
        json.textOrNull("enhanced", d.enhanced());
        json.textOrNull("stage", d.stage());
        json.textOrNull("host", d.host());
        json.textOrNull("provider", d.provider());
        json.textOrNull("list", d.list());
        json.flag("temporary", d.temporary());
        if (d.retryAfter() > 0) json.number("retryAfter", d.retryAfter());
        json.beginList("findings");
        for (Result.Finding f : d.findings()) {
            json.beginObject();
            finding(json, f, before, after);
            json.endObject();
        }
        json.endList();
        json.beginList("next");
        for (Result.Check c : d.next()) {
            json.beginObject();
            json.text("id", c.id());
            json.text("question", c.question());
            json.textOrNull("command", c.command());
            json.endObject();
        }
        json.endList();
        json.endObject();
    }

    /** The fields of a finding. */
    void finding(JsonWriter json, Result.Finding f, String before, String after) {
        json.number("rank", f.rank());
        json.text("cause", f.cause());
        json.raw("certainty", certainty(f.certainty()));
        json.text("who", f.who());
        json.text("name", f.name());
        json.text("summary", f.summary());
        json.textOrNull("meaning", f.meaning());
        json.textOrNull("list", f.list());
        json.textOrNull("token", f.token());
        json.flag("temporary", f.temporary());
        evidence(json, "evidence", f.evidence(), before, after);
        evidence(json, "against", f.against(), before, after);
        json.texts("notes", f.notes());
        json.texts("rules", f.rules());
        if (also.wanted()) {
            json.beginObject("also");
            also.of(f.cause()).forEach(json::text);
            json.endObject();
        }
        json.beginList("remedies");
        for (Result.Remedy r : f.remedies()) {
            if (json.isIndented()) {
                json.beginObject();
                remedy(json, r);
                json.endObject();
            } else {
                json.raw(remedy(r));
            }
        }
        json.endList();
    }

    private static String certainty(double value) {
        long hundredths = Math.round(value * 100);
        return hundredths >= 0 && hundredths <= 100 && hundredths / 100.0 == value
                ? HUNDREDTHS[(int) hundredths] : Double.toString(value);
    }

    private String remedy(Result.Remedy r) {
        Kept before = kept.get(r.id());
        boolean again = before != null && before.remedy == r; // to compare the words would take as long as to write them
        if (again && before.json != null) return before.json;
        JsonWriter json = new JsonWriter(1024, false).beginObject();
        remedy(json, r);
        String text = json.endObject().toString();
        if (before != null || kept.size() < MOST_KEPT) kept.put(r.id(), new Kept(r, again ? text : null));
        return text;
    }

    private static void remedy(JsonWriter json, Result.Remedy r) {
        json.text("id", r.id());
        json.text("title", r.title());
        json.texts("steps", r.steps());
        json.texts("avoid", r.avoid());
        json.texts("links", r.links());
        String takes = r.takes();
        if (takes == null) json.raw("takes", "null");
        else json.text("takes", takes);
    }

    private static void evidence(
            JsonWriter json, String name, List<Result.Evidence> all, String before, String after) {
        json.beginList(name);
        for (Result.Evidence e : all) {
            json.beginObject();
            json.text("kind", e.kind());
            if (!e.quote().isEmpty()) json.text("quote", e.quote());
            if (e.start() >= 0) {
                position(json, "start", e.start(), before, after);
                position(json, "end", e.end(), before, after);
            }
            if (!e.part().isEmpty()) json.text("part", e.part());
            if (!e.question().isEmpty()) {
                json.text("question", e.question());
                json.text("answer", e.answer());
            }
            json.text("rule", e.rule());
            if (!e.note().isEmpty()) json.text("note", e.note());
            json.endObject();
        }
        json.endList();
    }

    private static void position(JsonWriter json, String name, int at, String before, String after) {
        if (before.isEmpty()) json.number(name, at);
        else json.raw(name, before + at + after);
    }
}
