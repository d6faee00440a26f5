package io.github.redeliver.cli;

import io.github.redeliver.Redeliver;
import io.github.redeliver.knowledge.KnowledgeBase;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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
    private KbOptions options = new KbOptions();

    @Option(names = {"-r", "--rules"}, paramLabel = "REGEX", description = "Only rules whose id matches; no samples.")
    private String rules = "";

    @Option(names = "--strict", description = "Let cross-talk between rules' examples fail, too.")
    private boolean strict;

    @Option(names = "--watch", description = "Stay, and try the rules that change at every save, as kb watch does.")
    private boolean watch;

    @Option(names = "--edits", paramLabel = "N", description = "With --watch: end after N edits.", hidden = true)
    private int edits = Integer.MAX_VALUE;

    KbTestCommand(PrintStream out, PrintStream err) {
        this.out = out;
    }

    @Override
    public Integer call() {
        if (watch) return KbWatchCommand.watch(options, out, edits);
        Pattern only = KbOptions.pattern("-r", rules);
        KnowledgeBase base = options.base();
        KbTest test = new KbTest(base, options.folder());
        test.rules(r -> only.matcher(r.id()).find(), rules.isEmpty());
        List<String> talk = test.crossTalk(r -> only.matcher(r.id()).find());
        if (rules.isEmpty()) {
            try (Redeliver redeliver = Redeliver.of(base, Redeliver.Options.DEFAULT)) {
                test.samples(options.sampleFolder(), redeliver);
            }
        }
        for (String failure : test.failures()) out.println(failure);
        for (String heard : talk) out.println((strict ? "" : "warning: ") + heard + " [cross-talk]");
        out.println(test.summary() + (talk.isEmpty() ? "" : ", " + talk.size() + " cross-talks"));
        return test.failures().isEmpty() && !(strict && !talk.isEmpty()) ? ExitCode.DONE : ExitCode.DID_NOT_HOLD;
    }
}
