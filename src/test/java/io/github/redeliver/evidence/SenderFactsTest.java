package io.github.redeliver.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Known;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.facts.ReturnedMessage;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What records show of a sender: SPF, DKIM, DMARC and lists, by the tags that rules read. */
class SenderFactsTest {
    private static final EvidenceData DATA = EvidenceData.of(
            EvidenceData.listsOf(Map.of(
                    "bl", Map.of("zones", List.of("bl.example.org"), "answers", Map.of(
                            "127.0.0.2", Map.of("kind", "listed", "means", "spam"), "127.0.0.3", "policy dial-up range", "127.0.0.9", Map.of("kind", "listed", "list", "other"))),
                    "score", Map.of("zones", List.of("score.example.org"), "kind", "white", "answers", Map.of("127.0.4.*", "score")),
                    "white", Map.of("zones", List.of("wl.example.org"), "kind", "white", "answers", Map.of("127.0.*.2", "white medium")),
                    "dead", Map.of("zone", "dead.example.org", "alive", false),
                    "names", Map.of("zone", "dbl.example.org", "kind", "domain"))),
            Map.of("services", List.of(Map.of("id", "mailer", "hosts", List.of("out.mailer.example"), "include", "_spf.mailer.example"))),
            Map.of(), Map.of());

    private static Gathered gather(Incident incident, Context context, Object... zone) {
        Map<Object, Object> entries = new HashMap<>();
        for (int i = 0; i < zone.length; i += 2) entries.put(zone[i], zone[i + 1]);
        return new Evidence(DATA).collect(incident, Attempts.NONE, context, RecordedDns.of(Zones.answers(entries)));
    }

    private static Gathered sender(String ip, Object... zone) {
        return gather(Incident.builder().build(), Context.of(ip, "mail.example.com", "example.com", "", ""), zone);
    }

    private static List<String> shows(Gathered g) {
        return g.facts().stream().map(f -> f.shows()).toList();
    }

    @Test
    void spfWithoutAnAddressIsLookedOverOnly() {
        assertThat(shows(sender("", "example.com TXT", "NXDOMAIN"))).contains("spf-none");
        assertThat(shows(sender("", "example.com TXT", List.of("hello")))).contains("spf-none");
        assertThat(shows(sender("", "example.com TXT", "v=spf1 ipv4:192.0.2.1 -all"))).contains("spf-permerror", "spf-syntax");
        assertThat(shows(sender("", "example.com TXT", "v=spf1 ip4:192.0.2.1 -all"))).noneMatch(s -> s.startsWith("spf-"));
    }

    @Test
    void errorsOfSpfAreNamedWithWhatIsAtFault() {
        Gathered g = sender("192.0.2.1", "example.com TXT", "v=spf1 a a:1.example.com a:2.example.com a:3.example.com -all", "example.com A", "NODATA",
                "1.example.com A", "NXDOMAIN", "2.example.com A", "NXDOMAIN", "3.example.com A", "NXDOMAIN");
        assertThat(shows(g)).contains("spf-permerror", "spf-void-lookups");
        assertThat(g.values()).containsEntry("spf_broken", "a:2.example.com");
        g = sender("192.0.2.1", "example.com TXT", "v=spf1 include:_x.example.net -all", "_x.example.net TXT", "TIMEOUT");
        assertThat(shows(g)).contains("spf-temperror");
        g = sender("192.0.2.1", "example.com TXT", "v=spf1 include:_x.example.net -all");
        assertThat(shows(g)).contains("spf-open").doesNotContain("dmarc-nothing-aligned");
        g = sender("192.0.2.1", "example.com TXT", "v=spf1 -all exp=why.example.com", "why.example.com TXT", "%{i} is not ours");
        assertThat(g.values()).containsEntry("spf_explanation", "192.0.2.1 is not ours").containsEntry("spf_fixed", "v=spf1 ip4:192.0.2.1 -all exp=why.example.com");
    }

    @Test
    void theServiceThatSendsShowsWhichIncludeIsMissing() {
        Object[] ptr = {"192.0.2.1 PTR", List.of("a7.out.mailer.example"), "a7.out.mailer.example A", List.of("192.0.2.1"), "example.com TXT", "v=spf1 mx -all",
            "example.com MX", List.of("10 mx.example.com"), "mx.example.com A", List.of("192.0.2.9"), "_spf.mailer.example TXT", "v=spf1 ip4:192.0.2.0/24 -all"};
        Gathered g = sender("192.0.2.1", ptr);
        assertThat(shows(g)).contains("spf-fail", "spf-missing-include");
        assertThat(g.values()).containsEntry("spf_fixed", "v=spf1 mx include:_spf.mailer.example -all")
                .containsEntry("spf_zone_line", "example.com. IN TXT \"v=spf1 mx include:_spf.mailer.example -all\"");
        ptr[5] = "v=spf1 include:_spf.mailer.example -all";
        assertThat(shows(sender("192.0.2.1", ptr))).contains("spf-pass").doesNotContain("spf-missing-include");
    }

