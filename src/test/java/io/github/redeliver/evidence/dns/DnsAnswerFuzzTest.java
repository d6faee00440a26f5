package io.github.redeliver.evidence.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.DnsAnswer.Outcome;
import io.github.redeliver.fuzz.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** What name servers send, as bytes on the wire. */
class DnsAnswerFuzzTest {
    private static final List<String> TYPES = List.of("A", "AAAA", "MX", "TXT", "PTR", "NS", "CNAME", "TLSA", "SOA");
    private static final Name OWNER = name("example.com.");

    private static Name name(String text) {
        try {
            return Name.fromString(text);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Stream<Arguments> seeds() throws IOException {
        List<Arguments> out = new ArrayList<>();
        String[][] answers = {
            {"A", "192.0.2.1"}, {"AAAA", "2001:db8::1"}, {"MX", "10 mx.example.com."}, {"MX", "0 ."}, {"TXT", "\"v=spf1 -all\" \"x\""}, {"CNAME", "www.example.com."},
            {"NS", "ns.example.net."}, {"PTR", "host.example.com."}, {"TLSA", "3 1 1 00ff"}, {"SOA", "ns.example.com. h.example.com. 1 2 3 4 5"}};
        for (String[] a : answers) {
            Message m = Message.newQuery(Record.newRecord(OWNER, Type.value(a[0]), DClass.IN));
            m.getHeader().setFlag(Flags.QR);
            m.addRecord(Record.fromString(OWNER, Type.value(a[0]), DClass.IN, 300, a[1], Name.root), Section.ANSWER);
            m.addRecord(Record.fromString(name("www.example.com."), Type.A, DClass.IN, 60, "192.0.2.9", Name.root), Section.ANSWER);
            m.addRecord(Record.fromString(OWNER, Type.SOA, DClass.IN, 60, "ns.example.com. h.example.com. 1 2 3 4 5", Name.root), Section.AUTHORITY);
            out.add(Arguments.of((Object) m.toWire()));
        }
        return Stream.concat(Seeds.kept("dns"), out.stream());
    }

    @MethodSource("seeds")
    @FuzzTest
    void answer(byte[] data) {
        Message message;
        try {
            message = new Message(data);
        } catch (IOException noMessage) {
            return; // what the library's own reader refuses never comes to ours
        }
        List<DnsAnswer> all = new ArrayList<>();
        for (String type : TYPES) {
            Answers.Held held = Answers.read("example.com", OWNER, type, message);
            DnsAnswer a = held.answer();
            assertThat(held.seconds()).isBetween(0L, 3600L);
            assertThat(a.values()).hasSizeLessThanOrEqualTo(100);
            assertThat(a.values().isEmpty()).as("%s", a).isEqualTo(a.outcome() != Outcome.FOUND);
            if (a.found()) assertThat(answers(message, type)).as("a value of the answer section").isTrue();
            values(a);
            all.add(a);
        }
        byte[] once = RecordedDns.of(all).write();
        RecordedDns replayed = RecordedDns.read(once);
        assertThat(replayed.write()).isEqualTo(once);
        for (DnsAnswer a : all) {
            DnsAnswer again = replayed.ask(a.name(), a.type());
            assertThat(again.outcome()).isEqualTo(a.outcome());
            assertThat(again.values()).isEqualTo(a.values());
        }
    }

    private static boolean answers(Message m, String type) {
        return m.getSection(Section.ANSWER).stream().anyMatch(r -> r.getType() == Type.value(type));
    }

    private static void values(DnsAnswer a) {
        for (String v : a.values()) {
            switch (a.type()) {
                case "A" -> assertThat(v).matches("[0-9.]{7,15}");
                case "AAAA" -> assertThat(v).matches("[0-9a-f:.]{2,45}");
                case "MX" -> assertThat(v).matches("(?s)[0-9]{1,5} .+");
                case "PTR", "NS", "CNAME" -> assertThat(v).isEqualTo(v.toLowerCase(Locale.ROOT)).isNotEmpty();
                default -> { }
            }
        }
    }
}
