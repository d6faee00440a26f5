package io.github.redeliver.evidence.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redeliver.evidence.Attempts;
import io.github.redeliver.evidence.BlockList;
import io.github.redeliver.evidence.Context;
import io.github.redeliver.evidence.Evidence;
import io.github.redeliver.evidence.EvidenceData;
import io.github.redeliver.evidence.Gathered;
import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.DnsAnswer.Outcome;
import io.github.redeliver.facts.Incident;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against a real name server on loopback; nothing leaves the machine. */
class LiveDnsTest {
    private static final Map<String, Object> ZONE = new LinkedHashMap<>();

    static {
        ZONE.put("1.2.0.192.in-addr.arpa PTR", List.of("mail.example.com"));
        ZONE.put("mail.example.com A", List.of("192.0.2.1"));
        ZONE.put("example.com MX", List.of("10 mail.example.com"));
        ZONE.put("example.com TXT", List.of("v=spf1 include:_a.example.net -all", "other"));
        ZONE.put("_a.example.net TXT", List.of("v=spf1 include:_b.example.net -all"));
        ZONE.put("_b.example.net TXT", List.of("v=spf1 ip4:192.0.2.1 -all"));
        ZONE.put("_dmarc.example.com TXT", List.of("v=DMARC1; p=reject"));
        ZONE.put("1.2.0.192.bl.example.org A", List.of("127.0.0.2"));
        ZONE.put("www.example.com A", List.of("CNAME", "mail.example.com", "192.0.2.1"));
        ZONE.put("fail.example.com A", "SERVFAIL");
        ZONE.put("slow.example.com A", "TIMEOUT");
        ZONE.put("lame.example.com A", List.of("LAME"));
        ZONE.put("long.example.com TXT", List.of("TRUNCATED", "x".repeat(3000)));
        ZONE.put("unrelated.example.com A", List.of("UNRELATED", "192.0.2.7"));
        ZONE.put("foreign.example.com A", List.of("FOREIGN", "203.0.113.9"));
        ZONE.put("empty.example.com A", "NODATA");
    }

    private static LiveDns live(NameServer server, String... zones) {
        return new LiveDns(LiveDns.Settings.at(server.address(), List.of(zones)).within(Duration.ofMillis(300), Duration.ofSeconds(2)));
    }

    private static DnsAnswer ask(LiveDns dns, String name, String type) {
        dns.prepare(r -> r.ask(name, type));
        return dns.ask(name, type);
    }

    @Test
    void everyKindOfAnswerIsToldApart() throws Exception {
        try (NameServer server = new NameServer(ZONE, 0)) {
            LiveDns dns = live(server);
            assertThat(ask(dns, "192.0.2.1", "PTR").values()).containsExactly("mail.example.com");
            assertThat(ask(dns, "example.com", "MX").values()).containsExactly("10 mail.example.com");
            assertThat(ask(dns, "example.com", "TXT").values()).containsExactlyInAnyOrder("v=spf1 include:_a.example.net -all", "other");
            assertThat(ask(dns, "www.example.com", "A").values()).containsExactly("192.0.2.1");
            assertThat(ask(dns, "gone.example.com", "A").outcome()).isEqualTo(Outcome.NXDOMAIN);
            assertThat(ask(dns, "empty.example.com", "A").outcome()).isEqualTo(Outcome.NODATA);
            assertThat(ask(dns, "fail.example.com", "A").outcome()).isEqualTo(Outcome.SERVFAIL);
            assertThat(ask(dns, "lame.example.com", "A").outcome()).isEqualTo(Outcome.SERVFAIL);
            assertThat(ask(dns, "slow.example.com", "A").outcome()).isEqualTo(Outcome.TIMEOUT);
        }
    }

    @Test
    void aTruncatedAnswerIsFetchedByTcp() throws Exception {
        try (NameServer server = new NameServer(ZONE, 0)) {
            assertThat(ask(live(server), "long.example.com", "TXT").values()).containsExactly("x".repeat(3000));
            assertThat(server.byTcp.get()).isEqualTo(1);
        }
    }

