package io.github.redeliver.knowledge;

import java.util.Collection;

/** Finds the word that was meant. */
public final class Near {
    private Near() {}

    /** {@code "x" is meant} for the nearest word of a vocabulary, or {@code ""} when none is near. */
    public static String meant(String value, Collection<String> vocabulary) {
        int most = Math.max(3, value.length() / 3); // more than that is another word
        String best = "";
        int least = most + 1;
        for (String word : vocabulary) {
            if (Math.abs(word.length() - value.length()) > most) continue;
            int d = distance(value, word);
            if (d < least || d == least && d <= most && word.compareTo(best) < 0) {
                least = d;
                best = word;
            }
        }
        return best.isEmpty() ? "" : "\"" + best + "\" is meant";
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int up = row[j];
                row[j] = Math.min(
                        Math.min(row[j] + 1, row[j - 1] + 1), diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = up;
            }
        }
        return row[b.length()];
    }
}
