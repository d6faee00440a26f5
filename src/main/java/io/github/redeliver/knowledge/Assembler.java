package io.github.redeliver.knowledge;

import io.github.redeliver.facts.Symptom;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts parsed files together into one knowledge base and checks what holds between files. */
final class Assembler {
    private static final Set<String> MERGED = Set.of("systems", "lists", "remedies");
    private final List<Problem> problems = new ArrayList<>();
    private final List<RuleDef> rules = new ArrayList<>();
    private final Map<String, Map<String, Object>> sections = new TreeMap<>();
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, String> overridden = new TreeMap<>();
    private boolean over;

    /** A base and what is wrong with it; the base may be used only when nothing is an error. */
    record Assembled(KnowledgeBase base, List<Problem> problems) {}

    static Assembled assemble(List<Sources.Parsed> files) {
        return assemble(files, List.of());
    }

    /** @param extras files of one's own, whose rules and tags come besides, or in the place of those of the same name */
    static Assembled assemble(List<Sources.Parsed> files, List<Sources.Parsed> extras) {
        Assembler a = new Assembler();
        for (Sources.Parsed f : files) a.add(f);
        a.duplicates(a.rules);
        return a.assembled(Sources.revision(files), extras);
    }

    /** A knowledge base that is there already, with files of one's own over it. */
    static Assembled assemble(KnowledgeBase below, List<Sources.Parsed> extras) {
        Assembler a = new Assembler();
        a.rules.addAll(below.rules());
        for (String section : below.sections().keySet()) {
            if (!section.equals(KnowledgeBase.UNTRANSLATED) && !section.equals(KnowledgeBase.SAID)
                    && !section.equals(KnowledgeBase.CODES)) a.sections.put(section, new TreeMap<>(below.data(section)));
        }
        return a.assembled(below.revision(), extras);
    }

    private Assembled assembled(String revision, List<Sources.Parsed> extras) {
        Assembler a = this;
        a.over(extras);
        Set<String> phrases = new TreeSet<>();
        for (RuleDef r : a.rules) {
            for (RuleDef.Pattern p : r.patterns()) {
                phrases.addAll(p.phrases());
            }
        }
        for (Object system : a.sections.getOrDefault("systems", Map.of()).values()) {
            for (String said : Tree.texts(Tree.map(system).get("said"))) {
                String phrase = Normaliser.normalise(said);
                if (!phrase.isEmpty()) phrases.add(phrase);
            }
        }
        List<String> ordered = List.copyOf(phrases);
        Map<String, ByteBuffer> encoded = new LinkedHashMap<>();
        a.sections.forEach((name, tree) -> encoded.put(name, encoded(tree)));
        encoded.put(KnowledgeBase.SAID, encoded(Systems.said(
                a.sections.getOrDefault("systems", Map.of()), phrase -> Collections.binarySearch(ordered, phrase))));
        encoded.put(KnowledgeBase.CODES, encoded(codes(a.rules)));
        RuleIndex index = RuleIndex.of(a.rules, ordered);
        KnowledgeBase base = new KnowledgeBase(
                extras.isEmpty() ? revision : Sources.revision(revision, extras), a.rules, index, ordered, Automaton.of(ordered), encoded);
        a.problems.addAll(References.check(base));
        Wording.Checked words = Wording.check(base, a.files);
        a.problems.addAll(words.problems());
        if (!words.missing().isEmpty() || !a.overridden.isEmpty()) {
            encoded.put(KnowledgeBase.UNTRANSLATED, encoded(words.missing()));
            encoded.put(KnowledgeBase.OVERRIDDEN, encoded(a.overridden));
            base = new KnowledgeBase(base.revision(), a.rules, index, ordered, base.automaton(), encoded);
        }
        a.problems.sort((x, y) -> {
            int byFile = x.file().compareTo(y.file());
            return byFile != 0 ? byFile : Integer.compare(x.line(), y.line());
        });
        return new Assembled(base, a.problems);
    }

