package io.github.redeliver.cli;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.Result;
import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.report.Clean;
import io.github.redeliver.report.JsonReport;
import io.github.redeliver.report.MarkdownReport;
import io.github.redeliver.report.TextReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redeliver diagnose}. */
@Command(
        name = "diagnose",
        mixinStandardHelpOptions = true,
        description = "Reads anything you have (a mail, a bounce, log lines, one reply, a transcript, a webhook) and "
                + "prints what it means, who has to act and what to do.",
        footer = {"", "Examples:", "  redeliver diagnose bounce.eml", "  redeliver diagnose --lang ja - < reply.txt"})
final class DiagnoseCommand implements Callable<Integer> {
    private final PrintStream out;
    private final PrintStream err;

    @Mixin
    private Common common = new Common();

    @Option(names = "--fail-on", paramLabel = "CAUSE", split = ",",
            description = "Exit with 1 when one of these causes is found at rank 1.")
    private List<String> failOn = new ArrayList<>();

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files to read; - or none for standard input.")
    private List<String> files = new ArrayList<>();

    DiagnoseCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        int code = ExitCode.DONE;
        RecordedDns dns = common.recordedDns();
        try (Redeliver redeliver = common.open(err)) {
            for (String cause : failOn) {
                Common.known("--fail-on", "cause", cause, redeliver.knowledge().causes().keySet());
            }
            List<String> names = Common.orStdin(files);
            for (String name : names) {
                Inputs.Input input;
                try {
                    input = Inputs.read(name);
                } catch (Complaint c) {
                    err.println("redeliver: " + Clean.line(String.valueOf(c.getMessage()), 1_000));
                    code = c.exitCode;
                    continue;
                }
                if (input.bytes().length == 0) {
                    err.println("redeliver: " + Clean.line(input.name(), 500) + ": is empty");
                    code = ExitCode.UNREADABLE;
                    continue;
                }
                Result result = redeliver.diagnose(
                        Case.of(input.bytes()).withId(names.size() > 1 ? name : "").withContext(common.context()), dns);
                if (input.cut()) result = result.withLimit("input-bytes");
                print(redeliver, result, names.size() > 1 ? input.name() : "");
                if (code == ExitCode.DONE && !result.limits().isEmpty()) code = ExitCode.PARTIAL;
                for (Result.Diagnosis d : result.diagnoses()) {
                    if (!d.findings().isEmpty() && failOn.contains(d.findings().get(0).cause())) {
                        code = ExitCode.DID_NOT_HOLD;
                    }
                }
            }
        }
        return code;
    }

    private void print(Redeliver redeliver, Result result, String name) {
        switch (common.format) {
            case json -> out.println(new JsonReport().pretty(result));
            case ndjson -> out.println(new JsonReport().line(result));
            case markdown -> out.print(
                    new MarkdownReport(redeliver.knowledge().texts(common.language.name())).of(result));
            default -> {
                if (!name.isEmpty()) out.println("== " + Clean.line(name, 500));
                out.print(new TextReport(redeliver.knowledge().texts(common.language.name()), common.colour()).of(result));
                if (!name.isEmpty()) out.println();
            }
        }
    }
}
