package io.github.redeliver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.redeliver.Case;
import io.github.redeliver.Shipped;
import io.github.redeliver.TinyKb;
import io.github.redeliver.evidence.Context;
import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.evidence.smtp.SmtpServer;
import io.github.redeliver.report.SenderReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands besides {@code diagnose} and {@code batch} write as JSON holds to the published schemas. */
class OtherSchemasTest {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(OtherSchemasTest::read));

    @TempDir
    Path folder;

    /** The files of {@code docs}, under an address that their references can be relative to. */
    private static String read(String address) {
        try {
            return Files.readString(Path.of("docs", address.substring(address.lastIndexOf('/') + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void holds(String schema, String json) {
        Schema s = REGISTRY.getSchema(SchemaLocation.of("https://example.com/docs/" + schema));
        assertThat(s.validate(json, InputFormat.JSON)).as(json).isEmpty();
    }

    static List<Path> recorded() {
        return Samples.all().stream().filter(p -> Files.exists(p.resolve("dns.json"))).toList();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void checks(Path sample) {
        Case given = Samples.read(sample);
        Context known = given.context();
        Context sender = new Context(known.ip(), known.helo(), known.from().isEmpty() ? "example.com" : known.from(), "", "", known.daily(), "", "", -1, "");
        SenderReport report = new SenderCheck(Shipped.redeliver(), Shipped.base().texts("en"), "en").check(sender, RecordedDns.of(given.dns()));
        holds("check.schema.json", report.json());
        holds("check.schema.json", report.pretty());
    }

    @Test
    void aSenderOfWhomNothingIsKnown() {
        Context sender = Context.of("", "", "example.com", "", "");
        holds("check.schema.json", new SenderCheck(Shipped.redeliver(), Shipped.base().texts("ja"), "ja").check(sender, RecordedDns.empty()).json());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "check example.com --ip 192.0.2.1", "check a@example.org --ip 2001:db8::1", "check example.net --ip 192.0.2.1", "check example.com",
        "check unknown.example --ip 192.0.2.1", "build --mx --ip4 192.0.2.1 --domain example.com", "build --include gone.example.com --all fail --domain example.com"})
    void spf(String words) throws IOException {
        Path dns = Files.writeString(folder.resolve("dns.json"), """
                [{"q":"example.com","type":"TXT","answer":["v=spf1 include:_spf.example.net ip4:198.51.100.0/24 -all exp=why.example.com"]},
                 {"q":"_spf.example.net","type":"TXT","answer":["v=spf1 a:mail.example.net exist:x ip4:203.0.113.0/24 -all"]},
                 {"q":"why.example.com","type":"TXT","answer":["%{i} does not send for %{d}"]},
                 {"q":"mail.example.net","type":"A","answer":["203.0.113.9"]},
                 {"q":"example.org","type":"TXT","answer":["v=spf1 mx +all","v=spf1 a -all"]},
                 {"q":"example.net","type":"TXT","answer":"SERVFAIL"},
                 {"q":"gone.example.com","type":"TXT","answer":"NXDOMAIN"}]
                """);
        for (String format : List.of("json", "ndjson")) {
            Cli.Run ran = Cli.of((Object[]) ("spf " + words + " --format " + format + " --dns " + dns).split(" "));
            assertThat(ran.err()).isEmpty();
            holds("spf.schema.json", ran.out());
        }
    }

    @Test
    void probes() throws IOException {
        for (Map<String, String> replies : List.of(Map.<String, String>of(), Map.of("RCPT", "550 5.1.1 no"), Map.of("connect", "DROP"))) {
            try (SmtpServer server = new SmtpServer(replies, null)) {
                for (String format : List.of("json", "ndjson")) {
                    holds("probe.schema.json", Cli.of("probe", "user@example.com", "--mx", "127.0.0.1", "--port", server.port(), "--helo", "mail.example.net", "--format", format).out());
                }
                holds("result.schema.json", Cli.of("probe", "user@example.com", "--mx", "127.0.0.1", "--port", server.port(), "--helo", "mail.example.net", "--format", "ndjson", "--diagnose").out());
            }
        }
    }

    @Test
    void problemsOfAKnowledgeBase() {
        TinyKb kb = TinyKb.in(folder);
        kb.acme(TinyKb.rule("acme/wrong", "Heard( phrase == \"x y\" )", "no-such-cause"), "rule nonsense");
        Cli.Run ran = Cli.of("kb", "check", "--kb", folder, "--format", "json");
        assertThat(ran.out()).contains("\"level\" : \"error\"");
        holds("problems.schema.json", ran.out());
    }
}
