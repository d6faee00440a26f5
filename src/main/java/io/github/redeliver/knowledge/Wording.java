package io.github.redeliver.knowledge;

import io.github.redeliver.facts.Advice;
import io.github.redeliver.facts.Against;
import io.github.redeliver.facts.Instead;
import io.github.redeliver.facts.Observation;
import io.github.redeliver.facts.Symptom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks the words for people: that every tag has them, in every language, with the same values in them, and that no
 * words are left without a tag. What lacks in English cannot be used; what lacks in another language is shown in English.
 */
final class Wording {
    /** Languages that a knowledge base is complete in. */
    static final List<String> LANGUAGES = List.of("en", "zh", "ja");

    /** Id of the check that finds a text missing in a language other than English. */
    static final String MISSING_TRANSLATION = "missing-translation";

    private final KnowledgeBase base;
    private final Map<String, String> files;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> missing = new TreeMap<>();

    private Wording(KnowledgeBase base, Map<String, String> files) {
        this.base = base;
        this.files = files;
    }

    /**
     * What is wrong with the words, and how many lack in each language.
     *
     * @param missing number of texts that are shown in English, by language
     */
    record Checked(List<Problem> problems, Map<String, Integer> missing) {}

    /** @param files the file of each text, by {@code language/section/tag}, and of remedies by {@code remedies/tag} */
    static Checked check(KnowledgeBase base, Map<String, String> files) {
        Wording w = new Wording(base, files);
        if (base.languages().isEmpty()) return new Checked(List.of(), Map.of()); // rules alone, as in a test of rules
        w.all();
        return new Checked(w.problems, w.missing);
    }

    private void all() {
        Set<String> actors = new TreeSet<>();
        Set<String> notes = new TreeSet<>();
        Set<String> advised = new TreeSet<>();
        base.causes().values().forEach(c -> actors.add(c.who()));
        for (RuleDef rule : base.rules()) {
            for (Object fact : rule.inserts()) {
                if (fact instanceof Symptom s) actors.add(s.who());
                if (fact instanceof Observation o) actors.add(o.who());
                if (fact instanceof Against a) notes.add(a.note());
                if (fact instanceof Instead i) {
                    notes.add(i.note());
                    actors.add(i.who());
                }
                if (fact instanceof Advice a) advised.add(a.tag());
            }
        }
        actors.remove("");
        section("causes", base.causes().keySet(), "name", "summary");
        section("remedies", base.data("remedies").keySet(), "title", "steps");
        section("checks", base.data("checks").keySet());
        section("actors", actors);
        section("notes", notes);
        section("ui", Tree.map(base.data("texts/en").get("ui")).keySet());
        dangling("causes", base.causes().keySet());
        dangling("remedies", base.data("remedies").keySet());
        dangling("checks", base.data("checks").keySet());
        dangling("notes", notes);
        links();
        covers();
        unadvised(advised);
    }

    private Map<String, Object> texts(String language, String section) {
        return Tree.map(base.data("texts/" + language).get(section));
    }

    private void section(String section, Collection<String> tags, String... fields) {
        Map<String, Object> english = texts("en", section);
        for (String language : LANGUAGES) {
            Map<String, Object> texts = texts(language, section);
            for (String tag : tags) {
                Object value = texts.get(tag);
                String lacking = value == null ? "" : lacks(value, fields);
                if (value == null || !lacking.isEmpty()) {
                    missing(language, section, tag, lacking);
                } else if (!language.equals("en") && english.containsKey(tag)) {
                    compare(language, section, tag, english.get(tag), value);
                }
            }
        }
    }

    private static String lacks(Object value, String... fields) {
        Map<String, Object> map = Tree.map(value);
        for (String field : fields) {
            Object part = map.get(field);
            if (part == null || Tree.texts(part).stream().allMatch(String::isBlank)) return field;
        }
        return fields.length == 0 && String.valueOf(value).isBlank() ? "words" : "";
    }

    private String file(String language, String section, String tag) {
        String own = files.get(language + "/" + section + "/" + tag);
        if (own != null) return own;
        String english = files.get("en/" + section + "/" + tag);
        return english == null
                ? "texts/" + language + "/" + section + ".yaml"
                : "texts/" + language + english.substring("texts/en".length());
    }

    private void missing(String language, String section, String tag, String field) {
        String what = "\"" + tag + "\" of " + section + " has no " + (field.isEmpty() ? "text" : field) + " in " + language;
        if (language.equals("en")) {
            problems.add(Problem.error("missing-text", file(language, section, tag), 0, 0, "", what, ""));
        } else {
            missing.merge(language, 1, Integer::sum);
            problems.add(Problem.warning(MISSING_TRANSLATION, file(language, section, tag), 0, "", what,
                    "the English words are shown until it is translated"));
        }
    }

