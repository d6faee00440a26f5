package io.github.redeliver.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the knowledge base knows that evidence needs. Java knows no provider and no word.
 *
 * @param lists DNS blocklists of {@code kb/lists}
 * @param services sending services of {@code kb/evidence/senders.yaml}
 * @param names words of host names of {@code kb/evidence/generic-names.yaml}
 * @param attempts words of {@code kb/evidence/attempts.yaml}
 */
public record EvidenceData(List<BlockList> lists, List<Service> services, Names names, Attempts.Words attempts) {
    /** Nothing known. */
    public static final EvidenceData NONE = new EvidenceData(List.of(), List.of(), new Names(Set.of(), Set.of(), Set.of(), Set.of()), Attempts.Words.NONE);

    /**
     * A mail service that sends for its customers.
     *
     * @param id its id
     * @param hosts endings of the names of its sending hosts
     * @param include what a customer's SPF record includes, such as {@code spf.example.net}
     */
    public record Service(String id, List<String> hosts, String include) {
        public Service {
            hosts = List.copyOf(hosts);
        }
    }

    /**
     * Words of host names.
     *
     * @param dynamic words of names that providers give to lines and customers
     * @param server words of names that hosting companies give by themselves
     * @param own words that begin the name of a mail server with a name of its own
     * @param local endings of names that are not for use on the internet
     */
    public record Names(Set<String> dynamic, Set<String> server, Set<String> own, Set<String> local) {
        public Names {
            dynamic = Set.copyOf(dynamic);
            server = Set.copyOf(server);
            own = Set.copyOf(own);
            local = Set.copyOf(local);
        }
    }

    public EvidenceData {
        lists = List.copyOf(lists);
        services = List.copyOf(services);
    }

    /**
     * Takes data as parsed from YAML.
     *
     * @param lists each a list's description, see {@link BlockList#of}
     * @param senders the mapping of {@code senders.yaml}: {@code services: [{id, hosts, include}]}
     * @param names the mapping of {@code generic-names.yaml}: {@code dynamic, server, own, local}, each a list of words
     * @param attempts the mapping of {@code attempts.yaml}: {@code unreachable, reached, ignore, ignoreEnds, programs}, each a list of words
     * @throws IllegalArgumentException when an entry is not of that form
     */
    public static EvidenceData of(List<? extends Map<?, ?>> lists, Map<?, ?> senders, Map<?, ?> names, Map<?, ?> attempts) {
        List<Service> services = new ArrayList<>();
        if (senders.get("services") instanceof List<?> entries) {
            for (Object o : entries) {
                if (!(o instanceof Map<?, ?> m)) throw new IllegalArgumentException("a service is a mapping, not " + o);
                services.add(new Service(
                        BlockList.text(m.get("id")),
                        BlockList.texts(m.get("hosts")).stream().map(Domains::tidy).toList(),
                        Domains.tidy(BlockList.text(m.get("include")))));
            }
        }
        return new EvidenceData(
                lists.stream().map(BlockList::of).toList(),
                services,
                new Names(words(names, "dynamic"), words(names, "server"), words(names, "own"), words(names, "local")),
                Attempts.Words.of(attempts));
    }

    private static Set<String> words(Map<?, ?> names, String key) {
        return new LinkedHashSet<>(BlockList.texts(names.get(key)));
    }

    /** The lists of a knowledge base: descriptions by id. */
    public static List<Map<?, ?>> listsOf(Map<String, ?> byId) {
        List<Map<?, ?>> out = new ArrayList<>();
        byId.forEach((id, value) -> {
            if (!(value instanceof Map<?, ?> entry)) throw new IllegalArgumentException("the list " + id + " is a mapping, not " + value);
            Map<Object, Object> copy = new LinkedHashMap<>(entry);
            copy.putIfAbsent("id", id);
            out.add(copy);
        });
        return out;
    }
}