    @Test
    void recordsThatNobodyAskedForAreLeftOut() throws Exception {
        try (NameServer server = new NameServer(ZONE, 0)) {
            LiveDns dns = live(server);
            assertThat(ask(dns, "unrelated.example.com", "A").values()).containsExactly("192.0.2.7");
            assertThat(dns.ask("victim.example", "A").outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(ask(dns, "foreign.example.com", "A").found()).isFalse();
        }
    }

    @Test
    void askNeverAsksByItself() throws Exception {
        try (NameServer server = new NameServer(ZONE, 0)) {
            assertThat(live(server).ask("mail.example.com", "A").outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(server.questions()).isZero();
        }
    }

    @Test
    void equalQuestionsAreAskedOnceAndHeld() throws Exception {
        try (NameServer server = new NameServer(ZONE, 0)) {
            LiveDns dns = live(server);
            for (int i = 0; i < 3; i++) {
                ask(dns, "mail.example.com", "A");
                ask(dns, "MAIL.example.com.", "A");
                ask(dns, "gone.example.com", "A");
            }
            assertThat(server.questions()).isEqualTo(2);
        }
    }

    @Test
    void chainsAreFollowedAndTheWholeIsGathered() throws Exception {
        try (NameServer server = new NameServer(ZONE, 20)) {
            LiveDns dns = live(server, "bl.example.org");
            Evidence evidence = new Evidence(data(1));
            Context context = Context.of("192.0.2.1", "mail.example.com", "example.com", "", "");
            Incident incident = Incident.builder().build();
            dns.prepare(r -> evidence.collect(incident, Attempts.NONE, context, r));
            Gathered g = evidence.collect(incident, Attempts.NONE, context, dns);
            List<String> shows = g.facts().stream().map(f -> f.shows()).toList();
            assertThat(shows).contains("ptr-confirmed", "helo-resolves-here", "spf-pass", "dmarc-reject", "dmarc-spf-aligned", "list-listed");
            // what was recorded replays to the same facts, and writes the same bytes again
            RecordedDns replay = RecordedDns.read(dns.recording().write());
            assertThat(evidence.collect(incident, Attempts.NONE, context, replay).facts()).containsAll(g.facts());
            assertThat(replay.write()).isEqualTo(dns.recording().write());
        }
    }

    @Test
    void aDiagnosisWithAHundredListsTakesUnderASecondAtTwentyMilliseconds() throws Exception {
        try (NameServer server = new NameServer(ZONE, 20)) {
            EvidenceData data = data(100);
            List<String> zones = data.lists().stream().flatMap(l -> l.zones().stream()).toList();
            LiveDns dns = new LiveDns(LiveDns.Settings.at(server.address(), zones));
            Evidence evidence = new Evidence(data);
            Context context = Context.of("192.0.2.1", "mail.example.com", "example.com", "", "");
            ask(dns, "warm.example.com", "A");
            long start = System.nanoTime();
            dns.prepare(r -> evidence.collect(Incident.builder().build(), Attempts.NONE, context, r));
            long millis = (System.nanoTime() - start) / 1_000_000;
            System.out.println("live, 100 lists, 20 ms a answer: " + millis + " ms, " + server.questions() + " questions");
            assertThat(server.questions()).isGreaterThan(110);
            assertThat(millis).isLessThan(1000);
        }
    }

    private static Map<String, Object> dead() {
        Map<String, Object> dead = new LinkedHashMap<>();
        ZONE.keySet().forEach(k -> dead.put(k, "TIMEOUT"));
        for (String k : List.of("mail.example.com AAAA", "example.com A", "example.com AAAA", "_dmarc.com TXT", "1.2.0.192.bl.example.org A")) dead.put(k, "TIMEOUT");
        return dead;
    }

    private static List<String> gathered(LiveDns dns) {
        Evidence evidence = new Evidence(EvidenceData.NONE);
        Context context = Context.of("192.0.2.1", "mail.example.com", "example.com", "", "");
        dns.prepare(r -> evidence.collect(Incident.builder().build(), Attempts.NONE, context, r));
        return evidence.gather(Incident.builder().build(), context, dns).stream().map(f -> f.shows()).toList();
    }

    private static LiveDns hasty(NameServer server) {
        return new LiveDns(LiveDns.Settings.at(server.address(), List.of()).within(Duration.ofMillis(200), Duration.ofMillis(500)));
    }

    @Test
    void deadServersEndInTimeWithWhatIsKnown() throws Exception {
        Map<String, Object> zone = dead();
        zone.put("example.com MX", ZONE.get("example.com MX"));
        try (NameServer server = new NameServer(zone, 0)) {
            LiveDns dns = hasty(server);
            assertThat(gathered(dns)).contains("ptr-timeout");
            assertThat(dns.nobodyAnswers()).isFalse();
        }
    }

    @Test
    void whereNobodyAnswersNothingIsHeldAgainstAnybody() throws Exception {
        try (NameServer server = new NameServer(dead(), 0)) {
            LiveDns dns = hasty(server);
            assertThat(dns.nobodyAnswers()).as("nothing was asked yet").isFalse();
            assertThat(gathered(dns)).noneMatch(s -> s.contains("timeout") || s.contains("error") || s.contains("servfail"));
            assertThat(dns.nobodyAnswers()).isTrue();
            assertThat(dns.recording().answers()).isEmpty();
            int asked = server.questions();
            gathered(dns);
            assertThat(server.questions()).as("not asked again at once").isEqualTo(asked);
        }
    }

    @Test
    void theBudgetHoldsWhateverAWorkAsks() throws Exception {
        try (NameServer server = new NameServer(ZONE, 0)) {
            LiveDns dns = live(server, "bl.example.org");
            dns.prepare(r -> {
                for (int i = 0; i < 500; i++) r.ask("n" + i + ".example.com", "A");
                for (int i = 0; i < 500; i++) r.ask(i + ".bl.example.org", "A");
            });
            assertThat(server.questions()).isEqualTo(LiveDns.QUESTIONS + 2);
        }
    }

    @Test
    void oddNamesAreAskedAsTheyAreOrNotAtAll() throws Exception {
        try (NameServer server = new NameServer(ZONE, 0)) {
            LiveDns dns = live(server);
            assertThat(ask(dns, "a b\\c\"(;.example.com", "A").outcome()).isEqualTo(Outcome.NXDOMAIN);
            assertThat(ask(dns, "日本.example.com", "A").outcome()).isEqualTo(Outcome.NXDOMAIN);
            assertThat(ask(dns, "x".repeat(70) + ".example.com", "A").outcome()).isEqualTo(Outcome.NXDOMAIN);
            assertThat(server.questions()).isEqualTo(1);
        }
    }

    @Test
    void aResolverIsNamedByHostAndPort() {
        assertThat(LiveDns.Settings.at("192.0.2.53", List.of()).servers().get(0).getPort()).isEqualTo(53);
        assertThat(LiveDns.Settings.at("[2001:db8::53]:5353", List.of()).servers().get(0).getPort()).isEqualTo(5353);
        assertThat(LiveDns.Settings.at("2001:db8::53", List.of()).servers().get(0).getPort()).isEqualTo(53);
        for (String bad : List.of("", "192.0.2.53:", "192.0.2.53:x", "192.0.2.53:99999")) {
            assertThatThrownBy(() -> LiveDns.Settings.at(bad, List.of())).as(bad).hasMessageContaining("HOST[:PORT]");
        }
    }

    private static EvidenceData data(int lists) {
        List<Map<?, ?>> out = new ArrayList<>();
        out.add(Map.of("id", "bl", "zones", List.of("bl.example.org"), "answers", Map.of("127.0.0.2", Map.of("kind", "listed", "means", "listed"))));
        for (int i = 1; i < lists; i++) out.add(Map.of("id", "bl" + i, "zones", List.of("bl" + i + ".example.org")));
        assertThat(BlockList.of(out.get(0)).alive()).isTrue();
        return EvidenceData.of(out, Map.of(), Map.of(), Map.of());
    }
}
