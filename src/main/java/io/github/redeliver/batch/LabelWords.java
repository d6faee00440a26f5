package io.github.redeliver.batch;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Tree;
import java.util.HashMap;
import java.util.Map;

/**
 * What evidence may see in a label of a host name, by {@code kb/evidence/generic-names.yaml}: labels with the same look
 * are the same to it. Immutable.
 */
final class LabelWords {
    /** Several numbers: an address may be spelt out, which is no value but says something. */
    static final int SPELT = -1;

    private static final int DIGITS = 1;
    private static final int FIRST_LIST = 2;

    /** Lists by the hash of each word; two words of one hash count as both, which parts shapes but joins none. */
    private final Map<Integer, Integer> lists = new HashMap<>();

    private LabelWords(Map<String, Object> names) {
        int bit = FIRST_LIST;
        for (Object words : names.values()) {
            for (String word : Tree.texts(words)) {
                int hash = 0;
                for (int i = 0; i < word.length(); i++) hash = 31 * hash + word.charAt(i);
                lists.merge(hash, bit, (x, y) -> x | y);
            }
            bit <<= 1;
        }
    }

    static LabelWords of(KnowledgeBase base) {
        return new LabelWords(Tree.map(base.data("evidence").get("generic-names")));
    }

    /** Bits of what is seen in a label, below 64, or {@link #SPELT}. */
    int look(char[] text, int a, int b) {
        int look = 0;
        int numbers = 0;
        boolean digit = false;
        int label = 0;
        int piece = 0;
        int run = 0;
        for (int i = a; i < b; i++) {
            char c = text[i];
            if (c >= 'A' && c <= 'Z') c += 32;
            boolean isDigit = c >= '0' && c <= '9';
            if (isDigit && !digit) numbers++;
            digit = isDigit;
            label = 31 * label + c;
            if (c == '-' || c == '_') {
                look |= of(piece) | of(run);
                piece = 0;
                run = 0;
                continue;
            }
            piece = 31 * piece + c;
            if (isDigit) {
                look |= of(run);
                run = 0;
            } else {
                run = 31 * run + c;
            }
        }
        if (numbers > 1) return SPELT;
        return look | of(label) | of(piece) | of(run) | (numbers > 0 ? DIGITS : 0);
    }

    private int of(int hash) {
        if (hash == 0) return 0;
        Integer found = lists.get(hash);
        return found == null ? 0 : found;
    }
}
