package io.github.redeliver.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code redeliver kb}: the rule author's workshop. */
@Command(
        name = "kb",
        mixinStandardHelpOptions = true,
        description = "The rule author's workshop.",
        subcommands = {
            KbCheckCommand.class, KbTestCommand.class, KbCoverageCommand.class, KbMutateCommand.class, KbNewCommand.class,
            KbListCommand.class, KbShowCommand.class, KbFactsCommand.class, KbWhyCommand.class, KbDiffCommand.class,
            KbCountsCommand.class, KbWatchCommand.class, KbDocsCommand.class, KbFmtCommand.class
        })
final class KbCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    KbCommand() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "No command given; try kb test.");
    }
}
