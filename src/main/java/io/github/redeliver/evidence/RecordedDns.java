package io.github.redeliver.evidence;

import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.DnsAnswer.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * DNS as it was recorded. Answers only what the record holds or what follows from it: an alias is followed, and a name
 * that does not exist has no other data and nothing below it (RFC 8020). Everything else is
 * {@link Outcome#UNKNOWN}. Immutable.
 */
public final class RecordedDns implements Resolver {
    private static final int ALIASES = 8;

    /** Made when first needed: most runs read no record, and it takes long to load. */
    private static final class Json {
        static final JsonMapper MAPPER = JsonMapper.builder().build();
    }

    private final Map<String, DnsAnswer> answers = new LinkedHashMap<>();

    private RecordedDns(Collection<DnsAnswer> record) {
        for (DnsAnswer a : record) {
            if (a.outcome() != Outcome.UNKNOWN) answers.merge(key(a.name(), a.type()), a, RecordedDns::both);
        }
    }

    /** A record of these answers. Of several answers to one question the values are joined; a value beats none. */
    public static RecordedDns of(Collection<DnsAnswer> record) {
        return new RecordedDns(record);
    }

    /** Nothing recorded. */
    public static RecordedDns empty() {
        return new RecordedDns(List.of());
    }

    private static DnsAnswer both(DnsAnswer first, DnsAnswer second) {
        if (!first.found()) return second.found() ? second : first;
        if (!second.found()) return first;
        List<String> values = new ArrayList<>(first.values());
        for (String v : second.values()) if (!values.contains(v)) values.add(v);
        return new DnsAnswer(first.name(), first.type(), Outcome.FOUND, values);
    }

    private static String key(String name, String type) {
        String t = type.toUpperCase(Locale.ROOT);
        if (t.equals("PTR")) {
            Address ip = Address.read(name);
            if (ip == null) ip = Address.ofReverse(name);
            if (ip != null) return ip.text() + " PTR";
        }
        return Domains.tidy(name) + ' ' + t;
    }

    @Override
    public DnsAnswer ask(String name, String type) {
        if (answers.isEmpty()) return DnsAnswer.unknown(name, type);
        String at = name;
        for (int i = 0; i <= ALIASES; i++) {
            DnsAnswer exact = answers.get(key(at, type));
            if (exact != null) return as(exact, name, type);
            DnsAnswer alias = answers.get(key(at, "CNAME"));
            if (alias == null || !alias.found() || alias.values().isEmpty()) break;
            at = Domains.tidy(alias.values().get(0));
        }
        return absent(at, type) ? new DnsAnswer(name, type, Outcome.NXDOMAIN, List.of()) : DnsAnswer.unknown(name, type);
    }

    private boolean absent(String name, String type) {
        if (type.equalsIgnoreCase("PTR") && Address.read(name) != null) return false;
        for (String n = Domains.tidy(name); n.indexOf('.') > 0; n = Domains.parent(n)) {
            boolean gone = false;
            for (String t : List.of("A", "AAAA", "MX", "TXT", "NS", "SOA", "CNAME")) {
                DnsAnswer a = answers.get(n + ' ' + t);
                if (a == null) continue;
                if (a.outcome() != Outcome.NXDOMAIN) return false;
                gone = true;
            }
            if (gone) return true;
        }
        return false;
    }

    private static DnsAnswer as(DnsAnswer a, String name, String type) {
        return a.name().equals(name) && a.type().equals(type) ? a : new DnsAnswer(name, type, a.outcome(), a.values());
    }

    @Override
    public boolean knowsNothing() {
        return answers.isEmpty();
    }

    @Override
    public List<DnsAnswer> recorded() {
        return answers();
    }

    /** What is recorded, in the order of the record. */
    public List<DnsAnswer> answers() {
        return List.copyOf(answers.values());
    }

    /**
     * Reads a record: {@code [{"q":"example.com","type":"MX","answer":["10 mx.example.net"]}, …]}, where an answer is
     * {@code NXDOMAIN}, {@code NODATA}, {@code SERVFAIL}, {@code TIMEOUT} or a list of values.
     *
     * @throws IllegalArgumentException when it is no such record; the message names the entry
     */
    public static RecordedDns read(byte[] json) {
        try {
            return of(answers(Json.MAPPER.readTree(json)));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("a DNS record is a JSON array of questions with answers: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads the answers of a record that is already parsed, such as the {@code dns} of a case.
     *
     * @throws IllegalArgumentException when it is no such record; the message names the entry
     */
    public static List<DnsAnswer> answers(JsonNode record) {
        if (record.isNull() || record.isMissingNode()) return List.of();
        if (!record.isArray()) throw new IllegalArgumentException("a DNS record is a JSON array, this is " + kind(record));
        List<DnsAnswer> out = new ArrayList<>();
        int i = 0;
        for (JsonNode entry : record) {
            String where = "DNS record, entry " + i++ + ": ";
            JsonNode q = entry.path("q");
            JsonNode type = entry.path("type");
            if (!q.isString() || !type.isString()) throw new IllegalArgumentException(where + "q and type must be texts");
            out.add(answer(q.stringValue(), type.stringValue().toUpperCase(Locale.ROOT), entry.path("answer"), where));
        }
        return out;
    }

    private static DnsAnswer answer(String name, String type, JsonNode answer, String where) {
        if (answer.isString()) {
            for (Outcome o : Outcome.values()) {
                if (o != Outcome.FOUND && o != Outcome.UNKNOWN && o.name().equalsIgnoreCase(answer.stringValue())) {
                    return new DnsAnswer(name, type, o, List.of());
                }
            }
            return new DnsAnswer(name, type, Outcome.FOUND, List.of(answer.stringValue()));
        }
        if (!answer.isArray()) {
            throw new IllegalArgumentException(where + "answer must be NXDOMAIN, NODATA, SERVFAIL, TIMEOUT or a list of values, not " + kind(answer));
        }
        List<String> values = new ArrayList<>();
        for (JsonNode v : answer) {
            if (!v.isString()) throw new IllegalArgumentException(where + "values must be texts, not " + kind(v));
            values.add(v.stringValue());
        }
        return values.isEmpty()
                ? new DnsAnswer(name, type, Outcome.NODATA, List.of())
                : new DnsAnswer(name, type, Outcome.FOUND, values);
    }

    private static String kind(JsonNode node) {
        return node.isMissingNode() ? "missing" : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    /** The record as JSON, one question a line; the same answers give the same bytes. */
    public byte[] write() {
        StringBuilder out = new StringBuilder("[");
        String before = "\n";
        for (DnsAnswer a : answers.values()) {
            ObjectNode entry = Json.MAPPER.createObjectNode();
            entry.put("q", a.name());
            entry.put("type", a.type());
            if (a.found()) {
                ArrayNode values = entry.putArray("answer");
                a.values().forEach(values::add);
            } else {
                entry.put("answer", a.outcome().name());
            }
            out.append(before).append(Json.MAPPER.writeValueAsString(entry));
            before = ",\n";
        }
        return out.append(answers.isEmpty() ? "]\n" : "\n]\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
