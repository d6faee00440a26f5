package io.github.redeliver.read.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DnsOutputTest {
    private static List<String> read(String text) {
        return DnsOutput.read(text).stream().map(a -> a.name() + " " + a.type() + " " + a.said()).toList();
    }

    @Test
    void digIsReadWithAnswersAndWithout() {
        assertThat(read("; <<>> DiG 9.18 <<>> MX example.com\n;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 1\n;; QUESTION SECTION:\n"
                        + ";example.com.\t\t\tIN\tMX\n\n;; ANSWER SECTION:\nexample.com.\t300\tIN\tMX\t10 mail.example.com.\nexample.com. 300 IN MX 20 b.example.com.\n"))
                .containsExactly("example.com MX 10 mail.example.com, 20 b.example.com");
        assertThat(read(";; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 1\n;1.2.0.192.in-addr.arpa. IN PTR\n"))
                .containsExactly("1.2.0.192.in-addr.arpa PTR NXDOMAIN");
        assertThat(read(";; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 1\n;example.com. IN TXT\n;; AUTHORITY SECTION:\nexample.com. 60 IN SOA ns.example.com. h.example.com. 1 2 3 4 5\n"))
                .contains("example.com TXT NODATA");
        assertThat(read(";; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 1\n;example.com. IN A\n")).containsExactly("example.com A SERVFAIL");
        assertThat(read("example.com. 5 IN TXT \"v=spf1 ip4:192.0.2.1 \" \"-all\"")).containsExactly("example.com TXT v=spf1 ip4:192.0.2.1 -all");
    }

    @Test
    void hostIsRead() {
        assertThat(read("example.com has address 192.0.2.1\nexample.com mail is handled by 10 mail.example.com.\n"
                        + "1.2.0.192.in-addr.arpa domain name pointer mail.example.com.\nHost x.example.com not found: 3(NXDOMAIN)\n"
                        + "example.com descriptive text \"v=spf1 -all\"\nexample.net has no MX record\n"))
                .containsExactly("example.com A 192.0.2.1", "example.com MX 10 mail.example.com", "1.2.0.192.in-addr.arpa PTR mail.example.com",
                        "example.com TXT v=spf1 -all", "x.example.com A NXDOMAIN", "example.net MX NODATA");
    }

    @Test
    void nslookupOfBindAndOfWindowsIsRead() {
        assertThat(read("Server:\t\t192.0.2.53\nAddress:\t192.0.2.53#53\n\nNon-authoritative answer:\nName:\texample.com\nAddress: 192.0.2.1\n"))
                .containsExactly("example.com A 192.0.2.1");
        assertThat(read("> set type=mx\n> example.org\nServer:  resolver.example.com\nAddress:  192.0.2.53\n\nNon-authoritative answer:\n"
                        + "example.org     MX preference = 0, mail exchanger = (root)"))
                .containsExactly("example.org MX 0 .");
        assertThat(read("example.com\tmail exchanger = 10 mail.example.com.\n1.2.0.192.in-addr.arpa\tname = mail.example.com.\nexample.com\ttext =\n\n\t\"v=spf1 -all\"\n"))
                .containsExactly("example.com MX 10 mail.example.com", "1.2.0.192.in-addr.arpa PTR mail.example.com", "example.com TXT v=spf1 -all");
        assertThat(read("*** resolver.example.com can't find 192.0.2.1: Non-existent domain\n** server can't find example.net: SERVFAIL\n"))
                .containsExactly("192.0.2.1 PTR NXDOMAIN", "example.net A SERVFAIL");
    }

    @Test
    void ordinaryTextGivesNothing() {
        assertThat(read("550 5.1.1 <a@example.com>: user unknown\nI am IN THE office. Name: Smith has no record\n")).isEmpty();
    }
}
