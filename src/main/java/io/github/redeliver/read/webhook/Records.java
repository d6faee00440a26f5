package io.github.redeliver.read.webhook;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.read.Address;
import io.github.redeliver.read.Codes;
import io.github.redeliver.read.Peer;
import io.github.redeliver.read.ReplyFinder;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The forms of records that are known, and what a record of one tells. Immutable, thread-safe. */
public final class Records {
    /** No form at all. */
    public static final Records NONE = new Records(List.of());

    private static final int DEPTH = 6;
    private final List<RecordForm> forms;

    private Records(List<RecordForm> forms) {
        this.forms = List.copyOf(forms);
    }

    /**
     * From parsed data ({@code kb/forms/records.yaml}): a list of maps.
     *
     * @throws IllegalArgumentException when the data has another shape; the message names the entry
     */
    public static Records of(Object data) {
        if (!(data instanceof List<?> list)) throw new IllegalArgumentException("Records: a list was expected, not " + data);
        List<RecordForm> forms = new ArrayList<>();
        for (Object entry : list) forms.add(RecordForm.of(entry));
        return new Records(forms);
    }

    /**
     * What one record tells.
     *
     * @param form as {@link io.github.redeliver.read.Reading#form()}
     * @param incidents one for each recipient; their action tells what became of it, {@code complained} for a complaint
     * @param line a log line that the record wraps, or empty
     */
    public record Told(String form, List<Incident> incidents, Passage line) {}

    /**
     * Reads one record.
     *
     * @param record parsed JSON or a row of CSV
     * @param source the input that it stood in, so that texts can be quoted with their place
     */
    public Optional<Told> tell(Map<?, ?> record, Passage source) {
        return tell(record, source, 0);
    }

    /** The names of the columns of a row of CSV whose file does not name them; none when it is no row of a known form. */
    List<String> columns(List<String> row) {
        for (RecordForm form : forms) {
            if (!form.columns().isEmpty() && form.fitsUnnamed(Csv.row(form.columns(), row))) return form.columns();
        }
        return List.of();
    }

    /** Reads the JSON object that a text starts with; none when it does not start with one that is known. */
    public Optional<Told> tellJson(Passage json) {
        Object first = Json.first(json.text());
        return first instanceof Map<?, ?> record ? tell(record, json) : Optional.empty();
    }

    private Optional<Told> tell(Map<?, ?> record, Passage source, int depth) {
        RecordForm best = null;
        int most = 0;
        for (RecordForm form : forms) {
            int fits = form.fits(record);
            if (fits > most) {
                best = form;
                most = fits;
            }
        }
        if (most > 1) return Optional.of(told(best, record, source));
        Told told = best == null ? null : told(best, record, source);
        if (told != null && told.incidents().stream().anyMatch(i -> !i.recipient().isEmpty())) return Optional.of(told);
        if (depth < DEPTH) {
            Optional<Told> inside = inside(record, source, depth);
            if (inside.isPresent()) return inside;
        }
        return told == null || told.incidents().isEmpty() ? Optional.empty() : Optional.of(told);
    }

    /** What an object or a text of JSON inside the record tells: services wrap their records. */
    private Optional<Told> inside(Map<?, ?> record, Passage source, int depth) {
        for (Object value : record.values()) {
            Object inner = Paths.first(value);
            if (inner instanceof String text && text.length() > 20 && text.charAt(0) == '{') inner = Json.first(text);
            if (inner instanceof Map<?, ?> map) {
                Optional<Told> told = tell(map, source, depth + 1);
                if (told.isPresent()) return told;
            }
        }
        return Optional.empty();
    }

    private static Told told(RecordForm form, Map<?, ?> record, Passage source) {
        if (!form.line().isEmpty()) {
            String line = Paths.text(record, form.line());
            String tag = Paths.text(record, form.tag());
            Passage found = place(source, line, form.line());
            return new Told(form.form(), List.of(), tag.isEmpty() ? found : Passage.decoded(tag + "[0]: " + line, form.line()));
        }
        List<Incident> incidents = new ArrayList<>();
        for (String each : form.each()) {
            for (Object element : Paths.each(record, each, 1_000)) incident(form, element, record, source).ifPresent(incidents::add);
            if (!incidents.isEmpty()) break;
        }
        if (incidents.isEmpty()) incident(form, record, record, source).ifPresent(incidents::add);
        return new Told(form.form(), incidents, Passage.empty());
    }

