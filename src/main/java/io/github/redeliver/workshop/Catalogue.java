package io.github.redeliver.workshop;

import io.github.redeliver.facts.Advice;
import io.github.redeliver.facts.Against;
import io.github.redeliver.facts.Found;
import io.github.redeliver.facts.Instead;
import io.github.redeliver.facts.Observation;
import io.github.redeliver.facts.Symptom;
import io.github.redeliver.inference.Trial;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.Stage;
import io.github.redeliver.knowledge.Systems.SystemInfo;
import io.github.redeliver.knowledge.Texts;
import io.github.redeliver.knowledge.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a knowledge base knows, as pages: by system, by cause, by list, and the links that are handed out. Remedies in it are those that the rules hand out,
 * found by running them.
 */
public final class Catalogue {
    private static final String HEAD = "<!-- Written by `redeliver kb docs`; change the knowledge base, not this page. -->\n\n";

    private final KnowledgeBase base;
    private final Trial trial;
    private final Texts texts;

    private Catalogue(KnowledgeBase base, Trial trial) {
        this.base = base;
        this.trial = trial;
        this.texts = base.texts("en");
    }

    /** The pages by file name. */
    public static Map<String, String> pages(KnowledgeBase base) {
        Map<String, String> pages = new LinkedHashMap<>();
        try (Trial trial = new Trial(base)) {
            Catalogue c = new Catalogue(base, trial);
            pages.put("systems.md", c.systems());
            pages.put("causes.md", c.causes());
            pages.put("lists.md", c.lists());
            pages.put("links.md", new Links(base).page(HEAD));
        }
        return pages;
    }

    private List<Advice> advice(String cause, String system, String list) {
        String family = system.isEmpty() ? "" : base.systems().get(system).family();
        return trial.advice(new Found(cause, 1, system, family, list, "", "", false, false));
    }

    private static List<String> tags(List<Advice> advice, boolean checks) {
        return advice.stream().filter(a -> a.check() == checks).map(a -> '`' + a.tag() + '`').toList();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;");
    }

    // ---- systems

    private String systems() {
        StringBuilder out = new StringBuilder(HEAD).append("# Systems\n\nWho may speak in a bounce, what each is known to say, and what is "
                + "advised where it is this system that says it, before the [general remedies](causes.md).\n");
        Map<String, List<RuleDef>> byHome = new TreeMap<>();
        for (RuleDef r : base.rules()) if (!r.home().isEmpty()) byHome.computeIfAbsent(r.home(), k -> new ArrayList<>()).add(r);
        Map<String, List<SystemInfo>> kinds = new TreeMap<>();
        for (SystemInfo s : base.systems().all().values()) kinds.computeIfAbsent(s.kind(), k -> new ArrayList<>()).add(s);
        kinds.forEach((kind, systems) -> {
            out.append("\n## ").append(kind.isEmpty() ? "Others" : Character.toUpperCase(kind.charAt(0)) + kind.substring(1)).append('\n');
            systems.stream().sorted(Comparator.comparing(SystemInfo::id))
                    .forEach(s -> system(out, s, byHome.getOrDefault(s.id(), List.of())));
        });
        return out.toString();
    }

    private void system(StringBuilder out, SystemInfo s, List<RuleDef> rules) {
        Map<String, Object> data = Tree.map(base.data("systems").get(s.id()));
        out.append("\n### ").append(s.name()).append("\n\n`").append(s.id()).append('`');
        if (!s.family().equals(s.id())) out.append(", of the family `").append(s.family()).append('`');
        List<String> hosts = Tree.texts(data.get("hosts"));
        if (!hosts.isEmpty()) out.append("; hosts ").append(String.join(", ", hosts));
        out.append('\n');
        Map<String, Set<String>> causes = new TreeMap<>();
        for (RuleDef r : rules) {
            for (Object fact : r.inserts()) {
                if (!(fact instanceof Symptom symptom)) continue;
                Set<String> codes = causes.computeIfAbsent(symptom.cause(), k -> new TreeSet<>());
                if (!symptom.token().isEmpty()) codes.add(symptom.token());
            }
        }
        if (causes.isEmpty()) return;
        out.append("\n| Cause | Its codes | Advised here first |\n|---|---|---|\n");
        causes.forEach((cause, codes) -> {
            List<String> general = tags(advice(cause, "", ""), false);
            List<String> here = new ArrayList<>(tags(advice(cause, s.id(), ""), false));
            here.removeAll(general);
            out.append("| [").append(cause).append("](causes.md#").append(cause).append(") | ")
                    .append(cell(String.join(", ", codes))).append(" | ").append(String.join(" ", here)).append(" |\n");
        });
        rules(out, "Advised by code", rules.stream().filter(r -> r.patterns().stream().anyMatch(p -> !p.equal("token").isEmpty())).toList());
    }

    // ---- causes

    private String causes() {
        StringBuilder out = new StringBuilder(HEAD).append("# Causes\n\nThe vocabulary: who acts, what records show it, what speaks against "
                + "it, what may stand behind it, and what is advised.\n");
        Map<String, List<String>> groups = new LinkedHashMap<>();
        base.causes().values().forEach(c -> groups.computeIfAbsent(c.group(), k -> new ArrayList<>()).add(c.id()));
        new TreeMap<>(groups).forEach((group, ids) -> {
            out.append("\n## ").append(group).append('\n');
            ids.stream().sorted().forEach(id -> cause(out, id));
        });
        return out.toString();
    }

