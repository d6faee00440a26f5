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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts words and positions to a verdict. */
final class Composer {
    private static final int MAX_CHECKS = 3;

    private final KnowledgeBase base;
    private final Texts texts;
    private final String language;
    private final Map<String, CauseWords> causes = new ConcurrentHashMap<>();
    private final Map<String, RemedyWords> remedies = new ConcurrentHashMap<>();
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
        Values values = new Values(base, language, texts, amounts, codes, incident, context, inferred, shown);
        List<Verdict.Conclusion> conclusions = inferred.verdict().conclusions();
        List<Result.Finding> findings = new ArrayList<>(conclusions.size());
        int rank = 0;
        for (Verdict.Conclusion c : conclusions) {
            values.of(c);
            findings.add(finding(++rank, c, incident, inferred, values));
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

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    private Result.Finding finding(int rank, Verdict.Conclusion c, Incident incident, Inferred inferred, Values values) {
        CauseWords words = causes.computeIfAbsent(c.cause(), this::causeWords);
        return new Result.Finding(
                rank, c.cause(), c.certainty(), c.who(),
                first(words.name.fill(values), c.cause()), first(words.summary.fill(values), c.cause()),
                words.meaning.fill(values), c.list(), c.token(), c.temporary(),
                evidence(c.evidence(), incident, inferred, values), evidence(c.against(), incident, inferred, values),
                notes(c.notes(), values), c.rules(), remedies(c.remedies(), values));
    }

    private List<String> notes(List<String> tags, Values values) {
        if (tags.isEmpty()) return List.of();
        List<String> notes = new ArrayList<>(tags.size());
        for (String tag : tags) notes.add(texts.text("notes", tag, values));
        return notes;
    }

    private List<Result.Remedy> remedies(List<String> tags, Values values) {
        List<Result.Remedy> remedies = new ArrayList<>(tags.size());
        for (String tag : tags) remedies.add(remedy(tag, values));
        return remedies;
    }

    /** Each piece once: several facts that a rule matched may be shown alike. */
    private List<Result.Evidence> evidence(List<Verdict.Proof> proofs, Incident incident, Inferred inferred, Values values) {
        if (proofs.isEmpty()) return List.of();
        List<Result.Evidence> all = new ArrayList<>(proofs.size());
        for (Verdict.Proof p : proofs) {
            Result.Evidence e = evidence(p, incident, inferred, values);
            if (!contains(all, e)) all.add(e);
        }
        return all;
    }

    private static boolean contains(List<Result.Evidence> all, Result.Evidence e) {
        for (Result.Evidence other : all) {
            if (other.start() == e.start() && other.end() == e.end() && other.rule().equals(e.rule()) && other.equals(e)) return true;
        }
        return false;
    }

    private Result.Evidence evidence(
            Verdict.Proof p, Incident incident, Inferred inferred, Values values) {
        String note = p.note().isEmpty() ? "" : texts.text("notes", p.note(), values);
        Observed o = p.observed() < 0 ? null : inferred.given().observed().get(p.observed());
        if (o instanceof Dns dns) {
            return new Result.Evidence(
                    "dns", first(dns.value(), dns.subject()), -1, -1, "", dns.question(), dns.answer(), p.rule(), note);
        }
        if (o != null) {
            return new Result.Evidence(p.kind(), first(o.value(), first(o.subject(), o.shows())), -1, -1, "", "", "", p.rule(), note);
        }
        if (p.kind().equals("text")) {
            Span s = inferred.spots().of(p.phrase());
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

    /** The words of a cause, ready to be filled. */
    private record CauseWords(Template name, Template summary, Template meaning) {}

    private CauseWords causeWords(String cause) {
        return new CauseWords(
                texts.template("causes", cause, "name"), texts.template("causes", cause, "summary"),
                texts.template("causes", cause, "meaning"));
    }

    /**
     * The words of a remedy, ready to be filled.
     *
     * @param same the remedy itself where it is the same whatever the values
     */
    private record RemedyWords(
            Template title, List<Template> steps, List<Template> avoid, List<String> links, @Nullable String takes,
            Result.@Nullable Remedy same) {}

    private RemedyWords remedyWords(String tag) {
        Map<String, Object> data = Tree.map(base.data("remedies").get(tag));
        String takes = Tree.text(data, "takes");
        List<String> links = new ArrayList<>();
        for (Object l : Tree.list(data.get("links"))) links.add(l instanceof String s ? s : Tree.text(Tree.map(l), "url"));
        RemedyWords words = new RemedyWords(
                texts.template("remedies", tag, "title"), texts.templates("remedies", tag, "steps"),
                texts.templates("remedies", tag, "avoid"), List.copyOf(links), takes.isEmpty() ? null : takes, null);
        if (!texts.isConstant("remedies", tag)) return words;
        return new RemedyWords(
                words.title, words.steps, words.avoid, words.links, words.takes, filled(tag, words, name -> ""));
    }

    private Result.Remedy remedy(String tag, Values values) {
        RemedyWords words = remedies.computeIfAbsent(tag, this::remedyWords);
        return words.same != null ? words.same : filled(tag, words, values);
    }

    private static Result.Remedy filled(String tag, RemedyWords words, Function<String, String> values) {
        return new Result.Remedy(
                tag, first(words.title.fill(values), tag), filled(words.steps, values), filled(words.avoid, values),
                words.links, words.takes);
    }

    private static List<String> filled(List<Template> templates, Function<String, String> values) {
        if (templates.isEmpty()) return List.of();
        String[] texts = new String[templates.size()];
        for (int i = 0; i < texts.length; i++) texts[i] = templates.get(i).fill(values);
        return List.of(texts);
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
        if (observed.isEmpty()) return false;
        for (String prefix : decides.getOrDefault(tag, List.of())) {
            for (Observed o : observed) if (o.shows().startsWith(prefix)) return true;
        }
        return false;
    }

    /** The checks of the likeliest causes, unless the first is as good as certain and shown, or records answer them. */
    private List<Result.Check> next(
            List<Verdict.Conclusion> conclusions, Values values, List<Observed> observed) {
        List<Result.Check> checks = new ArrayList<>();
        for (Verdict.Conclusion c : conclusions.subList(0, Math.min(3, conclusions.size()))) {
            if (c.shown()) continue;
            values.of(c);
            for (String tag : c.checks()) {
                if (checks.size() == MAX_CHECKS) return checks;
                if (answered(tag, observed)) continue;
                String command = commands.computeIfAbsent(tag, this::command).fill(name -> plain(values.told(name)));
                Result.Check check = new Result.Check(tag, texts.text("checks", tag, values::told), command);
                if (!checks.contains(check)) checks.add(check);
            }
        }
        return checks;
    }
}
