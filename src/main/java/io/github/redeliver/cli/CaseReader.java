package io.github.redeliver.cli;

import io.github.redeliver.Case;
import io.github.redeliver.evidence.Context;
import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.facts.DnsAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Reads one line of a batch. Thread-safe. */
final class CaseReader {
    // numbers as they stand, so that an id such as 1.10 or 12345678901234567890 comes back as it was
    private final ObjectMapper mapper = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private final Context defaults;
    private final String today;

    /** @param today the day that a case's ages are counted to when it names none, ISO date; {@code ""}: they stay unknown */
    CaseReader(Context defaults, String today) {
        this.defaults = defaults;
        this.today = today;
    }

    /**
     * A line read.
     *
     * @param id the id as JSON, or null
     * @param given the case, or null when the line is none
     * @param error what is wrong, or null
     */
    record Line(@Nullable String id, @Nullable Case given, @Nullable String error) {}

    Line read(String line) {
        JsonNode node;
        try {
            node = mapper.readTree(line);
        } catch (JacksonException e) {
            return new Line(null, null, "not a JSON object: " + e.getOriginalMessage());
        }
        if (node == null || !node.isObject()) {
            return new Line(null, null, "not a JSON object; a case is {\"id\":…,\"input\":…}");
        }
        JsonNode idNode = node.get("id");
        String id = idNode == null || idNode.isNull() ? null : idNode.toString();
        try {
            Context context = context(node.get("context"));
            List<DnsAnswer> dns = List.of();
            JsonNode record = node.get("dns");
            if (record != null && !record.isNull()) dns = RecordedDns.answers(record);
            JsonNode input = node.get("input");
            JsonNode file = node.get("file");
            Case given;
            if (input != null && input.isString() && !input.asString().isEmpty()) {
                given = Case.of(input.asString());
            } else if (input != null && !input.isNull() && !input.isString()) {
                return new Line(id, null, "\"input\" is no text");
            } else if (file != null && file.isString()) {
                given = Case.of(bytes(file.asString()));
            } else if (!dns.isEmpty() || !context.equals(Context.NONE)) {
                given = Case.ofSender(context);
            } else {
                return new Line(id, null, "neither \"input\" nor \"file\", \"dns\" or \"context\"");
            }
            return new Line(id, given.withDns(dns).withContext(context), null);
        } catch (IOException | IllegalArgumentException e) {
            return new Line(id, null, String.valueOf(e.getMessage()));
        }
    }

    private static byte[] bytes(String name) throws IOException {
        Path path = Path.of(name);
        if (!Files.isRegularFile(path)) throw new IOException("\"file\": " + name + " is no file");
        if (Files.size(path) > Inputs.MAX_BYTES) throw new IOException("\"file\": " + name + " is over 50 MB");
        return Files.readAllBytes(path);
    }

    /** A context from JSON text. */
    Context context(String json) {
        try {
            return context(mapper.readTree(json));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("context is no JSON: " + e.getOriginalMessage());
        }
    }

    private Context context(@Nullable JsonNode c) {
        if (c == null || c.isNull()) return defaults;
        if (!c.isObject()) throw new IllegalArgumentException("\"context\" is no object");
        String firstBlocked = day(c, "firstBlocked");
        String ipSince = day(c, "ipSince");
        String now = day(c, "now");
        if (now.isEmpty() && !(firstBlocked.isEmpty() && ipSince.isEmpty())) now = today;
        long score = number(c, "senderScore");
        if (score > Context.BEST_SCORE) {
            throw new IllegalArgumentException("\"context.senderScore\" is over " + Context.BEST_SCORE + ": " + score);
        }
        return new Context(
                text(c, "ip", defaults.ip()), text(c, "helo", defaults.helo()), text(c, "from", defaults.from()),
                text(c, "host", defaults.host()), text(c, "system", defaults.system()), number(c, "daily"),
                firstBlocked, ipSince, (int) score, now);
    }

    private static String day(JsonNode c, String name) {
        String day = text(c, name, "");
        if (day.isEmpty() || Context.day(day) != null) return day;
        throw new IllegalArgumentException("\"context." + name + "\" is no ISO date, such as 2026-11-28: " + day);
    }

    private static String text(JsonNode c, String name, String otherwise) {
        JsonNode v = c.get(name);
        if (v == null || v.isNull()) return otherwise;
        if (v.isContainer()) throw new IllegalArgumentException("\"context." + name + "\" is no text");
        return v.asString();
    }

    private static long number(JsonNode c, String name) {
        JsonNode v = c.get(name);
        if (v == null || v.isNull()) return -1;
        if (!v.isIntegralNumber() || v.asLong() < 0) {
            throw new IllegalArgumentException("\"context." + name + "\" is no whole number from 0: " + v);
        }
        return v.asLong();
    }
}
