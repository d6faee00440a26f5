package io.github.redeliver.workshop.check;

import io.github.redeliver.knowledge.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Problems in the forms that people and machines read. */
public final class ProblemReport {
    /** The forms. */
    public enum Format {
        text,
        json,
        sarif,
        junit,
        github
    }

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final String root;
    private final List<Problem> problems;

    private ProblemReport(String root, List<Problem> problems) {
        this.root = root.isEmpty() || root.endsWith("/") ? root : root + "/";
        this.problems = problems;
    }

    /**
     * Problems as text of a format, without a summary.
     *
     * @param root what stands before each file, so that an editor or a review finds it
     */
    public static String of(Format format, String root, List<Problem> problems) {
        ProblemReport r = new ProblemReport(root, problems);
        return switch (format) {
            case text -> r.text();
            case json -> r.json();
            case sarif -> r.sarif();
            case junit -> r.junit();
            case github -> r.github();
        };
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        for (Problem p : problems) out.append(root).append(p).append('\n');
        return out.toString();
    }

    private String json() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Problem p : problems) {
            Map<String, Object> m = new LinkedHashMap<>();
            m.put("level", p.level());
            m.put("check", p.check());
            m.put("file", root + p.file());
            m.put("line", p.line());
            m.put("column", p.column());
            m.put("rule", p.rule());
            m.put("message", p.message());
            m.put("maybe", p.maybe());
            list.add(m);
        }
        return JSON.writeValueAsString(list) + "\n";
    }

    /** SARIF 2.1.0, section 3. */
    private String sarif() {
        TreeSet<String> checks = new TreeSet<>();
        List<Map<String, Object>> results = new ArrayList<>();
        for (Problem p : problems) {
            checks.add(p.check());
            Map<String, Object> region = new LinkedHashMap<>();
            region.put("startLine", Math.max(1, p.line()));
            if (p.column() > 0) region.put("startColumn", p.column());
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("ruleId", p.check());
            result.put("level", p.level().equals("info") ? "note" : p.level());
            result.put("message", Map.of("text", message(p)));
            result.put("locations", List.of(Map.of("physicalLocation", Map.of(
                    "artifactLocation", Map.of("uri", root + p.file()), "region", region))));
            results.add(result);
        }
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "redeliver kb check");
        driver.put("rules", checks.stream().map(c -> Map.of("id", c)).toList());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "utf16CodeUnits");
        run.put("results", results);
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return JSON.writeValueAsString(log) + "\n";
    }

    private static String message(Problem p) {
        return (p.rule().isEmpty() ? "" : "rule \"" + p.rule() + "\": ") + p.message()
                + (p.maybe().isEmpty() ? "" : "\nMaybe " + p.maybe());
    }

    /** One suite a file; an information is no failure. */
    private String junit() {
        Map<String, List<Problem>> files = new TreeMap<>();
        for (Problem p : problems) files.computeIfAbsent(root + p.file(), k -> new ArrayList<>()).add(p);
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        files.forEach((file, list) -> {
            long failures = list.stream().filter(p -> !p.level().equals("info")).count();
            out.append("  <testsuite name=\"").append(xml(file)).append("\" tests=\"").append(list.size())
                    .append("\" failures=\"").append(failures).append("\">\n");
            for (Problem p : list) {
                out.append("    <testcase classname=\"").append(xml(file)).append("\" name=\"")
                        .append(xml(p.check() + (p.rule().isEmpty() ? "" : " " + p.rule()) + " at line " + p.line())).append('"');
                if (p.level().equals("info")) {
                    out.append("/>\n");
                    continue;
                }
                out.append("><failure type=\"").append(p.level()).append("\" message=\"").append(xml(p.message()))
                        .append("\">").append(xml(root + p)).append("</failure></testcase>\n");
            }
            out.append("  </testsuite>\n");
        });
        if (files.isEmpty()) out.append("  <testsuite name=\"kb check\" tests=\"0\" failures=\"0\"/>\n");
        return out.append("</testsuites>\n").toString();
    }

    private static String xml(String s) {
        StringBuilder out = new StringBuilder(s.length() + 16);
        s.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\n' -> out.append("&#10;");
                default -> {
                    boolean allowed = c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x10000;
                    if (allowed) out.appendCodePoint(c); // XML 1.0, section 2.2
                    else out.append('?');
                }
            }
        });
        return out.toString();
    }

    /** Workflow commands, which a review shows beside the line. */
    private String github() {
        StringBuilder out = new StringBuilder();
        for (Problem p : problems) {
            String level = p.level().equals("info") ? "notice" : p.level();
            out.append("::").append(level).append(" file=").append(property(root + p.file()))
                    .append(",line=").append(Math.max(1, p.line()));
            if (p.column() > 0) out.append(",col=").append(p.column());
            out.append(",title=").append(property(p.check())).append("::").append(data(message(p))).append('\n');
        }
        return out.toString();
    }

    private static String data(String s) {
        return s.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String s) {
        return data(s).replace(":", "%3A").replace(",", "%2C");
    }
}
