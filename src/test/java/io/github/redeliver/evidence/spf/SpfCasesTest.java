package io.github.redeliver.evidence.spf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.evidence.Address;
import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.evidence.Zones;
import io.github.redeliver.facts.DnsAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SpfCasesTest {
    @TestFactory
    Stream<DynamicTest> everyCase() {
        Map<?, ?> data = (Map<?, ?>) Zones.yaml("/spf/evaluation.yaml");
        List<?> cases = (List<?>) data.get("cases");
        assertThat(cases).hasSizeGreaterThan(100);
        return cases.stream().map(o -> DynamicTest.dynamicTest(o.toString(), () -> run((Map<?, ?>) data.get("zone"), (Map<?, ?>) o)));
    }

    private static void run(Map<?, ?> zone, Map<?, ?> c) {
        List<DnsAnswer> answers = new ArrayList<>();
        if (!"UNKNOWN".equals(c.get("spf"))) answers.addAll(Zones.answers(Map.of("example.com TXT", c.get("spf"))));
        answers.addAll(Zones.answers(zone));
        if (c.get("zone") instanceof Map<?, ?> own) answers.addAll(Zones.answers(own));
        String helo = c.containsKey("helo") ? c.get("helo").toString() : "mail.example.com";
        String from = c.containsKey("from") ? c.get("from").toString() : "user@example.com";
        Address ip = Address.read(c.get("ip").toString());
        assertThat(ip).isNotNull();
        SpfResult r = Spf.check(ip, helo, from, RecordedDns.of(answers));
        assertThat(r.result().name().toLowerCase(Locale.ROOT)).as("result, %s", r).isEqualTo(c.get("result"));
        if (c.containsKey("why")) assertThat(r.why().name()).isEqualTo(c.get("why"));
        if (c.containsKey("term")) assertThat(r.term()).isEqualTo(c.get("term"));
        if (c.containsKey("domain")) assertThat(r.domain()).isEqualTo(c.get("domain"));
        if (c.containsKey("lookups")) assertThat(r.lookups()).isEqualTo(c.get("lookups"));
        if (c.containsKey("voids")) assertThat(r.voidLookups()).isEqualTo(c.get("voids"));
        if (c.containsKey("explanation")) assertThat(r.explanation()).isEqualTo(c.get("explanation"));
    }
}
