package io.github.redeliver.cli;

import io.github.redeliver.Redeliver;
import io.github.redeliver.evidence.Address;
import io.github.redeliver.evidence.Domains;
import io.github.redeliver.evidence.spf.SpfBuilder;
import io.github.redeliver.evidence.spf.SpfLint;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Tree;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redeliver spf build}: a record from what sends for a domain. */
@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        description = "Makes an SPF record of what sends for a domain: the record, the line for a zone file, where to enter it "
                + "at common DNS hosts, and a check of it. Exits with 1 when the record would be an error.",
        footer = {
            "",
            "Examples:",
            "  redeliver spf build --mx --ip4 192.0.2.1 --all softfail --domain example.com",
            "  redeliver spf build --a mail.example.com --ip6 2001:db8::/64 --include _spf.example.net --all fail --dns live",
            ""
        })
final class SpfBuildCommand implements Callable<Integer> {
    /** Stands for the domain itself; picocli adds no empty text to a list. */
    private static final String OWN = ".";

    private final PrintStream out;
    private final PrintStream err;

    @Mixin
    private Common common = new Common();

    @Option(names = "--a", arity = "0..1", fallbackValue = OWN, paramLabel = "HOST", description = "The domain's own host sends, or this one.")
    private List<String> hosts = new ArrayList<>();

    @Option(names = "--mx", arity = "0..1", fallbackValue = OWN, paramLabel = "DOMAIN", description = "The domain's mail exchangers send, or another domain's.")
    private List<String> exchangers = new ArrayList<>();

    @Option(names = "--ip4", paramLabel = "NETWORK", description = "An IPv4 address or network sends.", split = ",")
    private List<String> ip4 = new ArrayList<>();

    @Option(names = "--ip6", paramLabel = "NETWORK", description = "An IPv6 address or network sends.", split = ",")
    private List<String> ip6 = new ArrayList<>();

    @Option(names = "--include", paramLabel = "DOMAIN", description = "Whoever that domain's record names sends.", split = ",")
    private List<String> includes = new ArrayList<>();

    @Option(names = "--all", paramLabel = "RESULT", description = "What holds for everybody else: fail, softfail or neutral (${DEFAULT-VALUE}).",
            defaultValue = "softfail")
    private String all = "softfail";

    @Option(names = "--domain", paramLabel = "DOMAIN", description = "Whose record it is to be.", defaultValue = "example.com")
    private String domain = "example.com";

    SpfBuildCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        if (!Domains.askable(domain)) throw new Complaint(ExitCode.USAGE, "--domain " + domain + ": is no domain name");
        String record = record();
        try (Redeliver redeliver = common.open(err)) {
            DnsSource dns = common.dns(redeliver.knowledge(), err);
            dns.prepare(asking -> SpfLint.of(domain, OwnRecord.over(domain, record, asking)));
            SpfLint.Report lint = SpfLint.of(domain, OwnRecord.over(domain, record, dns.resolver()));
            SpfReport report = new SpfReport(domain, lint, null, "")
                    .built(SpfBuilder.zoneLine(domain, record), SpfBuilder.strings(record), places(redeliver.knowledge()));
            switch (common.format) {
                case json -> out.println(report.json(true));
                case ndjson -> out.println(report.json(false));
                default -> out.print(report.text(redeliver.knowledge().texts(common.language.name()), common.colour()));
            }
            dns.keep();
            return report.good() ? ExitCode.DONE : ExitCode.DID_NOT_HOLD;
        }
    }

    private String record() {
        SpfBuilder builder = new SpfBuilder();
        for (String host : hosts) {
            if (host.equals(OWN)) builder.a();
            else builder.a(named("--a", host));
        }
        for (String exchanger : exchangers) {
            if (exchanger.equals(OWN)) builder.mx();
            else builder.mx(named("--mx", exchanger));
        }
        for (String network : ip4) builder.ip(network("--ip4", network, false));
        for (String network : ip6) builder.ip(network("--ip6", network, true));
        for (String include : includes) builder.include(named("--include", include));
        try {
            return builder.all(all).record();
        } catch (IllegalArgumentException e) {
            boolean word = String.valueOf(e.getMessage()).startsWith("all can be");
            if (word) Common.known("--all", "result", all, List.of("fail", "softfail", "neutral", "none"));
            throw new Complaint(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private static String named(String option, String name) {
        if (!Domains.askable(name)) throw new Complaint(ExitCode.USAGE, option + " " + name + ": is no domain name");
        return Domains.tidy(name);
    }

    private static String network(String option, String network, boolean six) {
        int slash = network.indexOf('/');
        Address address = Address.readAs(slash < 0 ? network : network.substring(0, slash), six);
        if (address == null) throw new Complaint(ExitCode.USAGE, option + " " + network + ": is no " + (six ? "IPv6" : "IPv4") + " address or network");
        return network;
    }

    private List<SpfReport.Place> places(KnowledgeBase base) {
        List<SpfReport.Place> places = new ArrayList<>();
        for (Object entry : Tree.list(Tree.map(base.data("evidence").get("dns-hosts")).get("hosts"))) {
            Map<String, Object> m = Tree.map(entry);
            Map<String, Object> where = Tree.map(m.get("where"));
            String own = Tree.text(where, common.language.name());
            String name = Tree.text(Tree.map(m.get("names")), common.language.name());
            places.add(new SpfReport.Place(
                    name.isEmpty() ? Tree.text(m, "name") : name, own.isEmpty() ? Tree.text(where, "en") : own, Tree.text(m, "url")));
        }
        return places;
    }
}
