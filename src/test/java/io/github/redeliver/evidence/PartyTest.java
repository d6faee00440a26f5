package io.github.redeliver.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose address it is that a text names in brackets: the sender's, or that of the host which refused. */
class PartyTest {
    private static String seen(String around, String reply) {
        Incident incident = Incident.builder().around(Passage.of(around)).reply(new Reply("550", "5.7.1", "rcpt", Passage.of(reply))).build();
        Address ip = Party.of(incident, Context.NONE, RecordedDns.of(List.of())).ip();
        return ip == null ? "nobody's" : ip.text();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mx.example.com[192.0.2.5] said:                          | 550 5.7.1 IP blocked                                 | nobody's",
        "mx.example.com [192.0.2.5] #<mx.example.com #5.7.1 smtp; | 550 5.7.1 IP blocked                                 | nobody's",
        "while talking to mx.example.com. [192.0.2.5]:            | 550 5.7.1 IP blocked                                 | nobody's",
        "mx.example.com ([192.0.2.5]):                            | 550 5.7.1 IP blocked                                 | nobody's",
        "via mx.example.com (192.0.2.5):                          | 550 5.7.1 IP blocked                                 | nobody's",
        "mx.example.com [192.0.2.5] said:                         | 550 5.7.1 [198.51.100.7] blocked                     | 198.51.100.7",
        "mx.example.com [192.0.2.5] said:                         | 550 5.7.1 client mail.example.org [198.51.100.7] bad | 198.51.100.7",
        "Received: from mail.example.org [198.51.100.7]           | 550 5.7.1 IP blocked                                 | 198.51.100.7",
        "Received: from x (mail.example.org [198.51.100.7])       | 550 5.7.1 IP blocked                                 | 198.51.100.7",
        "our client host mail.example.org [198.51.100.7]          | 550 5.7.1 IP blocked                                 | 198.51.100.7",
        "we send by [198.51.100.7]                                | 550 5.7.1 IP blocked                                 | 198.51.100.7",
    })
    void aNameBeforeAnAddressAboutAReplyIsTheHostThatWasSpokenTo(String around, String reply, String ip) {
        assertThat(seen(around, reply)).isEqualTo(ip);
    }
}
