package io.github.redeliver.cli;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.KnowledgeException;
import io.github.redeliver.knowledge.KnowledgeFolder;
import io.github.redeliver.knowledge.Problem;
import io.github.redeliver.knowledge.RuleDef;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redeliver kb watch}: says at every save what is wrong, and tries the rules that changed. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Looks at every save: what is wrong, by file and line, and whether the examples and near misses of the "
                + "rules that changed hold. Ends with Ctrl-C.")
final class KbWatchCommand implements Callable<Integer> {
    private static final long PACE = 150;

    private final PrintStream out;

    @Mixin
    private KbOptions options = new KbOptions();

    @Option(names = "--edits", paramLabel = "N", description = "End after N edits.", hidden = true)
    private int edits = Integer.MAX_VALUE;

    KbWatchCommand(PrintStream out, PrintStream err) {
        this.out = out;
    }

    @Override
    public Integer call() {
        return watch(options, out, edits);
    }

    /** Watches until interrupted, or for so many edits. */
    static int watch(KbOptions options, PrintStream out, int edits) {
        KnowledgeFolder folder = new KnowledgeFolder(options.folder(), options.extra);
        try {
            KnowledgeFolder.Edit first = folder.look();
            if (first == null) throw new KnowledgeException("no knowledge base at " + options.folder(), null);
            Set<RuleDef> known = rules(first.base());
            out.println("watching " + options.folder() + ": " + first.base().rules().size() + " rules, revision " + first.base().revision());
            out.flush();
            for (int n = 0; n < edits; ) {
                Thread.sleep(PACE);
                if (!folder.hasSettled()) continue;
                long began = System.nanoTime();
                KnowledgeFolder.Edit edit = folder.look();
                if (edit == null) continue;
                n++;
                tell(options, out, edit, known);
                out.println(String.format(java.util.Locale.ROOT, "revision %s, %.2f s", edit.base().revision(), (System.nanoTime() - began) / 1e9));
                out.flush();
                if (edit.isUsable()) known = rules(edit.base());
            }
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new Complaint(ExitCode.UNREADABLE, options.folder() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.DONE;
        }
    }

    private static Set<RuleDef> rules(KnowledgeBase base) {
        return base.rules().stream().map(RuleDef::withoutLines).collect(Collectors.toSet());
    }

    private static void tell(KbOptions options, PrintStream out, KnowledgeFolder.Edit edit, Set<RuleDef> known) {
        for (String file : edit.changed()) out.println(file);
        List<Problem> errors = edit.problems().stream().filter(Problem::isError).toList();
        errors.forEach(out::println);
        if (!errors.isEmpty()) {
            out.println(errors.size() + " errors: the edit would not come into use");
            return;
        }
        KnowledgeBase base = edit.base();
        Set<String> changed = new HashSet<>();
        for (RuleDef r : base.rules()) if (!known.contains(r.withoutLines())) changed.add(r.id());
        KbTest test = new KbTest(base, options.folder());
        test.rules(r -> changed.contains(r.id()), false);
        List<String> talk = test.crossTalk(r -> changed.contains(r.id()));
        test.failures().forEach(out::println);
        talk.forEach(t -> out.println("warning: " + t));
        out.println(test.summary());
    }
}
