package io.github.redeliver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.Shipped;
import io.github.redeliver.TinyKb;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BatchCommandTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path temp;

    private Path kb;

    @BeforeEach
    void write() {
        kb = TinyKb.in(temp.resolve("kb")).folder();
    }

    private Cli.Run batch(String input, String... more) {
        List<String> all = new ArrayList<>(List.of("batch", "--kb", kb.toString()));
        all.addAll(List.of(more));
        return Cli.withInput(input, all.toArray(new String[0]));
    }

    private static String line(int id, String input) {
        return JSON.writeValueAsString(JSON.createObjectNode().put("id", id).put("input", input)) + "\n";
    }

    private static JsonNode node(String line) {
        return JSON.readTree(line);
    }

    /** Acceptance: 1,000 cases twice, and with 1 and 4 threads, give the same bytes. */
    @Test
    void aThousandCasesGiveTheSameBytes() {
        List<String> texts = new ArrayList<>();
        Shipped.base().rules().forEach(r -> texts.addAll(r.examples()));
        StringBuilder input = new StringBuilder();
        int step = Math.max(1, texts.size() / 1000);
        for (int i = 0; i < 1000; i++) input.append(line(i, texts.get(i * step % texts.size())));
        Cli.Run first = Cli.withInput(input.toString(), "batch", "--threads", "1");
        assertThat(first.code()).isEqualTo(ExitCode.DONE);
        assertThat(first.out().lines()).hasSize(1000);
        assertThat(first.out().lines().filter(l -> l.contains("\"rank\":1")).count()).isGreaterThan(950);
        assertThat(Cli.withInput(input.toString(), "batch", "--threads", "1").out()).isEqualTo(first.out());
        assertThat(Cli.withInput(input.toString(), "batch", "--threads", "4").out()).isEqualTo(first.out());
        assertThat(Cli.withInput(input.toString(), "batch", "--threads", "4", "--memo", "0").out()).isEqualTo(first.out());
    }

    @Test
    void orderIsKeptByManyThreads() {
        StringBuilder input = new StringBuilder();
        for (int i = 0; i < 3_000; i++) input.append(line(i, i % 7 == 0 ? "552 Mailbox full ".repeat(200) : "552 Mailbox full"));
        Cli.Run run = batch(input.toString(), "--threads", "16");
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(3_000);
        for (int i = 0; i < lines.size(); i++) assertThat(lines.get(i)).startsWith("{\"id\":" + i + ",");
    }

    @Test
    void brokenLinesGiveErrorsAndNeverAbort() {
        String input = """
                {"id":1,"input":"552 Mailbox full"}
                {"id":2,"input":"552
                not json at all
                []
                "text"
                {"id":"six"}
                {"id":7,"input":7}
                {"id":8,"input":"552 Mailbox full","dns":"x"}
                {"id":9,"input":"552 Mailbox full","context":{"daily":-5}}
                {"id":10,"file":"/no/such/file"}
                {"id":11,"file":"."}

                {"id":12,"input":"552 Mailbox full"} trailing
                {"id":13,"input":"552 Mailbox full"}
                """;
        Cli.Run run = batch(input);
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.err()).isEmpty();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(13);
        assertThat(lines.get(0)).contains("\"cause\":\"mailbox-full\"");
        assertThat(lines.get(12)).startsWith("{\"id\":13,").contains("\"cause\":\"mailbox-full\"");
        for (int i = 1; i < 12; i++) assertThat(node(lines.get(i)).has("error")).as(lines.get(i)).isTrue();
        assertThat(lines.get(2)).startsWith("{\"id\":null,\"error\":\"not a JSON object: ");
        assertThat(lines.get(3)).isEqualTo("{\"id\":null,\"error\":\"not a JSON object; a case is {\\\"id\\\":…,\\\"input\\\":…}\"}");
        assertThat(lines.get(5)).isEqualTo("{\"id\":\"six\",\"error\":\"neither \\\"input\\\" nor \\\"file\\\", \\\"dns\\\" or \\\"context\\\"\"}");
        assertThat(lines.get(6)).isEqualTo("{\"id\":7,\"error\":\"\\\"input\\\" is no text\"}");
        assertThat(lines.get(8)).contains("\\\"context.daily\\\" is no whole number from 0: -5");
        assertThat(lines.get(9)).contains("/no/such/file is no file");
    }

    @Test
    void agesAreCountedToTheDayNamedOrElseToTheDayOfTheRun() {
        String slow = "\"input\":\"550 5.7.1 Unfortunately, messages from [203.0.113.9] weren't sent. Please contact your Internet service "
                + "provider since part of their network is on our block list (S3150).\"";
        String at = "{" + slow + ",\"context\":{\"system\":\"outlook\",\"ipSince\":";
        List<String> lines = Cli.withInput(
                        "{" + slow + ",\"context\":{\"system\":\"outlook\"}}\n" + at + "\"2026-11-20\",\"now\":\"2026-11-30\"}}\n"
                                + at + "\"2026-11-20\",\"now\":\"2027-11-30\"}}\n" + at + "\"2001-01-01\"}}\n" + at + "\"9999-01-01\"}}\n",
                        "batch")
                .out().lines().toList();
        assertThat(lines.stream().map(l -> l.contains("warm-up.slowly")).toList()).containsExactly(false, true, false, false, true);
    }

    @Test
    void idsComeBackAsTheyWere() {
        List<String> ids = List.of("7", "-1", "1.50", "12345678901234567890", "\"h1\"", "\"7\"", "true", "null", "[1,\"a\"]",
                "{\"a\":{\"b\":null}}", "\"\\u001b[2J 邮 😀\"", "\"\"");
        StringBuilder input = new StringBuilder();
        for (String id : ids) input.append("{\"id\":").append(id).append(",\"input\":\"552 Mailbox full\"}\n");
        for (String id : ids) input.append("{\"id\":").append(id).append(",\"input\":5}\n");
        List<String> lines = batch(input.toString()).out().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String id = ids.get(i % ids.size());
            if (id.startsWith("\"\\u001b")) assertThat(node(lines.get(i)).get("id").asString()).isEqualTo("\u001b[2J 邮 😀");
            else assertThat(lines.get(i)).startsWith("{\"id\":" + id + ",");
            assertThat(lines.get(i)).doesNotContain("\u001b");
        }
        assertThat(batch("{\"input\":\"552 Mailbox full\"}\n").out()).startsWith("{\"id\":null,");
    }

    @Test
    void filesRecordsAndContexts() throws IOException {
        Path mail = Files.writeString(temp.resolve("a.txt"), "552 Mailbox full");
        String file = JSON.writeValueAsString(JSON.createObjectNode().put("id", 1).put("file", mail.toString()));
        String sender = "{\"id\":2,\"dns\":[{\"q\":\"192.0.2.1\",\"type\":\"PTR\",\"answer\":\"NXDOMAIN\"}],\"context\":{\"ip\":\"192.0.2.1\"}}";
        List<String> lines = batch(file + "\n" + sender + "\r\n{\"id\":3,\"input\":\"552 Mailbox full\",\"context\":{\"system\":\"acme\"}}").out().lines().toList();
        assertThat(lines.get(0)).contains("mailbox-full");
        assertThat(lines.get(1)).startsWith("{\"id\":2,\"form\":").doesNotContain("error");
        assertThat(lines.get(2)).contains("\"provider\":\"acme\"");
    }

    @Test
    void readsAFileOfCases() throws IOException {
        Path cases = Files.writeString(temp.resolve("cases.jsonl"), "\ufeff" + line(1, "552 Mailbox full"));
        assertThat(batch("", cases.toString()).out()).startsWith("{\"id\":1,").contains("mailbox-full");
        Cli.Run none = batch("", temp.resolve("none").toString());
        assertThat(none.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(none.err()).endsWith("none: no such file\n");
        assertThat(batch("", temp.toString()).code()).isEqualTo(ExitCode.UNREADABLE);
    }

    @Test
    void emptyInputGivesNothing() {
        Cli.Run run = batch("");
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void threadsWithinBounds() {
        assertThat(batch("", "--threads", "0").code()).isEqualTo(ExitCode.USAGE);
        assertThat(batch("", "--threads", "0").err()).isEqualTo("redeliver: --threads 0: from 1 to 512\n");
        assertThat(batch("", "--threads", "many").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void brokenUtf8() {
        byte[] bytes = "{\"id\":1,\"input\":\"552 Mailbox full ???\"}\n".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes.length; i++) if (bytes[i] == '?') bytes[i] = (byte) 0xff;
        Cli.Run run = Cli.withInput(bytes, "batch", "--kb", kb.toString());
        assertThat(run.out()).startsWith("{\"id\":1,").contains("mailbox-full");
    }

    @Test
    void deepJson() {
        String deep = "{\"id\":1,\"input\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}\n";
        List<String> lines = batch(deep + line(2, "552 Mailbox full")).out().lines().toList();
        assertThat(node(lines.get(0)).has("error")).isTrue();
        assertThat(lines.get(1)).startsWith("{\"id\":2,\"form\"");
    }

    @Test
    void hugeLines() {
        String large = line(1, "552 Mailbox full " + "x".repeat(5_000_000));
        List<String> lines = batch(large + large + large + line(2, "552 Mailbox full")).out().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines).allMatch(l -> l.contains("mailbox-full"));
    }

    /** A line that never ends must not fill the memory. */
    @Test
    void endlessLines() throws IOException {
        InputStream endless = new InputStream() {
            private long left = Feed.MAX_LINE + 100_000_000L;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] b, int off, int len) {
                if (left <= 0) return -1;
                int n = (int) Math.min(len, left);
                java.util.Arrays.fill(b, off, off + n, (byte) 'x');
                left -= n;
                return n;
            }
        };
        InputStream after = new ByteArrayInputStream(("\n" + line(2, "552 Mailbox full")).getBytes(StandardCharsets.UTF_8));
        Cli.Run run = Cli.withInput(new SequenceInputStream(endless, after), "batch", "--threads", "1", "--kb", kb.toString());
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("{\"id\":null,\"error\":\"the line has over 64000000 bytes\"}");
        assertThat(lines.get(1)).startsWith("{\"id\":2,").contains("mailbox-full");
    }

    @Test
    void goesOnWhereItWasInterrupted() {
        StringBuilder input = new StringBuilder();
        for (int i = 0; i < 700; i++) input.append(i % 50 == 0 ? "\n" : "").append(line(i, "552 Mailbox full"));
        String whole = batch(input.toString()).out();
        assertThat(batch(input.toString(), "--skip", "300").out().lines()).hasSize(400);
        assertThat(whole).endsWith(batch(input.toString(), "--skip", "300").out());
        assertThat(batch(input.toString(), "--skip", "700").out()).isEmpty();
        assertThat(batch(input.toString(), "--skip", "7000").out()).isEmpty();
        assertThat(batch(input.toString(), "--skip", "-1").code()).isEqualTo(ExitCode.USAGE);
    }

    /** A signal while the input is still open: every line that is there is whole, and is said how to go on. */
    @Test
    @Timeout(60)
    void anInterruptionLeavesWholeLines(@TempDir Path dir) throws Exception {
        Path out = dir.resolve("out.jsonl");
        Path err = dir.resolve("err.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
                        "-Dredeliver.kb=kb", "-Dredeliver.cache=" + Path.of("target", "cli-cache"), Main.class.getName(), "batch", "--threads", "1", "-")
                .redirectError(err.toFile()).start();
        try (OutputStream to = process.getOutputStream(); InputStream from = process.getInputStream()) {
            StringBuilder input = new StringBuilder();
            for (int i = 0; i < 600; i++) input.append(line(i, "552 Mailbox full"));
            to.write(input.toString().getBytes(StandardCharsets.UTF_8));
            to.flush();
            byte[] first = from.readNBytes(20_000); // it is at work
            process.toHandle().destroy(); // which leaves its streams open
            Files.write(out, first);
            Files.write(out, from.readAllBytes(), StandardOpenOption.APPEND);
        }
        process.waitFor();
        List<String> lines = Files.readAllLines(out);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i)).startsWith("{\"id\":" + i + ",");
            node(lines.get(i));
        }
        assertThat(Files.readString(err)).contains("interrupted after " + lines.size() + " cases").contains("--skip " + lines.size());
    }

    @Test
    void progressTellsRateAndTimeLeft() throws IOException {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        AtomicLong clock = new AtomicLong();
        BatchProgress progress = new BatchProgress(new PrintStream(shown, true, StandardCharsets.UTF_8), 1_000, clock::get);
        InputStream in = progress.counting(new ByteArrayInputStream(new byte[1_000]));
        in.readNBytes(250);
        progress.written(10_000);
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEmpty(); // not yet a second
        clock.set(2_000_000_000L);
        progress.written(20_000);
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("\r20,000 cases, 10,000 a second, 25 %, 0:06 left");
        progress.end();
        assertThat(shown.toString(StandardCharsets.UTF_8)).endsWith("\r");
    }
}
