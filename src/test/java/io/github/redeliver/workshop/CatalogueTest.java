package io.github.redeliver.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.Shipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The catalogue that people read is the one that the rules give: a change of advice or reasoning is a change of a page. */
class CatalogueTest {
    @Test
    void thePagesAreTheRules() throws IOException {
        for (Map.Entry<String, String> page : Catalogue.pages(Shipped.base()).entrySet()) {
            Path file = Path.of("docs", "catalogue", page.getKey());
            boolean same = Files.readString(file).equals(page.getValue());
            assertThat(same).as(file + " is what the rules give; bin/redeliver kb docs writes it anew").isTrue();
        }
    }
}
