package io.github.redeliver.read.mail;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Bytes to text, also where the label is missing, unknown or wrong. */
final class Charsets {
    /** Labels whose senders mean the wider set, and labels Java does not know. */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("us-ascii", "utf-8"), Map.entry("ascii", "utf-8"), Map.entry("ansi_x3.4-1968", "utf-8"),
            Map.entry("iso-8859-1", "windows-1252"), Map.entry("latin1", "windows-1252"),
            Map.entry("gb2312", "gb18030"), Map.entry("gbk", "gb18030"), Map.entry("x-gbk", "gb18030"),
            Map.entry("hz-gb-2312", "gb18030"), Map.entry("big5", "big5-hkscs"),
            Map.entry("shift_jis", "windows-31j"), Map.entry("shift-jis", "windows-31j"), Map.entry("x-sjis", "windows-31j"),
            Map.entry("sjis", "windows-31j"), Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
            Map.entry("ks_c_5601-1987", "x-windows-949"), Map.entry("euc-kr", "x-windows-949"), Map.entry("ks_c_5601", "x-windows-949"),
            Map.entry("unicode", "utf-16"), Map.entry("utf8", "utf-8"), Map.entry("utf-8n", "utf-8"),
            Map.entry("unknown-8bit", ""), Map.entry("unknown", ""), Map.entry("8bit", ""), Map.entry("_autodetect", ""));

    private static final List<String> GUESSES = List.of(
            "windows-31j", "euc-jp", "gb18030", "big5", "x-windows-949", "koi8-r", "windows-1251", "windows-1252");

    private static final int SAMPLE = 4096;

    private Charsets() {}

    /** The text, in the declared charset unless the bytes show that it is another. Never throws. */
    static String decode(byte[] bytes, String declared) {
        String label = declared.strip().toLowerCase(Locale.ROOT);
        if (label.startsWith("\"") && label.endsWith("\"") && label.length() > 1) label = label.substring(1, label.length() - 1);
        if (bytes.length >= 2 && (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF || bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)) {
            return new String(bytes, StandardCharsets.UTF_16).replace("\uFEFF", "");
        }
        boolean eight = false;
        boolean escape = false;
        int zeros = 0;
        for (byte b : bytes) {
            if (b < 0) eight = true;
            else if (b == 0) zeros++;
            else if (b == 0x1B) escape = true;
        }
        if (zeros > bytes.length / 4 && zeros > 1 && !label.startsWith("utf-32")) {
            // ASCII in UTF-16 has its zeros on one side; zeros anywhere are noise
            int even = evenZeros(bytes);
            if (Math.min(even, zeros - even) * 16 <= zeros) return utf16(bytes, label, even);
        }
        if (!eight && !escape && !label.startsWith("utf-16") && !label.startsWith("utf-7") && !label.startsWith("ibm") && !label.startsWith("hz")) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        if (escape && !eight && !label.startsWith("iso-2022")) return in("iso-2022-jp", bytes);
        if (eight && (label.startsWith("utf-8") || label.isEmpty() || label.startsWith("iso-2022") || label.contains("ascii"))) {
            String utf8 = strict(StandardCharsets.UTF_8, bytes);
            if (utf8 != null) return utf8.startsWith("\uFEFF") ? utf8.substring(1) : utf8;
            return guess(bytes);
        }
        Charset charset = find(label);
        if (charset == null) {
            String utf8 = strict(StandardCharsets.UTF_8, bytes);
            return utf8 != null ? utf8 : guess(bytes);
        }
        if (charset.name().startsWith("windows-125")) {
            // What is valid UTF-8 with letters beyond ASCII is hardly ever anything else.
            String utf8 = strict(StandardCharsets.UTF_8, bytes);
            if (utf8 != null) return utf8;
        }
        String text = new String(bytes, charset);
        int bad = 0;
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) == '\uFFFD') bad++;
        if (bad == 0) return text;
        String utf8 = strict(StandardCharsets.UTF_8, bytes);
        if (utf8 != null) return utf8;
        return bad * 20 > text.length() ? guess(bytes) : text;
    }

    private static String in(String label, byte[] bytes) {
        Charset charset = find(label);
        return new String(bytes, charset == null ? StandardCharsets.UTF_8 : charset);
    }

    private static int evenZeros(byte[] bytes) {
        int even = 0;
        for (int i = 0; i < bytes.length; i += 2) if (bytes[i] == 0) even++;
        return even;
    }

    private static String utf16(byte[] bytes, String label, int even) {
        boolean big = even * 4 > bytes.length || label.equals("utf-16be");
        return new String(bytes, big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
    }

    /** A header value whose raw bytes were taken as ISO-8859-1. */
    static String repair(String latin1) {
        boolean odd = false;
        for (int i = 0; i < latin1.length(); i++) {
            char c = latin1.charAt(i);
            if (c > 255) return latin1;
            if (c > 126 || c == 0x1B) odd = true;
        }
        return odd ? decode(latin1.getBytes(StandardCharsets.ISO_8859_1), "") : latin1;
    }

    private static @org.jspecify.annotations.Nullable Charset find(String label) {
        String meant = MEANT.getOrDefault(label, label);
        try {
            return meant.isEmpty() ? null : Charset.forName(meant);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    private static @org.jspecify.annotations.Nullable String strict(Charset charset, byte[] bytes) {
        try {
            CharBuffer text = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes));
            return text.toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String guess(byte[] bytes) {
        byte[] sample = bytes.length > SAMPLE ? java.util.Arrays.copyOf(bytes, SAMPLE) : bytes;
        String best = "windows-1252";
        double most = -1e9;
        for (String label : GUESSES) {
            Charset charset = find(label);
            if (charset == null) continue;
            double score = plausible(new String(sample, charset), label);
            if (score > most) {
                most = score;
                best = label;
            }
        }
        return in(best, bytes);
    }

    /** How much a text looks like one of its script: weights a character, over the number of characters. */
    private static double plausible(String text, String label) {
        double score = 0;
        int odd = 0;
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 128) {
                before = c;
                continue;
            }
            odd++;
            boolean japanese = label.equals("windows-31j") || label.equals("euc-jp");
            if (c == '\uFFFD' || c >= 0x80 && c < 0xA0) score -= 20;
            else if (c >= 0x3040 && c <= 0x30FF) score += japanese ? 3 : -1;
            else if (c >= 0x3000 && c <= 0x303F || c >= 0xFF01 && c <= 0xFF5E) score += 1.5;
            else if (c >= 0xFF61 && c <= 0xFF9F) score -= 1;
            else if (c >= 0x4E00 && c <= 0x9FFF) score += label.equals("gb18030") ? 1.2 : label.equals("big5") ? 1.1 : label.equals("x-windows-949") ? -1.5 : 1;
            else if (c >= 0xAC00 && c <= 0xD7A3) score += 1.5;
            else if (c >= 0x0430 && c <= 0x044F) score += 1;
            else if (c >= 0x0410 && c <= 0x042F) score += before >= 0x0430 && before <= 0x044F ? -1 : 0.3;
            else if (c >= 0xC0 && c <= 0xFF && Character.isLetter(before) && before < 128) score += 1.4;
            else if (c >= 0xC0 && c <= 0xFF) score -= 0.2;
            else score -= 1;
            before = c;
        }
        return odd == 0 ? 0 : score / odd;
    }
}
