package io.github.redeliver.read.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Encoded words in header values (RFC 2047), read leniently. */
final class EncodedWords {
    private EncodedWords() {}

    static String decode(String value) {
        String raw = Charsets.repair(value);
        if (!raw.contains("=?")) return raw;
        StringBuilder out = new StringBuilder(raw.length());
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        String charset = "";
        int i = 0;
        while (i < raw.length()) {
            int start = raw.indexOf("=?", i);
            Word word = start < 0 ? null : word(raw, start);
            int upto = start < 0 ? raw.length() : word == null ? start + 2 : start;
            String between = raw.substring(i, upto);
            if (word == null || !between.isBlank() || !word.charset.equalsIgnoreCase(charset)) {
                flush(out, pending, charset);
                charset = "";
            }
            if (word == null || !between.isBlank() || out.length() == 0 && pending.size() == 0 || charset.isEmpty() && i == 0) {
                out.append(between);
            }
            if (word == null) {
                i = upto;
                continue;
            }
            charset = word.charset;
            pending.writeBytes(word.bytes);
            i = word.end;
        }
        flush(out, pending, charset);
        return out.toString();
    }

    private static void flush(StringBuilder out, ByteArrayOutputStream pending, String charset) {
        if (pending.size() > 0) out.append(Charsets.decode(pending.toByteArray(), charset));
        pending.reset();
    }

    private record Word(String charset, byte[] bytes, int end) {}

    private static @org.jspecify.annotations.Nullable Word word(String s, int start) {
        int q1 = s.indexOf('?', start + 2);
        if (q1 < 0 || q1 - start > 60 || q1 + 2 >= s.length() || s.charAt(q1 + 2) != '?') return null;
        int end = s.indexOf("?=", q1 + 3);
        if (end < 0 || end - q1 > 4000) return null;
        String charset = s.substring(start + 2, q1);
        int star = charset.indexOf('*');
        if (star > 0) charset = charset.substring(0, star);
        String text = s.substring(q1 + 3, end);
        char how = Character.toUpperCase(s.charAt(q1 + 1));
        if (how == 'B') {
            try {
                return new Word(charset, Base64.getMimeDecoder().decode(text), end + 2);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return how == 'Q' ? new Word(charset, q(text), end + 2) : null;
    }

    private static byte[] q(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (c == '=' && high >= 0 && low >= 0) {
                out.write(high * 16 + low);
                i += 2;
            } else if (c == '_') {
                out.write(' ');
            } else {
                out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }
}
