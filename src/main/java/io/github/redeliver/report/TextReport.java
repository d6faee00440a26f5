package io.github.redeliver.report;

import io.github.redeliver.Result;
import io.github.redeliver.knowledge.Texts;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A result for a terminal: what happened, who can fix it, how, then the details. */
public final class TextReport {
    private static final int WIDTH = 100;
    private static final int QUOTE = 240;

    private final Texts texts;
    private final boolean colour;
    private final OtherNames also;
    private StringBuilder out = new StringBuilder();

    /**
     * @param texts words of the report in the asked language
     * @param colour whether to use colours
     */
    public TextReport(Texts texts, boolean colour) {
        this(texts, colour, OtherNames.NONE);
    }

    /** @param also what other tools call the causes */
    public TextReport(Texts texts, boolean colour, OtherNames also) {
        this.texts = texts;
        this.colour = colour;
        this.also = also;
    }

    /** The whole report, with a line end after each line. Not thread-safe. */
    public String of(Result result) {
        out = new StringBuilder();
        if (result.diagnoses().isEmpty()) {
            String key = result.kind().equals("failure") ? "nothing-recognised" : "not-a-bounce";
            String what = result.what().isEmpty() ? texts.word("kind." + result.kind()) : result.what();
            line(bold(Clean.line(texts.text("ui", key, n -> n.equals("what") ? what : ""), 400)));
        }
        int n = 0;
        for (Result.Diagnosis d : result.diagnoses()) {
            if (n++ > 0) line("");
            diagnosis(d);
        }
        if (!result.limits().isEmpty()) {
            line("");
            line(paint("33", texts.label("limits") + Clean.line(String.join(", ", result.limits()), 400)));
        }
        return out.toString();
    }

    private void diagnosis(Result.Diagnosis d) {
        StringBuilder head = new StringBuilder();
        if (!d.recipient().isEmpty()) head.append(Clean.line(d.recipient(), 254)).append("  ");
        if (!d.reply().isEmpty()) head.append(Clean.line(d.reply(), 16)).append(' ');
        if (!d.enhanced().isEmpty()) head.append(Clean.line(d.enhanced(), 16)).append(' ');
        if (!d.stage().isEmpty()) head.append("· ").append(Clean.line(texts.word("stage." + d.stage()), 60)).append(' ');
        if (!d.host().isEmpty()) head.append("· ").append(Clean.line(d.host(), 254)).append(' ');
        if (!d.provider().isEmpty()) head.append("(").append(Clean.line(d.provider(), 60)).append(")");
        if (!head.toString().isBlank()) line(bold(head.toString().strip()));
        if (d.findings().isEmpty()) {
            line(texts.word("nothing-recognised"));
            wrapped("", "", texts.word("nothing-recognised-hint"));
            if (!d.text().isEmpty()) wrapped("  ", "  ", "“" + Clean.line(d.text(), QUOTE * 2) + "”");
        }
        boolean unsure = d.findings().size() > 1 && d.findings().get(0).certainty() < 0.6
                || d.findings().size() == 1 && d.findings().get(0).certainty() < 0.5;
        if (unsure) line(paint("33", texts.word("not-sure")));
        if (d.retryAfter() > 0) line(texts.text("ui", "retry-after", n -> texts.pause(d.retryAfter())));
        Set<Result.Remedy> told = new HashSet<>();
        for (Result.Finding f : d.findings()) finding(f, told);
        if (!d.next().isEmpty()) {
            line("");
            line(label("next"));
            for (Result.Check c : d.next()) {
                wrapped("  · ", "    ", Clean.line(c.question(), 400));
                if (!c.command().isEmpty()) line("      " + paint("36", Clean.line(c.command(), 400)));
            }
        }
    }