    @Test
    void anIpv6SenderWhoseRecordKnowsItsIpv4IsTold() {
        Gathered g = sender("2001:db8::1", "example.com TXT", "v=spf1 ip4:192.0.2.1 -all", "mail.example.com A", List.of("nonsense", "192.0.2.1"));
        assertThat(shows(g)).contains("spf-fail", "spf-passes-on-ipv4");
        assertThat(g.values()).containsEntry("ip4", "192.0.2.1").containsEntry("spf_missing", "ip6:2001:db8::1");
        assertThat(shows(sender("2001:db8::1", "example.com TXT", "v=spf1 ip4:192.0.2.7 -all", "mail.example.com A", List.of("192.0.2.1")))).doesNotContain("spf-passes-on-ipv4");
    }

    @Test
    void aRecordAtTheParentOnlyIsTold() {
        Gathered g = gather(Incident.builder().sender("a@news.example.com").build(), Context.of("192.0.2.1", "", "", "", ""),
                "news.example.com TXT", "NXDOMAIN", "example.com TXT", "v=spf1 -all");
        assertThat(shows(g)).contains("spf-none", "spf-only-at-parent");
    }

    private static Incident signed(String... names) {
        return Incident.builder().returned(new ReturnedMessage("a@example.com", "", "1@example.com", "", List.of(names), List.of(), List.of())).build();
    }

    private static String rsa(int bits) throws Exception {
        KeyPairGenerator g = KeyPairGenerator.getInstance("RSA");
        g.initialize(bits);
        return "v=DKIM1; p=" + Base64.getEncoder().encodeToString(g.generateKeyPair().getPublic().getEncoded());
    }

    @Test
    void keysOfSignaturesAreJudged() throws Exception {
        Context from = Context.of("192.0.2.1", "", "example.com", "", "");
        String name = "s1._domainkey.example.com";
        Object[][] cases = {{"NXDOMAIN", "dkim-key-absent"}, {"NODATA", "dkim-key-absent"}, {"SERVFAIL", "dkim-key-servfail"}, {"TIMEOUT", "dkim-key-timeout"}, {"v=DKIM1; p=", "dkim-key-revoked"},
            {"v=DKIM1; p=xx!", "dkim-key-broken"}, {rsa(512), "dkim-key-weak"}, {rsa(1024), "dkim-key-short"}};
        for (Object[] c : cases) assertThat(shows(gather(signed(name), from, name + " TXT", c[0]))).as("%s", c[0]).contains((String) c[1]);
        assertThat(shows(gather(signed(name), from, name + " TXT", List.of(rsa(1024), "x")))).contains("dkim-several-keys", "dkim-key-ok");
        assertThat(shows(gather(signed(name), from))).noneMatch(s -> s.startsWith("dkim"));
        assertThat(shows(gather(signed("_domainkey", "s1._domainkey."), from, "example.com A", "NODATA"))).noneMatch(s -> s.startsWith("dkim-key"));
        assertThat(shows(gather(signed(), from, "example.com A", "NODATA"))).contains("dkim-no-signature");
    }

    @Test
    void alignmentIsJudgedByTheRecord() throws Exception {
        Context from = Context.of("192.0.2.1", "mail.example.com", "example.com", "", "");
        String key = rsa(2048);
        Incident news = signed("s1._domainkey.news.example.com").toBuilder().sender("b@news.example.com").build();
        Object[] zone = {"news.example.com TXT", "v=spf1 ip4:192.0.2.1 -all", "s1._domainkey.news.example.com TXT", key, "_dmarc.example.com TXT", "v=DMARC1; p=reject; aspf=s; adkim=s; t=y",
            "_dmarc.news.example.com TXT", "NXDOMAIN", "_dmarc.com TXT", "NXDOMAIN"};
        assertThat(shows(gather(news, from, zone))).contains("dmarc-unaligned", "dmarc-strict", "dmarc-dkim-unaligned", "dmarc-nothing-aligned", "dmarc-testing", "dmarc-quarantine", "dmarc-no-reports");
        zone[5] = "v=DMARC1; p=reject; rua=mailto:d@example.com";
        assertThat(shows(gather(news, from, zone))).contains("dmarc-spf-aligned", "dmarc-dkim-aligned", "dmarc-reject").doesNotContain("dmarc-nothing-aligned", "dmarc-no-reports");
        zone[5] = "v=DMARC1; p=maybe";
        assertThat(shows(gather(news, from, zone))).contains("dmarc-unusable");
        zone[5] = "v=dmarc1; p=reject";
        assertThat(shows(gather(news, from, zone))).contains("dmarc-missing", "dmarc-not-a-record");
        zone[5] = "SERVFAIL";
        assertThat(shows(gather(news, from, zone))).contains("dmarc-dns-failure");
        zone[5] = List.of("v=DMARC1; p=none", "v=DMARC1; p=reject");
        assertThat(gather(news, from, zone).values()).containsEntry("dmarc_suggested", "v=DMARC1; p=none");
    }

