package io.github.redeliver.knowledge;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

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

    private final Map<String, SystemInfo> byId = new LinkedHashMap<>();
    private final Suffixes byHost = new Suffixes();
    private final Suffixes byMailDomain = new Suffixes();
    private final Map<Integer, String> byPhrase = new HashMap<>();

    Systems(Map<String, Object> data, ToIntFunction<String> phraseIds) {
        data.forEach((id, value) -> {
            Map<String, Object> m = Tree.map(value);
            String family = Tree.text(m, "family");
            String name = Tree.text(m, "name");
            byId.put(id, new SystemInfo(
                    id, name.isEmpty() ? id : name, Tree.text(m, "kind"), family.isEmpty() ? id : family,
                    Tree.map(m.get("names"))));
            for (String host : Tree.texts(m.get("hosts"))) byHost.put(host, id);
            for (String domain : Tree.texts(m.get("mail"))) byMailDomain.put(domain, id);
            for (String said : Tree.texts(m.get("said"))) {
                int phrase = phraseIds.applyAsInt(Normaliser.normalise(said));
                if (phrase >= 0) byPhrase.putIfAbsent(phrase, id);
            }
        });
    }

    /** All systems by id. */
    public Map<String, SystemInfo> all() {
        return byId;
    }

    /** The system, or one without name and family when the id is unknown. */
    public SystemInfo get(String id) {
        SystemInfo s = byId.get(id);
        return s != null ? s : new SystemInfo(id, id, "", id, Map.of());
    }

    /** Id of the system that a host name belongs to, or {@code ""}. */
    public String ofHost(String host) {
        return byHost.of(host.toCharArray(), 0, host.length());
    }

    /** Id of the system that serves a mail domain, or {@code ""}. */
    public String ofMailDomain(String domain) {
        return byMailDomain.of(domain.toCharArray(), 0, domain.length());
    }

    /** The same for a stretch of a text. */
    public String ofHost(char[] text, int from, int to) {
        return byHost.of(text, from, to);
    }

    /** The same for a stretch of a text. */
    public String ofMailDomain(char[] text, int from, int to) {
        return byMailDomain.of(text, from, to);
    }

    /** Id of the system that alone says this phrase, or {@code ""}. */
    public String ofPhrase(int phrase) {
        return byPhrase.getOrDefault(phrase, "");
    }
}
