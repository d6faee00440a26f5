package io.github.redeliver.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redeliver.facts.DnsAnswer.Outcome;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecordedDnsTest {
    private static RecordedDns read(String json) {
        return RecordedDns.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPtrIsFoundByAddressAndByReverseNameWhicheverWasRecorded() {
        RecordedDns byIp = read("[{\"q\":\"192.0.2.1\",\"type\":\"PTR\",\"answer\":[\"a.example.com\"]}]");
        RecordedDns byName = read("[{\"q\":\"1.2.0.192.in-addr.arpa\",\"type\":\"PTR\",\"answer\":[\"a.example.com\"]}]");
        for (RecordedDns dns : new RecordedDns[] {byIp, byName}) {
            assertThat(dns.ask("192.0.2.1", "PTR").values()).containsExactly("a.example.com");
            assertThat(dns.ask("1.2.0.192.IN-ADDR.ARPA.", "PTR").values()).containsExactly("a.example.com");
            assertThat(dns.ask("192.0.2.2", "PTR").outcome()).isEqualTo(Outcome.UNKNOWN);
        }
    }

    @Test
    void aPtrOfIpv6IsFoundInEverySpelling() {
        String reverse = Address.read("2001:db8::1").reverseName();
        RecordedDns dns = read("[{\"q\":\"" + reverse + "\",\"type\":\"PTR\",\"answer\":\"NXDOMAIN\"}]");
        assertThat(dns.ask("2001:db8::1", "PTR").outcome()).isEqualTo(Outcome.NXDOMAIN);
        assertThat(dns.ask("2001:0DB8:0:0:0:0:0:1", "PTR").outcome()).isEqualTo(Outcome.NXDOMAIN);
        assertThat(dns.ask(reverse, "PTR").outcome()).isEqualTo(Outcome.NXDOMAIN);
    }

    @Test
    void whatIsNotRecordedIsUnknownButFollowsFromANameThatDoesNotExist() {
        RecordedDns dns = read("[{\"q\":\"example.com\",\"type\":\"A\",\"answer\":\"NXDOMAIN\"},"
                + "{\"q\":\"example.net\",\"type\":\"A\",\"answer\":\"NODATA\"},"
                + "{\"q\":\"mail.example.com\",\"type\":\"A\",\"answer\":[\"192.0.2.1\"]}]");
        assertThat(dns.ask("example.com", "MX").outcome()).isEqualTo(Outcome.NXDOMAIN);
        assertThat(dns.ask("_dmarc.example.com", "TXT").outcome()).isEqualTo(Outcome.NXDOMAIN);
        assertThat(dns.ask("mail.example.com", "A").found()).isTrue();
        assertThat(dns.ask("mail.example.com", "AAAA").outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(dns.ask("example.net", "MX").outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(dns.ask("example.org", "MX").outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void anAliasIsFollowedAndALoopOfAliasesEnds() {
        RecordedDns dns = read("[{\"q\":\"www.example.com\",\"type\":\"CNAME\",\"answer\":[\"Example.com.\"]},"
                + "{\"q\":\"example.com\",\"type\":\"A\",\"answer\":[\"192.0.2.1\"]},"
                + "{\"q\":\"a.example.net\",\"type\":\"CNAME\",\"answer\":[\"b.example.net\"]},"
                + "{\"q\":\"b.example.net\",\"type\":\"CNAME\",\"answer\":[\"a.example.net\"]}]");
        assertThat(dns.ask("www.example.com", "A").values()).containsExactly("192.0.2.1");
        assertThat(dns.ask("a.example.net", "A").outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void whatIsWrittenReadsBackToTheSameBytes() {
        RecordedDns dns = read("[{\"q\":\"Example.com\",\"type\":\"TXT\",\"answer\":[\"v=spf1 \\\"x\\\" é -all\",\"b\"]},"
                + "{\"q\":\"192.0.2.1\",\"type\":\"PTR\",\"answer\":\"SERVFAIL\"},{\"q\":\"x.example\",\"type\":\"A\",\"answer\":[]}]");
        byte[] once = dns.write();
        assertThat(RecordedDns.read(once).write()).isEqualTo(once);
        assertThat(new String(once, StandardCharsets.UTF_8))
                .startsWith("[\n{\"q\":\"Example.com\",\"type\":\"TXT\",\"answer\":[\"v=spf1")
                .contains("\"SERVFAIL\"}").contains("\"NODATA\"}").endsWith("\n]\n");
        assertThat(RecordedDns.read(RecordedDns.empty().write()).answers()).isEmpty();
    }

    @Test
    void whatIsNoRecordIsRefusedWithTheEntryNamed() {
        assertThatThrownBy(() -> read("{}")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("array");
        assertThatThrownBy(() -> read("[{\"q\":\"a\",\"type\":\"A\",\"answer\":\"NXDOMAIN\"},{\"q\":\"a\",\"type\":\"A\"}]"))
                .hasMessageContaining("entry 1").hasMessageContaining("missing");
        assertThatThrownBy(() -> read("[{]")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addressesAreReadStrictlyAndWrittenCanonically() {
        assertThat(Address.read("[IPv6:2001:0db8::0:1]").text()).isEqualTo("2001:db8::1");
        assertThat(Address.read("::ffff:192.0.2.1").text()).isEqualTo("192.0.2.1");
        assertThat(Address.read("2001:db8:0:1:0:0:0:1").text()).isEqualTo("2001:db8:0:1::1");
        for (String bad : new String[] {"192.0.2", "192.0.2.1.1", "192.0.2.256", "192.0.2.", "1::2::3", "2001:db8", ":::", "example.com", "", "192.0.2.1/24", "0x1.2.3.4"}) {
            assertThat(Address.read(bad)).as(bad).isNull();
        }
        assertThat(Address.ofReverse(Address.read("2001:db8::1").reverseName())).isEqualTo(Address.read("2001:db8::1"));
    }
}
