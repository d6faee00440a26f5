package io.github.redeliver.knowledge;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Who speaks: host names, mail domains and customary wordings, and the systems they belong to. Immutable. */
public final class Systems {
    /**
     * A provider, mail server, filter, list or standard.
     *
     * @param id such as {@code "outlook"}
     * @param name for people
     * @param kind {@code provider mta filter list standard}
     * @param family id of the family, its own id where it has none
     */
    public record SystemInfo(String id, String name, String kind, String family, Map<String, Object> names) {
        /** Its name in a language. */
        public String name(String language) {
            String own = Tree.text(names, language);
            return own.isEmpty() ? name : own;
        }
    }

    private final Map<String, Object> data;
    private final Map<String, SystemInfo> asked = new ConcurrentHashMap<>();
    private final Map<Integer, String> byPhrase = new HashMap<>();
    private volatile @Nullable Suffixes byHost; // made when first asked: not every text names a host
    private volatile @Nullable Suffixes byMailDomain;

    /**
     * @param data systems by id, as in {@code kb/systems}
     * @param said ids of systems by the number of the phrase that they alone say, see {@link #said}
     */
    Systems(Map<String, Object> data, Map<String, Object> said) {
        this.data = data;
        said.forEach((phrase, id) -> byPhrase.put(Integer.valueOf(phrase), String.valueOf(id)));
    }

    /** Ids of systems by the number of the phrase that they alone say. */
    static Map<String, String> said(Map<String, Object> data, ToIntFunction<String> phraseIds) {
        Map<String, String> byPhrase = new LinkedHashMap<>();
        data.forEach((id, value) -> {
            for (String said : Tree.texts(Tree.map(value).get("said"))) {
                int phrase = phraseIds.applyAsInt(Normaliser.normalise(said));
                if (phrase >= 0) byPhrase.putIfAbsent(String.valueOf(phrase), id);
            }
        });
        return byPhrase;
    }

    /** All systems by id. */
    public Map<String, SystemInfo> all() {
        Map<String, SystemInfo> all = new LinkedHashMap<>();
        for (String id : data.keySet()) all.put(id, get(id));
        return all;
    }

    /** The system, or one without name and family when the id is unknown. */
    public SystemInfo get(String id) {
        SystemInfo known = asked.get(id);
        if (known != null) return known;
        Object value = data.get(id);
        if (value == null) return new SystemInfo(id, id, "", id, Map.of());
        Map<String, Object> m = Tree.map(value);
        String family = Tree.text(m, "family");
        String name = Tree.text(m, "name");
        SystemInfo made = new SystemInfo(
                id, name.isEmpty() ? id : name, Tree.text(m, "kind"), family.isEmpty() ? id : family, Tree.map(m.get("names")));
        SystemInfo before = asked.putIfAbsent(id, made);
        return before != null ? before : made;
    }

    private Suffixes suffixes(String names) {
        Suffixes all = new Suffixes();
        data.forEach((id, value) -> {
            for (String name : Tree.texts(Tree.map(value).get(names))) all.put(name, id);
        });
        return all;
    }

    private Suffixes byHost() {
        Suffixes made = byHost;
        if (made == null) {
            made = suffixes("hosts");
            byHost = made;
        }
        return made;
    }

    private Suffixes byMailDomain() {
        Suffixes made = byMailDomain;
        if (made == null) {
            made = suffixes("mail");
            byMailDomain = made;
        }
        return made;
    }

    /** Id of the system that a host name belongs to, or {@code ""}. */
    public String ofHost(String host) {
        return byHost().of(host.toCharArray(), 0, host.length());
    }

    /** Id of the system that serves a mail domain, or {@code ""}. */
    public String ofMailDomain(String domain) {
        return byMailDomain().of(domain.toCharArray(), 0, domain.length());
    }

    /** The same for a stretch of a text. */
    public String ofHost(char[] text, int from, int to) {
        return byHost().of(text, from, to);
    }

    /** The same for a stretch of a text. */
    public String ofMailDomain(char[] text, int from, int to) {
        return byMailDomain().of(text, from, to);
    }

    /** Id of the system that alone says this phrase, or {@code ""}. */
    public String ofPhrase(int phrase) {
        return byPhrase.getOrDefault(phrase, "");
    }
}
