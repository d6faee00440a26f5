package io.github.redeliver.cli;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Systems.SystemInfo;
import io.github.redeliver.workshop.NewRule;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redeliver kb new}: a rule, its example and its near miss, in the right file. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = "Writes a rule with its example and near miss into the file of its provider, prints it and tries it.",
        footer = {"", "Example:",
            "  redeliver kb new S3999 --provider outlook --cause ip-blocked-by-provider \\",
            "    --text \"550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. (S3999)\""})
final class KbNewCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private KbOptions options = new KbOptions();

    @Parameters(paramLabel = "CODE", description = "The provider's own code, or a short name such as no-ptr.")
    private String code = "";

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Speaker speaker = new Speaker();

    /** Whose words they are. */
    static final class Speaker {
        @Option(names = "--provider", paramLabel = "P", description = "Id of the system whose words these are.")
        String provider = "";

        @Option(names = "--language", paramLabel = "L", description = "Language of words that anybody may say: en, zh, ja, de and so on.")
        String language = "";
    }

    @Option(names = "--text", required = true, paramLabel = "TEXT", description = "A whole text that the rule must recognise.")
    private String text = "";

    @Option(names = "--cause", required = true, paramLabel = "C", description = "The cause that it means.")
    private String cause = "";

    @Option(names = "--phrase", paramLabel = "WORDS", description = "What to wait for (chosen from the text).")
    private String phrase = "";

    @Option(names = "--near-miss", paramLabel = "TEXT", description = "A text on which it must not fire (made from the text).")
    private String nearMiss = "";

    @Option(names = "--source", paramLabel = "URL", description = "Who documents it (seen in a bounce, or general usage).")
    private String source = "";

    @Option(names = "--since", paramLabel = "MONTH", description = "When it came in (this month).")
    private String since = "";

    @Option(names = "--dry-run", description = "Print the rule and write nothing.")
    private boolean dry;

    KbNewCommand(PrintStream out, PrintStream err) {
        this.out = out;
    }

    @Override
    public Integer call() {
        KnowledgeBase base = options.base();
        String home = speaker.provider.isEmpty() ? speaker.language : speaker.provider;
        if (!speaker.provider.isEmpty()) Common.known("--provider", "system", home, base.systems().all().keySet());
        Common.known("--cause", "cause", cause, base.causes().keySet());
        String month = since.isEmpty() ? YearMonth.now(Clock.systemUTC()).toString() : since;
        NewRule.Draft draft = NewRule.of(base, home, code, text, cause, phrase, nearMiss, source(), month);
        if (draft.phrase().isBlank()) {
            throw new Complaint(ExitCode.USAGE, "no constant words in the text: name some with --phrase");
        }
        if (draft.id().endsWith("/")) throw new Complaint(ExitCode.USAGE, "CODE " + code + ": has no letter and no digit");
        if (base.rule(draft.id()) != null) {
            throw new Complaint(ExitCode.USAGE, draft.id() + ": there is such a rule; kb show " + draft.id() + " shows it");
        }
        Path file = options.folder().resolve(speaker.provider.isEmpty() ? languageFile() : file(base.systems().get(home)));
        out.print(draft.drl());
        if (dry) return ExitCode.DONE;
        String before = append(file, draft.drl());
        out.println();
        out.println("written to " + file + (before.isEmpty() ? ", a new file" : ""));
        return tryIt(draft);
    }

    private String source() {
        if (!source.isEmpty()) return source;
        return speaker.provider.isEmpty() ? "general usage" : "seen in a bounce";
    }

    /** A language's own file, or the one for more of it where it has several. */
    private String languageFile() {
        String more = "recognise/language/" + speaker.language + "-more.drl";
        return Files.isRegularFile(options.folder().resolve(more)) ? more : "recognise/language/" + speaker.language + ".drl";
    }

    /** Where rules about a system stand. */
    private static String file(SystemInfo s) {
        String kind = List.of("provider", "mta", "filter", "list", "standard").contains(s.kind()) ? s.kind() : "provider";
        return "recognise/" + kind + "/" + s.id() + ".drl";
    }

    private String append(Path file, String rule) {
        try {
            boolean there = Files.isRegularFile(file);
            String before = there ? Files.readString(file, StandardCharsets.UTF_8) : "";
            String head = there ? before.stripTrailing() + "\n" : head(options.folder().relativize(file).toString().replace('\\', '/'));
            Files.createDirectories(file.getParent());
            Files.writeString(file, head + "\n" + rule, StandardCharsets.UTF_8);
            return before;
        } catch (IOException e) {
            throw new Complaint(ExitCode.UNREADABLE, file + ": cannot be written: " + e.getMessage());
        }
    }

    private static String head(String path) {
        StringBuilder name = new StringBuilder("kb");
        for (String part : path.substring(0, path.length() - ".drl".length()).split("/")) {
            name.append('.').append(Character.isDigit(part.charAt(0)) ? "_" : "").append(part.replace('-', '_'));
        }
        return "package " + name + ";\n\nimport io.github.redeliver.facts.*;\n";
    }

    private int tryIt(NewRule.Draft draft) {
        KnowledgeBase base = options.base();
        KbTest test = new KbTest(base, options.folder());
        test.rules(r -> r.id().equals(draft.id()), false);
        List<String> talk = test.crossTalk(r -> r.id().equals(draft.id()));
        test.failures().forEach(out::println);
        talk.forEach(t -> out.println("warning: " + t));
        out.println(test.failures().isEmpty()
                ? "its example gives " + cause + ", its near miss does not fire it" : "not yet right: see above, and kb show " + draft.id());
        return test.failures().isEmpty() ? ExitCode.DONE : ExitCode.DID_NOT_HOLD;
    }
}
