package io.github.redeliver.cli;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.Result;
import io.github.redeliver.evidence.Context;
import io.github.redeliver.knowledge.Texts;
import io.github.redeliver.inference.Inference;
import io.github.redeliver.report.Clean;
import io.github.redeliver.report.JsonReport;
import io.github.redeliver.report.MarkdownReport;
import io.github.redeliver.report.OtherNames;
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
        footer = {
            "",
            "Examples:",
            "  redeliver diagnose bounce.eml",
            "  redeliver diagnose --lang ja - < reply.txt",
            "  redeliver diagnose --ip 192.0.2.1 --dns live --record-dns dns.json bounce.eml",
            "  redeliver diagnose --ip 192.0.2.1 --dns dns.json bounce.eml",
            "  redeliver diagnose --daily 8000 --ip-since 2026-11-02 --first-blocked 2026-11-28 bounce.eml",
            "  redeliver diagnose --also sisimai,bounce --format ndjson *.eml",
            ""
        })
final class DiagnoseCommand implements Callable<Integer> {
    private final PrintStream out;
    private final PrintStream err;

    @Mixin
    final Common common = new Common();

    @Mixin
    final Sender sender = new Sender();

    @Mixin
    final Also also = new Also();

    @Option(names = "--fail-on", paramLabel = "CAUSE", split = ",",
            description = "Exit with 1 when one of these causes is found at rank 1.")
    List<String> failOn = new ArrayList<>();

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files to read; - or none for standard input.")
    List<String> files = new ArrayList<>();

    DiagnoseCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        int code = ExitCode.DONE;
        if (Runtime.getRuntime().availableProcessors() > 1) {
            Thread warming = new Thread(Inference::prepare, "prepare");
            warming.setDaemon(true);
            warming.start();
        }
        Context known = sender.with(common.context());
        try (Redeliver redeliver = common.open(err)) {
            DnsSource dns = common.dns(redeliver.knowledge(), err);
            OtherNames names = also.names(redeliver.knowledge());
            for (String cause : failOn) {
                Common.known("--fail-on", "cause", cause, redeliver.knowledge().causes().keySet());
            }
            List<String> inputs = Common.orStdin(files);
            for (String name : inputs) {
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
                        Case.of(input.bytes()).withId(inputs.size() > 1 ? name : "").withContext(known), dns.resolver());
                if (input.cut()) result = result.withLimit("input-bytes");
                print(redeliver, names, result, inputs.size() > 1 ? input.name() : "");
                if (code == ExitCode.DONE && !result.limits().isEmpty()) code = ExitCode.PARTIAL;
                for (Result.Diagnosis d : result.diagnoses()) {
                    if (!d.findings().isEmpty() && failOn.contains(d.findings().get(0).cause())) {
                        code = ExitCode.DID_NOT_HOLD;
                    }
                }
            }
            dns.keep();
        }
        return code;
    }

    private void print(Redeliver redeliver, OtherNames names, Result result, String name) {
        Texts texts = redeliver.knowledge().texts(common.language.name());
        switch (common.format) {
            case json -> out.println(new JsonReport(names).pretty(result));
            case ndjson -> out.println(new JsonReport(names).line(result));
            case markdown -> out.print(new MarkdownReport(texts, names).of(result));
            default -> {
                if (!name.isEmpty()) out.println("== " + Clean.line(name, 500));
                out.print(new TextReport(texts, common.colour(), names).of(result));
                if (!name.isEmpty()) out.println();
            }
        }
    }
}
