package io.github.redeliver.cli;

import io.github.redeliver.evidence.spf.SpfCost;
import io.github.redeliver.evidence.spf.SpfFault;
import io.github.redeliver.evidence.spf.SpfLint;
import io.github.redeliver.evidence.spf.SpfResult;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.knowledge.Texts;
import io.github.redeliver.report.Clean;
import io.github.redeliver.report.Lines;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be said of an SPF record.
 *
 * @param domain whose it is, or {@code ""}
 * @param lint what is wrong with it and what it costs
 * @param result what an evaluation came to, or null where no address was given
 * @param repaired a record to publish instead, or {@code ""}
 * @param zoneLine of a record that was made, its line for a zone file, or {@code ""}
 * @param strings of a record that was made, its strings of at most 255 bytes
 * @param places where it is entered
 */
record SpfReport(
        String domain, SpfLint.Report lint, @Nullable SpfResult result, String repaired, String zoneLine,
        List<String> strings, List<Place> places) {
    private static final int MOST_STEPS = 60;

    /** A DNS host, the path in its panel, and its help page or {@code ""}. */
    record Place(String name, String where, String url) {}

    SpfReport(String domain, SpfLint.Report lint, @Nullable SpfResult result, String repaired) {
        this(domain, lint, result, repaired, "", List.of(), List.of());
    }

    /** The same for a record that was made. */
    SpfReport built(String line, List<String> pieces, List<Place> hosts) {
        return new SpfReport(domain, lint, result, repaired, line, pieces, hosts);
    }

    /** True when the result is pass, or, where nothing was evaluated, there is no error. */
    boolean good() {
        if (result != null) return result.result() == SpfResult.Result.PASS;
        return lint.faults().stream().noneMatch(SpfFault::error);
    }

    String text(Texts texts, boolean colour) {
        Lines out = new Lines(colour);
        if (!domain.isEmpty()) out.line(out.bold(Clean.line(domain, 254)));
        for (String r : lint.records()) out.wrapped("  ", "    ", Clean.line(r, 4_000));
        if (result != null) result(out, texts, result);
        if (!lint.records().isEmpty()) costs(out, texts);
        faults(out, texts);
        if (!repaired.isEmpty()) {
            out.line(out.bold(texts.heading("spf-repaired")));
            out.line("  " + out.paint("36", Clean.line(repaired, 4_000)));
        }
        if (!zoneLine.isEmpty()) {
            out.line(out.bold(texts.heading("spf-zone-line")));
            out.line("  " + out.paint("36", Clean.line(zoneLine, 4_000)));
            if (strings.size() > 1) {
                out.line(out.bold(texts.heading("spf-strings")));
                for (String s : strings) out.line("  \"" + Clean.line(s, 300) + "\"");
            }
            out.line(out.bold(texts.heading("spf-where")));
            for (Place p : places) {
                out.wrapped("  · ", "    ", p.name() + ": " + p.where());
                if (!p.url().isEmpty()) out.line("    " + out.paint("36", p.url()));
            }
        }
        return out.toString();
    }

    private static void result(Lines out, Texts texts, SpfResult r) {
        boolean pass = r.result() == SpfResult.Result.PASS;
        out.line(out.bold(texts.label("spf-result")) + out.paint(pass ? "1;32" : "1;31", r.word())
                + (r.detail().isEmpty() ? "" : "  " + Clean.line(r.detail(), 300)));
        if (!r.term().isEmpty()) out.line(texts.label("spf-matched") + Clean.line(r.term(), 300) + (r.domain().isEmpty() ? "" : "  (" + Clean.line(r.domain(), 254) + ")"));
        if (!r.explanation().isEmpty()) out.wrapped("  ", "  ", "“" + Clean.line(r.explanation(), 500) + "”");
        for (DnsAnswer a : r.open().subList(0, Math.min(5, r.open().size()))) {
            out.line(texts.label("spf-open-because") + Clean.line(a.name() + " " + a.type(), 300));
        }
        if (r.steps().isEmpty()) return;
        out.line(out.bold(texts.heading("spf-how")));
        for (SpfResult.Step s : r.steps().subList(0, Math.min(MOST_STEPS, r.steps().size()))) {
            String indent = "  " + "  ".repeat(Math.min(10, s.depth()));
            boolean record = s.term().toLowerCase(Locale.ROOT).startsWith("v=spf1");
            String line = (record ? Clean.line(s.domain(), 254) + ": " : "  ") + Clean.line(s.term(), 600)
                    + (s.said().isEmpty() ? "" : "  → " + Clean.line(s.said(), 300));
            out.wrapped(indent, indent + "    ", line);
        }
    }

    private void costs(Lines out, Texts texts) {
        String count = String.valueOf(lint.lookups());
        out.line(out.bold(texts.text("ui", lint.complete() ? "spf-cost" : "spf-cost-at-least", n -> count)));
        for (SpfCost c : lint.costs().subList(0, Math.min(MOST_STEPS, lint.costs().size()))) {
            String number = c.complete() ? String.valueOf(c.lookups()) : c.lookups() + "+";
            out.line("  " + "  ".repeat(Math.min(10, c.depth())) + " ".repeat(Math.max(0, 3 - number.length())) + number + "  " + Clean.line(c.term(), 300));
        }
    }

    private void faults(Lines out, Texts texts) {
        if (lint.faults().isEmpty()) {
            if (!lint.records().isEmpty()) out.line(texts.word("spf-no-faults"));
            return;
        }
        out.line(out.bold(texts.heading("spf-faults")));
        for (SpfFault f : lint.faults()) {
            String words = texts.text("ui", "fault." + f.tag(), n -> Clean.line(n.equals("term") ? f.term() : n.equals("detail") ? f.detail() : f.domain(), 300));
            String where = f.domain().equals(domain) || domain.isEmpty() ? "" : Clean.line(f.domain(), 254) + ": ";
            out.wrapped("  " + out.paint(f.error() ? "31" : "33", f.error() ? "✗" : "!") + " ", "    ", where + (words.isEmpty() ? f.tag() : words));
        }
    }

    String json(boolean indented) {
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode root = mapper.createObjectNode();
        root.put("domain", domain.isEmpty() ? null : domain);
        ArrayNode records = root.putArray("records");
        lint.records().forEach(records::add);
        if (result != null) result(root.putObject("result"), result);
        root.put("lookups", lint.lookups());
        root.put("complete", lint.complete());
        ArrayNode costs = root.putArray("costs");
        for (SpfCost c : lint.costs()) {
            costs.addObject().put("depth", c.depth()).put("domain", c.domain()).put("term", c.term()).put("lookups", c.lookups()).put("complete", c.complete());
        }
        ArrayNode faults = root.putArray("faults");
        for (SpfFault f : lint.faults()) {
            faults.addObject().put("tag", f.tag()).put("error", f.error()).put("domain", f.domain()).put("term", f.term()).put("detail", f.detail());
        }
        if (!repaired.isEmpty()) root.put("repaired", repaired);
        if (!zoneLine.isEmpty()) {
            root.put("zoneLine", zoneLine);
            ArrayNode pieces = root.putArray("strings");
            strings.forEach(pieces::add);
        }
        ObjectWriter writer = indented ? mapper.writerWithDefaultPrettyPrinter() : mapper.writer();
        return writer.writeValueAsString(root);
    }

    private static void result(ObjectNode to, SpfResult r) {
        to.put("result", r.word()).put("why", r.why() == SpfResult.Why.NONE ? null : r.why().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        to.put("domain", r.domain()).put("term", r.term()).put("detail", r.detail()).put("explanation", r.explanation());
        to.put("lookups", r.lookups()).put("voidLookups", r.voidLookups());
        ArrayNode steps = to.putArray("steps");
        for (SpfResult.Step s : r.steps()) steps.addObject().put("depth", s.depth()).put("domain", s.domain()).put("term", s.term()).put("said", s.said());
        ArrayNode open = to.putArray("open");
        r.open().forEach(a -> open.add(a.name() + " " + a.type()));
    }
}
