package io.github.redeliver.read;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.log.LogReader;
import io.github.redeliver.read.paste.Notices;
import io.github.redeliver.read.paste.PasteReader;
import io.github.redeliver.read.transcript.TranscriptReader;
import io.github.redeliver.read.webhook.RecordReader;
import io.github.redeliver.read.webhook.Records;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Detects the form of an input and has the reader of that form read it. Thread-safe. Never throws for what an input
 * contains: a reader that fails is passed over, and the next best one reads.
 */
public final class Readers {
    /** Reads whole mails from their bytes. */
    public interface Mails {
        /** Whether the first 64 kB of a text begin as a mail does. */
        boolean looksLikeMail(String head);

        Reading read(byte[] mail);

        Reading read(Passage pasted);
    }

    private static final int HEAD = 65_536;

    private final @org.jspecify.annotations.Nullable Mails mails;
    private final List<Reader> readers;
    private final Bounds bounds;

    /**
     * @param mails reader of whole mails, or null where none is wanted
     * @param readers readers of all other forms; with equal evidence the first one reads
     */
    public Readers(@org.jspecify.annotations.Nullable Mails mails, List<Reader> readers, Bounds bounds) {
        this.mails = mails;
        this.readers = List.copyOf(readers);
        this.bounds = bounds;
    }

    /**
     * Readers of every form but whole mails.
     *
     * @param notices words of notices, from {@code kb/forms/notices.yaml}
     * @param records forms of records, from {@code kb/forms/records.yaml}
     * @param words words by which parts of texts are found, from {@code kb/forms/words.yaml}
     */
    public static List<Reader> all(Notices notices, Records records, Words words) {
        LogReader lines = new LogReader(records, words);
        return List.of(new RecordReader(records, lines), new TranscriptReader(words), LogReader.queues(), lines, new PasteReader(notices, words));
    }

    /** Reads bytes, packed (gzip; zstd and xz where their libraries are there) or not: a mail, or text in UTF-8, UTF-16 with a mark, GB18030 or windows-1252. */
    public Reading read(byte[] input) {
        List<String> limits = new ArrayList<>();
        Unpacked unpacked = Unpacked.of(input, bounds.inputBytes());
        if (!unpacked.missing().isEmpty()) {
            return new Reading("unknown", "none", "packed file that cannot be read without " + unpacked.missing() + " on the class path", List.of(), List.of(), List.of());
        }
        byte[] bytes = unpacked.bytes();
        if (bytes.length > bounds.inputBytes()) {
            bytes = java.util.Arrays.copyOf(bytes, bounds.inputBytes());
            limits.add(Bounds.INPUT_BYTES);
        }
        Reading reading = null;
        if (mails != null && mails.looksLikeMail(new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1))) {
            reading = safely(mails, bytes);
        }
        if (reading == null || reading.form().equals("unknown")) reading = text(Passage.of(decode(bytes)));
        return limited(bounded(reading), limits);
    }

    /** Reads text: a mail that was pasted whole, or any other form. */
    public Reading read(Passage input) {
        if (mails != null && mails.looksLikeMail(input.text().substring(0, Math.min(input.length(), HEAD)))) {
            try {
                Reading reading = mails.read(input);
                if (!reading.form().equals("unknown")) return bounded(reading);
            } catch (RuntimeException | StackOverflowError broken) {
                // the other readers may still make something of it
            }
        }
        return bounded(text(input));
    }

    /** Words that stand around many recipients' replies are searched for each of them; all together they have a bound. */
    private Reading bounded(Reading r) {
        long around = 0;
        for (Incident i : r.incidents()) around += i.around().length();
        if (around <= 2L * bounds.textChars()) return r;
        int most = 2 * bounds.textChars() / r.incidents().size();
        List<Incident> shorter = new ArrayList<>(r.incidents().size());
        for (Incident i : r.incidents()) {
            Passage words = i.around();
            shorter.add(words.length() <= most ? i : i.toBuilder().around(words.slice(0, most)).build());
        }
        return limited(new Reading(r.form(), r.kind(), r.what(), shorter, r.dns(), r.limits()), List.of(Bounds.TEXT_CHARS));
    }

    private Reading text(Passage input) {
        List<Reader.Offer> left = new ArrayList<>(readers.size());
        for (Reader reader : readers) offer(reader, input).ifPresent(left::add);
        left.removeIf(offer -> offer.evidence() == 0);
        while (!left.isEmpty()) {
            Reader.Offer best = left.get(0);
            for (Reader.Offer offer : left) if (offer.evidence() > best.evidence()) best = offer;
            for (int i = 0; i < left.size(); i++) if (left.get(i) == best) left.remove(i--);
            try {
                Reading reading = best.reading().get();
                boolean nothing = reading.kind().equals("none") && reading.incidents().isEmpty() && reading.dns().isEmpty();
                if (!nothing || best.evidence() >= 90) return reading;
                for (Reader.Offer offer : left) {
                    if (offer.evidence() < 40) continue;
                    Reading second = offer.reading().get();
                    if (!second.incidents().isEmpty()) return second;
                }
                return reading;
            } catch (RuntimeException | StackOverflowError broken) {
                // another reader may still make something of it
            }
        }
        return new Reading("unknown", "none", "nothing to read", List.of(), List.of(), List.of());
    }

    private Optional<Reader.Offer> offer(Reader reader, Passage input) {
        try {
            return Optional.of(reader.offer(input, bounds));
        } catch (RuntimeException | StackOverflowError broken) {
            return Optional.empty();
        }
    }

    private static @org.jspecify.annotations.Nullable Reading safely(Mails mails, byte[] bytes) {
        try {
            return mails.read(bytes);
        } catch (RuntimeException | StackOverflowError broken) {
            return null;
        }
    }

    private static Reading limited(Reading r, List<String> limits) {
        if (limits.isEmpty()) return r;
        Set<String> all = new LinkedHashSet<>(r.limits());
        all.addAll(limits);
        return new Reading(r.form(), r.kind(), r.what(), r.incidents(), r.dns(), List.copyOf(all));
    }

    private static boolean begins(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) if (i >= bytes.length || (bytes[i] & 0xff) != mark[i]) return false;
        return true;
    }

    /** Text of bytes whose encoding nobody told. */
    static String decode(byte[] bytes) {
        if (begins(bytes, 0xff, 0xfe)) return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        if (begins(bytes, 0xfe, 0xff)) return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        int from = begins(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0;
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"), Charset.forName("windows-1252"))) {
            try {
                return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes, from, bytes.length - from)).toString();
            } catch (CharacterCodingException another) {
                // the next encoding may fit
            }
        }
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }
}
