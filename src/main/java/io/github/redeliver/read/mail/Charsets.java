package io.github.redeliver.read.mail;

import io.github.redeliver.read.Scan;
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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

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

    private static final List<String> GUESSES = Stream.of(
            "windows-31j", "euc-jp", "gb18030", "big5", "x-windows-949", "koi8-r", "windows-1251", "windows-1252").filter(Charset::isSupported).toList();

    private static final Set<String> JAPANESE = Set.of("windows-31j", "euc-jp");

    /** What a Chinese character speaks for a charset; 1 for all others. */
    private static final Map<String, Double> HAN = Map.of("gb18030", 1.2, "big5", 1.1, "x-windows-949", -1.5);

    /** What a character from one to the other speaks for the charset that gives it. */
    private record Weight(int from, int to, double weight) {}

    private static final List<Weight> WEIGHTS = List.of(
            new Weight(0x80, 0x9F, -20), new Weight(0xFFFD, 0xFFFD, -20), new Weight(0x3000, 0x303F, 1.5), new Weight(0xFF01, 0xFF5E, 1.5),
            new Weight(0xFF61, 0xFF9F, -1), new Weight(0xAC00, 0xD7A3, 1.5), new Weight(0x0430, 0x044F, 1));

    private static final int SAMPLE = 4096;

    private Charsets() {}

    /** The text, in the declared charset unless the bytes show that it is another. Never throws. */
    static String decode(byte[] bytes, String declared) {
        String label = declared.strip().toLowerCase(Locale.ROOT).replace("\"", "");
        boolean marked = begins(bytes, 0xFE, 0xFF) || begins(bytes, 0xFF, 0xFE);
        if (marked && !single(bytes)) return new String(bytes, StandardCharsets.UTF_16).replace("\uFEFF", "");
        boolean eight = false;
        boolean escape = false;
        int zeros = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b < 0) eight = true;
            else if (b == 0) zeros++;
            else if (b == 0x1B && names(bytes, i + 1)) escape = true;
        }
        if (zeros > bytes.length / 4 && zeros > 1 && !label.startsWith("utf-32") && !single(bytes)) {
            // ASCII in UTF-16 has its zeros on one side; zeros anywhere are noise
            int even = evenZeros(bytes);
            if (Math.min(even, zeros - even) * 16 <= zeros) return utf16(bytes, label, even);
        }
        if (!eight && !escape && !Scan.startsWithAny(label, "utf-16", "utf-7", "ibm", "hz")) return new String(bytes, StandardCharsets.ISO_8859_1);
        if (escape && !eight && !label.startsWith("iso-2022")) return in("iso-2022-jp", bytes);
        // bytes that these labels cannot mean
        boolean wrong = eight && Scan.containsAny(label, "utf-8", "iso-2022", "ascii");
        Charset charset = wrong ? null : find(label);
        String utf8 = strict(StandardCharsets.UTF_8, bytes);
        // What is valid UTF-8 with letters beyond ASCII is hardly ever a set of single bytes.
        boolean loose = charset == null || charset.name().startsWith("windows-125");
        if (utf8 != null && loose) return utf8.startsWith("\uFEFF") ? utf8.substring(1) : utf8;
        if (charset == null) return guess(bytes);
        String text = new String(bytes, charset);
        long bad = text.chars().filter(c -> c == '\uFFFD').count();
        if (bad == 0) return text;
        if (utf8 != null) return utf8;
        return bad * 20 > text.length() ? guess(bytes) : text;
    }

    /** Whether a set of ISO 2022 is named here, behind an escape; any other escape is noise. */
    private static boolean names(byte[] bytes, int at) {
        if (at + 1 >= bytes.length) return false;
        byte next = bytes[at + 1];
        return bytes[at] == '(' ? "BHIJ".indexOf(next) >= 0 : bytes[at] == '$' && "@AB()".indexOf(next) >= 0;
    }

    /** Whether a line's worth of ASCII stands in it, a byte each: no UTF-16, whatever mark or zeros come before. */
    private static boolean single(byte[] bytes) {
        int run = 0;
        for (byte b : bytes) {
            run = b >= ' ' && b < 0x7f ? run + 1 : 0;
            if (run >= 32) return true;
        }
        return false;
    }

    private static boolean begins(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    private static String in(String label, byte[] bytes) {
        return new String(bytes, Objects.requireNonNullElse(find(label), StandardCharsets.UTF_8));
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
            double score = plausible(in(label, sample), label);
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
            if (c >= 128) {
                odd++;
                score += weight(c, before, i + 1 < text.length() ? text.charAt(i + 1) : ' ', label);
            }
            before = c;
        }
        return odd == 0 ? 0 : score / odd;
    }

    private static double weight(char c, char before, char after, String label) {
        // a word of two scripts is a wrong guess
        boolean left = Scan.letter(before);
        boolean right = Scan.letter(after);
        if (c >= 0x4E00 && c <= 0x9FFF) return left && right ? -1.5 : HAN.getOrDefault(label, 1.0);
        if (c >= 0x3040 && c <= 0x30FF) return JAPANESE.contains(label) ? 3 : -1;
        if (c >= 0x0410 && c <= 0x044F && (left || right)) return -1.5;
        if (c >= 0x0410 && c <= 0x042F) return before >= 0x0430 && before <= 0x044F ? -1 : 0.3; // a capital within a word
        if (c >= 0xC0 && c <= 0xFF) return left ? 1.4 : -0.2;
        for (Weight w : WEIGHTS) if (c >= w.from && c <= w.to) return w.weight;
        return -1;
    }
}
