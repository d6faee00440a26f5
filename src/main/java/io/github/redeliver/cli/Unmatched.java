package io.github.redeliver.cli;

import io.github.redeliver.Case;
import io.github.redeliver.Result;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Level;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.report.Clean;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Texts in which nothing was recognised, or of which only the code was understood, grouped by {@link TextTemplate} and
 * counted; and a file of rules to begin with. Texts are found by any thread, counted and written by one.
 */
final class Unmatched {
    private static final int MOST_GROUPS = 5_000;
    private static final int LONGEST_EXAMPLE = 400;

    private final Path file;
    private final Set<String> ofCodes = new HashSet<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private long texts;
    private long others;

    /**
     * One such text.
     *
     * @param id the case it stands in, as JSON, or null
     * @param text the reply
     * @param system who spoke, or {@code ""}
     * @param code the cause that the code alone gave, or {@code ""}
     */
    record Text(@Nullable String id, String text, String system, String code) {}

    private static final class Group {
        final TextTemplate template;
        final Text first;
        long count;

        Group(TextTemplate template, Text first) {
            this.template = template;
            this.first = first;
        }
    }

    private Unmatched(Path file, KnowledgeBase base) {
        this.file = file;
        for (RuleDef rule : base.rules()) {
            if ((rule.level() == Level.STANDARD || rule.level() == Level.REPLY_CLASS) && !rule.asksForWords()) ofCodes.add(rule.id());
        }
    }

    /** @throws Complaint when the file cannot be written */
    static Unmatched to(String name, KnowledgeBase base) {
        Path file = Path.of(name);
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new Complaint(ExitCode.USAGE, "--unmatched " + name + ": cannot be written there");
        }
        return new Unmatched(file, base);
    }

    /** The texts of a result that nothing, or nothing but a code, was recognised in. */
    List<Text> of(Result result, Case given, @Nullable String id) {
        List<Text> out = new ArrayList<>();
        for (Result.Diagnosis d : result.diagnoses()) {
            if (d.text().isBlank()) continue;
            if (d.findings().isEmpty()) {
                out.add(new Text(id, d.text(), d.provider(), ""));
            } else if (ofCodes.containsAll(d.findings().get(0).rules())) {
                out.add(new Text(id, d.text(), d.provider(), d.findings().get(0).cause()));
            }
        }
        String text = given.text();
        boolean told = !result.diagnoses().isEmpty() || !result.what().isEmpty() || !result.kind().equals("none");
        if (!told && text != null && !text.isBlank()) out.add(new Text(id, text, "", ""));
        return out;
    }

    /** Counts a text; only one thread may. */
    void count(Text text) {
        texts++;
        TextTemplate template = TextTemplate.of(text.text());
        Group group = groups.get(template.key());
        if (group == null) {
            if (groups.size() == MOST_GROUPS) {
                others++;
                return;
            }
            group = new Group(template, text);
            groups.put(template.key(), group);
        }
        group.count++;
    }

    /** @throws Complaint when the file cannot be written */
    void write() {
        try {
            Files.writeString(file, report(YearMonth.now(Clock.systemUTC()).toString()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Complaint(ExitCode.USAGE, "--unmatched " + file + ": cannot be written: " + e.getMessage());
        }
    }

    String report(String month) {
        List<Group> sorted = new ArrayList<>(groups.values());
        sorted.sort((a, b) -> Long.compare(b.count, a.count)); // equal ones stay in the order of the input
        StringBuilder out = new StringBuilder();
        out.append("// ").append(texts).append(" texts of ").append(groups.size()).append(others > 0 ? " and more" : "")
                .append(" templates in which no words were recognised; the commonest first.\n")
                .append("// Each rule is one to begin with: put in its cause (kb/causes.yaml) and its source, shorten the phrases to\n")
                .append("// what is always said, and move it to the file of its system under kb/recognise.\n")
                .append("package kb.recognise.provider.unmatched;\n\nimport io.github.redeliver.facts.*;\n");
        int n = 0;
        for (Group g : sorted) group(out, g, ++n, month);
        if (others > 0) out.append("\n// ").append(others).append(" more texts of further templates.\n");
        return out.toString();
    }

    private static void group(StringBuilder out, Group g, int n, String month) {
        List<String> phrases = g.template.phrases();
        out.append("\n// ").append(g.count).append(" × ").append(Clean.line(g.template.text(), 600)).append('\n');
        if (g.first.id() != null) out.append("// first in case ").append(Clean.line(g.first.id(), 200)).append('\n');
        if (!g.first.code().isEmpty()) out.append("// its code alone says ").append(g.first.code()).append('\n');
        if (phrases.isEmpty()) {
            out.append("// There are no words in it that a rule could wait for.\n");
            return;
        }
        String system = g.first.system().isEmpty() ? "unmatched" : g.first.system();
        out.append("rule \"").append(system).append('/').append(slug(phrases.get(0), n)).append("\"\n");
        out.append("    @source(\"\")\n    @since(\"").append(month).append("\")\n    @status(\"experimental\")\n");
        out.append("    @example(\"").append(literal(g.first.text())).append("\")\nwhen\n");
        for (String p : phrases) out.append("    Heard( phrase == \"").append(literal(p)).append("\" )\n");
        out.append("then\n    insert( Symptom.of(\"CAUSE\") );\nend\n");
    }

    private static String literal(String text) {
        return Clean.line(text, LONGEST_EXAMPLE).replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String slug(String phrase, int n) {
        StringBuilder out = new StringBuilder();
        int words = 0;
        boolean within = false;
        for (int i = 0; i < phrase.length() && out.length() < 40; i++) {
            char c = Character.toLowerCase(phrase.charAt(i));
            boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (plain && !within && ++words > 5) break;
            if (plain && !within && out.length() > 0) out.append('-');
            if (plain) out.append(c);
            within = plain;
        }
        return (out.length() == 0 ? "text" : out) + "-" + n;
    }
}
