package io.github.redeliver.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.Case;
import io.github.redeliver.Result;
import io.github.redeliver.Shipped;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Reading;
import io.github.redeliver.report.JsonReport;
import io.github.redeliver.report.MarkdownReport;
import io.github.redeliver.report.TextReport;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** What holds of every reading and every result, whatever was given. */
public final class Sound {
    private static final Set<String> FORMS = Set.of("mail", "ndr", "log-line", "reply", "transcript", "webhook", "letter", "unknown");
    private static final Set<String> KINDS = Set.of("failure", "delay", "success", "auto-reply", "feedback", "none");
    private static final Set<String> STAGES = Set.of("", "connect", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "end-of-data", "quit");
    private static final Set<String> LIMITS = Set.of(
            Bounds.INPUT_BYTES, Bounds.TEXT_CHARS, Bounds.RECIPIENTS, Bounds.REPLY_CHARS, Bounds.DEPTH, Bounds.EVENTS, "headers", "messages", "facts", "firings");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Sound() {}

    /** Diagnoses a text, and the same bytes as they would come from a file. */
    public static Result text(String text) {
        Result result = whole(Case.of(text), text);
        result(Shipped.redeliver().diagnose(Case.of(text.getBytes(StandardCharsets.UTF_8))), null);
        return result;
    }

    /** Diagnoses bytes, as they would come from a file. */
    public static Result bytes(byte[] bytes) {
        return whole(Case.of(bytes), null);
    }

    private static Result whole(Case given, @org.jspecify.annotations.Nullable String text) {
        Result result = Shipped.redeliver().diagnose(given);
        result(result, text);
        assertThat(Shipped.redeliver().diagnose(given)).isEqualTo(result);
        reports(result);
        return result;
    }

    private static void result(Result result, @org.jspecify.annotations.Nullable String text) {
        assertThat(FORMS).contains(result.form());
        assertThat(KINDS).contains(result.kind());
        assertThat(LIMITS).containsAll(result.limits());
        assertThat(result.diagnoses()).hasSizeLessThanOrEqualTo(Bounds.DEFAULT.recipients());
        if (result.diagnoses().size() == Bounds.DEFAULT.recipients()) assertThat(result.limits()).contains(Bounds.RECIPIENTS);
        for (Result.Diagnosis d : result.diagnoses()) {
            codes(d.reply(), d.enhanced(), d.stage());
            for (String name : List.of(d.recipient(), d.sender(), d.host())) assertThat(name).hasSizeLessThanOrEqualTo(1_000).doesNotContain("\n", "\r");
            assertThat(d.text()).hasSizeLessThanOrEqualTo(Bounds.DEFAULT.replyChars());
            ranks(d);
            for (Result.Finding f : d.findings()) {
                for (Result.Evidence e : f.evidence()) place(e, text);
                for (Result.Evidence e : f.against()) place(e, text);
            }
        }
    }

    private static void ranks(Result.Diagnosis d) {
        double before = 1;
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < d.findings().size(); i++) {
            Result.Finding f = d.findings().get(i);
            assertThat(f.rank()).isEqualTo(i + 1);
            assertThat(f.certainty()).isBetween(0.0, Math.min(0.99, before));
            assertThat(seen.add(f.cause() + ' ' + f.list())).as("each cause once: %s", f.cause()).isTrue();
            assertThat(f.evidence()).as("every conclusion shows why: %s", f.cause()).isNotEmpty();
            assertThat(f.summary()).as(f.cause()).isNotBlank();
            before = f.certainty();
        }
    }

    /** A quotation stands where it is said to stand. */
    private static void place(Result.Evidence e, @org.jspecify.annotations.Nullable String text) {
        if (e.start() < 0) {
            assertThat(e.end()).isEqualTo(-1);
            return;
        }
        assertThat(e.start()).isLessThan(e.end());
        if (text != null && e.part().isEmpty()) {
            assertThat(e.end()).isLessThanOrEqualTo(text.length());
            assertThat(e.quote()).isEqualTo(text.substring(e.start(), e.end()));
        }
    }

    private static void codes(String reply, String enhanced, String stage) {
        assertThat(reply.isEmpty() || reply.length() == 3 && reply.charAt(0) >= '2' && reply.charAt(0) <= '5' && digits(reply)).as("reply %s", reply).isTrue();
        if (!enhanced.isEmpty()) {
            String[] parts = enhanced.split("\\.", -1);
            assertThat(parts).as("enhanced %s", enhanced).hasSize(3);
            assertThat(parts[0]).isIn("2", "4", "5");
            for (String part : parts) assertThat(part.length() >= 1 && part.length() <= 3 && digits(part)).as("enhanced %s", enhanced).isTrue();
        }
        assertThat(STAGES).contains(stage);
    }

    private static boolean digits(String s) {
        return s.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Reports can be written of it, and carry no sign that a terminal would obey. */
    private static void reports(Result result) {
        String shown = new TextReport(Shipped.base().texts("en"), false).of(result);
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            assertThat(c == '\n' || !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT).as("U+%04X in a report", (int) c).isTrue();
        }
        assertThat(new MarkdownReport(Shipped.base().texts("en")).of(result)).isNotNull();
        assertThat(JSON.readTree(new JsonReport().line(result)).path("form").stringValue()).isEqualTo(result.form());
    }

    /** Holds of what any reader gives. */
    public static void reading(Reading reading) {
        assertThat(FORMS).contains(reading.form());
        assertThat(KINDS).contains(reading.kind());
        assertThat(LIMITS).containsAll(reading.limits());
        assertThat(reading.incidents()).hasSizeLessThanOrEqualTo(Bounds.DEFAULT.recipients());
        for (Incident i : reading.incidents()) {
            reply(i.reply());
            passage(i.around());
            i.steps().forEach(s -> assertThat(STAGES).contains(s.stage()));
        }
    }

    /** Holds of every reply that was read. */
    public static void reply(Reply reply) {
        codes(reply.code(), reply.enhanced(), reply.stage());
        assertThat(reply.text().length()).isLessThanOrEqualTo(Bounds.DEFAULT.replyChars());
        passage(reply.text());
    }

    /** Positions rise through a passage, and quoting it does not fail. */
    public static void passage(Passage p) {
        for (int i = 0; i < p.length(); i++) assertThat(p.origin(i)).isGreaterThanOrEqualTo(0);
        if (p.length() > 0) assertThat(p.quote(0, p.length())).isNotNull();
    }
}
