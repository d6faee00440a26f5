package io.github.redeliver.report;

import io.github.redeliver.knowledge.KnowledgeBase;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What other tools call causes, by {@code kb/causes.yaml}. Immutable. */
public final class OtherNames {
    /** The class of bounce, which is no tool's own. */
    private static final String BOUNCE = "bounce";

    /** Nothing is asked for. */
    public static final OtherNames NONE = new OtherNames(Map.of());

    private final Map<String, Map<String, String>> byCause;

    private OtherNames(Map<String, Map<String, String>> byCause) {
        this.byCause = byCause;
    }

    /** Every tool that a cause has a name for, and {@code bounce}. */
    public static Set<String> tools(KnowledgeBase base) {
        Set<String> tools = new TreeSet<>();
        tools.add(BOUNCE);
        base.causes().values().forEach(c -> tools.addAll(c.also().keySet()));
        return tools;
    }

    /** The names that these tools have, in this order. */
    public static OtherNames of(KnowledgeBase base, Collection<String> tools) {
        if (tools.isEmpty()) return NONE;
        Map<String, Map<String, String>> byCause = new HashMap<>();
        base.causes().forEach((id, cause) -> {
            Map<String, String> names = new LinkedHashMap<>();
            for (String tool : tools) {
                String name = tool.equals(BOUNCE) ? cause.bounce() : String.valueOf(cause.also().getOrDefault(tool, ""));
                if (!name.isEmpty()) names.put(tool, name);
            }
            byCause.put(id, names);
        });
        return new OtherNames(byCause);
    }

    /** Whether any are asked for. */
    public boolean wanted() {
        return !byCause.isEmpty();
    }

    /** The names of a cause by tool. */
    public Map<String, String> of(String cause) {
        return byCause.getOrDefault(cause, Map.of());
    }
}
