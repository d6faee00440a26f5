package io.github.redeliver.cli;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.KnowledgeException;
import io.github.redeliver.knowledge.KnowledgeLoader;
import io.github.redeliver.knowledge.Problem;
import io.github.redeliver.workshop.Lab;
import io.github.redeliver.workshop.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which knowledge base the workshop's commands work on. */
final class KbOptions {
    @Option(names = "--kb", paramLabel = "DIR", description = "Folder of the knowledge base.")
    @Nullable Path kb;

    @Option(names = "--kb-extra", paramLabel = "DIR",
            description = "A folder of your own rules and texts, over those of the knowledge base; may be given again.")
    List<Path> extra = new ArrayList<>();

    @Option(names = "--samples", paramLabel = "DIR",
            description = "Folder of samples (facts-samples beside the knowledge base).")
    @Nullable Path samples;

    /** The folder of the knowledge base. */
    Path folder() {
        if (kb != null) return kb;
        String home = System.getProperty("redeliver.kb", "");
        if (home.isEmpty()) throw new Complaint(ExitCode.USAGE, "name the knowledge base's folder with --kb DIR");
        return Path.of(home);
    }

    /** With every problem instead of an exception. */
    KnowledgeLoader.Loaded load() {
        return new KnowledgeLoader(Common.cacheFolder()).forAuthors(folder(), extra);
    }

    /**
     * The knowledge base, with examples and near misses.
     *
     * @throws KnowledgeException when it has an error
     */
    KnowledgeBase base() {
        KnowledgeLoader.Loaded loaded = load();
        List<Problem> errors = loaded.warnings().stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) throw new KnowledgeException(errors);
        return loaded.base();
    }

    /** Where whole cases are. */
    Path sampleFolder() {
        return samples != null ? samples : folder().toAbsolutePath().normalize().resolveSibling("facts-samples");
    }

    /** The whole cases. */
    List<Sample> samples() {
        List<Sample> all = new ArrayList<>();
        for (Path folder : SampleRunner.find(sampleFolder())) all.add(SampleRunner.sample(sampleFolder(), folder));
        return all;
    }

    Lab lab() {
        return Lab.of(base(), samples());
    }

    /** @throws Complaint when it is no pattern */
    static Pattern pattern(String option, String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new Complaint(ExitCode.USAGE, option + " " + regex + ": " + e.getDescription());
        }
    }
}
