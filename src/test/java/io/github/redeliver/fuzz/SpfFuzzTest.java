package io.github.redeliver.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.redeliver.evidence.Address;
import io.github.redeliver.evidence.spf.Spf;
import io.github.redeliver.evidence.spf.SpfLint;
import io.github.redeliver.evidence.spf.SpfParser;
import io.github.redeliver.evidence.spf.SpfRecord;
import io.github.redeliver.evidence.spf.SpfRepair;
import io.github.redeliver.evidence.spf.SpfResult;
import io.github.redeliver.evidence.spf.SpfTerm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SPF records, evaluation, lint and repair: a first line of {@code HELO SENDER}, then records of {@code example.com},
 * or lines {@code NAME TYPE VALUE}.
 */
class SpfFuzzTest {
    private static final List<String> SEEDS = List.of(
            "mail.example.com user@example.com\nv=spf1 a mx ip4:192.0.2.0/24 include:_spf.example.net -all\n_spf.example.net TXT v=spf1 ip6:2001:db8::/32 ~all\n"
                    + "example.com MX 10 mx.example.com\nmx.example.com A 192.0.2.1",
            "h user@example.com\nv=spf1 exists:%{ir}.%{l1r-}.%{d2}.example.net exp=why.example.com -all\nwhy.example.com TXT %{i} is not %{d}, ask %{s} at %{r}%_%-%%",
            "h user@example.com\nv=spf1 redirect=_a.example.com\n_a.example.com TXT v=spf1 include:_b.example.com ptr:example.com a:x.example.com/24//64 ?all\n"
                    + "_b.example.com TXT v=spf1 include:_a.example.com",
            "h @\nv=spf1 a\nv=spf1 mx exist:example.com +all unknown=x\nexample.com A SERVFAIL");

    private static final List<String> WORDS = List.of(
            "v=spf1 ", " -all", " ~all", " +all", " include:", " redirect=", " exp=", " exists:", " a:", " mx:", " ptr", " ip4:192.0.2.1", "/24", "//64", " ip6:2001:db8::", "%{i}", "%{d2r}",
            "%{s}", "%{p}", "%{h}", "%{L3-}", "%%", "%_", "%-", "example.com", " TXT ", " A ", " MX ", "\n", "SERVFAIL", "TIMEOUT", "spf2.0/pra ", "“v=spf1", "192.0.2.1");

    static Stream<Arguments> seeds() {
        return Stream.concat(Seeds.kept("spf"), Seeds.of(SEEDS, WORDS));
    }

    @MethodSource("seeds")
    @FuzzTest
    void spf(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        int line = Math.max(0, text.indexOf('\n'));
        String first = text.substring(0, line);
        int blank = Math.max(0, first.indexOf(' '));
        String helo = first.substring(0, blank);
        String sender = first.substring(blank).strip();
        FuzzZone zone = FuzzZone.of(text.substring(line), "example.com");
        zone.txt("example.com").forEach(SpfFuzzTest::record);
        for (String ip : List.of("192.0.2.1", "2001:db8::1")) {
            evaluation(ip, helo, sender, zone);
            evaluation(ip, "mail.example.com", "user@example.com", zone);
        }
        SpfLint.Report lint = SpfLint.of("example.com", zone);
        assertThat(lint.costs()).hasSizeLessThanOrEqualTo(200);
        assertThat(lint.records()).isEqualTo(zone.txt("example.com").stream().filter(SpfRecord::isSpf).toList());
        repair(zone);
    }

    private static void record(String text) {
        if (!SpfRecord.isSpf(text)) return;
        SpfRecord record = SpfParser.parse(text);
        for (SpfTerm t : record.terms()) {
            assertThat(text).contains(t.text());
            assertThat(t.bits4()).isBetween(0, 32);
            assertThat(t.bits6()).isBetween(0, 128);
        }
        if (!record.valid()) {
            assertThat(text).contains(record.errorTerm());
        } else {
            String again = "v=spf1 " + String.join(" ", record.terms().stream().map(SpfTerm::text).toList());
            assertThat(SpfParser.parse(again).terms()).isEqualTo(record.terms());
        }
    }

    private static void evaluation(String ip, String helo, String sender, FuzzZone zone) {
        Address address = Objects.requireNonNull(Address.read(ip));
        int before = zone.asked();
        SpfResult r = Spf.check(address, helo, sender, zone);
        // ten terms, each with at most ten hosts of two kinds of records, and the explanation
        assertThat(zone.asked() - before).isLessThanOrEqualTo(250);
        assertThat(Spf.check(address, helo, sender, zone)).isEqualTo(r);
        assertThat(r.result()).as("all is known").isNotEqualTo(SpfResult.Result.OPEN);
        boolean error = r.result() == SpfResult.Result.PERMERROR || r.result() == SpfResult.Result.TEMPERROR;
        assertThat(r.why() != SpfResult.Why.NONE).as("%s", r).isEqualTo(error);
        if (error) assertThat(r.detail()).isNotBlank();
        assertThat(r.lookups()).isLessThanOrEqualTo(r.why() == SpfResult.Why.TOO_MANY_LOOKUPS ? Spf.LOOKUPS + 1 : Spf.LOOKUPS);
        assertThat(r.voidLookups()).isLessThanOrEqualTo(r.why() == SpfResult.Why.TOO_MANY_VOID ? Spf.VOID_LOOKUPS + 1 : Spf.VOID_LOOKUPS);
        assertThat(r.steps()).hasSizeLessThanOrEqualTo(401);
        if (!r.explanation().isEmpty()) {
            assertThat(r.result()).isEqualTo(SpfResult.Result.FAIL);
            assertThat(r.explanation().chars()).allMatch(c -> c >= ' ' && c < 0x7f);
        }
    }

    private static void repair(FuzzZone zone) {
        List<String> texts = zone.txt("example.com");
        String repaired = SpfRepair.repair("example.com", texts, "ip4:192.0.2.77", zone);
        assertThat(SpfRecord.isSpf(repaired)).isTrue();
        SpfRecord record = SpfParser.parse(repaired);
        assertThat(record.error()).as(repaired).isEmpty();
        assertThat(record.terms()).as(repaired).anyMatch(t -> t.name().equals("ip4") && t.network() != null && t.network().text().equals("192.0.2.77"));
        assertThat(record.terms()).as(repaired).noneMatch(t -> t.name().equals("all") && t.qualifier() == '+');
    }
}
