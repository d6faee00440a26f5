package io.github.redeliver;

import io.github.redeliver.evidence.Context;
import io.github.redeliver.facts.Dns;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Observed;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.inference.Inference.Inferred;
import io.github.redeliver.inference.Inference.Span;
import io.github.redeliver.inference.Verdict;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Template;
import io.github.redeliver.knowledge.Texts;
import io.github.redeliver.knowledge.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Puts words and positions to a verdict. */
final class Composer {
    private static final int MAX_CHECKS = 3;

    private final KnowledgeBase base;
    private final Texts texts;
    private final String language;
    private final Map<String, Result.Remedy> constant = new ConcurrentHashMap<>();
    private final Map<String, Template> commands = new ConcurrentHashMap<>();
    private final Map<String, List<String>> decides = new HashMap<>();
    private final Amounts amounts;
    private final CodeMeaning codes;

    Composer(KnowledgeBase base, String language) {
        this.base = base;
        this.texts = base.texts(language);
        this.language = language;
        this.amounts = new Amounts(Tree.map(base.data("evidence").get("units")));
        this.codes = new CodeMeaning(base, texts);
        base.data("checks").forEach((tag, check) -> decides.put(tag, Tree.texts(Tree.map(check).get("decides"))));
    }

    Result.Diagnosis diagnosis(Incident incident, Context context, Inferred inferred, Map<String, String> shown) {
        Map<String, String> values = values(incident, context, inferred);
        values.putAll(shown);
        List<Result.Finding> findings = new ArrayList<>();
        List<Verdict.Conclusion> conclusions = inferred.verdict().conclusions();
        int rank = 0;
        for (Verdict.Conclusion c : conclusions) {
            findings.add(finding(++rank, c, incident, inferred, with(values, c)));
        }
        String list = conclusions.isEmpty() ? "" : conclusions.get(0).list();
        boolean temporary = conclusions.isEmpty()
                ? incident.reply().code().startsWith("4") : conclusions.get(0).temporary();
        return new Result.Diagnosis(
                incident.recipient(), incident.sender(), incident.reply().code(), incident.reply().enhanced(),
                incident.reply().stage(), incident.host().isEmpty() ? context.host() : incident.host(),
                inferred.verdict().system(), list, temporary, retryAfter(incident, conclusions, temporary),
                incident.reply().text().text(), findings,
                next(conclusions, values, inferred.given().observed()));
    }

    /** What the reply itself asks to wait; a notice around it tells of times that have passed. */
    private long retryAfter(Incident incident, List<Verdict.Conclusion> conclusions, boolean temporary) {
        boolean passes = temporary || incident.reply().code().startsWith("4")
                || !conclusions.isEmpty() && base.cause(conclusions.get(0).cause()).group().equals("rate");
        String seconds = passes ? amounts.seconds(incident.reply().text().text()) : "";
        return seconds.isEmpty() ? 0 : Long.parseLong(seconds);
    }

    /** What is said only now and then is worked out only where a text asks for it. */
    private String value(String name, Map<String, String> values, Incident incident) {
        String known = values.get(name);
        if (known != null) return known;
        String made = switch (name) {
            case "wait" -> pause(said(incident, amounts::seconds));
            case "size" -> said(incident, amounts::size);
            case "code_says" -> codes.of(incident.reply());
            default -> "";
        };
        values.put(name, made);
        return made;
    }

    private String pause(String seconds) {
        return seconds.isEmpty() ? "" : texts.pause(Long.parseLong(seconds));
    }

    private static String said(Incident incident, Function<String, String> find) {
        String found = find.apply(incident.reply().text().text());
        return found.isEmpty() ? find.apply(incident.around().text()) : found;
    }

    private Map<String, String> values(Incident incident, Context context, Inferred inferred) {
        Map<String, String> v = new LinkedHashMap<>();
        v.put("ip", first(context.ip(), incident.client()));
        v.put("helo", first(context.helo(), incident.helo()));
        v.put("host", first(incident.host(), context.host()));
        v.put("sender", incident.sender());
        v.put("domain", first(domain(context.from()), domain(incident.returned().from()), domain(incident.sender())));
        v.put("recipient", incident.recipient());
        v.put("recipient_domain", domain(incident.recipient()));
        v.put("provider", inferred.verdict().system().isEmpty() ? "" : inferred.system().name(language));
        v.put("code", incident.reply().code());
        v.put("enhanced", incident.reply().enhanced());
        return v;
    }

