package io.github.redeliver.knowledge;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A checked knowledge base: rules, the phrases they wait for, and the data and texts beside them. Immutable,
 * thread-safe.
 */
public final class KnowledgeBase {
    /** Section that tells how many texts a language lacks. */
    static final String UNTRANSLATED = "untranslated";

    /** Section that tells what files of one's own took the place of. */
    static final String OVERRIDDEN = "overridden";

    /** Section that tells which system says a phrase, by the phrase's number. */
    static final String SAID = "said";

    /** Section that tells which cause a registered code stands for, by its subject and detail, such as {@code "1.1"}. */
    public static final String CODES = "codes";

    private final String revision;
    private final List<RuleDef> rules;
    private final RuleIndex index;
    private final List<String> phrases;
    private final Automaton automaton;
    private final Map<String, ByteBuffer> sections;
    private final Map<String, Map<String, Object>> opened = new ConcurrentHashMap<>();
    private final Map<String, Cause> asked = new ConcurrentHashMap<>();
    private final Systems systems;
    private volatile @Nullable Map<String, Cause> causes;

    KnowledgeBase(
            String revision, List<RuleDef> rules, RuleIndex index, List<String> phrases, Automaton automaton,
            Map<String, ByteBuffer> sections) {
        this.revision = revision;
        this.rules = Collections.unmodifiableList(rules);
        this.index = index;
        this.phrases = phrases;
        this.automaton = automaton;
        this.sections = Map.copyOf(sections);
        systems = new Systems(data("systems"), data(SAID));
    }

    private static Cause cause(String id, @Nullable Object value) {
        Map<String, Object> m = Tree.map(value);
        return new Cause(
                id, Tree.text(m, "group"), Tree.text(m, "who"), Tree.text(m, "bounce"),
                Boolean.TRUE.equals(m.get("vague")), Tree.map(m.get("also")));
    }

    /**
     * A cause of the vocabulary.
     *
     * @param id such as {@code "ptr-missing"}
     * @param group such as {@code "sender-dns"}
     * @param who who acts, unless the evidence shows another
     * @param bounce {@code hard soft block auth}, or {@code ""}
     * @param vague true when it says that something is wrong but not what
     * @param also what other tools call it, by tool
     */
    public record Cause(String id, String group, String who, String bounce, boolean vague, Map<String, Object> also) {}

    /** Twelve hexadecimal digits that change with any file of the knowledge base. */
    public String revision() {
        return revision;
    }

    /** All rules, by file and line. */
    public List<RuleDef> rules() {
        return rules;
    }

    /** Which rules can fire on what. */
    public RuleIndex index() {
        return index;
    }

    /** Normalised phrases, sorted; a phrase's index is its number in {@link #automaton()}. */
    public List<String> phrases() {
        return phrases;
    }

    /** Index of a normalised phrase, or -1. */
    public int phraseId(String phrase) {
        int at = Collections.binarySearch(phrases, phrase);
        return at < 0 ? -1 : at;
    }

    public Automaton automaton() {
        return automaton;
    }

    /** The vocabulary of causes by id. */
    public Map<String, Cause> causes() {
        Map<String, Cause> all = causes;
        if (all == null) {
            Map<String, Cause> made = new LinkedHashMap<>();
            data("causes").keySet().forEach(id -> made.put(id, cause(id)));
            all = Collections.unmodifiableMap(made);
            causes = all;
        }
        return all;
    }

    /** The cause of that id; one that is nobody's when the id is unknown (which checks refuse). */
    public Cause cause(String id) {
        Cause known = asked.get(id);
        if (known != null) return known;
        Object value = data("causes").get(id);
        if (value == null) return new Cause(id, "", "", "", false, Map.of());
        Cause made = cause(id, value);
        Cause before = asked.putIfAbsent(id, made);
        return before != null ? before : made;
    }

    /** Who has to act where that list refuses, or {@code ""} where it is the cause's own. */
    public String actor(String list) {
        return Tree.text(Tree.map(data("lists").get(list)), "who");
    }

    public Systems systems() {
        return systems;
    }

    /**
     * A section of data: {@code causes systems lists remedies checks} by id, {@code frames} and {@code evidence} by
     * file. Empty when there is none.
     */
    public Map<String, Object> data(String section) {
        return opened.computeIfAbsent(section, s -> {
            ByteBuffer bytes = sections.get(s);
            return bytes == null ? Map.of() : Tree.map(KnowledgeCodec.tree(KnowledgeCodec.bytes(bytes)));
        });
    }

    /** The words for people in a language; {@code en} when the language is not there. */
    public Texts texts(String language) {
        Map<String, Object> own = data("texts/" + language);
        return new Texts(own, language.equals("en") ? own : data("texts/en"));
    }

    /** How many texts lack in a language and are shown in English. */
    public int untranslated(String language) {
        return data(UNTRANSLATED).get(language) instanceof Number n ? n.intValue() : 0;
    }

    /** What of the knowledge base was overridden by files of one's own: rule or tag, and the place of what took its place. */
    public Map<String, String> overridden() {
        Map<String, String> all = new LinkedHashMap<>();
        data(OVERRIDDEN).forEach((what, by) -> all.put(what, String.valueOf(by)));
        return all;
    }

    /** Languages that texts exist in. */
    public List<String> languages() {
        return sections.keySet().stream()
                .filter(s -> s.startsWith("texts/")).map(s -> s.substring("texts/".length())).sorted().toList();
    }

    Map<String, ByteBuffer> sections() {
        return sections;
    }

    /** The rule of that id, or null. */
    public @Nullable RuleDef rule(String id) {
        for (RuleDef r : rules) if (r.id().equals(id)) return r;
        return null;
    }
}
