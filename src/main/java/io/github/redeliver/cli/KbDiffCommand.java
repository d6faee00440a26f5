package io.github.redeliver.cli;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.Result;
import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.KnowledgeLoader;
import io.github.redeliver.knowledge.Problem;
import io.github.redeliver.knowledge.KnowledgeException;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.report.Clean;
import io.github.redeliver.workshop.Sample;
import io.github.redeliver.workshop.Scene;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redeliver kb diff}: which inputs a change of the knowledge base changes. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Compares two knowledge bases on all examples, samples and files of a corpus, and prints each input "
                + "whose causes differ.",
        footer = {"", "Example:", "  git worktree add ../before main && redeliver kb diff --base ../before/kb"})
final class KbDiffCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private KbOptions options = new KbOptions();

    @Option(names = "--base", required = true, paramLabel = "DIR", description = "The knowledge base to compare with.")
    private Path before = Path.of("");

    @Option(names = "--corpus", paramLabel = "DIR", description = "Files to compare on besides, one input each.")
    private @Nullable Path corpus;

    KbDiffCommand(PrintStream out, PrintStream err) {
        this.out = out;
    }

    @Override
    public Integer call() {
        KnowledgeBase now = options.base();
        KnowledgeLoader.Loaded loaded = new KnowledgeLoader(Common.cacheFolder()).forAuthors(before);
        List<Problem> errors = loaded.warnings().stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) throw new KnowledgeException(errors);
        Map<String, Scene> inputs = inputs(now, loaded.base());
        int changed = 0;
        Redeliver.Options plain = Redeliver.Options.DEFAULT;
        try (Redeliver old = Redeliver.of(loaded.base(), plain); Redeliver current = Redeliver.of(now, plain)) {
            for (Map.Entry<String, Scene> input : inputs.entrySet()) {
                String was = causes(diagnosed(old, input.getValue()));
                String is = causes(diagnosed(current, input.getValue()));
                if (was.equals(is)) continue;
                changed++;
                out.println(Clean.line(input.getKey(), 300));
                out.println("  - " + was);
                out.println("  + " + is);
            }
        }
        out.println(changed + " of " + inputs.size() + " inputs change their diagnosis");
        return changed == 0 ? ExitCode.DONE : ExitCode.DID_NOT_HOLD;
    }

    private static Result diagnosed(Redeliver redeliver, Scene scene) {
        return redeliver.diagnose(scene.given(), RecordedDns.empty(), scene.observed());
    }

    private Map<String, Scene> inputs(KnowledgeBase now, KnowledgeBase old) {
        Map<String, Scene> inputs = new LinkedHashMap<>();
        for (KnowledgeBase base : List.of(now, old)) {
            for (RuleDef r : base.rules()) {
                for (String text : r.examples()) inputs.putIfAbsent(text, Scene.of(r, text));
                for (String text : r.nearMisses()) inputs.putIfAbsent(text, Scene.of(r, text));
            }
        }
        for (Sample s : options.samples()) inputs.put("sample " + s.name(), new Scene(s.given(), List.of()));
        Path folder = corpus;
        if (folder != null) {
            try (Stream<Path> walk = Files.walk(folder, 8)) {
                for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile).sorted()::iterator) {
                    inputs.put(file.toString(), new Scene(Case.of(Inputs.read(file.toString()).bytes()), List.of()));
                }
            } catch (IOException e) {
                throw new Complaint(ExitCode.UNREADABLE, folder + ": " + e.getMessage());
            }
        }
        return inputs;
    }

    private static String causes(Result result) {
        return result.diagnoses().isEmpty() ? "nothing" : result.diagnoses().stream()
                .map(d -> d.findings().stream().map(f -> f.cause() + " " + f.certainty()).collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(" "));
    }
}
