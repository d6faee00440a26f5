package io.github.redeliver.cli;

import io.github.redeliver.Case;
import io.github.redeliver.Insight;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.inference.Inference.Inferred;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.report.Clean;
import io.github.redeliver.workshop.Described;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code redeliver kb facts}: what rules will see of an input. */
@Command(
        name = "facts",
        mixinStandardHelpOptions = true,
        description = "Shows what rules see of an input: the facts, as their conditions name them.")
final class KbFactsCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private KbOptions options = new KbOptions();

    @Parameters(paramLabel = "FILE", description = "A file, a sample's folder, or - for standard input.")
    private String file = "";

    KbFactsCommand(PrintStream out, PrintStream err) {
        this.out = out;
    }

    /** A sample's folder with all that it brings, or a file's bytes. */
    static Case read(String name) {
        if (!name.equals("-") && Files.isDirectory(Path.of(name))) {
            try {
                return SampleRunner.read(Path.of(name));
            } catch (IOException e) {
                throw new Complaint(ExitCode.UNREADABLE, name + ": " + e.getMessage());
            }
        }
        return Case.of(Inputs.read(name).bytes());
    }

    @Override
    public Integer call() {
        KnowledgeBase base = options.base();
        try (Insight insight = new Insight(base)) {
            Insight.Look look = insight.look(read(file));
            out.println("form " + look.reading().form() + ", kind " + look.reading().kind() + ", " + look.incidents().size() + " incident(s)");
            List<Inferred> heard = look.heard();
            for (int i = 0; i < heard.size(); i++) {
                Incident incident = look.incidents().get(i);
                out.println();
                line("recipient", incident.recipient());
                line("host", incident.host());
                line("reply", incident.reply().text().text());
                line("around", incident.around().text());
                for (Object fact : insight.trial().facts(heard.get(i).given())) out.println("  " + Clean.line(Described.fact(fact), 2_000));
            }
        }
        return ExitCode.DONE;
    }

    private void line(String what, String value) {
        if (!value.isEmpty()) out.println(String.format("  %-10s %s", what, Clean.line(value.replace('\n', ' '), 500)));
    }
}
