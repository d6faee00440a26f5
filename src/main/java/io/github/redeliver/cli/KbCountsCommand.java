package io.github.redeliver.cli;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.workshop.Counts;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** {@code redeliver kb counts}: how much a knowledge base knows. */
@Command(
        name = "counts",
        mixinStandardHelpOptions = true,
        description = "Counts rules, phrases, examples, near misses, causes, systems, lists, remedies, links, texts and samples.",
        footer = {"", "Examples:", "  redeliver kb counts", "  redeliver kb counts --format json"})
final class KbCountsCommand implements Callable<Integer> {
    enum Format {
        text,
        json
    }

    private final PrintStream out;
    private final PrintStream err;

    @Mixin
    private KbOptions options = new KbOptions();

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text", description = "text or json (${DEFAULT-VALUE}).")
    private Format format = Format.text;

    KbCountsCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        KnowledgeBase base = options.base();
        Common.overridden(base, err);
        Map<String, Long> counts = Counts.of(base, SampleRunner.find(options.sampleFolder()).size());
        if (format == Format.json) {
            out.println(json(counts));
        } else {
            counts.forEach((name, count) -> out.println(String.format(Locale.ROOT, "%-32s %,8d", name, count)));
        }
        return ExitCode.DONE;
    }

    private static String json(Map<String, Long> counts) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            counts.forEach(json::writeNumberProperty);
            json.writeEndObject();
        }
        return text.toString();
    }
}