    private Map<String, String> with(Map<String, String> values, Verdict.Conclusion c) {
        Map<String, String> v = new LinkedHashMap<>(values);
        if (!c.list().isEmpty()) {
            Map<String, Object> list = Tree.map(base.data("lists").get(c.list()));
            v.put("list", first(Tree.text(list, "name"), c.list()));
            List<String> zones = Tree.texts(list.get("zones"));
            if (!zones.isEmpty()) v.put("zone", zones.get(0));
        }
        if (!c.token().isEmpty()) v.put("token", c.token());
        return v;
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static String first(String... candidates) {
        for (String c : candidates) if (!c.isEmpty()) return c;
        return "";
    }

    private Result.Finding finding(
            int rank, Verdict.Conclusion c, Incident incident, Inferred inferred, Map<String, String> values) {
        Function<String, String> value = name -> value(name, values, incident);
        return new Result.Finding(
                rank, c.cause(), c.certainty(), c.who(),
                first(texts.field("causes", c.cause(), "name", value), c.cause()),
                first(texts.field("causes", c.cause(), "summary", value), c.cause()),
                texts.field("causes", c.cause(), "meaning", value),
                c.list(), c.token(), c.temporary(),
                c.evidence().stream().map(p -> evidence(p, incident, inferred, value)).distinct().toList(),
                c.against().stream().map(p -> evidence(p, incident, inferred, value)).distinct().toList(),
                c.notes().stream().map(n -> texts.text("notes", n, value)).toList(),
                c.rules(),
                c.remedies().stream().map(tag -> remedy(tag, value)).toList());
    }

    private Result.Evidence evidence(
            Verdict.Proof p, Incident incident, Inferred inferred, Function<String, String> value) {
        String note = p.note().isEmpty() ? "" : texts.text("notes", p.note(), value);
        Observed o = p.observed() < 0 ? null : inferred.given().observed().get(p.observed());
        if (o instanceof Dns dns) {
            return new Result.Evidence(
                    "dns", first(dns.value(), dns.subject()), -1, -1, "", dns.question(), dns.answer(), p.rule(), note);
        }
        if (o != null) {
            return new Result.Evidence(p.kind(), first(o.value(), o.subject(), o.shows()), -1, -1, "", "", "", p.rule(), note);
        }
        if (p.kind().equals("text")) {
            Span s = inferred.spots().get(p.phrase());
            if (s == null) return new Result.Evidence("text", "", -1, -1, "", "", "", p.rule(), note);
            return new Result.Evidence(
                    "text", s.passage().quote(s.from(), s.to()), s.passage().origin(s.from()),
                    s.passage().origin(s.to() - 1) + 1, s.passage().part(), "", "", p.rule(), note);
        }
        if (p.kind().equals("code")) return code(p, incident, note);
        return new Result.Evidence(p.kind(), first(incident.action(), incident.software()), -1, -1, "", "", "", p.rule(), note);
    }

    private static Result.Evidence code(Verdict.Proof p, Incident incident, String note) {
        Passage text = incident.reply().text();
        String code = incident.reply().enhanced().isEmpty() ? incident.reply().code() : incident.reply().enhanced();
        int at = text.text().indexOf(code);
        if (at < 0 || code.isEmpty()) {
            String quote = (incident.reply().code() + " " + incident.reply().enhanced()).strip();
            return new Result.Evidence("code", quote, -1, -1, "", "", "", p.rule(), note);
        }
        return new Result.Evidence(
                "code", text.quote(at, at + code.length()), text.origin(at), text.origin(at + code.length() - 1) + 1, text.part(), "", "", p.rule(), note);
    }

    private Template command(String tag) {
        return Template.of(Tree.text(Tree.map(base.data("checks").get(tag)), "command"));
    }

    private Result.Remedy remedy(String tag, Function<String, String> value) {
        Result.Remedy same = constant.get(tag);
        if (same != null) return same;
        Result.Remedy made = make(tag, value);
        if (texts.isConstant("remedies", tag)) constant.put(tag, made);
        return made;
    }

    private Result.Remedy make(String tag, Function<String, String> value) {
        Map<String, Object> data = Tree.map(base.data("remedies").get(tag));
        String takes = Tree.text(data, "takes");
        return new Result.Remedy(
                tag,
                first(texts.field("remedies", tag, "title", value), tag),
                texts.list("remedies", tag, "steps", value),
                texts.list("remedies", tag, "avoid", value),
                Tree.list(data.get("links")).stream()
                        .map(l -> l instanceof String s ? s : Tree.text(Tree.map(l), "url")).toList(),
                takes.isEmpty() ? null : takes);
    }

    /**
     * A value that may stand in a command which a person will paste into a shell: names and addresses come out of the
     * bounce, and a crafted one must not become a command of its own or an option.
     */
    private static String plain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean fine = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._:@+=/".indexOf(c) >= 0
                    || c == '-' && i > 0 || Character.isLetter(c) && c > 0x7f;
            if (!fine) return "";
        }
        return value;
    }

    /** Whether what was observed answers a check: it {@code decides} facts whose names begin so. */
    private boolean answered(String tag, List<Observed> observed) {
        List<String> prefixes = decides.getOrDefault(tag, List.of());
        if (prefixes.isEmpty() || observed.isEmpty()) return false;
        return observed.stream().anyMatch(o -> prefixes.stream().anyMatch(o.shows()::startsWith));
    }

    /** The checks of the likeliest causes, unless the first is as good as certain and shown, or records answer them. */
    private List<Result.Check> next(
            List<Verdict.Conclusion> conclusions, Map<String, String> values, List<Observed> observed) {
        List<Result.Check> checks = new ArrayList<>();
        for (Verdict.Conclusion c : conclusions.subList(0, Math.min(3, conclusions.size()))) {
            if (c.shown()) continue;
            Map<String, String> own = with(values, c);
            Function<String, String> value = name -> own.getOrDefault(name, "");
            for (String tag : c.checks()) {
                if (checks.size() == MAX_CHECKS) return checks;
                if (answered(tag, observed)) continue;
                String command = commands.computeIfAbsent(tag, this::command).fill(name -> plain(value.apply(name)));
                Result.Check check = new Result.Check(tag, texts.text("checks", tag, value), command);
                if (!checks.contains(check)) checks.add(check);
            }
        }
        return checks;
    }
}
