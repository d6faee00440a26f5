package io.github.redeliver.cli;

import io.github.redeliver.Insight;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Near;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.report.Clean;
import io.github.redeliver.workshop.RulePage;
import io.github.redeliver.workshop.Sample;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code redeliver kb show}: a rule's page. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a rule: what it waits for and concludes, its source, examples and near misses, rules with "
                + "phrases in common, and the samples that it fires on.",
        footer = {"", "Example:", "  redeliver kb show outlook/s3150"})
final class KbShowCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private KbOptions options = new KbOptions();

    @Parameters(paramLabel = "ID", description = "Id of the rule.")
    private String id = "";

    KbShowCommand(PrintStream out, PrintStream err) {
        this.out = out;
    }

    @Override
    public Integer call() {
        KnowledgeBase base = options.base();
        RuleDef rule = base.rule(id);
        if (rule == null) {
            String meant = Near.meant(id, base.rules().stream().map(RuleDef::id).toList());
            throw new Complaint(ExitCode.USAGE, id + ": no such rule" + (meant.isEmpty() ? "; kb list finds rules by a word" : "; maybe " + meant));
        }
        try (Insight insight = new Insight(base)) {
            List<String> fires = options.samples().stream().filter(s -> fires(insight, s)).map(Sample::name).toList();
            out.print(RulePage.of(base, rule, fires, text -> Clean.line(text, 1_000)));
        }
        return ExitCode.DONE;
    }

    private boolean fires(Insight insight, Sample s) {
        return insight.look(s.given()).heard().stream().anyMatch(h -> insight.trial().run(h.given()).fired(id));
    }
}
