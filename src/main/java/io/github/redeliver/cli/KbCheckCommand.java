package io.github.redeliver.cli;

import io.github.redeliver.knowledge.KnowledgeLoader;
import io.github.redeliver.knowledge.Problem;
import io.github.redeliver.workshop.check.Checks;
import io.github.redeliver.workshop.check.NearMisses;
import io.github.redeliver.workshop.check.ProblemReport;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redeliver kb check}: everything that is wrong, likely wrong or could be better. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks every file of a knowledge base: closed form, references, phrases, contradictions, sources, "
                + "examples, words in every language, links, dates.",
        footer = {"", "Examples:", "  redeliver kb check", "  redeliver kb check --level info --format sarif > kb.sarif"})
final class KbCheckCommand implements Callable<Integer> {
    enum Level {
        error,
        warning,
        info
    }

    private final PrintStream out;
    private final PrintStream err;

    @Mixin
    private KbOptions options = new KbOptions();

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text",
            description = "text, json, sarif, junit or github (${DEFAULT-VALUE}).")
    private ProblemReport.Format format = ProblemReport.Format.text;

    @Option(names = "--level", paramLabel = "LEVEL", defaultValue = "warning",
            description = "Show problems from this level on: error, warning or info (${DEFAULT-VALUE}).")
    private Level level = Level.warning;

    @Option(names = "--near-misses", description = "Look for constraints that no text needs, too; takes longer.")
    private boolean nearMisses;

    KbCheckCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        KnowledgeLoader.Loaded loaded = options.load();
        boolean broken = loaded.warnings().stream().anyMatch(Problem::isError);
        List<Problem> more = nearMisses && !broken ? NearMisses.check(options.lab()) : List.of();
        Checks.Found found = Checks.run(loaded, options.folder(), more);
        List<Problem> shown = found.problems().stream().filter(p -> Level.valueOf(p.level()).ordinal() <= level.ordinal()).toList();
        boolean text = format == ProblemReport.Format.text;
        out.print(ProblemReport.of(format, text ? "" : options.folder().toString().replace('\\', '/'), shown));
        Common.overridden(loaded.base(), err);
        (text ? out : err).println(loaded.base().rules().size() + " rules, " + loaded.base().phrases().size() + " phrases: "
                + count(found, Level.error) + " errors, " + count(found, Level.warning) + " warnings, "
                + count(found, Level.info) + " notes, " + found.excused() + " excused");
        return count(found, Level.error) > 0 ? ExitCode.RULE_ERROR : ExitCode.DONE;
    }

    private static long count(Checks.Found found, Level level) {
        return found.problems().stream().filter(p -> p.level().equals(level.name())).count();
    }
}
