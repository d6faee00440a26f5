package io.github.redeliver.workshop.check;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Near;
import io.github.redeliver.knowledge.Problem;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.Template;
import io.github.redeliver.knowledge.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Checks the data beside the rules: links that are gone, dates that are old, values that nothing gives. */
final class Data {
    /** After so many months somebody should look at a link again. */
    private static final int STALE = 18;

    private final KnowledgeBase base;
    private final Map<String, String> dead = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Data(KnowledgeBase base) {
        this.base = base;
        base.data("dead-links").forEach((place, value) -> dead.put(place, Tree.text(Tree.map(value), "reason")));
    }

    static List<Problem> check(KnowledgeBase base) {
        Data d = new Data(base);
        d.links();
        d.dates();
        d.placeholders();
        return d.problems;
    }

    /** Where the files of a section lie, for the places of problems. */
    private static String section(String name) {
        return name + "/";
    }

    private void links() {
        base.data("remedies").forEach((tag, value) -> {
            for (Object link : Tree.list(Tree.map(value).get("links"))) {
                url(section("remedies"), tag, Tree.text(Tree.map(link), "url"), true);
            }
        });
        base.data("lists").forEach((id, value) -> {
            Map<String, Object> list = Tree.map(value);
            dated(id, list);
            if (Boolean.FALSE.equals(list.get("alive"))) return; // its own page may be gone with it
            url(section("lists"), id, Tree.text(list, "lookup"), true);
            url(section("lists"), id, Tree.text(Tree.map(list.get("delist")), "url"), true);
        });
        for (String language : base.languages()) {
            base.data("texts/" + language).forEach((part, tags) -> Tree.map(tags).forEach((tag, text) ->
                    each("", text, (field, sentence) -> {
                        for (String url : urls(sentence)) url(section("texts/" + language), tag, url, true);
                    })));
        }
        for (RuleDef rule : base.rules()) {
            String reason = gone(rule.source());
            if (reason.isEmpty() || rule.status().equals("retired")) continue;
            problems.add(Problem.warning("dead-source", rule.file(), rule.line(), rule.id(),
                    "its source " + rule.source() + " is gone: " + reason, "another source, or @status(\"retired\"), is meant"));
        }
    }

    /** A list says when somebody saw its pages, or that nobody could; links of remedies are checked when they are loaded. */
    private void dated(String id, Map<String, Object> list) {
        boolean seen = !Tree.text(list, "seen").isEmpty();
        if (seen != Boolean.TRUE.equals(list.get("unverified"))) return;
        problems.add(Problem.error("link-date", section("lists"), 0, 0, "",
                "\"" + id + "\" " + (seen ? "was seen and is unverified at once" : "neither says when it was seen nor that it is unverified"),
                "seen: the month when somebody looked, or unverified: true"));
    }

    private void url(String section, String tag, String url, boolean handedOut) {
        String reason = gone(url);
        if (reason.isEmpty()) return;
        problems.add(Problem.error("dead-link", section, 0, 0, "",
                "\"" + tag + "\" hands out " + url + ", which is gone: " + reason,
                "what took its place is meant; see dead-links.yaml"));
    }

    /** Why a link leads nowhere, by host or by host and path; {@code ""} when nothing is known against it. */
    private String gone(String url) {
        int at = url.indexOf("://");
        if (at < 0 || !url.startsWith("http")) return "";
        String place = url.substring(at + 3).toLowerCase(java.util.Locale.ROOT);
        for (Map.Entry<String, String> e : dead.entrySet()) {
            String gone = e.getKey();
            String hostOfGone = gone.contains("/") ? gone.substring(0, gone.indexOf('/')) : gone;
            int end = 0;
            while (end < place.length() && "/:?#".indexOf(place.charAt(end)) < 0) end++;
            String host = place.substring(0, end);
            boolean sameHost = host.equals(hostOfGone) || host.endsWith("." + hostOfGone);
            boolean samePath = !gone.contains("/") || place.substring(host.length()).startsWith(gone.substring(hostOfGone.length()));
            if (sameHost && samePath) return e.getValue();
        }
        return "";
    }

    private static List<String> urls(String sentence) {
        List<String> urls = new ArrayList<>();
        for (int at = sentence.indexOf("http"); at >= 0; at = sentence.indexOf("http", at + 4)) {
            int end = at;
            while (end < sentence.length() && " \"'<>()[]{}，。）、".indexOf(sentence.charAt(end)) < 0) end++;
            urls.add(sentence.substring(at, end));
        }
        return urls;
    }

    private static void each(String field, Object value, BiConsumer<String, String> use) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((k, v) -> each(String.valueOf(k), v, use));
        } else {
            for (String text : Tree.texts(value)) use.accept(field, text);
        }
    }

    private void dates() {
        TreeMap<String, String> seen = new TreeMap<>();
        base.data("remedies").forEach((tag, value) -> {
            for (Object link : Tree.list(Tree.map(value).get("links"))) {
                seen.put("remedies/ " + tag + " " + Tree.text(Tree.map(link), "url"), Tree.text(Tree.map(link), "seen"));
            }
        });
        base.data("lists").forEach((id, value) -> seen.put("lists/ " + id, Tree.text(Tree.map(value), "seen")));
        base.data("dead-links").forEach((id, value) -> seen.put("dead-links.yaml " + id, Tree.text(Tree.map(value), "seen")));
        int newest = seen.values().stream().filter(Codes::month).mapToInt(Codes::months).max().orElse(0);
        seen.forEach((where, month) -> {
            String[] part = where.split(" ", 3);
            String about = "\"" + part[1] + "\"" + (part.length > 2 ? " " + part[2] : "");
            if (!Codes.month(month)) {
                if (!month.isEmpty()) {
                    problems.add(Problem.error("bad-date", part[0], 0, 0, "", about + ": seen: \"" + month + "\" is no month",
                            "a month such as 2026-11 is meant"));
                }
            } else if (newest - Codes.months(month) > STALE) {
                problems.add(Problem.warning("stale", part[0], 0, "", about + " was last seen in " + month,
                        "look whether it is still so, and write the month"));
            }
        });
    }

    private void placeholders() {
        Map<String, Object> english = base.data("texts/en");
        for (String section : List.of("causes", "remedies", "checks", "notes")) {
            Tree.map(english.get(section)).forEach((tag, text) ->
                    each("", text, (field, sentence) -> names(section("texts/en"), tag, sentence)));
        }
        base.data("checks").forEach((tag, value) -> names("checks.yaml", tag, Tree.text(Tree.map(value), "command")));
    }

    private void names(String file, String tag, String sentence) {
        for (String name : Template.of(sentence).names()) {
            if (Values.NAMES.contains(name)) continue;
            problems.add(Problem.error("unknown-placeholder", file, 0, 0, "",
                    "\"" + tag + "\" names the value {" + name + "}, which nothing gives", Near.meant(name, Values.NAMES)));
        }
    }
}
