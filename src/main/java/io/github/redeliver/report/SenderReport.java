package io.github.redeliver.report;

import io.github.redeliver.Result;
import io.github.redeliver.knowledge.Texts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What receivers hold against a sender, by records alone.
 *
 * @param domain the From domain
 * @param ip its address, or {@code ""}
 * @param helo its HELO name, or {@code ""}
 * @param kb revision of the knowledge base
 * @param held what is held against it, the worst first
 * @param receivers who would do what
 * @param fine what is in order
 * @param unseen what records cannot tell, in words
 * @param hints what to add to see more, in words
 */
public record SenderReport(
        String domain, String ip, String helo, String kb, List<Held> held, List<Receiver> receivers, List<Fine> fine,
        List<String> unseen, List<String> hints) {
    public SenderReport {
        held = List.copyOf(held);
        receivers = List.copyOf(receivers);
        fine = List.copyOf(fine);
        unseen = List.copyOf(unseen);
        hints = List.copyOf(hints);
    }

    /**
     * Something held against the sender.
     *
     * @param finding the cause with evidence and remedies
     * @param refuses names of receivers that refuse for it alone
     * @param weighs names of those that count it
     * @param publish lines for a zone file
     */
    public record Held(Result.Finding finding, List<String> refuses, List<String> weighs, List<String> publish) {
        public Held {
            refuses = List.copyOf(refuses);
            weighs = List.copyOf(weighs);
            publish = List.copyOf(publish);
        }
    }

    /**
     * A receiver.
     *
     * @param id of {@code kb/systems}
     * @param name for people
     * @param refuses causes that it refuses for
     * @param weighs causes that it counts
     * @param source where it says so
     */
    public record Receiver(String id, String name, List<String> refuses, List<String> weighs, String source) {
        /** {@code refuses}, {@code weighs} or {@code nothing}. */
        public String verdict() {
            return !refuses.isEmpty() ? "refuses" : !weighs.isEmpty() ? "weighs" : "nothing";
        }
    }

    /** Something that is in order, with the record that shows it. */
    public record Fine(String shows, String text, String question, String answer) {}

    /** As JSON on one line, without line end. */
    public String json() {
        return json(false);
    }

    /** As JSON, indented, without line end. */
    public String pretty() {
        return json(true);
    }

    private String json(boolean indented) {
        JsonWriter json = new JsonWriter(4_096, indented).beginObject();
        write(json);
        return json.endObject().toString();
    }

    private void write(JsonWriter json) {
        json.text("domain", domain);
        json.textOrNull("ip", ip);
        json.textOrNull("helo", helo);
        json.text("kb", kb);
        json.beginList("held");
        for (Held h : held) {
            json.beginObject();
            json.text("cause", h.finding.cause());
            json.texts("refuses", h.refuses);
            json.texts("weighs", h.weighs);
            json.texts("publish", h.publish);
            json.beginObject("finding");
            new JsonReport().finding(json, h.finding, "", "");
            json.endObject();
            json.endObject();
        }
        json.endList();
        json.beginList("receivers");
        for (Receiver r : receivers) {
            json.beginObject();
            json.text("id", r.id);
            json.text("name", r.name);
            json.text("verdict", r.verdict());
            json.texts("refuses", r.refuses);
            json.texts("weighs", r.weighs);
            json.text("source", r.source);
            json.endObject();
        }
        json.endList();
        json.beginList("fine");
        for (Fine f : fine) {
            json.beginObject();
            json.text("shows", f.shows);
            json.text("text", f.text);
            json.textOrNull("question", f.question);
            json.textOrNull("answer", f.answer);
            json.endObject();
        }
        json.endList();
        json.texts("unseen", unseen);
        json.texts("hints", hints);
    }

    /** For a terminal, with a line end after each line. */
    public String text(Texts texts, boolean colour) {
        Lines out = new Lines(colour);
        out.line(out.bold((Clean.line(domain, 254) + "  " + Clean.line(ip, 60) + "  " + Clean.line(helo, 254)).strip()));
        if (held.isEmpty()) out.line(texts.word("nothing-held"));
        else out.line(texts.heading("held-against"));
        int n = 0;
        for (Held h : held) held(out, texts, h, ++n);
        out.line("");
        out.line(out.bold(texts.heading("by-receiver")));
        int width = receivers.stream().mapToInt(r -> columns(r.name)).max().orElse(0);
        for (Receiver r : receivers) {
            String name = "  " + r.name + " ".repeat(width - columns(r.name)) + "  ";
            String said = r.refuses.isEmpty() ? "" : out.paint("31", texts.word("refuses")) + " " + String.join(", ", r.refuses);
            if (!r.weighs.isEmpty()) said += (said.isEmpty() ? "" : "; ") + texts.word("weighs") + " " + String.join(", ", r.weighs);
            out.wrapped(name, " ".repeat(width + 4), said.isEmpty() ? out.paint("32", texts.word("holds-nothing")) : said);
        }
        if (!fine.isEmpty()) {
            out.line("");
            out.line(out.bold(texts.heading("in-order")));
            for (Fine f : fine) {
                out.wrapped("  " + out.paint("32", "✓") + " ", "    ", Clean.line(f.text, 300));
                if (!f.question.isEmpty()) out.wrapped("      ", "      ", Clean.line(f.question + " → " + f.answer, 300));
            }
        }
        if (!unseen.isEmpty()) {
            out.line("");
            out.wrapped("", "  ", texts.label("not-seen") + String.join("; ", unseen));
        }
        for (String hint : hints) out.wrapped("", "  ", hint);
        return out.toString();
    }

    private static int columns(String s) {
        return s.codePoints().map(c -> Wrap.wide(c) ? 2 : 1).sum();
    }

    private static void held(Lines out, Texts texts, Held h, int n) {
        Result.Finding f = h.finding;
        out.line("");
        out.line(out.paint(h.refuses.isEmpty() ? "1" : "1;31", n + ". " + Clean.line(f.name(), 200)) + "  " + out.paint("2", f.cause()));
        out.wrapped("   ", "   ", Clean.line(f.summary(), 600));
        if (!h.refuses.isEmpty()) out.wrapped("   " + texts.label("refused-by"), "      ", String.join(", ", h.refuses));
        if (!h.weighs.isEmpty()) out.wrapped("   " + texts.label("weighed-by"), "      ", String.join(", ", h.weighs));
        String who = texts.text("actors", f.who(), v -> "");
        out.line("   " + out.bold(texts.label("who-acts")) + (who.isEmpty() ? f.who() : who));
        Set<String> told = new HashSet<>();
        for (Result.Evidence e : f.evidence()) {
            String said = e.question().isEmpty() ? e.quote() : e.question() + " → " + e.answer();
            if (!told.add(said + e.note())) continue;
            out.wrapped("     · ", "       ", Clean.line(said, 400) + (e.note().isEmpty() ? "" : " — " + Clean.line(e.note(), 400)));
        }
        for (String note : f.notes()) out.wrapped("   ", "   ", Clean.line(note, 600));
        if (!h.publish.isEmpty()) {
            out.line("   " + out.bold(texts.heading("publish")));
            for (String line : h.publish) out.line("     " + out.paint("36", Clean.line(line, 4_000)));
        }
        for (Result.Remedy r : f.remedies().subList(0, Math.min(2, f.remedies().size()))) {
            out.line("   " + out.paint("32", "→ " + Clean.line(r.title(), 200)));
            int k = 0;
            for (String step : r.steps()) out.wrapped("     " + ++k + ". ", "        ", Clean.line(step, 900));
            for (String link : r.links()) out.line("     " + out.paint("36", Clean.line(link, 500)));
        }
    }

    /** As Markdown. */
    public String markdown(Texts texts) {
        StringBuilder out = new StringBuilder("## ").append(Clean.markdown(domain, 254)).append("\n\n");
        if (held.isEmpty()) out.append(texts.word("nothing-held")).append("\n\n");
        int n = 0;
        for (Held h : held) {
            out.append("### ").append(++n).append(". ").append(Clean.markdown(h.finding.name(), 200)).append(" (").append(Clean.code(h.finding.cause(), 60)).append(")\n\n");
            out.append(Clean.markdown(h.finding.summary(), 600)).append("\n\n");
            if (!h.refuses.isEmpty()) out.append("**").append(texts.heading("refused-by")).append("** ").append(String.join(", ", h.refuses)).append("\n\n");
            if (!h.weighs.isEmpty()) out.append("**").append(texts.heading("weighed-by")).append("** ").append(String.join(", ", h.weighs)).append("\n\n");
            for (String line : h.publish) out.append("- ").append(Clean.code(line, 4_000)).append("\n");
            if (!h.publish.isEmpty()) out.append("\n");
        }
        out.append("**").append(texts.word("by-receiver")).append("**\n\n");
        for (Receiver r : receivers) {
            out.append("- ").append(Clean.markdown(r.name, 100)).append(": ").append(texts.word(r.verdict().equals("nothing") ? "holds-nothing" : r.verdict()));
            out.append(' ').append(java.util.stream.Stream.concat(r.refuses.stream(), r.weighs.stream()).collect(Collectors.joining(", "))).append("\n");
        }
        out.append("\n");
        for (Fine f : fine) out.append("- ✓ ").append(Clean.markdown(f.text, 300)).append("\n");
        return out.toString();
    }
}
