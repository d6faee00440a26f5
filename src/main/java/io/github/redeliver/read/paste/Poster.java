package io.github.redeliver.read.paste;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Words;
import java.util.List;

/**
 * What the person who pastes a reply writes about it: guesses, what was tried, questions. Beside the words of a server
 * they would be heard as if the server had said them, so they are left out.
 */
final class Poster {
    private static final int LONGEST = 2_000;

    private final List<String> words;
    private final List<String> programs;
    private final Frame frame;

    Poster(Words words, Frame frame) {
        this.words = words.list("others.poster");
        this.programs = words.list("others.programs");
        this.frame = frame;
    }

    /** The text without the sentences in which somebody speaks of himself or asks. */
    Passage without(Passage about) {
        String s = about.text();
        Passage.Builder out = null;
        int done = 0;
        for (int from = 0; from < s.length(); ) {
            int end = sentenceEnd(s, from);
            if (speaks(s.substring(from, end))) {
                if (out == null) out = Passage.builder(about);
                out.append(done, from);
                done = end;
            }
            from = end;
        }
        return out == null ? about : out.append(done, s.length()).build().strip();
    }

    private boolean speaks(String sentence) {
        if (sentence.isBlank()) return false;
        String flat = Frame.flat(sentence).strip();
        boolean asks = flat.endsWith("?") || flat.endsWith("\uff1f");
        String padded = ' ' + flat.replace(',', ' ').replace('(', ' ').replace('.', ' ').replace('!', ' ') + ' ';
        return (asks || Words.any(padded, words)) && !Words.any(flat, programs) && !frame.looks(flat);
    }

    /** Behind the mark that ends the sentence; an empty line ends one, and a line whose next one begins another. */
    private static int sentenceEnd(String s, int from) {
        int most = Math.min(s.length(), from + LONGEST);
        for (int i = from; i < most; i++) {
            if (Scan.sentenceEnd(s, i)) return i + 1;
            if (s.charAt(i) == '\n' && i + 1 < s.length() && !Character.isLowerCase(s.charAt(i + 1))) return i + 1;
        }
        return most;
    }
}
