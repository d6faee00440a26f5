package io.github.redeliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.evidence.Context;
import io.github.redeliver.facts.DnsAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of docs/embedding.md: what stands there compiles, runs, and prints what is said. */
class EmbeddingExampleTest {
    private static void example() {
        // begin
        try (Redeliver redeliver = Redeliver.open()) {
            Result result = redeliver.diagnose(Case.of("550 5.7.25 The IP address sending this message does not have a PTR record setup")
                    .withId("queue-17")
                    .withContext(Context.of("192.0.2.1", "mail.example.com", "example.com", "", "gmail"))
                    .withDns(List.of(new DnsAnswer("192.0.2.1", "PTR", DnsAnswer.Outcome.NXDOMAIN, List.of()))));
            for (Result.Diagnosis d : result.diagnoses()) {
                for (Result.Finding f : d.findings()) {
                    System.out.println(f.rank() + " " + f.cause() + " " + f.certainty() + " " + f.who());
                    f.evidence().forEach(e -> System.out.println("  because " + (e.question().isEmpty() ? e.quote() : e.question() + " " + e.answer())));
                    f.remedies().forEach(r -> System.out.println("  do " + r.id() + ": " + r.title()));
                }
            }
        }
        // end
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    @Test
    void isWhatTheGuideShows() throws IOException {
        String own = Files.readString(Path.of("src/test/java/io/github/redeliver/EmbeddingExampleTest.java"));
        String code = squeezed(own.substring(own.indexOf("// begin") + 8, own.indexOf("// end")));
        assertThat(squeezed(Files.readString(Path.of("docs/embedding.md")))).contains(code);
    }

    @Test
    void printsWhatTheGuideSays() throws IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            example();
        } finally {
            System.setOut(before);
        }
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.get(0)).startsWith("1 ptr-missing 0.9").endsWith(" ip-owner");
        assertThat(lines).contains("  because 1.2.0.192.in-addr.arpa PTR NXDOMAIN", "  do ptr.set: Set a PTR record for 192.0.2.1");
        assertThat(Files.readString(Path.of("docs/embedding.md"))).contains("  because 1.2.0.192.in-addr.arpa PTR NXDOMAIN");
    }
}
