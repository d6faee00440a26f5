package io.github.redeliver.read.mail;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.facts.ReturnedMessage;
import io.github.redeliver.read.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides what a message is, and reads it as that. */
final class Interpreter {
    /** Characters of a text that tell what it is. */
    static final int HEAD = 64 * 1024;

    private static final int NESTED = 4;

    private final Frames frames;
    private final Function<Passage, Reading> within;
    private final Limits limits;
    private final @Nullable FreeForm looked;

    Interpreter(Frames frames, Function<Passage, Reading> within, Limits limits) {
        this(frames, within, limits, null);
    }

    /** @param looked a text that was looked at before */
    Interpreter(Frames frames, Function<Passage, Reading> within, Limits limits, @Nullable FreeForm looked) {
        this.frames = frames;
        this.within = within;
        this.limits = limits;
        this.looked = looked;
    }

    Reading interpret(Part message, int depth) {
        Parts parts = new Parts(message);
        Headers mail = message.headers;
        if (parts.feedback != null) {
            ReturnedMessage returned = Returned.of(parts.returned);
            return reading("feedback", "abuse report", Feedback.incidents(parts.feedback, parts.returned, returned, first(parts), frames));
        }
        if (parts.disposition != null && parts.statuses.isEmpty()) {
            ReturnedMessage returned = Returned.of(parts.returned);
            return reading("auto-reply", "read receipt", Feedback.disposition(parts.disposition, returned, first(parts)));
        }
        List<Template.Match> subject = mail.isEmpty() ? List.of() : frames.findInSubject(mail.text("subject"));
        for (Template.Match match : subject) {
            if (match.template.role.equals("complaint") && !parts.messages.isEmpty()) {
                return reading("feedback", "abuse report", Feedback.incidents(new Part(""), parts.returned, Returned.of(parts.returned), first(parts), frames));
            }
        }
        List<DeliveryStatus> statuses = new ArrayList<>();
        for (Passage part : parts.statuses) {
            DeliveryStatus status = DeliveryStatus.read(part, limits);
            if (!status.isEmpty()) statuses.add(status);
        }
        List<FreeForm> texts = new ArrayList<>();
        for (Passage text : parts.texts) if (texts.size() < 8) texts.add(looked != null && looked.isOf(text) ? looked : new FreeForm(text, frames, limits));
        boolean none = statuses.isEmpty();
        for (FreeForm text : texts) if (none && text.fields.isReport()) statuses.add(text.fields);
        Headers returned = parts.returned;
        for (FreeForm text : texts) if (returned.isEmpty()) returned = text.returned;

        int evidence = evidence(mail, subject, statuses, texts);
        Map<String, Integer> kinds = kinds(subject, texts);
        int threshold = mail.isEmpty() ? 3 : 5;
        if (evidence >= threshold) {
            Report report = new Report(mail, statuses, texts, returned, software(mail, subject, texts), frames);
            List<Incident> incidents = report.incidents(limits);
            if (incidents.isEmpty() && (evidence >= 6 || mail.isEmpty())) incidents = report.fromHeaders();
            if (!incidents.isEmpty()) return reading(incidents, kinds);
        }
        for (Passage text : mail.isEmpty() ? List.<Passage>of() : parts.texts) {
            Reading other = within.apply(text);
            if (!other.incidents().isEmpty()) return other;
        }
        if (depth < NESTED) {
            Reading nested = nested(parts, depth);
            if (nested != null) return nested;
        }
        return other(mail, kinds, texts, returned);
    }

    /** 0 to 100: how surely a text is the body of a report. */
    static int evidence(Passage text, Frames frames) {
        return evidence(new FreeForm(text.slice(0, Math.min(text.length(), HEAD)), frames, new Limits()));
    }

    static int evidence(FreeForm form) {
        if (form.begun && !form.entries.isEmpty()) return 95;
        int evidence = form.evidence * 12 + (form.fields.isReport() ? 40 : 0);
        return Math.min(90, form.entries.isEmpty() && !form.fields.isReport() ? evidence / 2 : evidence);
    }

    private static Passage first(Parts parts) {
        return parts.texts.isEmpty() ? Passage.empty() : parts.texts.get(0);
    }

    /** A report that was attached to a mail which is none itself. */
    private @Nullable Reading nested(Parts parts, int depth) {
        List<Incident> incidents = new ArrayList<>();
        Reading best = null;
        for (Part part : parts.messages) {
            Reading reading = interpret(part, depth + 1);
            if (reading.kind().equals("none")) continue;
            if (best == null || reading.kind().equals("failure") && !best.kind().equals("failure")) best = reading;
            if (incidents.size() < Limits.RECIPIENTS) incidents.addAll(reading.incidents());
        }
        return best == null ? null : new Reading(best.form(), best.kind(), best.what(), incidents, List.of(), limits.names());
    }

    /** What became of a message, as subjects tell it. */
    private static final Set<String> FATES = Set.of("failure", "delay", "success");

