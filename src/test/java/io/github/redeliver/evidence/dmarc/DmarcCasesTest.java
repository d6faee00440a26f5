package io.github.redeliver.evidence.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.evidence.Zones;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class DmarcCasesTest {
    private static final Map<?, ?> POLICIES = (Map<?, ?>) Zones.yaml("/dmarc/policies.yaml");
    private static final Map<?, ?> ALIGNMENT = (Map<?, ?>) Zones.yaml("/dmarc/alignment.yaml");

    private static Stream<DynamicTest> each(Map<?, ?> data, String key, java.util.function.Consumer<Map<?, ?>> test) {
        return ((List<?>) data.get(key)).stream().map(o -> DynamicTest.dynamicTest(o.toString(), () -> test.accept((Map<?, ?>) o)));
    }

    @TestFactory
    Stream<DynamicTest> policies() {
        return each(POLICIES, "cases", c -> {
            DmarcPolicy p = Dmarc.discover(c.get("from").toString(), RecordedDns.of(Zones.answers((Map<?, ?>) c.get("zone"))));
            assertThat(p.state().name()).as("%s", p).isEqualTo(c.containsKey("state") ? c.get("state") : "FOUND");
            if (c.containsKey("at")) assertThat(p.at()).isEqualTo(c.get("at"));
            if (c.containsKey("tag")) assertThat(p.tag()).isEqualTo(c.get("tag"));
            if (c.containsKey("policy")) assertThat(p.policy()).isEqualTo(c.get("policy"));
            if (c.containsKey("applied")) assertThat(p.applied()).isEqualTo(c.get("applied"));
            if (c.containsKey("faults")) assertThat(p.record().faults()).isEqualTo(c.get("faults"));
            if (c.containsKey("rua")) assertThat(p.record().rua()).isEqualTo(c.get("rua"));
        });
    }

    @TestFactory
    Stream<DynamicTest> alignment() {
        RecordedDns dns = RecordedDns.of(Zones.answers((Map<?, ?>) ALIGNMENT.get("zone")));
        return each(ALIGNMENT, "cases", c -> {
            String passed = c.get("passed").toString();
            String from = c.get("from").toString();
            assertThat(Dmarc.aligned(passed, from, false, dns)).as("relaxed").isEqualTo(c.get("relaxed"));
            assertThat(Dmarc.aligned(passed, from, true, dns)).as("strict").isEqualTo(c.get("strict"));
        });
    }

    @TestFactory
    Stream<DynamicTest> walksAskAtMostEightNames() {
        return each(ALIGNMENT, "walks", c -> assertThat(Dmarc.targets(c.get("domain").toString())).isEqualTo(c.get("asks")).hasSizeLessThanOrEqualTo(8));
    }
}
