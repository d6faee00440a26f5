package io.github.redeliver.cli;

import io.github.redeliver.Insight;
import io.github.redeliver.inference.Inference.Inferred;
import io.github.redeliver.inference.Trial.Outcome;
import io.github.redeliver.inference.Verdict.Conclusion;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.report.Clean;
import io.github.redeliver.workshop.Why;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redeliver kb why}: why a cause is found, or is not. */
@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        description = "Tells why a cause is found in an input or is not: the rules for it that fired, and for the nearest "
                + "others the first condition that failed.",
        footer = {"", "Example:", "  redeliver kb why bounce.eml ptr-missing"})
final class KbWhyCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private KbOptions options = new KbOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "A file, a sample's folder, or - for standard input.")
    private String file = "";

    @Parameters(index = "1", paramLabel = "CAUSE", description = "A cause of the vocabulary.")
    private String cause = "";

    @Option(names = "--most", paramLabel = "N", defaultValue = "8", description = "At most N rules that did not fire (${DEFAULT-VALUE}).")
    private int most = 8;

    KbWhyCommand(PrintStream out, PrintStream err) {
        this.out = out;
    }

    @Override
    public Integer call() {
        KnowledgeBase base = options.base();
        Common.known("CAUSE", "cause", cause, base.causes().keySet());
        boolean found = false;
        try (Insight insight = new Insight(base)) {
            List<Inferred> heard = insight.look(KbFactsCommand.read(file)).heard();
            if (heard.isEmpty()) out.println("nothing that failed was read; kb facts shows what was");
            for (Inferred h : heard) found |= one(base, insight, h);
        }
        return found ? ExitCode.DONE : ExitCode.DID_NOT_HOLD;
    }

    private boolean one(KnowledgeBase base, Insight insight, Inferred heard) {
        Outcome outcome = insight.trial().run(heard.given());
        List<Conclusion> all = outcome.verdict().conclusions();
        Conclusion it = null;
        for (int i = 0; i < all.size(); i++) {
            Conclusion c = all.get(i);
            if (!c.cause().equals(cause)) continue;
            it = c;
            out.println(String.format(Locale.ROOT, "%s is found at rank %d, certainty %.2f", cause, i + 1, c.certainty()));
        }
        if (it == null) {
            out.println(cause + " is not found; found "
                    + (all.isEmpty() ? "is nothing" : String.join(", ", all.stream().map(c -> c.cause() + " " + c.certainty()).toList())));
        }
        int left = most;
        for (Why.Answer a : new Why(base, insight.trial()).ask(outcome, cause)) {
            if (a.fired()) {
                out.println("  fired        " + a.rule().id() + "  " + a.rule().file() + ":" + a.rule().line());
            } else if (left-- > 0) {
                out.println("  did not fire " + a.rule().id() + ": "
                        + Clean.line(a.failed() + " (" + a.met() + " of " + a.of() + " held)", 600));
            }
        }
        return it != null;
    }
}
