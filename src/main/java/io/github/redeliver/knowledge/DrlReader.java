package io.github.redeliver.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.kie.internal.builder.conf.LanguageLevelOption;

/**
 * Reads one DRL file with Drools' own parser and lets through the closed form only: what is not allowed is refused with
 * its place, before anything else looks at it. Since conditions and consequences are read into data here, a rule file
 * cannot make anything run.
 */
final class DrlReader {
    static final int MAX_FILE = 4_000_000;
    private static final Set<String> ANNOTATIONS =
            Set.of("source", "since", "status", "example", "nearMiss", "allow");
    private static final Set<String> STATUSES = Set.of("current", "changed", "retired", "experimental");
    private static final String FACTS = "io.github.redeliver.facts.";

    private final Schema schema;
    private final String file;
    private final String text;
    private final Stage stage;
    private final Level level;
    private final String home;
    private final List<Problem> problems = new ArrayList<>();
    private final List<RuleDef> rules = new ArrayList<>();
    private final ConditionReader conditions;

    private DrlReader(Schema schema, String file, String text, Stage stage, Level level, String home) {
        this.schema = schema;
        this.file = file;
        this.text = text;
        this.stage = stage;
        this.level = level;
        this.home = home;
        this.conditions = new ConditionReader(schema, stage, this::error);
    }

    /** What a file holds: its rules and what is wrong with it. */
    record Content(List<RuleDef> rules, List<Problem> problems) {}

    /**
     * @param file path within the knowledge base, with {@code /}; it decides stage, level and home
     * @param text the file's text
     */
    static Content read(Schema schema, String file, String text) {
        String[] path = file.split("/");
        Stage stage = null;
        for (Stage s : Stage.values()) if (path.length > 1 && path[0].equals(s.folder())) stage = s;
        if (stage == null) {
            return new Content(
                    List.of(),
                    List.of(Problem.error(
                            "folder", file, 1, 0, "", "a rule file stands outside the stages' folders",
                            "it belongs into recognise/, observe/, reason/ or advise/")));
        }
        String kind = stage == Stage.RECOGNISE && path.length > 2 ? path[1] : "";
        Level level = switch (kind) {
            case "language" -> Level.LANGUAGE;
            case "standard" -> Level.STANDARD;
            case "report" -> Level.REPORT;
            default -> Level.DOCUMENTED;
        };
        String name = path[path.length - 1];
        String home = Set.of("provider", "mta", "filter", "list", "standard").contains(kind)
                ? name.substring(0, name.length() - ".drl".length())
                : "";
        DrlReader reader = new DrlReader(schema, file, text, stage, level, home);
        reader.file();
        return new Content(reader.rules, reader.problems);
    }

    private void error(String check, BaseDescr at, String rule, String message, String maybe) {
        problems.add(Problem.error(
                check, file, Math.max(1, at.getLine()), Math.max(0, at.getColumn() + 1), rule, message, maybe));
    }

    private void errorAt(int line, String check, String rule, String message, String maybe) {
        problems.add(Problem.error(check, file, line, 0, rule, message, maybe));
    }

    /** Line of the n-th occurrence of a word from a line on; that line itself where there is none. */
    private int lineOf(String word, int n, int from) {
        int at = offsetOf(from) - 1;
        for (int i = 0; i < n; i++) {
            at = text.indexOf(word, at + 1);
            if (at < 0) return Math.max(1, from);
        }
        return lineAt(at);
    }

    private int offsetOf(int line) {
        int at = 0;
        for (int i = 1; i < line; i++) {
            int end = text.indexOf('\n', at);
            if (end < 0) return at;
            at = end + 1;
        }
        return at;
    }

