package io.github.redeliver.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code redeliver spf}: evaluates SPF records, and makes them. */
@Command(
        name = "spf",
        mixinStandardHelpOptions = true,
        description = "Evaluates SPF records (RFC 7208) and makes them.",
        subcommands = {SpfCheckCommand.class, SpfBuildCommand.class},
        footer = {
            "",
            "Examples:",
            "  redeliver spf check example.com --ip 192.0.2.1 --dns live",
            "  redeliver spf check \"v=spf1 ip4:192.0.2.0/24 -all\" --ip 192.0.2.1",
            "  redeliver spf build --mx --ip4 192.0.2.1 --include _spf.example.net --all softfail --domain example.com",
            ""
        })
final class SpfCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    SpfCommand() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "No command given; try spf check or spf build.");
    }
}
