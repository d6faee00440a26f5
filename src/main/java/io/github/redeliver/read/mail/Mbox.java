package io.github.redeliver.read.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the messages of an mbox (RFC 4155). */
final class Mbox {
    private static final int MOST = 1_000;

    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    private Mbox() {}

    /** The range of each message, its {@code From } line not included; the whole for what is no mbox. */
    static List<int[]> messages(byte[] bytes, Limits limits) {
        List<int[]> found = new ArrayList<>();
        if (!from(bytes, 0)) return List.of(new int[] {0, bytes.length});
        int start = lineEnd(bytes, 0) + 1;
        int i = start;
        while (i < bytes.length) {
            int end = lineEnd(bytes, i);
            if (from(bytes, i) && blankBefore(bytes, i) && field(bytes, end + 1)) {
                if (found.size() == MOST) {
                    limits.hit("messages");
                    return found;
                }
                found.add(new int[] {start, i});
                start = end + 1;
            }
            i = end + 1;
        }
        found.add(new int[] {Math.min(start, bytes.length), bytes.length});
        return found;
    }

    private static boolean blankBefore(byte[] bytes, int i) {
        return bytes[i - 2] == '\n' || bytes[i - 2] == '\r' && bytes[i - 3] == '\n'; // the line before has its end, and the first one is longer
    }

    private static boolean from(byte[] bytes, int i) {
        return i + 5 < bytes.length && Arrays.equals(bytes, i, i + 5, FROM, 0, 5);
    }

    /** Whether a header field begins there. */
    private static boolean field(byte[] bytes, int i) {
        int p = i;
        int most = Math.min(bytes.length, i + 80);
        while (p < most && bytes[p] > ' ' && bytes[p] != ':') p++;
        return p > i && p < most && bytes[p] == ':';
    }

    private static int lineEnd(byte[] bytes, int i) {
        int p = i;
        while (p < bytes.length && bytes[p] != '\n') p++;
        return p;
    }
}