    /** The same placeholders in the same fields, and as many items in each list. */
    private void compare(String language, String section, String tag, @Nullable Object english, @Nullable Object own) {
        Map<String, String> wanted = new TreeMap<>();
        Map<String, String> got = new TreeMap<>();
        collect("", english, wanted);
        collect("", own, got);
        for (String field : wanted.keySet()) {
            String theirs = got.get(field);
            if (theirs == null) {
                missing(language, section, tag, field);
            } else if (!names(theirs).equals(names(wanted.get(field)))) {
                problems.add(Problem.error("placeholder", file(language, section, tag), 0, 0, "",
                        "\"" + tag + "\"" + (field.isEmpty() ? "" : " " + field) + " names the values " + names(theirs)
                                + ", the English one " + names(wanted.get(field)), ""));
            }
        }
        for (String field : got.keySet()) {
            if (!wanted.containsKey(field)) {
                problems.add(Problem.error("unused-text", file(language, section, tag), 0, 0, "",
                        "\"" + tag + "\" has " + field + ", which the English one has not", ""));
            }
        }
    }

    /** Texts by field; all items of a list count as one, since sentences may be cut otherwise in another language. */
    private static void collect(String field, @Nullable Object value, Map<String, String> into) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((k, v) -> collect(field.isEmpty() ? String.valueOf(k) : field + "." + k, v, into));
        } else if (value != null) {
            into.put(field, String.join("\n", Tree.texts(value)));
        }
    }

    /** The placeholders of a template. */
    static Set<String> names(String template) {
        Set<String> names = new TreeSet<>();
        for (int i = template.indexOf('{'); i >= 0; i = template.indexOf('{', i + 1)) {
            int end = template.indexOf('}', i);
            if (end < 0) break;
            if (Template.isName(template, i + 1, end)) names.add(template.substring(i + 1, end));
        }
        return names;
    }

    private void dangling(String section, Collection<String> tags) {
        for (String language : LANGUAGES) {
            for (String tag : texts(language, section).keySet()) {
                if (tags.contains(tag) || !language.equals("en") && texts("en", section).containsKey(tag)) continue;
                problems.add(Problem.warning("unused-text", file(language, section, tag), 0, "",
                        "\"" + tag + "\" of " + section + " is used nowhere", Near.meant(tag, tags)));
            }
        }
    }

    /** A link says when somebody saw it, or that nobody could, and who answers for it. */
    private void links() {
        base.data("remedies").forEach((tag, value) -> {
            for (Object link : Tree.list(Tree.map(value).get("links"))) {
                Map<String, Object> m = Tree.map(link);
                boolean unverified = Boolean.TRUE.equals(m.get("unverified"));
                if (unverified && m.containsKey("seen")) {
                    problems.add(Problem.error("link", files.getOrDefault("remedies/" + tag, "remedies"), 0, 0, "",
                            "a link of \"" + tag + "\" was seen and is unverified at once", "one of the two is meant"));
                }
                for (String field : List.of("url", "seen", "source")) {
                    if (Tree.text(m, field).isBlank() && !(unverified && field.equals("seen"))) {
                        problems.add(Problem.error("link", files.getOrDefault("remedies/" + tag, "remedies"), 0, 0, "",
                                "a link of \"" + tag + "\" has no " + field, "{url: …, seen: 2026-11, source: …} is meant, or unverified: true instead of seen"));
                    }
                }
            }
        });
    }

    /** A remedy covers others, not itself. */
    private void covers() {
        Set<String> remedies = base.data("remedies").keySet();
        base.data("remedies").forEach((tag, value) -> {
            for (String covered : Tree.texts(Tree.map(value).get("covers"))) {
                if (remedies.contains(covered) && !covered.equals(tag)) continue;
                problems.add(Problem.error("covers", files.getOrDefault("remedies/" + tag, "remedies"), 0, 0, "",
                        "\"" + tag + "\" covers \"" + covered + "\", which is " + (covered.equals(tag) ? "itself" : "no remedy"),
                        Near.meant(covered, remedies)));
            }
        });
    }

    private void unadvised(Set<String> advised) {
        for (String section : List.of("remedies", "checks")) {
            for (String tag : base.data(section).keySet()) {
                if (advised.contains(tag)) continue;
                problems.add(Problem.warning("never-advised", files.getOrDefault(section + "/" + tag, section + ".yaml"), 0, "",
                        "\"" + tag + "\" of " + section + " is advised by no rule", ""));
            }
        }
    }
}
