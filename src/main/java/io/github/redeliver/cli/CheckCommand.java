package io.github.redeliver.cli;

import io.github.redeliver.Redeliver;
import io.github.redeliver.evidence.Address;
import io.github.redeliver.evidence.Context;
import io.github.redeliver.evidence.Domains;
import io.github.redeliver.knowledge.Texts;
import io.github.redeliver.report.SenderReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redeliver check}: what receivers would hold against a sender, by DNS alone. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Tells, without a bounce, what large receivers hold against a sender, with the records to publish; "
                + "and what is in order.",
        footer = {
            "",
            "Examples:",
            "  redeliver check example.com --ip 192.0.2.1 --helo mail.example.com --dns live",
            "  redeliver check example.com --ip 192.0.2.1 --daily 20000 --dns live --record-dns dns.json",
            "  redeliver check example.com --ip 192.0.2.1 --dns dns.json --fail-on any",
            ""
        })
final class CheckCommand implements Callable<Integer> {
    private static final String ANY = "any";

    private final PrintStream out;
    private final PrintStream err;

    @Mixin
    private Common common = new Common();

    @Mixin
    private Sender sender = new Sender();

    @Option(names = "--fail-on", paramLabel = "any|CAUSE", split = ",",
            description = "Exit with 1 when one of these causes, or any at all, is held against the sender.")
    private List<String> failOn = new ArrayList<>();

    @Parameters(paramLabel = "DOMAIN", description = "The domain in From, or an address in it.")
    private String domain = "";

    CheckCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        String name = Domains.of(domain);
        if (!Domains.askable(name)) throw new Complaint(ExitCode.USAGE, domain + ": is no domain name");
        if (!common.ip.isEmpty() && Address.read(common.ip) == null) throw new Complaint(ExitCode.USAGE, "--ip " + common.ip + ": is no IP address");
        if (common.dns == null || common.dns.equals("off")) {
            throw new Complaint(ExitCode.USAGE, "a check looks at records: add --dns live to ask for them, or --dns FILE with recorded answers");
        }
        Context known = sender.with(Context.of(common.ip, common.helo, name, "", common.system));
        try (Redeliver redeliver = common.open(err)) {
            for (String cause : failOn) {
                if (!cause.equals(ANY)) Common.known("--fail-on", "cause", cause, redeliver.knowledge().causes().keySet());
            }
            DnsSource dns = common.dns(redeliver.knowledge(), err);
            Texts texts = redeliver.knowledge().texts(common.language.name());
            SenderReport report = new SenderCheck(redeliver, texts, common.language.name()).check(known, dns.resolver());
            switch (common.format) {
                case json -> out.println(report.pretty());
                case ndjson -> out.println(report.json());
                case markdown -> out.print(report.markdown(texts));
                default -> out.print(report.text(texts, common.colour()));
            }
            dns.keep();
            boolean held = report.held().stream().anyMatch(h -> failOn.contains(ANY) || failOn.contains(h.finding().cause()));
            return held ? ExitCode.DID_NOT_HOLD : ExitCode.DONE;
        }
    }
}
