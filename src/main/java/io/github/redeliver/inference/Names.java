package io.github.redeliver.inference;

import java.util.Arrays;

/**
 * Stretches of a text that are names somebody chose or a machine made, and no words: what stands before the sign of a
 * mail address or a Message-ID, and in a URL the steps of its path and the values of its query. A word within one
 * ({@code spam@example.com}, {@code ?id=full-7}, {@code /smtp-errors/}) says nothing; a phrase that reaches beyond it
 * ({@code postmaster@}) or is the whole of such a step or value ({@code ?p=BadCredentials}) was meant. Reuses its
 * buffers; not thread-safe.
 */
final class Names {
    private static final int LONGEST_LOCAL_PART = 128;
    private static final int LONGEST_HOST = 300;

    private int[] spans = new int[32]; // pairs, ascending and apart; of a value's the start is negative, less one
    private int count;

    /** Finds the names of a text; what was found before is forgotten. Linear time. */
    void read(String text) {
        count = 0;
        int floor = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@') {
                int from = i;
                int least = Math.max(floor, i - LONGEST_LOCAL_PART);
                while (from > least && local(text.charAt(from - 1))) from--;
                if (from < i && i + 1 < text.length() && host(text.charAt(i + 1))) add(from, i);
                floor = i + 1;
            } else if (c == ':' && text.startsWith("://", i)) {
                int path = path(text, i + 3);
                if (path > 0) {
                    int end = path;
                    boolean query = false;
                    for (int from = path + 1; end < text.length() && !over(text.charAt(end)); from = end + 1) {
                        query |= text.charAt(end) == '?';
                        end = end(text, from, query ? "=&;" : "/?#");
                        add(-from - 1, end);
                    }
                    floor = end;
                    i = end - 1;
                }
            }
        }
    }

    /** Where the path or the query of the URL begins whose host begins at {@code from}, or -1. */
    private static int path(String text, int from) {
        int most = Math.min(text.length(), from + LONGEST_HOST);
        for (int i = from; i < most && !over(text.charAt(i)); i++) {
            if (text.charAt(i) == '/' || text.charAt(i) == '?') return i;
        }
        return -1;
    }

    /** End of a step of a path, or of a name or a value in a query. */
    private static int end(String text, int from, String stops) {
        int i = from;
        while (i < text.length() && !over(text.charAt(i)) && stops.indexOf(text.charAt(i)) < 0) i++;
        return i;
    }

    private static boolean over(char c) {
        return c <= ' ' || c == '<' || c == '>' || c == '"' || c == '\'' || c == ')' || c == ']' || c > 126;
    }

    private static boolean local(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_' || c == '+';
    }

    private static boolean host(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '[' || c == '*';
    }

    private void add(int from, int to) {
        if (to <= (from < 0 ? -from - 1 : from)) return;
        if (2 * count + 2 > spans.length) spans = Arrays.copyOf(spans, spans.length * 2);
        spans[2 * count] = from;
        spans[2 * count + 1] = to;
        count++;
    }

    /** Whether the stretch lies wholly within a name. */
    boolean hold(int from, int to) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int start = spans[2 * middle];
            int end = spans[2 * middle + 1];
            int first = start < 0 ? -start - 1 : start;
            if (end < to) low = middle + 1;
            else if (first > from) high = middle - 1;
            else return start >= 0 || first < from || to < end;
        }
        return false;
    }
}