    /** @param told the remedies of the findings before it, whose steps are not said twice */
    private void finding(Result.Finding f, Set<Result.Remedy> told) {
        boolean main = f.rank() == 1 || f.certainty() >= 0.5;
        line("");
        line(paint(main ? "1;31" : "1", f.rank() + ". " + Clean.line(f.name(), 200)) + "  "
                + paint("2", f.cause() + " · " + Math.round(f.certainty() * 100) + " %"));
        wrapped("   ", "   ", Clean.line(f.summary(), 600));
        if (!f.meaning().isEmpty() && main) wrapped("   ", "   ", Clean.line(f.meaning(), 900));
        for (String note : f.notes()) wrapped("   ", "   ", Clean.line(note, 600));
        String who = texts.text("actors", f.who(), n -> "");
        line("   " + bold(texts.label("who-acts")) + Clean.line(who.isEmpty() ? f.who() : who, 200)
                + (f.temporary() ? "  (" + texts.word("temporary") + ")" : ""));
        String passOn = f.rank() == 1 ? texts.text("ui", "pass-on." + f.who(), n -> "") : "";
        if (!passOn.isEmpty()) wrapped("   ", "   ", passOn);
        evidence("evidence", f.evidence());
        evidence("against", f.against());
        if (also.wanted()) line("   " + bold(texts.label("also-called")) + also.of(f.cause()).entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(" · ")));
        if (!main) return;
        for (Result.Remedy r : f.remedies()) {
            if (told.add(r)) remedy(r);
            else line("   " + paint("32", "→ " + Clean.line(r.title(), 200)) + paint("2", "  (" + texts.word("as-above") + ")"));
        }
        line("   " + paint("2", texts.label("rules") + Clean.line(String.join(", ", f.rules()), 2_000)));
    }

    private void evidence(String name, List<Result.Evidence> all) {
        if (all.isEmpty()) return;
        line("   " + label(name));
        Set<String> told = new HashSet<>(); // several rules may have used the same piece
        for (Result.Evidence e : all) {
            if (all.stream().anyMatch(other -> saysMore(other, e))) continue;
            String said = !e.question().isEmpty()
                    ? Clean.line(e.question(), 300) + " → " + Clean.line(e.answer(), QUOTE)
                    : "“" + Clean.line(e.quote(), QUOTE) + "”";
            String where = e.start() < 0 ? "" : "  [" + (e.part().isEmpty() ? "" : Clean.line(e.part(), 60) + " ") + e.start() + "–" + e.end() + "]";
            String whole = said + where + (e.note().isEmpty() ? "" : " — " + Clean.line(e.note(), 400));
            if (told.add(whole)) wrapped("     · ", "       ", whole);
        }
    }

    /** Whether a piece holds another one: a longer quote around it, or the same record with a sentence about it. */
    private static boolean saysMore(Result.Evidence more, Result.Evidence less) {
        if (!more.kind().equals(less.kind()) || !more.part().equals(less.part())) return false;
        if (less.start() >= 0) {
            return more.start() >= 0 && more.start() <= less.start() && more.end() >= less.end()
                    && more.end() - more.start() > less.end() - less.start();
        }
        return !less.question().isEmpty() && more.question().equals(less.question())
                && more.answer().equals(less.answer()) && less.note().isEmpty() && !more.note().isEmpty();
    }

    private void remedy(Result.Remedy r) {
        line("   " + paint("32", "→ " + Clean.line(r.title(), 200)) + takes(r.takes()));
        int n = 0;
        for (String step : r.steps()) {
            String number = ++n + ". ";
            wrapped("     " + number, "     " + " ".repeat(number.length()), Clean.line(step, 900));
        }
        for (String avoid : r.avoid()) wrapped("     ✗ ", "       ", Clean.line(avoid, 600));
        for (String link : r.links()) line("     " + paint("36", Clean.line(link, 500)));
    }

    private String takes(@Nullable String takes) {
        if (takes == null) return "";
        try {
            Duration d = Duration.parse(takes);
            String words = d.toHours() >= 48 && d.toHours() % 24 == 0
                    ? texts.text("ui", "days", n -> String.valueOf(d.toDays()))
                    : d.toHours() >= 2 ? texts.text("ui", "hours", n -> String.valueOf(d.toHours()))
                    : texts.text("ui", "minutes", n -> String.valueOf(Math.max(1, d.toMinutes())));
            return paint("2", "  (" + Clean.line(words.isEmpty() ? takes : words, 60) + ")");
        } catch (DateTimeParseException e) {
            return paint("2", "  (" + Clean.line(takes, 60) + ")");
        }
    }

    private String label(String word) {
        return bold(texts.heading(word));
    }

    private String bold(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private void wrapped(String first, String next, String text) {
        String prefix = first;
        for (String piece : Wrap.lines(text, WIDTH - first.length())) {
            line(prefix + piece);
            prefix = next;
        }
    }
}
