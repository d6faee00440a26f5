package io.github.redeliver.cli;

import io.github.redeliver.workshop.Mutation;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redeliver kb mutate}: do the tests notice when a rule is wrong? */
@Command(
        name = "mutate",
        mixinStandardHelpOptions = true,
        description = "Breaks rules one by one (a constraint dropped or negated, a pattern or a wording dropped, another "
                + "cause, the rule deleted) and tells which breaks no example, near miss or sample notices.")
final class KbMutateCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private KbOptions options = new KbOptions();

    @Option(names = {"-r", "--rules"}, paramLabel = "REGEX", description = "Only rules whose id matches.")
    private String rules = "";

    @Option(names = "--sample", paramLabel = "N", description = "Try N mutants, spread evenly, instead of all.")
    private int sample;

    @Option(names = "--min", paramLabel = "P", description = "Exit with 1 when less than P per cent are noticed.")
    private double min;

    KbMutateCommand(PrintStream out, PrintStream err) {
        this.out = out;
    }

    @Override
    public Integer call() {
        Pattern only = KbOptions.pattern("-r", rules);
        if (sample < 0) throw new Complaint(ExitCode.USAGE, "--sample " + sample + ": a number from 1 on is meant");
        Mutation.Score score = new Mutation(options.lab()).run(r -> only.matcher(r.id()).find(), sample);
        for (Mutation.Survivor s : score.survivors()) {
            out.println(options.folder().resolve(s.rule().file()) + ":" + s.line() + ": rule \"" + s.rule().id()
                    + "\" survives: " + s.what() + " [" + s.operator() + "]\n    " + s.wanted() + " would notice it");
        }
        score.byStage().forEach(this::line);
        score.byOperator().forEach(this::line);
        line("all", score.all());
        return score.all().score() < min ? ExitCode.DID_NOT_HOLD : ExitCode.DONE;
    }

    private void line(String what, Mutation.Count count) {
        out.println(String.format(Locale.ROOT, "%-18s %6d of %6d noticed, %5.1f %%",
                what, count.noticed(), count.tried(), count.score()));
    }
}
