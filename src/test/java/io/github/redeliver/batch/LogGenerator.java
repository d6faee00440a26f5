package io.github.redeliver.batch;

import io.github.redeliver.Shipped;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.RuleDef;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import tools.jackson.databind.ObjectMapper;

/**
 * Lines as mail servers log them, made from the replies that the knowledge base has as examples: each with fresh
 * addresses, hosts, queue ids and times, some replies far more often than others, some that nobody knows. The same seed
 * gives the same lines.
 *
 * <p>As a program: {@code LogGenerator LINES [zipf|flat] [SHARE_OF_UNKNOWN] [SEED]} writes cases for {@code batch} to
 * standard output.
 */
public final class LogGenerator {
    private static final String[] WORDS = {
        "mail", "mx", "smtp", "out", "relay", "news", "shop", "office", "post", "edge", "cluster", "node", "alpha", "west"
    };
    private static final String[] PEOPLE = {"anna", "bob.smith", "c.lee", "info", "sales", "tanaka", "w.zhang", "no-reply", "eva_k", "support"};
    private static final String[] UNKNOWN = {
        "550 %s refuses to dance today, says the %s of %s",
        "554 The moon over %s is not right for this %s (%s)",
        "451 Gremlins in %s near %s, ask %s",
        "571 Rule %s of the house of %s applies to %s"
    };

    private final List<String> replies;
    private final double[] until; // running sums of weights
    private final double unknown;
    private final Random random;
    private long time = 1_795_000_000L;

    /**
     * @param replies what servers say
     * @param zipf whether the n-th is said 1/n as often as the first, or all as often
     * @param unknown share of replies that nobody knows, from 0 to 1
     */
    public LogGenerator(List<String> replies, boolean zipf, double unknown, long seed) {
        this.random = new Random(seed);
        this.replies = new ArrayList<>(replies);
        Collections.shuffle(this.replies, random);
        this.unknown = unknown;
        until = new double[this.replies.size()];
        double sum = 0;
        for (int i = 0; i < until.length; i++) until[i] = sum += zipf ? 1.0 / (i + 1) : 1;
    }

    /** The examples of a knowledge base that begin as an SMTP reply does. */
    public static List<String> replies(KnowledgeBase base) {
        return base.rules().stream().map(RuleDef::examples).flatMap(List::stream)
                .filter(e -> e.matches("[245]\\d\\d[ -].{4,600}")).distinct().sorted().toList();
    }

    private <T> T any(T[] of) {
        return of[random.nextInt(of.length)];
    }

    private int below(int n) {
        return random.nextInt(n);
    }

    private String ip() {
        return (1 + below(223)) + "." + below(256) + "." + below(256) + "." + (1 + below(254));
    }

    private String host() {
        return any(WORDS) + below(20) + "." + any(WORDS) + below(5_000) + "." + (below(4) == 0 ? "test" : "example");
    }

    private String address() {
        String local = below(3) == 0 ? "u" + below(10_000_000) : any(PEOPLE) + (below(2) == 0 ? "" : String.valueOf(below(90)));
        return local + "@" + any(WORDS) + (below(9) == 0 ? "-" : "") + below(10_000) + ".example";
    }

    private String id(int length, String letters) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < length; i++) s.append(letters.charAt(below(letters.length())));
        return s.toString();
    }

    /** What a server says, with addresses of its own in it. */
    String reply() {
        if (random.nextDouble() < unknown) {
            return String.format(Locale.ROOT, any(UNKNOWN), id(6, "abcdefghijkmnoprstuvwy"), any(WORDS), id(8, "abcdefghijkmnoprstuvwy"));
        }
        double at = random.nextDouble() * until[until.length - 1];
        int i = Arrays.binarySearch(until, at);
        String reply = replies.get(Math.min(i < 0 ? -i - 1 : i, until.length - 1)).replace('\n', ' ');
        return reply.replace("192.0.2.10", ip()).replace("user@example.org", address()).replace("198.51.100.25", ip());
    }

    /** One line of a log, of a bounce, or a reply alone. */
    public String line() {
        time += below(3);
        String said = reply();
        String stamp = Instant.ofEpochSecond(time).toString();
        List<IntFunction<String>> forms = List.of(
                n -> "<" + address() + ">: host " + host() + "[" + ip() + "] said: " + said + " (in reply to RCPT TO command)",
                n -> stamp + " mail postfix/smtp[" + below(60_000) + "]: " + id(10, "0123456789ABCDEF") + ": to=<" + address()
                        + ">, relay=" + host() + "[" + ip() + "]:25, delay=" + below(90) + "." + below(100) + ", delays=0.1/0/0.5/"
                        + below(10) + ", dsn=" + said.charAt(0) + ".0.0, status=" + (said.charAt(0) == '4' ? "deferred" : "bounced")
                        + " (host " + host() + "[" + ip() + "] said: " + said + " (in reply to MAIL FROM command))",
                n -> stamp.substring(0, 10) + " " + stamp.substring(11, 19) + " 1" + id(5, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ") + "-"
                        + id(6, "0123456789abcdefABCDEF") + "-" + id(2, "ABCDEFGH") + " ** " + address()
                        + " R=dnslookup T=remote_smtp H=" + host() + " [" + ip()
                        + "]: SMTP error from remote mail server after RCPT TO:<" + address() + ">: " + said,
                n -> said);
        return forms.get(below(forms.size())).apply(0);
    }

    /** Writes cases, one a line. */
    void cases(int lines, Writer out) throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (int i = 0; i < lines; i++) {
            out.write(json.writeValueAsString(json.createObjectNode().put("id", i).put("input", line())));
            out.write('\n');
        }
    }

    public static void main(String[] arguments) throws IOException {
        int lines = Integer.parseInt(arguments[0]);
        boolean zipf = arguments.length < 2 || !arguments[1].equals("flat");
        double unknown = arguments.length < 3 ? 0.05 : Double.parseDouble(arguments[2]);
        long seed = arguments.length < 4 ? 1 : Long.parseLong(arguments[3]);
        KnowledgeBase base = Shipped.base();
        try (Writer out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))) {
            new LogGenerator(replies(base), zipf, unknown, seed).cases(lines, out);
        }
    }
}
