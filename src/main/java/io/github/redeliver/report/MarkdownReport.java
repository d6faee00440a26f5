package io.github.redeliver.report;

import io.github.redeliver.Result;
import io.github.redeliver.knowledge.Texts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A result as Markdown, for a ticket or a forum: text from outside is fenced or escaped. */
public final class MarkdownReport {
    private final Texts texts;
    private final OtherNames also;

    /** @param texts words of the report in the asked language */
    public MarkdownReport(Texts texts) {
        this(texts, OtherNames.NONE);
    }

    /** @param also what other tools call the causes */
    public MarkdownReport(Texts texts, OtherNames also) {
        this.texts = texts;
        this.also = also;
    }

    /** The whole report. */
    public String of(Result result) {
        StringBuilder out = new StringBuilder();
        if (result.diagnoses().isEmpty()) {
            String key = result.kind().equals("failure") ? "nothing-recognised" : "not-a-bounce";
            String what = result.what().isEmpty() ? texts.word("kind." + result.kind()) : result.what();
            out.append(Clean.markdown(texts.text("ui", key, n -> n.equals("what") ? what : ""), 400)).append("\n");
        }
        for (Result.Diagnosis d : result.diagnoses()) {
            String title = d.recipient().isEmpty() ? texts.word("causes") : d.recipient();
            out.append("## ").append(Clean.markdown(title, 254)).append("\n\n");
            if (!d.text().isEmpty()) out.append("> ").append(Clean.code(d.text(), 600)).append("\n\n");
            if (d.findings().isEmpty()) {
                out.append(texts.word("nothing-recognised")).append(' ').append(texts.word("nothing-recognised-hint")).append("\n\n");
            }
            if (d.retryAfter() > 0) out.append(texts.text("ui", "retry-after", n -> texts.pause(d.retryAfter()))).append("\n\n");
            Set<Result.Remedy> told = new HashSet<>();
            for (Result.Finding f : d.findings()) finding(out, f, told);
            if (!d.next().isEmpty()) {
                out.append("**").append(texts.word("next")).append("**\n\n");
                for (Result.Check c : d.next()) {
                    out.append("- ").append(Clean.markdown(c.question(), 400));
                    if (!c.command().isEmpty()) out.append(" ").append(Clean.code(c.command(), 400));
                    out.append("\n");
                }
                out.append("\n");
            }
        }
        if (!result.limits().isEmpty()) {
            out.append("*").append(texts.label("limits")).append(Clean.markdown(String.join(", ", result.limits()), 400)).append("*\n");
        }
        return out.toString();
    }

    /** @param told the remedies of the findings before it, whose steps are not said twice */
    private void finding(StringBuilder out, Result.Finding f, Set<Result.Remedy> told) {
        out.append("### ").append(f.rank()).append(". ").append(Clean.markdown(f.name(), 200)).append(" (")
                .append(Clean.code(f.cause(), 60)).append(", ").append(Math.round(f.certainty() * 100)).append(" %)\n\n");
        out.append(Clean.markdown(f.summary(), 600)).append("\n\n");
        String who = texts.text("actors", f.who(), n -> "");
        out.append("**").append(texts.heading("who-acts")).append("** ").append(Clean.markdown(who.isEmpty() ? f.who() : who, 200));
        String passOn = f.rank() == 1 ? texts.text("ui", "pass-on." + f.who(), n -> "") : "";
        out.append(passOn.isEmpty() ? "" : ". " + passOn).append("\n\n");
        evidence(out, "evidence", f.evidence());
        evidence(out, "against", f.against());
        if (also.wanted()) {
            out.append("**").append(texts.heading("also-called")).append("** ");
            String before = "";
            for (java.util.Map.Entry<String, String> e : also.of(f.cause()).entrySet()) {
                out.append(before).append(e.getKey()).append(' ').append(Clean.code(e.getValue(), 100));
                before = " · ";
            }
            out.append("\n\n");
        }
        for (Result.Remedy r : f.remedies()) {
            out.append("**").append(Clean.markdown(r.title(), 200)).append("**");
            if (!told.add(r)) {
                out.append(" (").append(texts.word("as-above")).append(")\n\n");
                continue;
            }
            out.append("\n\n");
            int n = 0;
            for (String step : r.steps()) out.append(++n).append(". ").append(Clean.markdown(step, 900)).append("\n");
            for (String avoid : r.avoid()) out.append("- ✗ ").append(Clean.markdown(avoid, 600)).append("\n");
            for (String link : r.links()) out.append("- <").append(Clean.link(link, 500)).append(">\n");
            out.append("\n");
        }
    }

    private void evidence(StringBuilder out, String name, List<Result.Evidence> all) {
        if (all.isEmpty()) return;
        out.append("**").append(texts.word(name)).append("**\n\n");
        Set<String> told = new HashSet<>(); // several rules may have used the same piece
        for (Result.Evidence e : all) {
            String said = e.question().isEmpty() ? e.quote() : e.question() + " → " + e.answer();
            String whole = Clean.code(said, 300) + (e.note().isEmpty() ? "" : " " + Clean.markdown(e.note(), 400));
            if (told.add(whole)) out.append("- ").append(whole).append("\n");
        }
        out.append("\n");
    }
}