    private void cause(StringBuilder out, String id) {
        KnowledgeBase.Cause c = base.cause(id);
        out.append("\n### ").append(id).append("\n\n").append(texts.field("causes", id, "name", n -> "")).append(". Who acts: ")
                .append(c.who()).append(c.bounce().isEmpty() ? "" : "; bounce class: " + c.bounce())
                .append(c.vague() ? "; says that something is wrong but not what" : "").append(".\n");
        if (!c.also().isEmpty()) {
            out.append("\nElsewhere called: ").append(String.join(", ", new TreeMap<>(c.also()).entrySet().stream()
                    .map(e -> e.getValue() + " (" + e.getKey() + ")").toList())).append(".\n");
        }
        Set<String> homes = new TreeSet<>();
        for (RuleDef r : base.rules()) {
            for (Object fact : r.inserts()) if (fact instanceof Symptom s && s.cause().equals(id)) homes.add(home(r));
        }
        if (!homes.isEmpty()) out.append("\nSaid by: ").append(String.join(", ", homes)).append(".\n");
        rules(out, "Shown by", r -> r.inserts().stream().anyMatch(f -> f instanceof Observation o && o.cause().equals(id)));
        rules(out, "Spoken against by", r -> r.inserts().stream().anyMatch(f -> f instanceof Against a && a.cause().equals(id)));
        rules(out, "May hide", r -> r.inserts().stream().anyMatch(f -> f instanceof Instead i && i.claimed().equals(id)));
        List<Advice> advice = advice(id, "", "");
        if (!tags(advice, false).isEmpty()) out.append("\nAdvised: ").append(String.join(", ", tags(advice, false))).append(".\n");
        if (!tags(advice, true).isEmpty()) out.append("\nChecks: ").append(String.join(", ", tags(advice, true))).append(".\n");
        rules(out, "Advised besides", r -> r.stage() == Stage.ADVISE && conditional(r, id));
    }

    /** An advising rule that asks for more than the cause. */
    private static boolean conditional(RuleDef r, String cause) {
        boolean more = r.patterns().size() > 1
                || r.patterns().stream().anyMatch(p -> p.constraints().size() > 1 && p.equal("system").isEmpty() && p.equal("list").isEmpty());
        return more && r.patterns().stream().anyMatch(p -> p.type().equals("Found") && p.equal("cause").equals(cause));
    }

    private static String home(RuleDef r) {
        return switch (r.level()) {
            case LANGUAGE -> "general words";
            case STANDARD, REPLY_CLASS -> "codes";
            default -> r.home().isEmpty() ? r.stage().folder() : r.home();
        };
    }

    private void rules(StringBuilder out, String title, Predicate<RuleDef> which) {
        rules(out, title, base.rules().stream().filter(which).sorted(Comparator.comparing(RuleDef::id)).toList());
    }

    private void rules(StringBuilder out, String title, List<RuleDef> rules) {
        if (rules.isEmpty()) return;
        out.append('\n').append(title).append(":\n\n");
        for (RuleDef r : rules) {
            out.append("- ").append(row(r)).append('\n');
        }
    }

    /** What a page shows of a rule that no text can show: its conditions and conclusions. */
    static String row(RuleDef r) {
        return "`" + r.id() + "`: " + cell(String.join(" and ", Described.conditions(r))) + ": "
                + cell(String.join("; ", Described.conclusions(r)));
    }

    // ---- lists

    private String lists() {
        StringBuilder out = new StringBuilder(HEAD).append("# Blocklists\n\nZones, what their answers mean, where to look up and how to get "
                + "off. Closed lists are named so that receivers take them out.\n");
        new TreeMap<>(base.data("lists")).forEach((id, value) -> list(out, id, Tree.map(value)));
        return out.toString();
    }

    private void list(StringBuilder out, String id, Map<String, Object> list) {
        out.append("\n## ").append(Tree.text(list, "name")).append("\n\n`").append(id).append("`, by ")
                .append(Tree.text(list, "operator")).append("; lists: ").append(Tree.text(list, "kind"));
        if (Boolean.FALSE.equals(list.get("alive"))) {
            String died = Tree.text(list, "died");
            out.append("; **closed").append(died.isEmpty() ? "" : " " + died).append("**");
        }
        out.append(". Zones: ").append(String.join(", ", Tree.texts(list.get("zones")))).append(".\n");
        Map<String, Object> answers = Tree.map(list.get("answers"));
        if (!answers.isEmpty()) {
            out.append("\n| Answer | Means |\n|---|---|\n");
            new TreeMap<>(answers).forEach((code, meaning) ->
                    out.append("| ").append(code).append(" | ").append(cell(Tree.text(Tree.map(meaning), "means"))).append(" |\n"));
        }
        String lookup = Tree.text(list, "lookup");
        Map<String, Object> delist = Tree.map(list.get("delist"));
        String unverified = Boolean.TRUE.equals(list.get("unverified")) ? Links.UNVERIFIED : "";
        if (!lookup.isEmpty()) out.append("\nLook-up: <").append(lookup).append('>').append(unverified).append('\n');
        if (!delist.isEmpty()) {
            out.append("\nRemoval: ").append(Tree.text(delist, "how"));
            if (!Tree.text(delist, "url").isEmpty()) out.append(", <").append(Tree.text(delist, "url")).append('>').append(unverified);
            out.append('\n');
        }
        List<String> advised = tags(advice("", "", id), false);
        if (!advised.isEmpty()) out.append("\nAdvised: ").append(String.join(", ", advised)).append(".\n");
    }
}
