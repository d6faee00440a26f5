package io.github.redeliver.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.read.dns.DnsOutput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** DNS answers as tools print them and people paste them, and records of answers. */
class DnsOutputFuzzTest {
    private static final List<String> SEEDS = List.of(
            ";; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 1\n;; QUESTION SECTION:\n;nosuch.example.com.  IN A\n",
            "example.com. 300 IN TXT \"v=spf1 \" \"-all\"\nexample.com.\t60\tIN\tMX\t10 mx.example.com.\n",
            "example.com has address 192.0.2.1\nexample.com mail is handled by 10 mx.example.com.\n1.2.0.192.in-addr.arpa domain name pointer mx.example.com.\nHost x.example.com not found: 3(NXDOMAIN)\n",
            "Server:  192.0.2.53\nAddress: 192.0.2.53#53\n\nName: example.com\nAddress: 192.0.2.1\nexample.com\tMX preference = 10, mail exchanger = mx.example.com\n*** dns can't find x.example.com: Non-existent domain\n",
            "set type=txt\n> example.com\nexample.com text =\n\n  \"v=spf1 -all\"\n", "[{\"q\":\"192.0.2.1\",\"type\":\"PTR\",\"answer\":\"NXDOMAIN\"}]");

    private static final List<String> WORDS = List.of(
            " IN ", "\tIN\t", "status: SERVFAIL, ", ";; ", "->>HEADER<<-", " has address ", " has no MX record", " mail is handled by ", " domain name pointer ", " descriptive text ", "name = ", "text = \"",
            "mail exchanger = ", "can't find ", ": Non-existent domain", "Server:", "Name: ", "Address: ", "Addresses: ", "\n", "\"", "\\", "[{\"q\":\"", "\",\"type\":\"", "\",\"answer\":[");

    static Stream<Arguments> seeds() {
        return Stream.concat(Seeds.kept("out"), Seeds.of(SEEDS, WORDS));
    }

    @MethodSource("seeds")
    @FuzzTest
    void output(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        List<DnsAnswer> answers = DnsOutput.read(text);
        assertThat(answers).hasSizeLessThanOrEqualTo(200).doesNotHaveDuplicates();
        for (DnsAnswer a : answers) {
            assertThat(a.name()).isNotEmpty().doesNotContain(" ");
            assertThat(a.values().isEmpty()).as("%s", a).isEqualTo(!a.found());
        }
        replays(RecordedDns.of(answers));
        try {
            replays(RecordedDns.read(data));
        } catch (IllegalArgumentException noRecord) {
            assertThat(noRecord.getMessage()).isNotBlank(); // the documented refusal
        }
    }

    private static void replays(RecordedDns dns) {
        byte[] once = dns.write();
        RecordedDns again = RecordedDns.read(once);
        assertThat(again.write()).isEqualTo(once);
        for (DnsAnswer a : dns.answers()) assertThat(again.ask(a.name(), a.type()).outcome()).isEqualTo(a.outcome());
    }
}
