package io.github.redeliver.cli;

import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.evidence.dns.LiveDns;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Near;
import io.github.redeliver.knowledge.Tree;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the DNS answers of one run come from: nowhere, a record, or live; and the record that is kept of them. Nothing
 * is asked live unless {@code live} was said.
 */
final class DnsSource {
    private final Resolver resolver;
    private final @Nullable LiveDns live;
    private final @Nullable Path record;
    private final PrintStream err;

    private DnsSource(Resolver resolver, @Nullable LiveDns live, @Nullable Path record, PrintStream err) {
        this.err = err;
        this.resolver = resolver;
        this.live = live;
        this.record = record;
    }

    /**
     * What the options name.
     *
     * @param dns {@code off}, {@code live} or a file
     * @param record a file to keep a record in, or {@code ""}
     * @param server {@code HOST[:PORT]} to ask, or {@code ""} for this machine's own
     * @throws Complaint when they name nothing that can be used
     */
    static DnsSource of(String dns, String record, String server, KnowledgeBase base, String language, PrintStream err) {
        if (!dns.equals("live")) {
            if (!server.isEmpty()) throw new Complaint(ExitCode.USAGE, "--resolver " + server + ": only --dns live asks a resolver");
            if (!record.isEmpty()) throw new Complaint(ExitCode.USAGE, "--record-dns " + record + ": only --dns live gives answers to record");
            return new DnsSource(dns.equals("off") ? RecordedDns.empty() : read(dns), null, null, err);
        }
        Path target = record.isEmpty() ? null : target(record);
        try {
            Set<String> zones = zones(base);
            LiveDns.Settings settings = server.isEmpty() ? LiveDns.Settings.system(zones) : LiveDns.Settings.at(server, zones);
            if (!server.isEmpty() && settings.servers().get(0).isUnresolved()) {
                throw new Complaint(ExitCode.USAGE, "--resolver " + server + ": no such host");
            }
            if (Boolean.getBoolean("redeliver.progress")) settings = settings.with(new Progress(err, base, language)::now);
            LiveDns asked = new LiveDns(settings);
            return new DnsSource(asked, asked, target, err);
        } catch (IllegalArgumentException e) {
            throw new Complaint(ExitCode.USAGE, (server.isEmpty() ? "--dns live: " : "--resolver " + server + ": ") + e.getMessage());
        }
    }

    private static RecordedDns read(String dns) {
        Path file = Path.of(dns);
        if (!Files.isRegularFile(file)) {
            String meant = Near.meant(dns, List.of("off", "live"));
            throw new Complaint(
                    ExitCode.USAGE, "--dns " + dns + ": neither \"off\", \"live\" nor a file" + (meant.isEmpty() ? "" : "; maybe " + meant));
        }
        try {
            return RecordedDns.read(Files.readAllBytes(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new Complaint(ExitCode.UNREADABLE, dns + ": " + e.getMessage());
        }
    }

    private static Path target(String record) {
        Path target = Path.of(record);
        Path folder = target.toAbsolutePath().getParent();
        if (Files.isDirectory(target) || folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new Complaint(ExitCode.USAGE, "--record-dns " + record + ": cannot be written there");
        }
        return target;
    }

    private static Set<String> zones(KnowledgeBase base) {
        Set<String> zones = new TreeSet<>();
        base.data("lists").values().forEach(list -> zones.addAll(Tree.texts(Tree.map(list).get("zones"))));
        return zones;
    }

    Resolver resolver() {
        return resolver;
    }

    /** True when answers can come: from a record or live. */
    boolean speaks() {
        return !resolver.knowsNothing();
    }

    /** A record of nothing but no live questions either: the fast ways of a batch hold. */
    boolean silent() {
        return live == null && resolver.knowsNothing();
    }

    /** Asks, live, what the work needs; of a record nothing need be asked. */
    void prepare(Consumer<Resolver> work) {
        resolver.prepare(work);
    }

    /**
     * Writes the record, where one is kept: in the order of names, so that the same answers give the same bytes.
     *
     * @throws Complaint when it cannot be written
     */
    void keep() {
        if (live != null && live.nobodyAnswers()) err.println("redeliver: --dns live: no name server answered, so nothing is known from DNS; --resolver HOST[:PORT] names another");
        if (record == null || live == null) return;
        List<DnsAnswer> answers = new ArrayList<>(live.recording().answers());
        answers.sort(Comparator.comparing(DnsAnswer::name).thenComparing(DnsAnswer::type));
        try {
            Files.write(record, RecordedDns.of(answers).write());
        } catch (IOException e) {
            throw new Complaint(ExitCode.USAGE, "--record-dns " + record + ": cannot be written: " + e.getMessage());
        }
    }

    /** Says on a terminal how many questions are answered, on a line that it takes back. */
    private static final class Progress {
        private final StatusLine status;
        private final KnowledgeBase base;
        private final String language;

        Progress(PrintStream err, KnowledgeBase base, String language) {
            this.status = new StatusLine(err);
            this.base = base;
            this.language = language;
        }

        synchronized void now(int asked, int answered) {
            String line = asked == answered ? "" : base.texts(language).text(
                    "ui", "asking-dns", n -> String.valueOf(n.equals("count") ? answered : asked));
            status.show(line);
        }
    }
}
