package io.github.redeliver.read.webhook;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Reader;
import io.github.redeliver.read.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Webhooks, reports and logs that come as records: JSON (one object, an array, one a line, wrapped in another), or CSV
 * with column names. Which name means what is data ({@link Records}).
 */
public final class RecordReader implements Reader {
    private static final long MOST_SEARCHED = 50_000_000;

    /** How many records are tried for one that is known. */
    private static final int SAMPLE = 20;

    private final Records records;
    private final Reader lines;

    /**
     * @param records the forms that are known
     * @param lines reads log lines that records only wrap
     */
    public RecordReader(Records records, Reader lines) {
        this.records = records;
        this.lines = lines;
    }

    @Override
    public int evidence(Passage input) {
        String s = input.text();
        int json = Json.start(s);
        if (json >= 0) {
            List<Map<?, ?>> first = Json.objects(s, json, SAMPLE);
            for (Map<?, ?> object : first) {
                Optional<Records.Told> told = records.tell(object, input);
                if (told.isEmpty()) continue;
                // a log line that ends in JSON belongs to the log's reader, and lines of a log tell more than a record of nobody
                boolean own = s.substring(lineStart(s, json), json).isBlank();
                boolean somebody = told.get().incidents().isEmpty() || told.get().incidents().stream().anyMatch(i -> !i.recipient().isEmpty());
                return !own ? 50 : somebody ? 95 : 75;
            }
        }
        return rows(s, SAMPLE).isEmpty() ? 0 : 90;
    }

    /** The rows of a CSV text, named by its first line or else by the form that they fit; none where no row tells anything. */
    private List<Map<?, ?>> rows(String s, int most) {
        int csv = Csv.start(s);
        List<Map<?, ?>> named = csv < 0 ? List.of() : Csv.rows(s, csv, most);
        for (Map<?, ?> row : named.subList(0, Math.min(SAMPLE, named.size()))) if (records.tell(row, Passage.empty()).isPresent()) return named;
        return Csv.unnamed(s, records, most);
    }

    private static int lineStart(String s, int at) {
        return s.lastIndexOf('\n', at) + 1;
    }

    @Override
    public Reading read(Passage input, Bounds bounds) {
        List<String> limits = new ArrayList<>();
        String s = input.text();
        int json = Json.start(s);
        int most = bounds.events();
        List<Map<?, ?>> all = json >= 0 ? Json.objects(s, json, most + 1) : List.of();
        if (all.isEmpty()) all = rows(s, most + 1);
        if (all.size() > most) {
            limits.add(Bounds.EVENTS);
            all = all.subList(0, most);
        }
        // each text of a record is looked for in the input, so that it can be quoted with its place
        Passage source = (long) input.length() * all.size() > MOST_SEARCHED ? Passage.empty() : input;
        List<Incident> incidents = new ArrayList<>();
        StringBuilder wrapped = new StringBuilder();
        String form = "webhook";
        int failures = 0;
        for (Map<?, ?> record : all) {
            if (failures > bounds.recipients()) break;
            Optional<Records.Told> told = records.tell(record, source);
            if (told.isEmpty()) continue;
            for (Incident i : told.get().incidents()) if (i.action().equals("failed") || i.action().equals("delayed")) failures++;
            form = told.get().form();
            incidents.addAll(told.get().incidents());
            if (!told.get().line().isBlank() && wrapped.length() < bounds.textChars()) {
                wrapped.append(told.get().line().text().replace('\n', ' ')).append('\n');
            }
        }
        if (incidents.isEmpty() && wrapped.length() > 0) return lines.read(Passage.decoded(wrapped.toString(), "records"), bounds);
        return result(form, incidents, limits, bounds);
    }

    private static Reading result(String form, List<Incident> incidents, List<String> limits, Bounds bounds) {
        for (String[] wanted : new String[][] {{"failed", "delayed"}, {"complained"}, {"delivered"}}) {
            List<Incident> of = new ArrayList<>();
            for (Incident incident : incidents) {
                for (String action : wanted) {
                    if (incident.action().equals(action)) of.add(incident);
                }
            }
            if (of.isEmpty()) continue;
            List<Incident> kept = of;
            if (of.size() > bounds.recipients()) {
                kept = of.subList(0, bounds.recipients());
                limits.add(Bounds.RECIPIENTS);
            }
            boolean delayed = kept.stream().allMatch(i -> i.action().equals("delayed"));
            String kind = wanted[0].equals("complained") ? "feedback" : wanted[0].equals("delivered") ? "success" : delayed ? "delay" : "failure";
            return new Reading(form, kind, kind.equals("feedback") ? "complaint" : kind.equals("success") ? "delivery" : "", kept, List.of(), limits);
        }
        return new Reading(form, "none", "record without a failure", List.of(), List.of(), limits);
    }
}
