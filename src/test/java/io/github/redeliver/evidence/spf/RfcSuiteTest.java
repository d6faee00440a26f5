package io.github.redeliver.evidence.spf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.redeliver.evidence.Address;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.DnsAnswer.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Runs the published test suite of RFC 7208 where a copy lies at hand: the system property {@code rfc7208.suite} or the
 * shared corpus beside the project. Without a copy the test is skipped and says so.
 */
class RfcSuiteTest {
    private static final Path SUITE = Path.of(System.getProperty("rfc7208.suite", "../shared/corpus/rfc7208/rfc7208-tests.yml"));

    @Test
    void everyResultAndExplanationIsAsTheSuiteSays() throws Exception {
        assumeTrue(Files.isReadable(SUITE), () -> "no copy of the RFC 7208 suite at " + SUITE);
        List<String> wrong = new ArrayList<>();
        int run = 0;
        for (Object doc : new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(SUITE))) {
            Map<?, ?> section = (Map<?, ?>) doc;
            Resolver dns = zones((Map<?, ?>) section.get("zonedata"));
            for (Map.Entry<?, ?> e : ((Map<?, ?>) section.get("tests")).entrySet()) {
                Map<?, ?> t = (Map<?, ?>) e.getValue();
                Address ip = Address.read(t.get("host").toString());
                assertThat(ip).as("address of %s", e.getKey()).isNotNull();
                SpfResult r = Spf.check(ip, text(t.get("helo")), text(t.get("mailfrom")), "unknown", dns);
                List<?> right = t.get("result") instanceof List<?> l ? l : List.of(t.get("result"));
                run++;
                if (!right.contains(r.word())) wrong.add(e.getKey() + ": " + r.word() + " instead of " + right + " " + r.detail());
                Object explanation = t.get("explanation");
                if (explanation != null && !explanation.equals("DEFAULT") && !explanation.equals(r.explanation())) {
                    wrong.add(e.getKey() + ": explanation '" + r.explanation() + "' instead of '" + explanation + "'");
                }
            }
        }
        System.out.println("RFC 7208 suite: " + run + " tests, " + wrong.size() + " wrong");
        assertThat(wrong).isEmpty();
        assertThat(run).isGreaterThan(190);
    }

    private static String text(Object o) {
        return o == null ? "" : o.toString();
    }

    private static Resolver zones(Map<?, ?> data) {
        return (name, type) -> ask(data, name, type, 0);
    }

    private static DnsAnswer ask(Map<?, ?> data, String name, String type, int depth) {
        Address ip = Address.read(name);
        String q = type.equals("PTR") && ip != null ? ip.reverseName() : name;
        List<?> entries = null;
        for (Map.Entry<?, ?> e : data.entrySet()) {
            if (e.getKey().toString().equalsIgnoreCase(q)) entries = (List<?>) e.getValue();
        }
        if (entries == null) return new DnsAnswer(name, type, Outcome.NXDOMAIN, List.of());
        boolean ownTxt = entries.stream().anyMatch(o -> o instanceof Map<?, ?> m && m.containsKey("TXT"));
        List<String> values = new ArrayList<>();
        boolean timeout = false;
        for (Object o : entries) {
            if ("TIMEOUT".equals(o)) {
                timeout = true;
                continue;
            }
            for (Map.Entry<?, ?> e : ((Map<?, ?>) o).entrySet()) {
                String kind = e.getKey().toString().toUpperCase(Locale.ROOT);
                if (kind.equals("CNAME") && depth < 8) return ask(data, e.getValue().toString(), type, depth + 1);
                if (kind.equals("SPF") && !ownTxt) kind = "TXT";
                if (!kind.equals(type) || "NONE".equals(e.getValue())) continue;
                if (type.equals("MX")) values.add(((List<?>) e.getValue()).get(0) + " " + ((List<?>) e.getValue()).get(1));
                else if (e.getValue() instanceof List<?> strings) values.add(String.join("", strings.stream().map(Object::toString).toList()));
                else values.add(e.getValue().toString());
            }
        }
        if (!values.isEmpty()) return new DnsAnswer(name, type, Outcome.FOUND, values);
        return new DnsAnswer(name, type, timeout ? Outcome.TIMEOUT : Outcome.NODATA, List.of());
    }
}
