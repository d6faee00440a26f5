package io.github.redeliver.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.evidence.dmarc.Dmarc;
import io.github.redeliver.evidence.dmarc.DkimKey;
import io.github.redeliver.evidence.dmarc.DmarcRecord;
import io.github.redeliver.evidence.spf.Spf;
import io.github.redeliver.evidence.spf.SpfLint;
import io.github.redeliver.evidence.spf.SpfParser;
import io.github.redeliver.evidence.spf.SpfRepair;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.DnsAnswer.Outcome;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.read.dns.DnsOutput;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Records and answers that nobody would write: nothing throws, nothing runs away. */
class HostileInputTest {
    private static final String[] PIECES = {
        "v=spf1", "v=DMARC1", "v=DKIM1", " ", ";", "=", ":", "/", "//", "%", "{", "}", "%{", "%{i", "r", ".", "..", "-all", "~all", "include", "redirect",
        "exists", "a", "mx", "ptr", "ip4", "ip6", "192.0.2.1", "2001:db8::", "/33", "p", "sp", "np", "none", "reject", "rua", "mailto", "@", "example.com",
        "\u0000", "\n", "\"", "“", "–", "é", "\ud800", "日本", "MII", "k=ed25519", "_domainkey", "127.0.0.1", "NXDOMAIN", "\tIN\t", "mail exchanger = ",
        "Server:", "text =", "99999999999999999999", "[", "]", "(", ")", "received: ", " by ", " for ", "return-path: <", ">", "x".repeat(300)
    };

    private final Random random = new Random(42);

    private String any(int most) {
        StringBuilder out = new StringBuilder();
        for (int n = random.nextInt(most); n > 0; n--) {
            out.append(random.nextInt(12) == 0 ? String.valueOf((char) random.nextInt(0x3000)) : PIECES[random.nextInt(PIECES.length)]);
        }
        return out.toString();
    }

    /** Answers anything to everything, the same to the same question. */
    private Resolver chaos() {
        long seed = random.nextLong();
        return (name, type) -> {
            Random r = new Random(seed ^ name.hashCode() * 31L ^ type.hashCode());
            Outcome o = Outcome.values()[r.nextInt(Outcome.values().length)];
            if (o != Outcome.FOUND) return new DnsAnswer(name, type, o, List.of());
            String v = switch (r.nextInt(5)) {
                case 0 -> "v=spf1 include:" + name + " include:a." + name + " mx a:%{p}.%{d} exists:%{l1r-}.%{o} redirect=" + name;
                case 1 -> "v=DMARC1; p=reject; psd=" + "ynu".charAt(r.nextInt(3));
                case 2 -> "10 " + name;
                case 3 -> "192.0.2." + r.nextInt(256);
                default -> any(6);
            };
            return new DnsAnswer(name, type, o, List.of(v, v));
        };
    }

    @Test
    void recordsOfAnyShapeAreRead() {
        for (int i = 0; i < 20_000; i++) {
            String s = any(12);
            assertThat(SpfParser.parse("v=spf1 " + s).terms()).isNotNull();
            DmarcRecord.parse("v=DMARC1;" + s);
            DkimKey.parse(s);
            DnsOutput.read(s);
            Address.read(s);
            Address.ofReverse(s);
            Domains.hostName(s);
        }
    }

    @Test
    void evaluationsEndWhateverDnsAnswers() {
        Address ip = Address.read("192.0.2.1");
        for (int i = 0; i < 3_000; i++) {
            Resolver dns = chaos();
            String domain = "d" + i + ".example.com";
            assertThat(Spf.check(ip, any(3), any(3) + "@" + domain, dns).lookups()).isLessThanOrEqualTo(Spf.LOOKUPS + 1);
            SpfLint.of(domain, dns);
            SpfRepair.repair(domain, List.of(any(8), "v=spf1 " + any(8)), "ip4:192.0.2.1", dns);
            Dmarc.discover(domain, dns);
            Dmarc.aligned(any(3), domain, false, dns);
        }
    }

    @Test
    void evidenceIsGatheredFromAnything() {
        Evidence evidence = new Evidence(EvidenceData.NONE);
        for (int i = 0; i < 2_000; i++) {
            Incident incident = Incident.builder().recipient(any(4)).originalRecipient(any(4)).sender(any(4)).host(any(3)).helo(any(3)).client(any(2))
                    .reply(new Reply("550", "", "", Passage.of(any(30)))).around(Passage.of(any(60))).build();
            Gathered g = evidence.collect(incident, Attempts.NONE, Context.of("192.0.2.1", any(3), any(3) + ".com", any(3), ""), chaos());
            assertThat(g.facts()).hasSizeLessThanOrEqualTo(400).doesNotHaveDuplicates();
        }
    }
}
