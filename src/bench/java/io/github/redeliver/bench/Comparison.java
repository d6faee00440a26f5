package io.github.redeliver.bench;

import io.github.redeliver.Redeliver;
import io.github.redeliver.Shipped;
import io.github.redeliver.batch.Bytes;
import io.github.redeliver.batch.LogGenerator;
import io.github.redeliver.batch.Shortcut;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Normaliser;
import io.github.redeliver.report.JsonReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Ratios that can be measured anywhere: in one run, over the same lines and the same phrases, on one thread: a list of
 * {@code java.util.regex} patterns tried one after another until one matches, RE2/J with all phrases as one alternation,
 * hearing all phrases, and the whole path from text to result line. Each round measures all of them; medians and spread.
 */
public final class Comparison {
    private static final int LINES = 4_000;
    private static final int ROUNDS = 7;

    private Comparison() {}

    public static void main(String[] arguments) {
        KnowledgeBase base = Shipped.base();
        List<String> phrases = base.phrases();
        List<Pattern> patterns = phrases.stream().map(p -> Pattern.compile(Pattern.quote(p))).toList();
        com.google.re2j.Pattern all = com.google.re2j.Pattern.compile(
                String.join("|", phrases.stream().map(com.google.re2j.Pattern::quote).toList()));
        System.out.printf("%d phrases, %d lines a round%n", phrases.size(), LINES);
        for (boolean zipf : new boolean[] {false, true}) {
            LogGenerator log = new LogGenerator(LogGenerator.replies(base), zipf, 0.02, 7);
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < LINES; i++) lines.add(log.line());
            List<String> normal = lines.stream().map(Normaliser::normalise).toList();
            Redeliver redeliver = Redeliver.of(base, Redeliver.Options.DEFAULT);
            Shortcut.Lane lane = new Shortcut(redeliver, new JsonReport()).lane();
            Bytes out = new Bytes(1 << 16);
            Normaliser normaliser = new Normaliser();
            int[] heard = new int[1];
            Consumer<Integer> list = i -> {
                for (Pattern p : patterns) if (p.matcher(normal.get(i)).find()) break;
            };
            Consumer<Integer> set = i -> all.matcher(normal.get(i)).find();
            Consumer<Integer> scan = i -> {
                normaliser.read(lines.get(i));
                base.automaton().scan(normaliser, (phrase, from, to) -> heard[0]++);
            };
            Consumer<Integer> path = i -> {
                out.clear();
                lane.write(log.line(), out); // fresh values: no line comes twice
            };
            Consumer<Integer> generating = i -> log.line();
            double[][] seconds = new double[5][ROUNDS];
            List<Consumer<Integer>> ways = List.of(list, set, scan, path, generating);
            int[] lengths = {LINES / 20, LINES / 20, LINES, LINES, LINES};
            for (int round = -2; round < ROUNDS; round++) {
                for (int w = 0; w < ways.size(); w++) {
                    long begin = System.nanoTime();
                    for (int i = 0; i < lengths[w]; i++) ways.get(w).accept(i);
                    if (round >= 0) seconds[w][round] = (System.nanoTime() - begin) / 1e9 / lengths[w];
                }
            }
            for (int r = 0; r < ROUNDS; r++) seconds[3][r] -= seconds[4][r]; // making the lines is no part of the path
            String[] names = {"java.util.regex list", "RE2/J alternation", "hearing all phrases", "whole path"};
            double slowest = median(seconds[0]);
            System.out.println(zipf ? "Zipf-distributed:" : "evenly distributed:");
            for (int w = 0; w < names.length; w++) {
                Arrays.sort(seconds[w]);
                System.out.printf(Locale.ROOT, "  %-22s %,12.0f lines/s (%,.0f to %,.0f), %.1f times the list%n", names[w],
                        1 / median(seconds[w]), 1 / seconds[w][ROUNDS - 1], 1 / seconds[w][0], slowest / median(seconds[w]));
            }
            redeliver.close();
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
