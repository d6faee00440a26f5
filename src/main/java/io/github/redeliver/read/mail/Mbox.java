package io.github.redeliver.read.mail;

import java.util.ArrayList;
import java.util.List;

/** Finds the messages of an mbox (RFC 4155). */
final class Mbox {
    private static final int MOST = 1_000;

    private Mbox() {}

    /** The range of each message, its {@code From } line not included; the whole for what is no mbox. */
    static List<int[]> messages(byte[] bytes, Limits limits) {
        List<int[]> found = new ArrayList<>();
        if (!from(bytes, 0)) return List.of(new int[] {0, bytes.length});
        int start = lineEnd(bytes, 0) + 1;
        int i = start;
        while (i < bytes.length) {
            int end = lineEnd(bytes, i);
            if (i >= 2 && blankBefore(bytes, i) && from(bytes, i) && field(bytes, end + 1)) {
                if (found.size() == MOST) {
                    limits.hit("messages");
                    return found;
                }
                found.add(new int[] {start, i});
                start = end + 1;
            }
            i = end + 1;
        }
        if (start < bytes.length || found.isEmpty()) found.add(new int[] {Math.min(start, bytes.length), bytes.length});
        return found;
    }

    private static boolean blankBefore(byte[] bytes, int i) {
        return bytes[i - 1] == '\n' && (bytes[i - 2] == '\n' || i > 2 && bytes[i - 2] == '\r' && bytes[i - 3] == '\n');
    }

    private static boolean from(byte[] bytes, int i) {
        return i + 5 < bytes.length && bytes[i] == 'F' && bytes[i + 1] == 'r' && bytes[i + 2] == 'o' && bytes[i + 3] == 'm' && bytes[i + 4] == ' ';
    }

    private static boolean field(byte[] bytes, int i) {
        for (int p = i; p < bytes.length && p < i + 80; p++) {
            if (bytes[p] == ':') return p > i;
            if (bytes[p] <= ' ') return false;
        }
        return false;
    }

    private static int lineEnd(byte[] bytes, int i) {
        int p = i;
        while (p < bytes.length && bytes[p] != '\n') p++;
        return p;
    }
}