    private static Optional<Incident> incident(RecordForm form, Object element, Map<?, ?> record, Passage source) {
        Part part = new Part(form, element, record);
        String event = part.text("event").toLowerCase(Locale.ROOT);
        String action = part.text("action").toLowerCase(Locale.ROOT);
        String meaning = form.events().get(event);
        if (form.events().containsKey(event + ":" + action)) meaning = form.events().get(event + ":" + action);
        else if (meaning == null || form.events().containsKey(action)) meaning = form.events().getOrDefault(action, meaning);
        if ("none".equals(meaning)) return Optional.empty();
        String recipient = element instanceof String address && address.indexOf('@') > 0 ? address : part.text("recipient");
        Address.Span span = Address.next(recipient, 0, recipient.length());
        if (span != null) recipient = span.value();
        String said = part.text("reply");
        Passage text = place(source, said, form.paths().getOrDefault("reply", List.of("record")).get(0));
        String stageText = part.text("stage");
        String stage = Stage.ofCommand(stageText).isEmpty() ? Stage.named("after " + stageText, 0, stageText.length() + 6) : Stage.ofCommand(stageText);
        Optional<ReplyFinder.Hit> hit = ReplyFinder.locate(text);
        Reply plain = ReplyFinder.read(text, stage);
        Reply reply = hit.filter(h -> plain.code().isEmpty() || !h.reply().code().equals(plain.code()) && h.quoted()).map(ReplyFinder.Hit::reply).orElse(plain);
        String code = part.text("code");
        if (reply.code().isEmpty() && code.length() == 3 && Codes.at(code, 0)) {
            reply = new Reply(code, reply.enhanced(), reply.stage(), reply.text());
        }
        String status = Codes.enhanced(part.text("enhanced"));
        if (reply.enhanced().isEmpty()) reply = new Reply(reply.code(), status.isEmpty() ? Codes.enhanced(code) : status, reply.stage(), reply.text());
        reply = reply.at(stage);
        if (form.anything() && reply.code().isEmpty() && reply.enhanced().isEmpty()) return Optional.empty();
        if (meaning == null && reply.code().startsWith("2")) meaning = "delivered";
        if (meaning == null) meaning = reply.temporary() ? "delayed" : "failed";
        String host = part.text("host");
        Peer peer = host.isEmpty() ? Peer.NONE : Peer.at(host, host.indexOf(';') + 1 + blanks(host, host.indexOf(';') + 1), host.length());
        if (peer.host().isEmpty()) {
            Peer quoted = Peer.in(text.text(), 0, Math.min(text.length(), hit.map(h -> h.from() + 1).orElse(2_000)));
            peer = quoted.host().isEmpty() ? peer : quoted;
        }
        if (peer == Peer.NONE) peer = Peer.in(part.text("around"), 0, Math.min(part.text("around").length(), 2_000));
        String address = part.text("address").isEmpty() ? peer.address() : part.text("address");
        String client = part.text("client");
        return Optional.of(Incident.builder().recipient(recipient).sender(address(part.text("sender"))).reply(reply).host(peer.host())
                .hostAddress(ip(address)).client(client.isEmpty() ? Address.firstIp(reply.text().text(), 0, reply.text().length(), address) : ip(client))
                .helo(part.text("helo")).reporter(part.text("reporter")).queueId(part.text("queue")).software(form.id()).action(meaning)
                .around(place(source, part.text("around"), "around")).build());
    }

    private static int blanks(String text, int from) {
        return Scan.skipBlank(text, from) - from;
    }

    private static String address(String text) {
        Address.Span span = Address.next(text, 0, text.length());
        return span == null ? "" : span.value();
    }

    private static String ip(String text) {
        return Address.isIp(text) ? text : Address.firstIp(text, 0, text.length(), "");
    }

    /** The text where it stands in the input, when it stands there as it is; else as decoded from a part. */
    private static Passage place(Passage source, String text, String path) {
        if (text.isEmpty()) return Passage.empty();
        int at = source.text().indexOf(text);
        return at >= 0 ? source.slice(at, at + text.length()) : Passage.decoded(text, path);
    }

    /** The parts of one recipient: of its own element first, then of the whole record. */
    private record Part(RecordForm form, Object element, Map<?, ?> record) {
        String text(String part) {
            for (String path : form.paths().getOrDefault(part, List.of())) {
                String value = element == record ? "" : value(part, element, path);
                if (value.isBlank()) value = value(part, record, path);
                if (!value.isBlank()) return value.strip();
            }
            return "";
        }

        private static String value(String part, Object of, String path) {
            return part.equals("reply") ? Paths.lines(of, path) : Paths.text(of, path);
        }
    }
}
