package io.github.redeliver.read.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** Encoded words in header values (RFC 2047), read leniently. */
final class EncodedWords {
    private EncodedWords() {}

    static String decode(String value) {
        String raw = Charsets.repair(value);
        if (!raw.contains("=?")) return raw;
        StringBuilder out = new StringBuilder(raw.length());
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        String charset = "";
        boolean follows = false; // an encoded word stands right before: white space between two is none
        int i = 0;
        while (i < raw.length()) {
            int start = raw.indexOf("=?", i);
            Word word = start < 0 ? null : word(raw, start);
            String between = raw.substring(i, word != null ? start : start < 0 ? raw.length() : start + 2);
            boolean joined = word != null && follows && between.isBlank();
            if (!joined || !word.charset.equalsIgnoreCase(charset)) flush(out, pending, charset);
            if (!joined) out.append(between);
            follows = word != null;
            if (word == null) {
                i += between.length();
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
        out.append(Charsets.decode(pending.toByteArray(), charset));
        pending.reset();
    }

    private record Word(String charset, byte[] bytes, int end) {}

    private static @org.jspecify.annotations.Nullable Word word(String s, int start) {
        int q1 = s.indexOf('?', start + 2);
        if (q1 < 0 || q1 - start > 60 || !s.startsWith("?", q1 + 2)) return null;
        int end = s.indexOf("?=", q1 + 3);
        if (end < 0) return null;
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
            if (c == '=' && i + 2 < text.length() && HexFormat.isHexDigit(text.charAt(i + 1)) && HexFormat.isHexDigit(text.charAt(i + 2))) {
                out.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
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
