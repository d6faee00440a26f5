package io.github.redeliver.cli;

import io.github.redeliver.knowledge.KnowledgeLoader;
import io.github.redeliver.knowledge.Problem;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code redeliver kb check}: syntax, closed form, references. */
@Command(name = "check", mixinStandardHelpOptions = true, description = "Checks every file of a knowledge base.")
final class KbCheckCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private Common common = new Common();

    KbCheckCommand(PrintStream out, PrintStream err) {
        this.out = out;
    }

    @Override
    public Integer call() {
        Path folder = common.folder();
        if (folder == null) throw new Complaint(ExitCode.USAGE, "name the knowledge base's folder with --kb DIR");
        KnowledgeLoader.Loaded loaded = new KnowledgeLoader(Common.cacheFolder()).forAuthors(folder);
        int errors = 0;
        for (Problem p : loaded.warnings()) {
            // a diagnosis can do without a translation, an author cannot
            boolean error = p.isError() || p.check().equals("missing-translation");
            out.println(error ? p.asError() : p);
            if (error) errors++;
        }
        out.println(loaded.base().rules().size() + " rules, " + loaded.base().phrases().size() + " phrases: "
                + errors + " errors, " + (loaded.warnings().size() - errors) + " warnings");
        return errors > 0 ? ExitCode.RULE_ERROR : ExitCode.DONE;
    }
}
