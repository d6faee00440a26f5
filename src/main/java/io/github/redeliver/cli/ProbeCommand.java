package io.github.redeliver.cli;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.Result;
import io.github.redeliver.evidence.Context;
import io.github.redeliver.evidence.Domains;
import io.github.redeliver.evidence.smtp.Probe;
import io.github.redeliver.evidence.smtp.Transcript;
import io.github.redeliver.facts.Observed;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Texts;
import io.github.redeliver.report.Clean;
import io.github.redeliver.report.JsonReport;
import io.github.redeliver.report.MarkdownReport;
import io.github.redeliver.report.TextReport;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code redeliver probe}: the SMTP conversation by hand, up to RCPT, and what it shows. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description = {
            "Speaks to a recipient's mail server as a person would with telnet, up to RCPT TO and never further, and prints "
                    + "the transcript. No message is sent. Asks DNS for the server unless --mx or --dns FILE names it.",
            "Exits with 1 when the recipient is not accepted."
        },
        footer = {
            "",
            "Examples:",
            "  redeliver probe user@example.com --from me@example.net --helo mail.example.net",
            "  redeliver probe user@example.com --mx mx1.example.com",
            "  redeliver probe user@example.com --diagnose",
            "  redeliver probe user@example.com --diagnose=bounce.eml --lang ja",
            ""
        })
final class ProbeCommand implements Callable<Integer> {
    private static final String ALONE = "";

    private final PrintStream out;
    private final PrintStream err;

    @Mixin
    private Common common = new Common();

    @Option(names = "--mx", paramLabel = "HOST", description = "The server to speak to, rather than the recipient's MX.")
    private String mx = "";

    @Option(names = "--port", paramLabel = "N", description = "The port (${DEFAULT-VALUE}).", defaultValue = "25")
    private int port = 25;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Time for the connection, and twice that for a reply (${DEFAULT-VALUE}).",
            defaultValue = "15")
    private int timeout = 15;

    @Option(names = "--diagnose", arity = "0..1", fallbackValue = ALONE, paramLabel = "BOUNCE",
            description = "Diagnose what was said, together with a bounce where its file is named.")
    private @Nullable String bounce;

    @Parameters(paramLabel = "RECIPIENT", description = "The address to ask for.")
    private String recipient = "";

    ProbeCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        String domain = Domains.of(recipient);
        if (recipient.indexOf('@') < 1 || !Domains.askable(domain)) throw new Complaint(ExitCode.USAGE, recipient + ": is no mail address");
        if (port < 1 || port > 65_535) throw new Complaint(ExitCode.USAGE, "--port " + port + ": from 1 to 65535");
        if (timeout < 1 || timeout > 300) throw new Complaint(ExitCode.USAGE, "--timeout " + timeout + ": from 1 to 300");
        Inputs.Input given = bounce == null || bounce.equals(ALONE) ? null : Inputs.read(bounce);
        Probe.Settings settings = settings();
        try (Redeliver redeliver = common.open(err)) {
            DnsSource dns = dns(redeliver.knowledge());
            List<String> hosts = mx.isEmpty() ? hosts(dns) : List.of(mx);
            Texts texts = redeliver.knowledge().texts(common.language.name());
            if (hosts.isEmpty()) {
                dns.keep();
                out.println(texts.text("ui", "probe-no-host", n -> domain));
                return ExitCode.DID_NOT_HOLD;
            }
            List<Transcript> held = new ArrayList<>();
            for (String host : hosts) { // the next one only where the last could not be reached
                held.add(converse(host, settings));
                if (!last(held).steps().isEmpty()) break;
            }
            boolean accepted = last(held).shows("accepted-up-to-rcpt");
            if (bounce == null) print(held, texts, accepted);
            else diagnose(redeliver, held, given, dns, texts);
            dns.keep();
            return accepted ? ExitCode.DONE : ExitCode.DID_NOT_HOLD;
        }
    }

    private static Transcript last(List<Transcript> held) {
        return held.get(held.size() - 1);
    }

    private Probe.Settings settings() {
        try {
            Probe.Settings usual = Probe.Settings.of(common.helo.isEmpty() ? ownName() : common.helo, common.from, Clock.systemUTC().instant());
            return new Probe.Settings(
                    usual.helo(), usual.from(), port, Duration.ofSeconds(timeout), Duration.ofSeconds(2L * timeout), usual.slow(),
                    usual.trust(), usual.now());
        } catch (IllegalArgumentException e) {
            throw new Complaint(ExitCode.USAGE, "--helo, --from: " + e.getMessage());
        }
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** A probe is a question to the network by itself: its DNS is live unless a record is named. */
    private DnsSource dns(KnowledgeBase base) {
        String from = common.dns != null ? common.dns : mx.isEmpty() ? "live" : "off";
        return DnsSource.of(from, common.recordDns, common.resolver, base, common.language.name(), err);
    }

    private List<String> hosts(DnsSource dns) {
        dns.prepare(asking -> Probe.hosts(recipient, asking));
        return Probe.hosts(recipient, dns.resolver());
    }

    private Transcript converse(String host, Probe.Settings settings) {
        try {
            return Probe.run(host, recipient, settings);
        } catch (IllegalArgumentException e) {
            throw new Complaint(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private static String text(List<Transcript> held) {
        StringBuilder all = new StringBuilder();
        for (Transcript t : held) all.append(t.text());
        return all.toString();
    }

    private void print(List<Transcript> held, Texts texts, boolean accepted) {
        switch (common.format) {
            case json, ndjson -> out.println(json(held, accepted));
            default -> {
                for (String line : text(held).split("\n")) out.println(Clean.line(line, 2_000));
                if (accepted) err.println(texts.word("probe-accepted"));
            }
        }
    }

    private String json(List<Transcript> held, boolean accepted) {
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode root = mapper.createObjectNode();
        root.put("recipient", recipient).put("host", last(held).host()).put("accepted", accepted);
        ArrayNode facts = root.putArray("facts");
        for (Transcript t : held) t.facts().forEach(f -> facts.addObject().put("shows", f.shows()).put("subject", f.subject()).put("value", f.value()));
        root.put("transcript", text(held));
        return common.format == Common.Format.json ? mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) : mapper.writeValueAsString(root);
    }

    private void diagnose(Redeliver redeliver, List<Transcript> held, Inputs.@Nullable Input given, DnsSource dns, Texts texts) {
        List<Observed> facts = new ArrayList<>();
        // that the first of several servers did not answer is no reason where another one spoke
        for (Transcript t : held.size() > 1 && !last(held).steps().isEmpty() ? List.of(last(held)) : held) facts.addAll(t.facts());
        Context context = Context.of(common.ip, common.helo, common.from, last(held).host(), common.system);
        Case what = given == null ? Case.of(text(held)) : Case.of(given.bytes());
        Result result = redeliver.diagnose(what.withContext(context), dns.resolver(), facts);
        if (given != null && given.cut()) result = result.withLimit("input-bytes");
        switch (common.format) {
            case json -> out.println(new JsonReport().pretty(result));
            case ndjson -> out.println(new JsonReport().line(result));
            case markdown -> out.print(new MarkdownReport(texts).of(result));
            default -> {
                for (String line : text(held).split("\n")) out.println(Clean.line(line, 2_000));
                out.println();
                out.print(new TextReport(texts, common.colour()).of(result));
                if (last(held).shows("accepted-up-to-rcpt")) out.println(texts.word("probe-accepted"));
            }
        }
    }
}
