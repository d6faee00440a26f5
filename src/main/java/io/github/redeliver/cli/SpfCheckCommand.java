package io.github.redeliver.cli;

import io.github.redeliver.Redeliver;
import io.github.redeliver.evidence.Address;
import io.github.redeliver.evidence.Domains;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.evidence.spf.Spf;
import io.github.redeliver.evidence.spf.SpfFault;
import io.github.redeliver.evidence.spf.SpfLint;
import io.github.redeliver.evidence.spf.SpfRepair;
import io.github.redeliver.evidence.spf.SpfResult;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redeliver spf check}: what SPF comes to, why, what it costs, and what is wrong with the record. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Evaluates the SPF record of a domain, or one that is given, and looks it over. Exits with 1 when the "
                + "result is not pass, or when there is an error in the record.",
        footer = {
            "",
            "Examples:",
            "  redeliver spf check example.com --ip 192.0.2.1 --dns live",
            "  redeliver spf check example.com --ip 192.0.2.1 --from user@example.com --helo mail.example.com --dns dns.json",
            "  redeliver spf check \"v=spf1 ip4:192.0.2.0/24 -all\" --ip 192.0.2.1",
            "  redeliver spf check example.com --dns live",
            ""
        })
final class SpfCheckCommand implements Callable<Integer> {
    /** Whose a record is that is given without a domain. */
    private static final String NOBODY = "domain.invalid";

    private final PrintStream out;
    private final PrintStream err;

    @Mixin
    private Common common = new Common();

    @Option(names = "--domain", paramLabel = "DOMAIN", description = "Whose record it is, where a record is given.")
    private String domain = "";

    @Parameters(paramLabel = "DOMAIN|RECORD", description = "A domain (or an address in it), or a record that begins with v=spf1.")
    private String subject = "";

    SpfCheckCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        boolean given = subject.strip().toLowerCase(Locale.ROOT).startsWith("v=spf1");
        String name = Domains.of(given ? (!domain.isEmpty() ? domain : !common.from.isEmpty() ? common.from : NOBODY) : subject);
        if (!Domains.askable(name)) throw new Complaint(ExitCode.USAGE, name + ": is neither a domain name nor a record; a record begins with v=spf1");
        Address ip = common.ip.isEmpty() ? null : Address.read(common.ip);
        if (ip == null && !common.ip.isEmpty()) throw new Complaint(ExitCode.USAGE, "--ip " + common.ip + ": is no IP address");
        if (!given && (common.dns == null || common.dns.equals("off"))) {
            throw new Complaint(ExitCode.USAGE, "the record of " + name + " has to be asked for: add --dns live, or --dns FILE with recorded answers");
        }
        try (Redeliver redeliver = common.open(err)) {
            DnsSource dns = common.dns(redeliver.knowledge(), err);
            dns.prepare(asking -> look(name, ip, given, asking));
            SpfReport report = look(name, ip, given, dns.resolver());
            switch (common.format) {
                case json -> out.println(report.json(true));
                case ndjson -> out.println(report.json(false));
                default -> out.print(report.text(redeliver.knowledge().texts(common.language.name()), common.colour()));
            }
            dns.keep();
            return report.good() ? ExitCode.DONE : ExitCode.DID_NOT_HOLD;
        }
    }

    private SpfReport look(String name, @Nullable Address ip, boolean given, Resolver dns) {
        Resolver own = given ? OwnRecord.over(name, subject.strip(), dns) : dns;
        SpfLint.Report lint = SpfLint.of(name, own);
        String sender = common.from.isEmpty() || given && Domains.of(common.from).equals(name) ? name : common.from;
        SpfResult result = ip == null ? null : Spf.check(ip, common.helo, sender.contains("@") || sender.equals(name) ? sender : name, own);
        boolean broken = lint.faults().stream().anyMatch(SpfFault::error) && !lint.records().isEmpty();
        String repaired = broken ? SpfRepair.repair(name, lint.records(), "", own) : "";
        return new SpfReport(given && name.equals(NOBODY) ? "" : name, lint, result, lint.records().contains(repaired) ? "" : repaired);
    }
}
