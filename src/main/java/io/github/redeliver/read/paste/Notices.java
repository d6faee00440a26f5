package io.github.redeliver.read.paste;

import io.github.redeliver.read.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Words by which a notice that is no failure is told in free text. The words are data of the knowledge base
 * ({@code kb/forms/notices.yaml}).
 */
public final class Notices {
    /** No words: every text may be a failure. */
    public static final Notices NONE = new Notices(List.of());

    /**
     * One kind of notice.
     *
     * @param kind as {@link io.github.redeliver.read.Reading#kind()}
     * @param what a plain word for it
     * @param words each an alternative, parts of one that must all occur joined by {@code " & "}, each part one of
     *     several by {@code " / "}
     */
    public record Notice(String kind, String what, List<String> words) {
        public Notice {
            words = List.copyOf(words);
        }
    }

    private final List<Notice> notices;

    private Notices(List<Notice> notices) {
        this.notices = List.copyOf(notices);
    }

    /**
     * From parsed data: a list of maps with {@code kind}, {@code what} and {@code words}.
     *
     * @throws IllegalArgumentException when the data has another shape; the message names the entry
     */
    public static Notices of(Object data) {
        List<Notice> notices = new ArrayList<>();
        if (!(data instanceof List<?> list)) throw new IllegalArgumentException("Notices: a list was expected, not " + data);
        for (Object entry : list) {
            if (!(entry instanceof Map<?, ?> map) || !(map.get("kind") instanceof String kind) || !(map.get("words") instanceof List<?> words)) {
                throw new IllegalArgumentException("Notices: kind and words are needed in " + entry);
            }
            List<String> flat = new ArrayList<>();
            for (Object word : words) flat.add(Frame.flat(String.valueOf(word)));
            Object what = map.get("what");
            notices.add(new Notice(kind, what == null ? "" : what.toString(), flat));
        }
        return new Notices(notices);
    }

    /** The first notice whose words the text has, or null. */
    @org.jspecify.annotations.Nullable Notice of(String text) {
        if (notices.isEmpty()) return null;
        String flat = Frame.flat(text.length() > 100_000 ? text.substring(0, 100_000) : text);
        for (Notice notice : notices) {
            for (String words : notice.words()) {
                if (all(flat, words)) return notice;
            }
        }
        return null;
    }

    private static boolean all(String flat, String words) {
        for (int from = 0; ; ) {
            int and = words.indexOf(" & ", from);
            String part = and < 0 ? words.substring(from) : words.substring(from, and);
            if (!any(flat, part)) return false;
            if (and < 0) return true;
            from = and + 3;
        }
    }

    private static boolean any(String flat, String part) {
        int from = 0;
        while (true) {
            int or = part.indexOf(" / ", from);
            if (stands(flat, or < 0 ? part.substring(from) : part.substring(from, or))) return true;
            if (or < 0) return false;
            from = or + 3;
        }
    }

    /** Whether the words stand in the text from the beginning of a word on: "hi" is no part of "this". What follows may end the word. */
    private static boolean stands(String flat, String words) {
        for (int at = flat.indexOf(words); at >= 0; at = flat.indexOf(words, at + 1)) {
            if (at == 0 || !Character.isLetterOrDigit(flat.charAt(at - 1)) || Scan.wide(words.charAt(0)) || !Character.isLetter(words.charAt(0))) return true;
        }
        return false;
    }

    /** Whether the text is a letter of somebody who runs a list or a mail service. */
    public boolean letter(String text) {
        Notice notice = of(text);
        return notice != null && notice.kind().equals("letter");
    }
}
