package io.github.redeliver.cli;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Texts;
import io.github.redeliver.knowledge.Tree;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redeliver kb list}: what there is, by name. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists causes, systems, lists, remedies or rules; those that a word occurs in.",
        footer = {"", "Examples:", "  redeliver kb list --causes ptr", "  redeliver kb list --rules s3150"})
final class KbListCommand implements Callable<Integer> {
    /** One kind of thing. */
    static final class Kind {
        @Option(names = "--causes", description = "The vocabulary of causes.")
        boolean causes;

        @Option(names = "--systems", description = "Providers, mail servers, filters.")
        boolean systems;

        @Option(names = "--lists", description = "DNS blocklists.")
        boolean lists;

        @Option(names = "--remedies", description = "Remedies and checks.")
        boolean remedies;

        @Option(names = "--rules", description = "Rules (also without an option).")
        boolean rules;
    }

    private final PrintStream out;
    private final PrintStream err;

    @Mixin
    private KbOptions options = new KbOptions();

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private Kind kind = new Kind();

    @Parameters(paramLabel = "WORD", arity = "0..1", description = "Only what has this word in it.")
    private String word = "";

    KbListCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        KnowledgeBase base = options.base();
        Texts texts = base.texts("en");
        Common.overridden(base, err);
        Map<String, String> found = new TreeMap<>();
        if (kind.causes) {
            base.causes().forEach((id, c) -> found.put(id, texts.field("causes", id, "name", n -> "") + "; who acts: " + c.who()));
        } else if (kind.systems) {
            base.systems().all().forEach((id, s) -> found.put(id, s.name() + ", " + s.kind()));
        } else if (kind.lists) {
            base.data("lists").forEach((id, v) -> found.put(id, Tree.text(Tree.map(v), "name") + ": "
                    + String.join(", ", Tree.texts(Tree.map(v).get("zones")))));
        } else if (kind.remedies) {
            base.data("remedies").keySet().forEach(id -> found.put(id, texts.field("remedies", id, "title", n -> "")));
            base.data("checks").keySet().forEach(id -> found.put(id, texts.text("checks", id, n -> "")));
        } else {
            base.rules().forEach(r -> found.put(r.id(), r.file() + ":" + r.line()));
        }
        String wanted = word.toLowerCase(Locale.ROOT);
        found.entrySet().removeIf(e -> !(e.getKey() + " " + e.getValue()).toLowerCase(Locale.ROOT).contains(wanted));
        int width = Math.min(40, found.keySet().stream().mapToInt(String::length).max().orElse(0));
        found.forEach((id, what) -> out.println(String.format("%-" + Math.max(1, width) + "s  %s", id, what)));
        if (found.isEmpty()) err.println("redeliver: nothing has \"" + word + "\" in it; without a word, all is listed");
        return found.isEmpty() ? ExitCode.DID_NOT_HOLD : ExitCode.DONE;
    }
}
