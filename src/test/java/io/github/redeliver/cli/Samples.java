package io.github.redeliver.cli;

import io.github.redeliver.Case;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The samples of the project, as cases. */
public final class Samples {
    private Samples() {}

    public static List<Path> all() {
        return SampleRunner.find(Path.of("facts-samples"));
    }

    public static Case read(Path sample) {
        try {
            return SampleRunner.read(sample);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