    private int evidence(Headers mail, List<Template.Match> subject, List<DeliveryStatus> statuses, List<FreeForm> texts) {
        int evidence = 0;
        evidence += 8 * (int) statuses.stream().filter(s -> !s.recipients.isEmpty()).count();
        int words = 0;
        for (FreeForm text : texts) words = Math.max(words, text.evidence);
        evidence += words;
        if (mail.isEmpty()) {
            // No header fields speak for or against it: somebody and a reply are enough.
            for (FreeForm text : texts) {
                Said best = text.best();
                if (best != null && (best.strength() >= 6 && !text.loose.isEmpty() || best.strength() >= 5 && !text.entries.isEmpty())) evidence += 2;
            }
            return evidence;
        }
        if (mail.has("x-failed-recipients")) evidence += 5;
        String type = mail.first("content-type").toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/report")) evidence += type.contains("delivery-status") ? 4 : 2;
        if (mail.first("return-path").replace(" ", "").equals("<>")) evidence += 2;
        if (frames.sender(mail.text("from")) != null) evidence += 3;
        for (Template.Match match : subject) {
            String kind = match.template.role;
            if (FATES.contains(kind)) return evidence + 3;
        }
        return evidence;
    }

    private Map<String, Integer> kinds(List<Template.Match> subject, List<FreeForm> texts) {
        Map<String, Integer> kinds = new HashMap<>();
        for (FreeForm text : texts) text.kinds.forEach((kind, n) -> kinds.merge(kind, n, Integer::sum));
        for (Template.Match match : subject) kinds.merge(match.template.role, 1, Integer::sum);
        return kinds;
    }

    private String software(Headers mail, List<Template.Match> subject, List<FreeForm> texts) {
        for (FreeForm text : texts) if (text.evidence >= 4 && !text.software.isEmpty()) return text.software;
        String sender = mail.isEmpty() ? null : frames.sender(mail.text("from"));
        if (sender != null && !sender.isEmpty()) return sender;
        for (FreeForm text : texts) if (!text.software.isEmpty()) return text.software;
        return subject.isEmpty() ? "" : subject.get(0).template.frame;
    }

    private static final Set<String> REACHED = Set.of("delivered", "relayed", "expanded");

    private static List<Incident> with(String action, List<Incident> incidents) {
        return incidents.stream().map(i -> i.toBuilder().action(action).build()).toList();
    }

    private Reading reading(List<Incident> incidents, Map<String, Integer> kinds) {
        List<Incident> failed = new ArrayList<>();
        for (Incident incident : incidents) if (!REACHED.contains(incident.action())) failed.add(incident);
        if (failed.stream().anyMatch(i -> i.action().equals("failed"))) return reading("failure", "", failed);
        if (failed.isEmpty()) return reading("success", "delivery confirmation", incidents);
        boolean delayed = failed.stream().anyMatch(i -> i.action().equals("delayed"));
        boolean waits = kinds.getOrDefault("delay", 0) > kinds.getOrDefault("failure", 0);
        if (delayed || waits) return reading("delay", "delay notice", with("delayed", failed));
        boolean done = kinds.containsKey("success") && !kinds.containsKey("failure") && failed.stream().noneMatch(i -> i.reply().permanent());
        return done ? reading("success", "delivery confirmation", with("delivered", failed)) : reading("failure", "", with("failed", failed));
    }

    private Reading reading(String kind, String what, List<Incident> incidents) {
        return new Reading("ndr", kind, what, incidents, List.of(), limits.names());
    }

    /** Fields that programs put on their answers, besides that of RFC 3834. */
    private static final List<String> AUTOMATIC = List.of("x-autoreply", "x-autorespond", "x-autoresponse", "x-vacation");

    /** Automatic answers, and mail of people. */
    private Reading other(Headers mail, Map<String, Integer> kinds, List<FreeForm> texts, Headers returned) {
        String what = "";
        if (kinds.containsKey("receipt")) what = "read receipt";
        else if (kinds.containsKey("challenge")) what = "challenge";
        else if (kinds.containsKey("vacation")) what = "vacation reply";
        else if (kinds.containsKey("list")) what = "list notice";
        String auto = mail.first("auto-submitted").toLowerCase(Locale.ROOT);
        boolean automatic = auto.startsWith("auto-replied") || AUTOMATIC.stream().anyMatch(mail::has)
                || mail.first("precedence").toLowerCase(Locale.ROOT).contains("auto_reply");
        String form = mail.isEmpty() ? "unknown" : "mail";
        if (what.isEmpty() && !automatic) return new Reading(form, "none", "", List.of(), List.of(), limits.names());
        if (what.isEmpty()) what = "automatic reply";
        Passage around = Passage.empty();
        for (FreeForm text : texts) if (around.isBlank()) around = text.around();
        Incident.Builder b = Incident.builder().recipient(answerer(mail)).sender(Addresses.clean(mail.text("to")))
                .action("answered").returned(Returned.of(returned))
                .reply(new Reply("", "", "", around.slice(0, Math.min(around.length(), Limits.REASON)))).around(around);
        return new Reading(form, "auto-reply", what, List.of(b.build()), List.of(), limits.names());
    }

    /** Whom the message went to that was answered: a list names itself (RFC 2369), others are who they say. */
    private static String answerer(Headers mail) {
        for (String name : List.of("list-post", "x-beenthere")) {
            Addresses.Found list = Addresses.next(mail.text(name), 0, mail.text(name).length());
            if (list != null) return list.address();
        }
        return Addresses.clean(mail.text("from"));
    }
}
