package io.github.redeliver.cli;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.workshop.Catalogue;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redeliver kb docs}: the catalogue. */
@Command(
        name = "docs",
        mixinStandardHelpOptions = true,
        description = "Writes the catalogue of systems, causes and lists from the knowledge base.")
final class KbDocsCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private KbOptions options = new KbOptions();

    @Option(names = "--to", paramLabel = "DIR", description = "Folder of the pages (docs/catalogue beside the knowledge base).")
    private @Nullable Path to;

    @Option(names = "--check", description = "Write nothing; exit with 1 when a page differs.")
    private boolean check;

    KbDocsCommand(PrintStream out, PrintStream err) {
        this.out = out;
    }

    @Override
    public Integer call() {
        KnowledgeBase base = options.base();
        Path folder = to != null ? to : options.folder().toAbsolutePath().normalize().resolveSibling("docs").resolve("catalogue");
        int code = ExitCode.DONE;
        try {
            if (!check) Files.createDirectories(folder);
            for (Map.Entry<String, String> page : Catalogue.pages(base).entrySet()) {
                Path file = folder.resolve(page.getKey());
                String before = Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
                if (before.equals(page.getValue())) continue;
                out.println(file + (check ? " differs; kb docs writes it anew" : " written"));
                if (check) code = ExitCode.DID_NOT_HOLD;
                else Files.writeString(file, page.getValue(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new Complaint(ExitCode.UNREADABLE, folder + ": " + e.getMessage());
        }
        return code;
    }
}
