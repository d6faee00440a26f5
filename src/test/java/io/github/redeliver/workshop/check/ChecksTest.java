package io.github.redeliver.workshop.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.Shipped;
import io.github.redeliver.knowledge.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The project's own knowledge base is as its authors are asked to write. */
class ChecksTest {
    @Test
    void nothingIsWrongWithTheKnowledgeBase() {
        List<Problem> problems = Checks.run(Shipped.loaded(), Path.of("kb"), List.of()).problems();
        assertThat(problems).filteredOn(p -> !p.level().equals("info")).extracting(Problem::toString).isEmpty();
    }
}