    @Test
    void listsAnswerWithMeaning() {
        assertThat(shows(sender("192.0.2.1", "1.2.0.192.bl.example.org A", "127.0.0.2"))).contains("list-listed").doesNotContain("lists-clear");
        assertThat(shows(sender("192.0.2.1", "1.2.0.192.bl.example.org A", "127.0.0.3"))).contains("list-dynamic");
        assertThat(shows(sender("192.0.2.1", "1.2.0.192.bl.example.org A", "127.0.0.77"))).contains("list-listed");
        assertThat(shows(sender("192.0.2.1", "1.2.0.192.bl.example.org A", "127.255.255.254"))).contains("list-error").doesNotContain("list-listed");
        assertThat(shows(sender("192.0.2.1", "1.2.0.192.bl.example.org A", "203.0.113.5"))).contains("list-answers-everything").doesNotContain("list-listed");
        assertThat(shows(sender("192.0.2.1", "1.2.0.192.bl.example.org A", "127.0.0.2", "1.0.0.127.bl.example.org A", "127.0.0.2"))).contains("list-answers-everything");
        assertThat(shows(sender("192.0.2.1", "1.2.0.192.bl.example.org A", "NXDOMAIN"))).contains("list-clear", "lists-clear");
        assertThat(shows(sender("192.0.2.1", "1.2.0.192.bl.example.org A", "SERVFAIL"))).contains("list-unanswered");
        assertThat(shows(sender("192.0.2.1", "1.2.0.192.dead.example.org A", "127.0.0.2"))).contains("list-dead").doesNotContain("list-listed");
        assertThat(shows(sender("192.0.2.1", "1.2.0.192.wl.example.org A", "127.0.5.2"))).contains("list-white");
        assertThat(shows(sender("192.0.2.1", "1.2.0.192.nobody-knows.example.org A", "127.0.0.2"))).contains("list-listed");
        assertThat(shows(sender("192.0.2.1", "example.com.dbl.example.org A", "127.0.1.2"))).contains("domain-list-listed");
        assertThat(shows(sender("10.0.0.1", "1.0.0.10.bl.example.org A", "127.0.0.2"))).as("an internal address is on no list").doesNotContain("list-listed");
    }

    @Test
    void aScoreOnRecordIsKnownUnlessTheCallerKnowsBetter() {
        Object[] zone = {"1.2.0.192.score.example.org A", "127.0.4.12"};
        assertThat(sender("192.0.2.1", zone).facts()).contains(new Known("sender-score", "", "12", 12)).noneMatch(f -> f.shows().startsWith("list-"));
        Context told = new Context("192.0.2.1", "", "example.com", "", "", -1, "", "", 91, "");
        assertThat(gather(Incident.builder().build(), told, zone).facts()).contains(new Known("sender-score", "", "91", 91)).doesNotContain(new Known("sender-score", "", "12", 12));
    }

    @Test
    void theListThatTheTextNamesIsToldApart() {
        Incident named = Incident.builder().reply(new Reply("554", "", "", Passage.of("554 blocked using bl.example.org"))).build();
        Context ip = Context.of("192.0.2.1", "", "", "", "");
        assertThat(shows(gather(named, ip, "1.2.0.192.bl.example.org A", "NXDOMAIN"))).contains("named-list-clear");
        assertThat(shows(gather(named, ip, "1.2.0.192.bl.example.org A", "TIMEOUT"))).contains("named-list-unanswered");
        assertThat(shows(gather(named, ip, "1.2.0.192.bl.example.org A", "127.0.0.2"))).contains("named-list-listed");
        Incident dead = Incident.builder().reply(new Reply("554", "", "", Passage.of("554 see dead.example.org."))).build();
        assertThat(shows(gather(dead, ip, "1.2.0.192.dead.example.org A", "NXDOMAIN"))).contains("named-list-closed", "named-list-clear");
    }

    @Test
    void agesAreCountedToTheDayThatIsGiven() {
        Context since = new Context("192.0.2.1", "", "", "", "", 7, "2026-11-10T10:00:00Z", "2026-11-01", -1, "2026-11-21");
        assertThat(gather(Incident.builder().build(), since).facts()).contains(
                new Known("daily", "", "7", 7), new Known("ip-age-days", "2026-11-01", "2026-11-01", 20), new Known("days-since-first-block", "2026-11-10T10:00:00Z", "2026-11-10T10:00:00Z", 11));
        Context odd = new Context("192.0.2.1", "", "", "", "", -1, "yesterday!!", "2026-99-99", -1, "2026-11-21");
        assertThat(shows(gather(Incident.builder().build(), odd))).doesNotContain("ip-age-days", "days-since-first-block");
    }

    @Test
    void dataOfAnotherFormIsRefused() {
        assertThatThrownBy(() -> EvidenceData.listsOf(Map.of("bl", "x"))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("bl");
        assertThatThrownBy(() -> EvidenceData.of(List.of(), Map.of("services", List.of("x")), Map.of(), Map.of())).hasMessageContaining("service");
        assertThatThrownBy(() -> BlockList.of(Map.of("zone", "x.example"))).hasMessageContaining("id");
    }
}
