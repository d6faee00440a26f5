package io.github.redeliver.evidence;

import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.DnsAnswer.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** DNS data of tests: {@code NAME TYPE: [values]} or {@code NAME TYPE: NXDOMAIN}. */
public final class Zones {
    private Zones() {}

    /** A YAML document among the test resources. */
    public static Object yaml(String resource) {
        try (InputStream in = Objects.requireNonNull(Zones.class.getResourceAsStream(resource), resource)) {
            return new Load(LoadSettings.builder().build()).loadFromInputStream(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<DnsAnswer> answers(Map<?, ?> zone) {
        List<DnsAnswer> out = new ArrayList<>();
        zone.forEach((question, answer) -> {
            String q = question.toString();
            String name = q.substring(0, q.lastIndexOf(' '));
            String type = q.substring(q.lastIndexOf(' ') + 1);
            if (answer instanceof List<?> values) {
                out.add(new DnsAnswer(name, type, values.isEmpty() ? Outcome.NODATA : Outcome.FOUND, values.stream().map(Object::toString).toList()));
            } else if (List.of("NXDOMAIN", "NODATA", "SERVFAIL", "TIMEOUT").contains(answer.toString())) {
                out.add(new DnsAnswer(name, type, Outcome.valueOf(answer.toString()), List.of()));
            } else {
                out.add(new DnsAnswer(name, type, Outcome.FOUND, List.of(answer.toString())));
            }
        });
        return out;
    }
}
