package io.github.redeliver.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of forms shows every form with two samples at least, and only samples that are there. */
class FormsPageTest {
    @Test
    void everyFormHasTwoSamples() throws IOException {
        List<String> forms = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("docs/forms.md"))) {
            if (!line.startsWith("| ") || line.startsWith("| form ")) continue;
            String[] cells = line.split("\\|");
            List<String> samples = new ArrayList<>();
            for (String cell : cells[2].split(",")) samples.add(cell.replace("`", "").strip());
            assertThat(samples).as(line).hasSizeGreaterThanOrEqualTo(2).doesNotHaveDuplicates();
            for (String sample : samples) assertThat(Path.of("facts-samples", sample, "expect.yaml")).as(line).exists();
            forms.add(cells[1].strip());
        }
        assertThat(forms).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    }
}
