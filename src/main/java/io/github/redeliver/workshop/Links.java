package io.github.redeliver.workshop;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Tree;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The page of links that remedies and lists hand out: when each was seen, who documents it, what hands it out. */
final class Links {
    static final String UNVERIFIED = " (not verified)";

    /** What is known of one link; the same one may stand in several places. */
    private record Link(TreeSet<String> seen, TreeSet<String> sources, TreeSet<String> users) {}

    private final Map<String, Link> links = new TreeMap<>();

    Links(KnowledgeBase base) {
        base.data("remedies").forEach((tag, remedy) -> {
            for (Object link : Tree.list(Tree.map(remedy).get("links"))) add(Tree.text(Tree.map(link), "url"), Tree.map(link), tag);
        });
        base.data("lists").forEach((id, value) -> {
            Map<String, Object> list = Tree.map(value);
            add(Tree.text(list, "lookup"), list, id);
            add(Tree.text(Tree.map(list.get("delist")), "url"), list, id);
        });
    }

    private void add(String url, Map<String, Object> about, String user) {
        if (url.isEmpty()) return;
        Link link = links.computeIfAbsent(url, u -> new Link(new TreeSet<>(), new TreeSet<>(), new TreeSet<>()));
        link.seen().add(Boolean.TRUE.equals(about.get("unverified")) ? "not verified" : Tree.text(about, "seen"));
        if (!Tree.text(about, "source").startsWith("http")) link.sources().add(Tree.text(about, "source"));
        else if (!Tree.text(about, "operator").isEmpty()) link.sources().add(Tree.text(about, "operator"));
        link.users().add('`' + user + '`');
    }

    String page(String head) {
        StringBuilder out = new StringBuilder(head).append("# Links\n\nWhat remedies and lists hand out. A month says when somebody saw that "
                + "it leads there; \"not verified\", that nobody could of late.\n\n| Link | Seen | Documented by | Handed out by |\n|---|---|---|---|\n");
        links.forEach((url, link) -> out.append("| <").append(url).append("> | ").append(String.join(", ", link.seen())).append(" | ")
                .append(String.join(", ", link.sources()).replace("|", "\\|")).append(" | ").append(String.join(", ", link.users())).append(" |\n"));
        return out.toString();
    }
}
