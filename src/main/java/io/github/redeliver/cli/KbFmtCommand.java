package io.github.redeliver.cli;

import io.github.redeliver.knowledge.KnowledgeException;
import io.github.redeliver.knowledge.KnowledgeLoader;
import io.github.redeliver.knowledge.Problem;
import io.github.redeliver.workshop.DrlFormat;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redeliver kb fmt}: one layout for rule files. */
@Command(
        name = "fmt",
        mixinStandardHelpOptions = true,
        description = "Lays rule files out in one way; only white space and the order of annotations change.")
final class KbFmtCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private KbOptions options = new KbOptions();

    @Option(names = "--check", description = "Write nothing; exit with 1 when a file would change.")
    private boolean check;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Rule files (all of the knowledge base).")
    private List<Path> files = new ArrayList<>();

    KbFmtCommand(PrintStream out, PrintStream err) {
        this.out = out;
    }

    @Override
    public Integer call() {
        int code = ExitCode.DONE;
        try {
            for (Path file : files()) {
                String before = Files.readString(file, StandardCharsets.UTF_8);
                String path = path(file);
                List<Problem> problems = KnowledgeLoader.read(path, before).problems();
                if (!problems.isEmpty()) throw new KnowledgeException(problems);
                String after = DrlFormat.format(before);
                if (after.equals(before)) continue;
                if (!KnowledgeLoader.read(path, after).saysTheSame(KnowledgeLoader.read(path, before))) {
                    throw new Complaint(ExitCode.INTERNAL, file + ": the layout would change a rule; nothing was written");
                }
                out.println(file + (check ? " would change" : " written"));
                if (check) code = ExitCode.DID_NOT_HOLD;
                else Files.writeString(file, after, StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new Complaint(ExitCode.UNREADABLE, e.getMessage());
        }
        return code;
    }

    private List<Path> files() throws IOException {
        if (!files.isEmpty()) return files;
        try (Stream<Path> walk = Files.walk(options.folder(), 8)) {
            return walk.filter(f -> f.toString().endsWith(".drl")).sorted().toList();
        }
    }

    /** Path within the knowledge base, which decides what a rule may say. */
    private String path(Path file) {
        Path root = options.folder().toAbsolutePath().normalize();
        Path absolute = file.toAbsolutePath().normalize();
        if (!absolute.startsWith(root)) throw new Complaint(ExitCode.USAGE, file + ": is not in the knowledge base " + root);
        return root.relativize(absolute).toString().replace('\\', '/');
    }
}
