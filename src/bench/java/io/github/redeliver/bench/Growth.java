package io.github.redeliver.bench;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.knowledge.KnowledgeLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What a line costs with 300, 1,000, 3,000 and 10,000 generated rules: inference each time (no memo, no skeletons), the
 * sizes measured by turns in each round; and the memory that each knowledge base takes.
 */
public final class Growth {
    private static final int[] SIZES = {300, 1_000, 3_000, 10_000};
    private static final int LINES = 1_500;
    private static final int ROUNDS = 9;
    private static final String[] WORDS = {
        "amber", "basin", "cedar", "delta", "ember", "fjord", "grove", "harbor", "inlet", "jungle", "kernel", "lagoon",
        "meadow", "north", "oasis", "prairie", "quarry", "ridge", "summit", "tundra", "upland", "valley", "willow", "yonder"
    };

    private Growth() {}

    public static void main(String[] arguments) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        List<Redeliver> all = new ArrayList<>();
        long[] memory = new long[SIZES.length];
        for (int s = 0; s < SIZES.length; s++) {
            Path kb = Files.createTempDirectory("kb");
            copy(Path.of("kb"), kb);
            List<String> phrases = rules(kb, SIZES[s]);
            Random random = new Random(3);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < LINES; i++) {
                texts.add("550 5.7.1 <user" + i + "@example.org>: " + phrases.get(random.nextInt(phrases.size())) + " (id " + i + ")");
            }
            lines.add(texts);
            long before = used();
            Redeliver redeliver = Redeliver.of(new KnowledgeLoader(null).folder(kb), Redeliver.Options.DEFAULT.withMemo(0));
            for (int i = 0; i < 200; i++) redeliver.diagnose(Case.of(texts.get(i)));
            memory[s] = used() - before;
            all.add(redeliver);
        }
        double[][] micros = new double[SIZES.length][ROUNDS];
        for (int round = -3; round < ROUNDS; round++) {
            for (int s = 0; s < SIZES.length; s++) {
                long begin = System.nanoTime();
                for (String text : lines.get(s)) all.get(s).diagnose(Case.of(text));
                if (round >= 0) micros[s][round] = (System.nanoTime() - begin) / 1e3 / LINES;
            }
        }
        double first = 0;
        for (int s = 0; s < SIZES.length; s++) {
            Arrays.sort(micros[s]);
            double median = micros[s][ROUNDS / 2];
            if (s == 0) first = median;
            System.out.printf(Locale.ROOT, "%,6d rules: %.0f µs a line (%.0f to %.0f), %.2f times 300 rules, %d MB%n",
                    SIZES[s], median, micros[s][0], micros[s][ROUNDS - 1], median / first, memory[s] >> 20);
        }
    }

    private static long used() {
        System.gc();
        Runtime r = Runtime.getRuntime();
        return r.totalMemory() - r.freeMemory();
    }

    /** All of the knowledge base but its rules. */
    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).filter(f -> !f.toString().endsWith(".drl")).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private static List<String> rules(Path kb, int count) throws IOException {
        Path file = kb.resolve("recognise/language/generated.drl");
        Files.createDirectories(file.getParent());
        Random random = new Random(count);
        List<String> phrases = new ArrayList<>();
        StringBuilder out = new StringBuilder("package kb.recognise.language.generated;\n\nimport io.github.redeliver.facts.*;\n");
        String[] causes = {"mailbox-full", "recipient-unknown", "content-spam", "ip-blocklisted", "rate-limited"};
        for (int i = 0; i < count; i++) {
            String phrase = word(random) + " " + word(random) + " " + word(random) + " " + i;
            phrases.add(phrase);
            out.append("\nrule \"generated/").append(i).append("\"\n    @source(\"generated\")  @since(\"2026-11\")  @status(\"current\")\n")
                    .append("    @example(\"550 ").append(phrase).append("\")\nwhen\n    Heard( phrase == \"").append(phrase)
                    .append("\" )\nthen\n    insert( Symptom.of(\"").append(causes[i % causes.length]).append("\") );\nend\n");
        }
        Files.writeString(file, out);
        return phrases;
    }

    private static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)];
    }
}
