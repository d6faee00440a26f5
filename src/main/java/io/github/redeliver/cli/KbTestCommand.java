package io.github.redeliver.cli;

import io.github.redeliver.Redeliver;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.KnowledgeException;
import io.github.redeliver.knowledge.KnowledgeLoader;
import io.github.redeliver.knowledge.Problem;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redeliver kb test}: every rule's own examples, and the samples. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Runs every rule's examples and near misses through the whole knowledge base, and all samples.")
final class KbTestCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private Common common = new Common();

    @Option(names = {"-r", "--rules"}, paramLabel = "REGEX", description = "Only rules whose id matches.")
    private String rules = "";

    @Option(names = "--samples", paramLabel = "DIR", description = "Folder of samples (facts-samples beside the knowledge base).")
    private String samples = "";

    KbTestCommand(PrintStream out, PrintStream err) {
        this.out = out;
    }

    @Override
    public Integer call() {
        Path folder = common.folder();
        if (folder == null) throw new Complaint(ExitCode.USAGE, "name the knowledge base's folder with --kb DIR");
        Pattern only;
        try {
            only = Pattern.compile(rules);
        } catch (PatternSyntaxException e) {
            throw new Complaint(ExitCode.USAGE, "-r " + rules + ": " + e.getDescription());
        }
        KnowledgeLoader.Loaded loaded = new KnowledgeLoader(Common.cacheFolder()).forAuthors(folder);
        List<Problem> errors = loaded.warnings().stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) throw new KnowledgeException(errors);
        KnowledgeBase base = loaded.base();
        Path cases = samples.isEmpty()
                ? folder.toAbsolutePath().normalize().resolveSibling("facts-samples") : Path.of(samples);
        try (Redeliver redeliver = Redeliver.of(base, Redeliver.Options.DEFAULT)) {
            KbTest test = new KbTest(redeliver, base, folder);
            test.rules(r -> only.matcher(r.id()).find());
            if (rules.isEmpty()) test.samples(cases);
            for (String failure : test.failures()) out.println(failure);
            out.println(test.summary());
            return test.failures().isEmpty() ? ExitCode.DONE : ExitCode.DID_NOT_HOLD;
        }
    }
}
