package io.github.redeliver.evidence.dmarc;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Lists of {@code tag=value} with semicolons between them (RFC 6376, 3.2). */
final class TagList {
    private static final int MOST = 100;

    private TagList() {}

    /**
     * Tags in order, names in lower case, values without outer white space. The first of two equal tags counts; what is
     * no tag is left out.
     */
    static Map<String, String> read(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        int from = 0;
        while (from < text.length() && tags.size() < MOST) {
            int to = text.indexOf(';', from);
            if (to < 0) to = text.length();
            int equals = text.indexOf('=', from);
            if (equals >= 0 && equals < to) {
                String name = text.substring(from, equals).strip().toLowerCase(Locale.ROOT);
                if (named(name)) tags.putIfAbsent(name, text.substring(equals + 1, to).strip());
            }
            from = to + 1;
        }
        return tags;
    }

    private static boolean named(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '_'))) return false;
        }
        return !name.isEmpty();
    }
}