    /** What the rules of the standards say of a code alone; the first one where there are several. */
    private static Map<String, String> codes(List<RuleDef> rules) {
        Map<String, String> causes = new TreeMap<>();
        for (RuleDef rule : rules) {
            if (rule.level() != Level.STANDARD || rule.patterns().size() != 1) continue;
            String subject = rule.patterns().get(0).equal("subject");
            if (!subject.isEmpty() && rule.inserts().get(0) instanceof Symptom s) causes.putIfAbsent(subject, s.cause());
        }
        return causes;
    }

    private static ByteBuffer encoded(Object tree) {
        return ByteBuffer.wrap(KnowledgeCodec.bytes(tree));
    }

    private void add(Sources.Parsed file) {
        problems.addAll(file.problems());
        rules.addAll(file.rules());
        if (file.tree() == null) return;
        Map<String, Object> tree = Tree.map(file.tree());
        String within = file.within();
        String[] path = within.substring(0, within.length() - ".yaml".length()).split("/");
        String name = path[path.length - 1];
        boolean tags = path.length == 1 || MERGED.contains(path[0]) || path[0].equals("texts");
        if (tags && !(file.tree() instanceof Map<?, ?>)) {
            problems.add(Problem.error("yaml", file.path(), 1, 1, "", "the file is no map of tags", ""));
            return;
        }
        if (path.length == 1) {
            merge(name, tree, file.path());
        } else if (MERGED.contains(path[0])) {
            merge(path[0], tree, file.path());
        } else if (path[0].equals("texts") && path.length >= 3) {
            String section = path.length > 3 ? path[2] : name.contains("-") ? name.substring(0, name.indexOf('-')) : name;
            Map<String, Object> language = sections.computeIfAbsent("texts/" + path[1], k -> new TreeMap<>());
            Map<String, Object> target = new TreeMap<>(Tree.map(language.get(section)));
            tree.forEach((tag, value) -> {
                String key = path[1] + "/" + section + "/" + tag;
                if (target.put(tag, value) != null) twice(file.path(), tag, key);
                files.put(key, file.path());
            });
            language.put(section, target);
        } else {
            merge(path[0], Map.of(name, file.tree()), file.path());
        }
    }

    private void merge(String section, Map<String, Object> tree, String path) {
        Map<String, Object> target = sections.computeIfAbsent(section, k -> new TreeMap<>());
        tree.forEach((tag, value) -> {
            String key = section + "/" + tag;
            if (target.put(tag, value) != null) twice(path, tag, key);
            files.put(key, path);
        });
    }

    private void twice(String path, String tag, String key) {
        if (over) {
            String before = files.getOrDefault(key, "");
            overridden(key, path, 0, "", '"' + tag + "\" takes the place of " + (before.isEmpty() ? "the one built in" : "that of " + before));
            return;
        }
        problems.add(Problem.error("duplicate", path, 0, 0, "", "\"" + tag + "\" is defined twice", ""));
    }

    /** Rules and tags of the same name give way. */
    private void over(List<Sources.Parsed> extras) {
        if (extras.isEmpty()) return;
        over = true;
        List<RuleDef> shipped = new ArrayList<>(rules);
        rules.clear();
        for (Sources.Parsed f : extras) add(f);
        duplicates(rules);
        Map<String, RuleDef> own = new HashMap<>();
        for (RuleDef r : rules) own.put(r.id(), r);
        List<RuleDef> all = new ArrayList<>();
        for (RuleDef r : shipped) {
            RuleDef by = own.get(r.id());
            if (by == null) all.add(r);
            else overridden("rule " + r.id(), by.file(), by.line(), r.id(), "takes the place of " + r.file() + ":" + r.line());
        }
        all.addAll(rules);
        rules.clear();
        rules.addAll(all);
    }

    private void overridden(String what, String file, int line, String rule, String message) {
        overridden.put(what, line > 0 ? file + ":" + line : file);
        problems.add(Problem.info("overridden", file, line, rule, message, ""));
    }

    private void duplicates(List<RuleDef> rules) {
        Map<String, RuleDef> seen = new HashMap<>();
        for (RuleDef r : rules) {
            RuleDef first = seen.putIfAbsent(r.id(), r);
            if (first != null) {
                problems.add(Problem.error(
                        "duplicate-rule", r.file(), r.line(), 0, r.id(),
                        "a rule of this name stands already at " + first.file() + ":" + first.line(),
                        "another name, or one of the two is not needed"));
            }
        }
    }
}
