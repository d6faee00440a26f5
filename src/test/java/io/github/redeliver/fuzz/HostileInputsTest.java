package io.github.redeliver.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.Case;
import io.github.redeliver.Result;
import io.github.redeliver.Shipped;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Inputs that are made to cost much are read in part, and the result says which bound it was; {@link HostileCost} tells what they cost. */
class HostileInputsTest {
    @TestFactory
    Stream<DynamicTest> partialResultsNameTheirBound() {
        return Hostile.all().entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
            Result result = Shipped.redeliver().diagnose(Case.of(e.getValue().bytes().get()));
            if (!e.getValue().limit().isEmpty()) assertThat(result.limits()).contains(e.getValue().limit());
            assertThat(result.limits()).doesNotContain("mime");
            assertThat(result.diagnoses()).hasSizeLessThanOrEqualTo(1_000);
            if (e.getKey().startsWith("15 MB bounce")) {
                assertThat(result.diagnoses()).singleElement().satisfies(d -> {
                    assertThat(d.recipient()).isEqualTo("user@example.com");
                    assertThat(d.findings().get(0).cause()).isEqualTo("recipient-unknown");
                });
            }
        }));
    }
}
