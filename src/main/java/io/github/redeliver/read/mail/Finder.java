package io.github.redeliver.read.mail;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds many words in a text in one pass (Aho and Corasick, 1975). Immutable once built. */
final class Finder {
    private final List<int[]> found = new ArrayList<>();
    private long[] keys = new long[1024];
    private int[] values = new int[1024];
    private int used;
    private int[] fail = new int[0];
    private int[] shorter = new int[0];

    /** @param words none of them empty */
    Finder(List<String> words) {
        Arrays.fill(keys, -1);
        found.add(new int[0]);
        List<List<Integer>> children = new ArrayList<>();
        children.add(new ArrayList<>());
        List<Character> letters = new ArrayList<>();
        letters.add(' ');
        for (int w = 0; w < words.size(); w++) {
            int node = 0;
            for (char c : words.get(w).toCharArray()) {
                int next = get(node, c);
                if (next < 0) {
                    next = found.size();
                    found.add(new int[0]);
                    children.add(new ArrayList<>());
                    letters.add(c);
                    children.get(node).add(next);
                    put(node, c, next);
                }
                node = next;
            }
            int[] here = Arrays.copyOf(found.get(node), found.get(node).length + 1);
            here[here.length - 1] = w;
            found.set(node, here);
        }
        fail = new int[found.size()];
        shorter = new int[found.size()];
        ArrayDeque<Integer> queue = new ArrayDeque<>(children.get(0));
        while (!queue.isEmpty()) {
            int node = queue.poll();
            shorter[node] = found.get(fail[node]).length > 0 ? fail[node] : shorter[fail[node]];
            for (int child : children.get(node)) {
                int back = fail[node];
                int next;
                while ((next = get(back, letters.get(child))) < 0 && back != 0) back = fail[back];
                fail[child] = next < 0 || next == child ? 0 : next;
                queue.add(child);
            }
        }
    }

    /** Tells of each occurrence: the word, then the index behind it. */
    interface Hit {
        void at(int word, int end);
    }

    void find(CharSequence text, Hit hit) {
        int node = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int next;
            while ((next = get(node, c)) < 0 && node != 0) node = fail[node];
            node = Math.max(0, next);
            for (int at = node; at != 0; at = shorter[at]) for (int word : found.get(at)) hit.at(word, i + 1);
        }
    }

    private int get(int node, char c) {
        long key = ((long) node << 16) | c;
        int slot = slot(key, keys.length);
        while (keys[slot] != -1) {
            if (keys[slot] == key) return values[slot];
            slot = (slot + 1) & (keys.length - 1);
        }
        return -1;
    }

    private void put(int node, char c, int value) {
        if (used * 2 > keys.length) {
            long[] old = keys;
            int[] oldValues = values;
            keys = new long[old.length * 2];
            values = new int[old.length * 2];
            Arrays.fill(keys, -1);
            for (int i = 0; i < old.length; i++) if (old[i] != -1) store(old[i], oldValues[i]);
        }
        store(((long) node << 16) | c, value);
        used++;
    }

    private void store(long key, int value) {
        int slot = slot(key, keys.length);
        while (keys[slot] != -1) slot = (slot + 1) & (keys.length - 1);
        keys[slot] = key;
        values[slot] = value;
    }

    private static int slot(long key, int size) {
        long h = key * 0x9E3779B97F4A7C15L;
        return (int) (h >>> 40) & (size - 1);
    }
}
