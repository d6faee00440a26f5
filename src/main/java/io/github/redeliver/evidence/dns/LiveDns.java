package io.github.redeliver.evidence.dns;

import io.github.redeliver.evidence.Address;
import io.github.redeliver.evidence.Domains;
import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.evidence.dns.Answers.Held;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.DnsAnswer.Outcome;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * DNS asked of real name servers. {@link #prepare} runs the work that needs answers again and again, each time with what
 * has come in, and asks what it missed all at once; after it, {@link #ask} answers from what came and asks nothing.
 *
 * <p>Bounds for each preparation: {@value #QUESTIONS} questions, twice the number of blocklist zones, and
 * {@link Settings#total}. Equal questions are asked once; answers are held as long as they say, also negative ones.
 * Thread-safe.
 */
public final class LiveDns implements Resolver {
    /** Questions of one preparation, besides those to blocklists. */
    public static final int QUESTIONS = 30;

    private static final int CACHED = 10_000;
    private static final int ROUNDS = 200;
    private static final long QUIET_MILLIS = 15;

    /**
     * How to ask.
     *
     * @param servers name servers, asked in this order; never empty
     * @param tryTimeout time for one attempt
     * @param total time for one preparation
     * @param zones zones of blocklists, whose questions have a budget of their own
     * @param progress told how many questions have been asked and answered
     */
    public record Settings(
            List<InetSocketAddress> servers, Duration tryTimeout, Duration total, Set<String> zones, Progress progress) {
        public Settings {
            servers = List.copyOf(servers);
            zones = Set.copyOf(zones);
            if (servers.isEmpty()) throw new IllegalArgumentException("no name server is known; name one with --resolver HOST[:PORT]");
        }

        /** The name servers of this machine. */
        public static Settings system(Collection<String> zones) {
            return new Settings(ResolverConfig.getCurrentConfig().servers(), Duration.ofMillis(1500), Duration.ofSeconds(5), Set.copyOf(zones), (asked, answered) -> { });
        }

        /**
         * One name server.
         *
         * @param server {@code HOST[:PORT]}, {@code [IPv6]:PORT}; the port is 53 where none is given
         * @throws IllegalArgumentException when it is neither
         */
        public static Settings at(String server, Collection<String> zones) {
            return new Settings(List.of(address(server)), Duration.ofMillis(1500), Duration.ofSeconds(5), Set.copyOf(zones), (asked, answered) -> { });
        }

        /** The same, telling of progress. */
        public Settings with(Progress listener) {
            return new Settings(servers, tryTimeout, total, zones, listener);
        }

        /** The same with other times. */
        public Settings within(Duration oneTry, Duration all) {
            return new Settings(servers, oneTry, all, zones, progress);
        }

        private static InetSocketAddress address(String server) {
            String host = server.strip();
            int port = 53;
            int colon = host.lastIndexOf(':');
            boolean bare6 = !host.startsWith("[") && host.indexOf(':') != colon;
            if (colon > 0 && !bare6 && host.indexOf(']') < colon) {
                try {
                    port = Integer.parseInt(host.substring(colon + 1));
                } catch (NumberFormatException e) {
                    port = -1;
                }
                host = host.substring(0, colon);
            }
            if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
            if (host.isEmpty() || port < 1 || port > 65535) throw new IllegalArgumentException("a resolver is HOST[:PORT], not " + server);
            return new InetSocketAddress(host, port);
        }
    }

    /** Told of progress, from any thread. */
    @FunctionalInterface
    public interface Progress {
        void now(int asked, int answered);
    }

    /** A held answer with the time when it ends. */
    private record Kept(DnsAnswer answer, long until) {}

    private final Settings settings;
    private final LongSupplier nanos;
    private final Map<String, CompletableFuture<Held>> flying = new ConcurrentHashMap<>();
    private final Map<String, Kept> kept = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > CACHED;
        }
    };
    private final Map<String, DnsAnswer> record = new LinkedHashMap<>();
    private volatile boolean heard;

    /** Asks as set. */
    public LiveDns(Settings settings) {
        this(settings, System::nanoTime);
    }

    LiveDns(Settings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
    }

    @Override
    public boolean live() {
        return true;
    }

    /** From what has been asked; never asks. */
    @Override
    public DnsAnswer ask(String name, String type) {
        DnsAnswer known = known(key(name, type));
        return known == null || !heard ? DnsAnswer.unknown(name, type) : known;
    }

    /**
     * True when questions were asked and no server has ever said anything: what fails is then on this side, and nothing
     * may be concluded about those whose records were asked for.
     */
    public boolean nobodyAnswers() {
        synchronized (kept) {
            return !heard && !record.isEmpty();
        }
    }

    /** Every answer so far, in the order of the questions, to be replayed. */
    public RecordedDns recording() {
        synchronized (kept) {
            return RecordedDns.of(heard ? record.values() : List.of());
        }
    }

    private @Nullable DnsAnswer known(String key) {
        synchronized (kept) {
            Kept k = kept.get(key);
            return k != null && k.until - nanos.getAsLong() > 0 ? k.answer : null;
        }
    }

    private void keep(String key, Held held) {
        synchronized (kept) {
            // what came stays at least as long as the work that asked for it
            long nanosHeld = Math.max(settings.total.toNanos() * 2, TimeUnit.SECONDS.toNanos(held.seconds()));
            kept.put(key, new Kept(held.answer(), nanos.getAsLong() + nanosHeld));
            record.put(key, held.answer());
        }
    }

    private static String key(String name, String type) {
        Address ip = type.equals("PTR") ? Address.read(name) : null;
        return (ip == null ? Domains.tidy(name) : ip.reverseName()) + ' ' + type.toUpperCase(Locale.ROOT);
    }

    /** A question of a preparation. */
    private record Question(String name, String type, String key) {}

    @Override
    public void prepare(Consumer<Resolver> work) {
        long end = nanos.getAsLong() + settings.total.toNanos();
        Set<String> asked = new LinkedHashSet<>();
        Set<String> pending = new LinkedHashSet<>();
        LinkedBlockingQueue<String> done = new LinkedBlockingQueue<>();
        int[] budget = {QUESTIONS, 2 * settings.zones.size()};
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Question> missed = new LinkedHashMap<>();
            work.accept(new Noting(missed));
            for (Question q : missed.values()) {
                if (asked.contains(q.key) || !spend(q, budget)) continue;
                asked.add(q.key);
                pending.add(q.key);
                fly(q).whenComplete((held, error) -> done.add(q.key));
            }
            settings.progress.now(asked.size(), asked.size() - pending.size());
            if (pending.isEmpty() || !settle(pending, done, end)) break;
        }
        for (String key : pending) timedOut(key);
        settings.progress.now(asked.size(), asked.size());
    }

    /** Waits for some answer and a moment for more; false when the time is over. */
    private boolean settle(Set<String> pending, LinkedBlockingQueue<String> done, long end) {
        try {
            long left = end - nanos.getAsLong();
            String key = left <= 0 ? null : done.poll(left, TimeUnit.NANOSECONDS);
            if (key == null) return false;
            while (key != null) {
                pending.remove(key);
                key = pending.isEmpty() ? null : done.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void timedOut(String key) {
        int blank = key.lastIndexOf(' ');
        if (known(key) == null) keep(key, Answers.failed(key.substring(0, blank), key.substring(blank + 1), Outcome.TIMEOUT));
    }

    private boolean spend(Question q, int[] budget) {
        int purse = settings.zones.stream().anyMatch(z -> Domains.under(q.name, z)) ? 1 : 0;
        return budget[purse]-- > 0;
    }

    /** Answers what is known and notes the rest. */
    private final class Noting implements Resolver {
        private final Map<String, Question> missed;

        Noting(Map<String, Question> missed) {
            this.missed = missed;
        }

        @Override
        public DnsAnswer ask(String name, String type) {
            String key = key(name, type);
            DnsAnswer known = known(key);
            if (known != null && !heard) return DnsAnswer.unknown(name, type);
            if (known != null) return known.name().equals(name) ? known : new DnsAnswer(name, type, known.outcome(), known.values());
            missed.putIfAbsent(key, new Question(key.substring(0, key.lastIndexOf(' ')), type, key));
            return DnsAnswer.unknown(name, type);
        }

        @Override
        public boolean live() {
            return true;
        }
    }

    /** One question in flight, shared by all who ask it. */
    private CompletableFuture<Held> fly(Question q) {
        return flying.computeIfAbsent(q.key, k -> {
            CompletableFuture<Held> f = question(q).thenApply(held -> {
                keep(q.key, held);
                return held;
            });
            f.whenComplete((held, error) -> flying.remove(q.key));
            return f;
        });
    }

    private CompletableFuture<Held> question(Question q) {
        Name owner;
        Record record;
        try {
            owner = Name.fromString(escaped(q.name) + ".");
            record = Record.newRecord(owner, Type.value(q.type), DClass.IN);
        } catch (TextParseException | IllegalArgumentException e) {
            return CompletableFuture.completedFuture(new Held(new DnsAnswer(q.name, q.type, Outcome.NXDOMAIN, List.of()), 1));
        }
        List<InetSocketAddress> tries = new ArrayList<>(settings.servers.subList(0, Math.min(3, settings.servers.size())));
        if (tries.size() == 1) tries.add(tries.get(0)); // UDP may lose a packet
        return attempt(q, owner, record, tries, 0);
    }

    private CompletableFuture<Held> attempt(Question q, Name owner, Record record, List<InetSocketAddress> tries, int n) {
        SimpleResolver server = new SimpleResolver(tries.get(n));
        server.setTimeout(settings.tryTimeout);
        CompletionStage<Message> sent = server.sendAsync(Message.newQuery(record));
        CompletableFuture<Held> here = sent.toCompletableFuture()
                .handle((message, error) -> {
                    if (error != null) return Answers.failed(q.name, q.type, timeout(error) ? Outcome.TIMEOUT : Outcome.SERVFAIL);
                    heard = true;
                    return Answers.read(q.name, owner, q.type, message);
                });
        boolean last = n + 1 >= tries.size();
        return here.thenCompose(held -> {
            Outcome o = held.answer().outcome();
            boolean again = o == Outcome.TIMEOUT || (o == Outcome.SERVFAIL && !tries.get(n).equals(last ? null : tries.get(n + 1)));
            return again && !last ? attempt(q, owner, record, tries, n + 1) : CompletableFuture.completedFuture(held);
        });
    }

    private static boolean timeout(Throwable error) {
        String said = String.valueOf(error.getMessage()) + error.getClass().getName();
        return said.toLowerCase(Locale.ROOT).contains("time") || (error.getCause() != null && error.getCause() != error && timeout(error.getCause()));
    }

    /** Characters that mean something in the text form of a name. */
    private static String escaped(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '.' && c != '-' && c != '_' && !(c < 0x7f && Character.isLetterOrDigit(c))) {
                if (c > 0xff) throw new IllegalArgumentException("not an octet");
                out.append('\\').append(String.format(Locale.ROOT, "%03d", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
