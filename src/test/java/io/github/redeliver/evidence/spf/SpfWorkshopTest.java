package io.github.redeliver.evidence.spf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.evidence.Zones;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is found in records, how they are built and repaired. */
class SpfWorkshopTest {
    private static RecordedDns dns(Object... entries) {
        Map<String, Object> zone = new java.util.LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) zone.put(entries[i].toString(), entries[i + 1]);
        return RecordedDns.of(Zones.answers(zone));
    }

    private static List<String> faults(Object... entries) {
        return SpfLint.of("example.com", dns(entries)).faults().stream().map(SpfFault::tag).toList();
    }

    @Test
    void faultsAreNamed() {
        assertThat(faults("example.com TXT", "v=spf1 ip4:192.0.2.1 -all")).isEmpty();
        assertThat(faults("example.com TXT", List.of("v=spf1 -all", "v=spf1 ~all"))).contains("two-records");
        assertThat(faults("example.com TXT", "v=spf1 +all")).contains("plus-all");
        assertThat(faults("example.com TXT", "v=spf1 ptr -all")).contains("ptr");
        assertThat(faults("example.com TXT", "v=spf1 ip4:192.0.2.1")).contains("no-all");
        assertThat(faults("example.com TXT", "v=spf1 -all ip4:192.0.2.1")).contains("after-all");
        assertThat(faults("example.com TXT", "v=spf1 exist:%{i}.example.net -all")).contains("exist");
        assertThat(faults("example.com TXT", List.of("spf2.0/pra -all", "v=spf1 -all"))).containsExactly("sender-id");
        assertThat(faults("example.com TXT", "“v=spf1 -all”")).contains("typographic-quotes", "none");
        assertThat(faults("example.com TXT", "\"v=spf1 -all\"")).contains("surrounding-quotes", "none");
        assertThat(faults("example.com TXT", "v=spf1 include:_x.example.net -all", "_x.example.net TXT", "NXDOMAIN")).contains("include-without-record");
        assertThat(faults("example.com TXT", "v=spf1 " + "ip4:192.0.2.1 ".repeat(20) + "-all")).contains("string-too-long", "duplicate-term");
        assertThat(faults("example.com TXT", "v=spf1 redirect=_x.example.net -all")).contains("redirect-ignored");
        assertThat(faults("example.com TXT", "NXDOMAIN")).containsExactly("none");
    }

    @Test
    void nearlyRecordsAndSmallFaultsAreNamedToo() {
        for (String near : List.of("v=spf 1 -all", "v= spf1 -all", "v =spf1 -all", "spf1 mx -all", "spf=mx", "v=spf1; mx -all")) {
            assertThat(faults("example.com TXT", near)).as(near).containsExactly("syntax", "none");
        }
        assertThat(faults("example.com TXT", "'v=spf1 -all'")).contains("surrounding-quotes");
        assertThat(faults("example.com TXT", "hello")).containsExactly("none");
        assertThat(faults("example.com TXT", "v=spf1 +exist:x.example.net -all")).contains("exist");
        assertThat(faults("example.com TXT", "v=spf1 include:“x” -all")).contains("typographic-quotes");
        assertThat(faults("example.com TXT", "v=spf1 ?all")).containsExactly("neutral-all");
        assertThat(faults("example.com TXT", "v=spf1 " + "ip6:2001:db8:1:2:3:4:5:6 ".repeat(19) + "-all")).contains("record-too-long");
        assertThat(faults("example.com TXT", "v=spf1 include:_a.example.net -all", "_a.example.net TXT", "v=spf1 include:example.com -all"))
                .as("a circle").contains("syntax");
        assertThat(faults("example.com TXT", "v=spf1 a:a.example.net a:b.example.net mx:c.example.net -all", "a.example.net A", "NXDOMAIN", "b.example.net A", "NODATA",
                "b.example.net AAAA", "NODATA", "c.example.net MX", "NODATA")).contains("too-many-void");
        assertThat(faults("example.com TXT", "v=spf1 include:_two.example.net -all", "_two.example.net TXT", List.of("v=spf1 -all", "v=spf1 ~all"))).contains("two-records");
        assertThat(faults("example.com TXT", "SERVFAIL")).as("nothing is said of what did not answer").isEmpty();
    }

    @Test
    void whatNobodyCanReadIsCounted() {
        StringBuilder wide = new StringBuilder("v=spf1");
        for (int i = 0; i < 300; i++) wide.append(" a:h").append(i).append(".example.net");
        assertThat(SpfLint.of("example.com", dns("example.com TXT", wide + " -all")).costs()).hasSize(200);
    }

    @Test
    void everyTermSaysWhatItCosts() {
        SpfLint.Report r = SpfLint.of("example.com", dns(
                "example.com TXT", "v=spf1 a mx include:_a.example.net include:_b.example.net -all",
                "_a.example.net TXT", "v=spf1 include:_c.example.net include:_d.example.net a:x.example.net mx:y.example.net -all",
                "_b.example.net TXT", "v=spf1 a:one.example.net a:two.example.net -all",
                "_c.example.net TXT", "v=spf1 ip4:192.0.2.1 -all",
                "_d.example.net TXT", "v=spf1 exists:%{i}.example.net -all"));
        assertThat(r.lookups()).isEqualTo(11);
        assertThat(r.has("too-many-lookups")).isTrue();
        assertThat(r.complete()).isTrue();
        assertThat(r.costs()).filteredOn(c -> c.depth() == 0).extracting(SpfCost::term, SpfCost::lookups)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", 1), org.assertj.core.groups.Tuple.tuple("mx", 1),
                        org.assertj.core.groups.Tuple.tuple("include:_a.example.net", 6), org.assertj.core.groups.Tuple.tuple("include:_b.example.net", 3));
    }

    @Test
    void whatIsNotKnownIsSaidToBeIncomplete() {
        SpfLint.Report r = SpfLint.of("example.com", dns("example.com TXT", "v=spf1 include:_a.example.net -all"));
        assertThat(r.complete()).isFalse();
        assertThat(r.lookups()).isEqualTo(1);
    }

    @Test
    void recordsAreBuiltAndCutAtBlanks() {
        String record = new SpfBuilder().a().mx().ip("192.0.2.0/28").ip("2001:db8::1").include("_spf.example.net").all("fail").record();
        assertThat(record).isEqualTo("v=spf1 a mx ip4:192.0.2.0/28 ip6:2001:db8::1 include:_spf.example.net -all");
        assertThat(SpfBuilder.zoneLine("example.com", record)).isEqualTo("example.com. IN TXT \"" + record + "\"");
        SpfBuilder long_ = new SpfBuilder();
        for (int i = 0; i < 30; i++) long_.ip("192.0.2." + i);
        List<String> strings = SpfBuilder.strings(long_.record());
        assertThat(strings).hasSizeGreaterThan(1).allMatch(s -> s.length() <= 255);
        assertThat(String.join("", strings)).isEqualTo(long_.record());
        assertThat(SpfBuilder.zoneLine("example.com.", long_.record())).startsWith("example.com. IN TXT ( \"v=spf1 ").endsWith("\" )");
        assertThatThrownBy(() -> new SpfBuilder().ip("192.0.2.999").record()).hasMessageContaining("192.0.2.999");
        assertThatThrownBy(() -> new SpfBuilder().all("perhaps")).hasMessageContaining("perhaps");
    }

    @Test
    void recordsAreRepaired() {
        RecordedDns dns = dns("_old.example.net TXT", "NXDOMAIN", "_spf.example.net TXT", "v=spf1 ip4:198.51.100.0/24 -all",
                "example.com MX", List.of("10 mx.example.com"), "mx.example.com A", List.of("192.0.2.21"));
        assertThat(SpfRepair.repair("example.com", List.of("v=spf1 mx -all", "v=spf1 include:_spf.example.net ~all"), "", dns))
                .isEqualTo("v=spf1 mx include:_spf.example.net -all");
        assertThat(SpfRepair.repair("example.com", List.of("v=spf1 include:_old.example.net ip4:192.0.2.1 -all"), "", dns))
                .isEqualTo("v=spf1 ip4:192.0.2.1 -all");
        assertThat(SpfRepair.repair("example.com", List.of("v=spf1 mx -all"), "include:_spf.example.net", dns))
                .isEqualTo("v=spf1 mx include:_spf.example.net -all");
        assertThat(SpfRepair.repair("example.com", List.of("“v=spf1 ipv4:192.0.2.1 ptr –all”"), "", dns)).isEqualTo("v=spf1 ip4:192.0.2.1 -all");
        assertThat(SpfRepair.repair("example.com", List.of(), "ip4:192.0.2.9", dns)).isEqualTo("v=spf1 ip4:192.0.2.9 ~all");
        assertThat(SpfRepair.repair("example.com", List.of("v=spf1 redirect=_spf.example.net"), "", dns)).isEqualTo("v=spf1 redirect=_spf.example.net");
        assertThat(SpfRepair.repair("example.com", List.of("v=spf1 +all"), "", dns)).isEqualTo("v=spf1 mx ~all");
        assertThat(SpfRepair.repair("example.com", List.of("v=spf1 exist:%{i}.example.net a:192.0.2.7 -all"), "", dns))
                .isEqualTo("v=spf1 exists:%{i}.example.net ip4:192.0.2.7 -all");
    }

    @Test
    void slipsOfTheHandAreMended() {
        RecordedDns dns = dns("_spf.example.net TXT", "v=spf1 -all", "_text.example.net TXT", "hello");
        String[][] slips = {
            {"includes:_spf.example.net", "include:_spf.example.net"}, {"include=_spf.example.net", "include:_spf.example.net"}, {"ipv6:2001:db8::1", "ip6:2001:db8::1"},
            {"ip:192.0.2.1", "ip4:192.0.2.1"}, {"ip:2001:db8::1", "ip6:2001:db8::1"}, {"ip4=192.0.2.1", "ip4:192.0.2.1"}, {"a:2001:db8::1", "ip6:2001:db8::1"},
            {"ip4:2001:db8::1", "ip6:2001:db8::1"}, {"192.0.2.1", "ip4:192.0.2.1"}, {"+ip4:192.0.2.1", "ip4:192.0.2.1"}, {"~ipv4:192.0.2.1", "~ip4:192.0.2.1"},
            {"include:_%{d}.example.net", "include:_%{d}.example.net"}};
        for (String[] slip : slips) {
            assertThat(SpfRepair.repair("example.com", List.of("v=spf1 " + slip[0] + " -all"), "", dns)).as(slip[0]).isEqualTo("v=spf1 " + slip[1] + " -all");
        }
        assertThat(SpfRepair.repair("example.com", List.of("v=spf1 include:_text.example.net mx;\u00a0\u2212all"), "", dns)).isEqualTo("v=spf1 mx -all");
        assertThat(SpfRepair.repair("example.com", List.of("v=spf1 mx all"), "", dns)).as("everybody is let in no more").isEqualTo("v=spf1 mx ~all");
        assertThat(SpfRepair.repair("example.com", List.of("v=spf1 mx -all", "v=spf1 a ?all"), "", dns)).as("the stricter end").isEqualTo("v=spf1 mx a -all");
        assertThat(SpfRepair.repair("example.com", List.of("v=spf1 a ?all", "v=spf1 mx ~all"), "", dns)).isEqualTo("v=spf1 a mx ~all");
        assertThat(SpfRepair.repair("example.com", List.of("v=spf1 redirect=_spf.example.net -all"), "", dns)).isEqualTo("v=spf1 include:_spf.example.net -all");
        assertThat(SpfRepair.repair("example.com", List.of("v=spf1 redirect=_spf.example.net"), "ip4:192.0.2.1", dns)).isEqualTo("v=spf1 ip4:192.0.2.1 redirect=_spf.example.net");
        assertThat(SpfRepair.repair("example.com", List.of("v=spf1 exp=why.example.com"), "", dns)).isEqualTo("v=spf1 mx ~all exp=why.example.com");
    }

    @Test
    void everyWayToEndARecordCanBeBuilt() {
        assertThat(new SpfBuilder().a("mail.example.com").mx("example.net").all("neutral").record()).isEqualTo("v=spf1 a:mail.example.com mx:example.net ?all");
        assertThat(new SpfBuilder().mx().all("none").record()).isEqualTo("v=spf1 mx");
        assertThat(new SpfBuilder().mx().all("SoftFail").record()).isEqualTo("v=spf1 mx ~all");
        String unbroken = "v=spf1 exists:" + "x".repeat(400);
        assertThat(SpfBuilder.strings(unbroken)).hasSize(3).allMatch(p -> p.length() <= 255);
        assertThat(String.join("", SpfBuilder.strings(unbroken))).isEqualTo(unbroken);
        assertThat(String.join("", SpfBuilder.strings("é".repeat(300)))).as("no sign is cut in two").isEqualTo("é".repeat(300));
    }

    @Test
    void termsThatAskStayWhereTheirAddressesAreNotKnown() {
        StringBuilder many = new StringBuilder("v=spf1 a:gone.example.net a:%{d} -mx a/24");
        for (int i = 0; i < 9; i++) many.append(" include:_").append(i).append(".example.net");
        assertThat(SpfRepair.repair("example.com", List.of(many + " -all"), "", dns("gone.example.net A", "NXDOMAIN")))
                .startsWith("v=spf1 a:gone.example.net a:%{d} -mx a/24 include:_0.example.net");
    }

    @Test
    void termsThatAskBecomeAddressesWhereThereAreTooMany() {
        RecordedDns dns = dns("example.com A", List.of("192.0.2.10"), "example.com MX", List.of("10 mx.example.com"), "mx.example.com A", List.of("192.0.2.21"));
        StringBuilder many = new StringBuilder("v=spf1 a mx");
        for (int i = 0; i < 9; i++) many.append(" include:_").append(i).append(".example.net");
        assertThat(SpfRepair.repair("example.com", List.of(many + " -all"), "", dns))
                .startsWith("v=spf1 ip4:192.0.2.10 ip4:192.0.2.21 include:_0.example.net");
    }
}
