package io.github.redeliver;

import io.github.redeliver.evidence.Context;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.inference.Inference.Inferred;
import io.github.redeliver.inference.Verdict;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Texts;
import io.github.redeliver.knowledge.Tree;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values that texts have places for, each found where a text asks for it and {@code ""} where it is not known: of a
 * conclusion, else what evidence shows, else of the incident and what the caller knows. Not thread-safe.
 */
final class Values implements Function<String, String> {
    private final KnowledgeBase base;
    private final String language;
    private final Texts texts;
    private final Amounts amounts;
    private final CodeMeaning codes;
    private final Incident incident;
    private final Context context;
    private final Inferred inferred;
    private final Map<String, String> shown;
    private String list = "";
    private String zone = "";
    private String token = "";
    private @Nullable String wait;
    private @Nullable String size;

    /** @param shown what evidence shows, by name */
    Values(
            KnowledgeBase base, String language, Texts texts, Amounts amounts, CodeMeaning codes, Incident incident, Context context,
            Inferred inferred, Map<String, String> shown) {
        this.base = base;
        this.language = language;
        this.texts = texts;
        this.amounts = amounts;
        this.codes = codes;
        this.incident = incident;
        this.context = context;
        this.inferred = inferred;
        this.shown = shown;
    }

    /** Goes over to another conclusion on the same incident. */
    void of(Verdict.Conclusion c) {
        list = "";
        zone = "";
        token = c.token();
        if (c.list().isEmpty()) return;
        Map<String, Object> named = Tree.map(base.data("lists").get(c.list()));
        list = first(Tree.text(named, "name"), c.list());
        List<String> zones = Tree.texts(named.get("zones"));
        if (!zones.isEmpty()) zone = zones.get(0);
    }

    /** What the case tells, without reading the reply's words for more. */
    String told(String name) {
        String found = switch (name) {
            case "list" -> list;
            case "zone" -> zone;
            case "token" -> token;
            default -> "";
        };
        if (!found.isEmpty()) return found;
        String evident = shown.get(name);
        if (evident != null) return evident;
        return switch (name) {
            case "ip" -> first(context.ip(), incident.client());
            case "helo" -> first(context.helo(), incident.helo());
            case "host" -> first(incident.host(), context.host());
            case "sender" -> incident.sender();
            case "domain" -> first(domain(context.from()), first(domain(incident.returned().from()), domain(incident.sender())));
            case "recipient" -> incident.recipient();
            case "recipient_domain" -> domain(incident.recipient());
            case "provider" -> inferred.verdict().system().isEmpty() ? "" : inferred.system().name(language);
            case "code" -> incident.reply().code();
            case "enhanced" -> incident.reply().enhanced();
            default -> "";
        };
    }

    @Override
    public String apply(String name) {
        String told = told(name);
        if (!told.isEmpty() || shown.containsKey(name)) return told;
        switch (name) {
            case "wait":
                if (wait == null) {
                    String seconds = said(amounts::seconds);
                    wait = seconds.isEmpty() ? "" : texts.pause(Long.parseLong(seconds));
                }
                return wait;
            case "size":
                if (size == null) size = said(amounts::size);
                return size;
            case "helo":
                return said(Greeting::in);
            case "code_says":
                return codes.of(incident.reply());
            default:
                return "";
        }
    }

    private String said(Function<String, String> find) {
        String found = find.apply(incident.reply().text().text());
        return found.isEmpty() ? find.apply(incident.around().text()) : found;
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }
}