    private int lineAt(int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) if (text.charAt(i) == '\n') line++;
        return line;
    }

    private void file() {
        if (text.length() > MAX_FILE) {
            problems.add(Problem.error("size", file, 1, 0, "", "the file has " + text.length() + " characters",
                    "split it: at most " + MAX_FILE + " are read"));
            return;
        }
        problems.addAll(DrlGuard.look(file, text));
        if (!problems.isEmpty()) return;
        PackageDescr tree;
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        try {
            tree = parser.parse(false, text);
        } catch (DroolsParserException | RuntimeException | StackOverflowError e) {
            problems.add(Problem.error("syntax", file, 1, 0, "", "cannot be parsed: " + e.getClass().getSimpleName(), ""));
            return;
        }
        for (DroolsError e : parser.getErrors()) {
            problems.add(Problem.error("syntax", file, lineOf(e), 0, "", firstLine(e.getMessage()), ""));
        }
        if (parser.hasErrors() || tree == null) return;
        closed(tree);
        for (RuleDescr rule : tree.getRules()) rule(rule);
    }

    /** The parser's own line; some of its errors have it in their words only, and some nowhere. */
    private static int lineOf(DroolsError e) {
        if (e.getLines() != null && e.getLines().length > 0 && e.getLines()[0] > 0) return e.getLines()[0];
        int line = 0;
        int at = e.getMessage().indexOf("Line ");
        for (int i = at + 5; at >= 0 && i < e.getMessage().length() && line < 100_000_000; i++) {
            int digit = Character.digit(e.getMessage().charAt(i), 10);
            if (digit < 0) break;
            line = 10 * line + digit;
        }
        return Math.max(1, line);
    }

    private static String firstLine(String message) {
        return message.strip().lines().findFirst().orElse("syntax error");
    }

    private void closed(PackageDescr tree) {
        String expected = packageOf(file);
        if (!tree.getNamespace().equals(expected)) {
            error("package", tree, "", "package \"" + tree.getNamespace() + "\" does not follow from the path",
                    "package " + expected + " is meant");
        }
        for (ImportDescr i : tree.getImports()) {
            String target = i.getTarget();
            boolean fine = target.equals(FACTS + "*")
                    || target.startsWith(FACTS) && schema.type(target.substring(FACTS.length())) != null
                    || target.startsWith(FACTS)
                            && Set.of("Against", "Instead", "Advice").contains(target.substring(FACTS.length()));
            if (!fine) error("import", i, "", "import of \"" + target + "\"", "import " + FACTS + "* is all a rule needs");
        }
        refuse(tree.getFunctionImports(), "import static");
        refuse(tree.getAccumulateImports(), "import accumulate");
        refuse(tree.getFunctions(), "function");
        refuse(tree.getGlobals(), "global");
        refuse(tree.getTypeDeclarations(), "declare");
        refuse(tree.getEnumDeclarations(), "declare enum");
        refuse(tree.getEntryPointDeclarations(), "declare entry-point");
        refuse(tree.getWindowDeclarations(), "declare window");
        refuse(tree.getAttributes(), "attribute for the whole package");
        if (tree.getUnit() != null) error("closed-form", tree.getUnit(), "", "\"unit\" is not allowed", "");
    }

    private void refuse(Iterable<? extends BaseDescr> found, String what) {
        for (BaseDescr d : found) error("closed-form", d, "", "\"" + what + "\" is not allowed in a rule file", "");
    }

    /** The package that a file's path asks for: {@code recognise/provider/mail-ru.drl} is kb.recognise.provider.mail_ru. */
    static String packageOf(String file) {
        StringBuilder name = new StringBuilder("kb");
        for (String part : file.substring(0, file.length() - ".drl".length()).split("/")) {
            name.append('.');
            if (Character.isDigit(part.charAt(0))) name.append('_');
            name.append(part.replace('-', '_'));
        }
        return name.toString();
    }

    private void rule(RuleDescr rule) {
        String id = rule.getName();
        int before = problems.size();
        if (!rule.isRule()) {
            error("closed-form", rule, id, "a query is not allowed in a rule file", "");
            return;
        }
        if (rule.hasParent()) error("closed-form", rule, id, "\"extends\" is not allowed", "");
        if (!rule.getNamedConsequences().isEmpty()) error("closed-form", rule, id, "named consequences are not allowed", "");
        for (String attribute : rule.getAttributes().keySet()) {
            error("closed-form", rule, id, "attribute \"" + attribute + "\" is not allowed",
                    "leave it out: order follows from what a rule constrains");
        }
        Map<String, List<String>> notes = annotations(rule);
        List<RuleDef.Pattern> patterns = new ArrayList<>();
        for (BaseDescr d : rule.getLhs().getDescrs()) conditions.read(id, d, patterns);
        if (rule.getLhs().getDescrs().isEmpty()) {
            error("closed-form", rule, id, "a rule without a condition fires always", "Heard( phrase == \"…\" ) is meant");
        }
        List<Object> inserts = consequence(rule);
        if (problems.size() > before) return;
        boolean words = patterns.stream().anyMatch(p -> !p.negated() && p.type().equals("Heard"));
        boolean codeOnly = level == Level.STANDARD && !words
                && patterns.stream().allMatch(p -> p.equal("enhanced").isEmpty() && p.equal("subject").isEmpty());
        rules.add(new RuleDef(
                id, file, rule.getLine(), stage,
                codeOnly ? Level.REPLY_CLASS : level == Level.STANDARD && words ? Level.DOCUMENTED : level,
                home, one(notes, "status", "current"), one(notes, "source", ""), one(notes, "since", ""),
                patterns, inserts, notes.getOrDefault("allow", List.of()), notes.getOrDefault("example", List.of()),
                notes.getOrDefault("nearMiss", List.of())));
    }

    private static String one(Map<String, List<String>> notes, String name, String otherwise) {
        List<String> values = notes.getOrDefault(name, List.of());
        return values.isEmpty() ? otherwise : values.get(0);
    }

    private Map<String, List<String>> annotations(RuleDescr rule) {
        Map<String, List<String>> notes = new LinkedHashMap<>();
        for (AnnotationDescr a : rule.getAnnotations()) {
            int line = lineOf("@" + a.getName(), 1, rule.getLine()); // annotations do not know their place
            if (!ANNOTATIONS.contains(a.getName())) {
                errorAt(line, "annotation", rule.getName(), "unknown annotation @" + a.getName(),
                        "one of @source @since @status @example @nearMiss @allow is meant");
                continue;
            }
            if (a.isDuplicated()) {
                errorAt(lineOf("@" + a.getName(), 2, rule.getLine()), "annotation", rule.getName(), "@" + a.getName() + " stands twice",
                        "write it once, with several values: @" + a.getName() + "(\"…\", \"…\")");
                continue;
            }
            try {
                Object raw = a.getValueMap().size() == 1 ? a.getValue() : null;
                if (raw == null) throw new ConsequenceReader.Refused(0, "expected strings in double quotes", "");
                notes.put(a.getName(), new Tokens(raw.toString()).strings());
            } catch (ConsequenceReader.Refused e) {
                errorAt(line, "annotation", rule.getName(), "@" + a.getName() + ": " + e.getMessage(), "");
            }
        }
        String status = one(notes, "status", "current");
        if (!STATUSES.contains(status)) {
            errorAt(lineOf("@status", 1, rule.getLine()), "annotation", rule.getName(), "unknown status \"" + status + "\"",
                    "one of current, changed, retired, experimental is meant");
        }
        return notes;
    }

    private List<Object> consequence(RuleDescr rule) {
        String source = String.valueOf(rule.getConsequence());
        try {
            List<Object> facts = ConsequenceReader.read(source);
            for (Object fact : facts) {
                String name = fact.getClass().getSimpleName();
                if (!schema.insertedIn(stage).contains(name)) {
                    error("stage", rule, rule.getName(), name + " cannot be inserted in the stage " + stage.folder(),
                            "one of " + String.join(", ", schema.insertedIn(stage).stream().sorted().toList()) + " is meant");
                }
            }
            return facts;
        } catch (ConsequenceReader.Refused e) {
            // the parser strips what stands before the first word, and counts from "then"
            int begin = source.isBlank() ? -1 : text.indexOf(source.strip(), offsetOf(rule.getConsequenceLine()));
            int line = begin < 0
                    ? rule.getConsequenceLine()
                    : lineAt(begin + Math.max(0, e.offset - source.indexOf(source.strip())));
            errorAt(Math.max(1, line), "closed-form", rule.getName(), "consequence: " + e.getMessage(), e.maybe);
            return List.of();
        }
    }
}
