package io.github.redeliver.cli;

import io.github.redeliver.Redeliver;
import io.github.redeliver.evidence.Context;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Near;
import io.github.redeliver.report.Clean;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that mean the same everywhere. */
final class Common {
    enum Format {
        text,
        json,
        ndjson,
        markdown
    }

    enum Language {
        en,
        zh,
        ja
    }

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json, ndjson or markdown (${DEFAULT-VALUE}).",
            defaultValue = "text")
    Format format = Format.text;

    @Option(names = "--lang", paramLabel = "LANG", description = "Language of the report: en, zh or ja (${DEFAULT-VALUE}).",
            defaultValue = "en")
    Language language = Language.en;

    @Option(names = "--kb", paramLabel = "DIR", description = "Folder of the knowledge base; without it, the one built in.")
    @Nullable Path kb;

    @Option(names = "--kb-extra", paramLabel = "DIR",
            description = "A folder of your own rules and texts, over those of the knowledge base; may be given again.")
    List<Path> extra = new ArrayList<>();

    @Option(names = "--dns", paramLabel = "off|live|FILE",
            description = "off: ask nothing; live: ask name servers; or a file of recorded answers (off where not said).")
    @Nullable String dns;

    @Option(names = "--record-dns", paramLabel = "FILE",
            description = "Keep the answers of --dns live in a file, to be given to --dns later.")
    String recordDns = "";

    @Option(names = "--resolver", paramLabel = "HOST[:PORT]", description = "The name server that --dns live asks.")
    String resolver = "";

    @Option(names = "--ip", paramLabel = "IP", description = "The sending IP address.")
    String ip = "";

    @Option(names = "--helo", paramLabel = "NAME", description = "The HELO name that the sender uses.")
    String helo = "";

    @Option(names = "--from", paramLabel = "DOMAIN", description = "The From domain of the sender.")
    String from = "";

    @Option(names = "--system", paramLabel = "ID", description = "Who spoke, if you know: an id as `gmail` or `postfix`.")
    String system = "";

    @Option(names = "--no-color", description = "No colours, as with NO_COLOR in the environment.")
    boolean noColor;

    /** The folder named, or the one that the launcher says its checkout has; null for the one built in. */
    @Nullable Path folder() {
        if (kb != null) return kb;
        String home = System.getProperty("redeliver.kb", "");
        return home.isEmpty() ? null : Path.of(home);
    }

    Redeliver open(PrintStream err) {
        return open(err, Redeliver.Options.DEFAULT.memo());
    }

    /** @param memo how many verdicts to remember */
    Redeliver open(PrintStream err, int memo) {
        Redeliver opened = Redeliver.open(new Redeliver.Options(folder(), cacheFolder(), language.name(), memo, extra));
        overridden(opened.knowledge(), err);
        if (!system.isEmpty()) known("--system", "system", system, opened.knowledge().systems().all().keySet());
        int lacking = opened.knowledge().untranslated(language.name());
        if (lacking > 0) {
            err.println("redeliver: warning: not translated into " + language + " and shown in English: " + lacking
                    + (lacking == 1 ? " text" : " texts") + "; redeliver kb check names them");
        }
        return opened;
    }

    /** Says what folders of one's own took the place of. */
    static void overridden(KnowledgeBase base, PrintStream err) {
        base.overridden().forEach((what, by) -> err.println(Clean.line("redeliver: " + what + " is overridden by " + by, 500)));
    }

    static @Nullable Path cacheFolder() {
        String named = System.getProperty("redeliver.cache", "");
        if (!named.isEmpty()) return Path.of(named);
        Map<String, String> env = System.getenv();
        String xdg = env.getOrDefault("XDG_CACHE_HOME", "");
        if (!xdg.isEmpty()) return Path.of(xdg, "redeliver");
        String home = env.getOrDefault("HOME", System.getProperty("user.home", ""));
        return home.isEmpty() ? null : Path.of(home, ".cache", "redeliver");
    }

    Context context() {
        return Context.of(ip, helo, from, "", system);
    }

    /**
     * Where DNS answers come from; without {@code --dns}, from nowhere.
     *
     * @throws Complaint when the options name nothing that can be used
     */
    DnsSource dns(KnowledgeBase base, PrintStream err) {
        return DnsSource.of(dns == null ? "off" : dns, recordDns, resolver, base, language.name(), err);
    }

    boolean colour() {
        return !noColor && System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
                && Boolean.getBoolean("redeliver.terminal");
    }

    /** @throws Complaint when the value of an option is no word of the vocabulary */
    static void known(String option, String what, String value, Collection<String> vocabulary) {
        if (vocabulary.contains(value)) return;
        String meant = Near.meant(value, vocabulary);
        throw new Complaint(
                ExitCode.USAGE, option + " " + value + ": no such " + what + (meant.isEmpty() ? "" : "; maybe " + meant));
    }

    static List<String> orStdin(List<String> files) {
        return files.isEmpty() ? List.of("-") : files;
    }
}
