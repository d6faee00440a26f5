package io.github.redeliver.cli;

import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.Stage;
import io.github.redeliver.workshop.Coverage;
import io.github.redeliver.workshop.Lab;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redeliver kb coverage}: what the tests of a knowledge base reach. */
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        description = "Tells which rules, phrases and constraints the examples, near misses and samples reach.")
final class KbCoverageCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private KbOptions options = new KbOptions();

    @Option(names = "--min", paramLabel = "P", description = "Exit with 1 when less than P per cent of the rules fire.")
    private double min;

    @Option(names = "--list", description = "Name what is not reached.")
    private boolean list;

    KbCoverageCommand(PrintStream out, PrintStream err) {
        this.out = out;
    }

    @Override
    public Integer call() {
        try (Lab lab = options.lab()) {
            Coverage c = Coverage.of(lab);
            if (list) names(c);
            for (Stage stage : Stage.values()) line("rules of " + stage.folder(), c.rules(stage));
            line("rules", c.rules());
            line("constraints", c.constraints());
            line("phrases", c.phrases());
            Map<String, Integer> samples = c.samples();
            out.println(samples.size() + " rules fire in samples; most often " + String.join(", ", samples.entrySet().stream()
                    .limit(5).map(e -> e.getKey() + " (" + e.getValue() + ")").toList()));
            return c.rules().percent() < min ? ExitCode.DID_NOT_HOLD : ExitCode.DONE;
        }
    }

    private void names(Coverage c) {
        for (RuleDef r : c.silent()) out.println(at(r) + "fires on no text");
        for (Coverage.Idle i : c.idle()) {
            out.println(options.folder().resolve(i.rule().file()) + ":" + i.pattern().line() + ": rule \"" + i.rule().id()
                    + "\" no text needs " + i.what());
        }
        for (String phrase : c.unheard()) out.println("no text says \"" + phrase + "\"");
    }

    private String at(RuleDef r) {
        return options.folder().resolve(r.file()) + ":" + r.line() + ": rule \"" + r.id() + "\" ";
    }

    private void line(String what, Coverage.Share s) {
        out.println(String.format(Locale.ROOT, "%-20s %6d of %6d, %5.1f %%", what, s.of(), s.all(), s.percent()));
    }
}
