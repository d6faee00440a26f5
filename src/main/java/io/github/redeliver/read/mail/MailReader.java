package io.github.redeliver.read.mail;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Reader;
import io.github.redeliver.read.Reading;
import io.github.redeliver.read.Scan;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole mails (RFC 5322) and bodies of reports pasted as text, and tells what they are: delivery reports
 * (RFC 3464, 6533) and those in words, complaints (RFC 5965), receipts (RFC 8098), automatic answers (RFC 3834), or
 * none of these. Never throws for what it is given; safe for several threads.
 */
public final class MailReader {
    /** Most messages of an mbox that is pasted; one that is a file has a bound of its own. */
    private static final int MOST_PASTED = 100;

    private static final Reading NOTHING = new Reading("unknown", "none", "", List.of(), List.of(), List.of());

    private final Frames frames;
    private final Function<Passage, Reading> within;

    /** @param frames what given software writes */
    public MailReader(Frames frames) {
        this(frames, text -> NOTHING);
    }

    /**
     * @param frames what given software writes
     * @param within reads other forms that a mail carries as its text, such as the JSON of a notification or a letter
     */
    public MailReader(Frames frames, Function<Passage, Reading> within) {
        this.frames = frames;
        this.within = within;
    }

    /**
     * A mail, or an mbox of several.
     *
     * @param mail its bytes; more than 50 MB are not read
     */
    public Reading read(byte[] mail) {
        List<Reading> readings = readAll(mail);
        return readings.size() == 1 ? readings.get(0) : merge(readings);
    }

    /** Each mail of an mbox (RFC 4155) by itself, or the one mail that was given. */
    public List<Reading> readAll(byte[] mail) {
        Limits limits = new Limits();
        byte[] bytes = mail;
        if (mail.length > Limits.SIZE) {
            limits.hit(Bounds.INPUT_BYTES);
            bytes = Arrays.copyOf(mail, Limits.SIZE);
        }
        List<Reading> readings = new ArrayList<>();
        for (int[] range : Mbox.messages(bytes, limits)) readings.add(one(bytes, range[0], range[1], limits));
        return readings;
    }

    private Reading one(byte[] bytes, int from, int to, Limits limits) {
        try {
            Part root = new MimeReader(limits).read(new ByteArrayInputStream(bytes, from, to - from));
            if (root.headers.isEmpty() || empty(root)) {
                Part raw = MimeReader.raw(Arrays.copyOfRange(bytes, from, Math.min(to, from + Limits.TEXT + 1)), limits);
                if (!raw.text.isBlank() || root.headers.isEmpty()) root = raw;
            }
            return new Interpreter(frames, within, limits).interpret(root, 0);
        } catch (RuntimeException | StackOverflowError e) {
            limits.hit("mime");
            return new Reading("mail", "none", "", List.of(), List.of(), limits.names());
        }
    }

    private static boolean empty(Part part) {
        if (!part.text.isBlank()) return false;
        for (Part child : part.parts) if (!empty(child)) return false;
        return true;
    }

    /**
     * A mail or the body of a report pasted as text, with all, half or none of its header fields.
     *
     * @param pasted positions of what is found count in what it counts in
     */
    public Reading read(Passage pasted) {
        Limits limits = new Limits();
        if (!pasted.text().startsWith("From ")) return read(pasted, limits, null);
        // one byte for each character, so that places stay
        List<int[]> messages = Mbox.messages(pasted.text().getBytes(StandardCharsets.ISO_8859_1), limits);
        if (messages.size() < 2) return read(pasted, limits, null);
        List<Reading> readings = new ArrayList<>();
        if (messages.size() > MOST_PASTED) limits.hit("messages");
        for (int[] range : messages.subList(0, Math.min(MOST_PASTED, messages.size()))) readings.add(read(pasted.slice(range[0], range[1]), limits, null));
        return merge(readings);
    }

    /** @param looked what was found in the text when it was looked at before, with these limits */
    private Reading read(Passage pasted, Limits limits, @Nullable FreeForm looked) {
        Passage text = pasted;
        if (pasted.length() > Limits.TEXT) {
            limits.hit(Bounds.TEXT_CHARS);
            text = pasted.slice(0, Limits.TEXT);
        }
        try {
            int start = Scan.skipSpace(text.text(), 0);
            Part root = new Part("");
            if (HeaderBlock.begins(text.text(), start, text.length())) {
                int end = HeaderBlock.end(text.text(), start, text.length());
                root.headers = Headers.parse(text.text(), start, end, limits);
                String type = root.headers.first("content-type").toLowerCase(Locale.ROOT);
                String encoding = root.headers.first("content-transfer-encoding").toLowerCase(Locale.ROOT);
                if (type.startsWith("multipart/") || Scan.startsWithAny(encoding, "base64", "quoted")) {
                    byte[] bytes = text.text().substring(start).getBytes(StandardCharsets.UTF_8);
                    Reading whole = one(bytes, 0, bytes.length, limits);
                    if (!whole.incidents().isEmpty()) return whole;
                }
                root.source = text.slice(end, text.length());
            } else {
                String boundary = MimeReader.boundary(text.text().substring(start));
                if (!boundary.isEmpty()) {
                    byte[] bytes = ("Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\n\n" + text.text()).getBytes(StandardCharsets.UTF_8);
                    Part whole = new MimeReader(limits).read(new ByteArrayInputStream(bytes));
                    whole.headers = Headers.NONE;
                    Reading reading = new Interpreter(frames, within, limits).interpret(whole, 0);
                    if (!reading.incidents().isEmpty()) return reading;
                }
                String head = text.text().substring(start, Math.min(text.length(), start + 15)).toLowerCase(Locale.ROOT);
                boolean html = Scan.startsWithAny(head, "<!doctype html", "<html");
                root.source = html ? Passage.decoded(HtmlText.of(text.text()), "html") : text;
            }
            root.text = root.source.text();
            return new Interpreter(frames, within, limits, looked).interpret(root, 0);
        } catch (RuntimeException | StackOverflowError e) {
            limits.hit("mime");
            return new Reading("unknown", "none", "", List.of(), List.of(), limits.names());
        }
    }

    /** Whether a text begins with the header fields of a mail, or of an mbox. */
    public static boolean looksLikeMail(String head) {
        int start = 0;
        int most = Math.min(head.length(), 1000);
        while (start < most && Character.isWhitespace(head.charAt(start))) start++;
        return HeaderBlock.evidence(head, start, Math.min(head.length(), start + 64 * 1024)) >= 4;
    }

    /** A reader of the bodies of reports pasted without the mail's header fields. */
    public Reader bodies() {
        return new Reader() {
            @Override
            public int evidence(Passage input) {
                return Interpreter.evidence(input, frames);
            }

            @Override
            public Reading read(Passage input, Bounds bounds) {
                return MailReader.this.read(input);
            }

            @Override
            public Offer offer(Passage input, Bounds bounds) {
                if (input.length() > Interpreter.HEAD) return Reader.super.offer(input, bounds);
                Limits limits = new Limits();
                FreeForm form = new FreeForm(input, frames, limits);
                return new Offer(Interpreter.evidence(form), () -> MailReader.this.read(input, limits, form));
            }
        };
    }

    private static Reading merge(List<Reading> readings) {
        List<String> ranks = List.of("failure", "delay", "feedback", "success", "auto-reply", "none");
        Reading first = readings.stream().min(Comparator.comparingInt(r -> ranks.indexOf(r.kind()))).orElseThrow();
        List<Incident> incidents = new ArrayList<>();
        Set<String> limits = new LinkedHashSet<>();
        for (Reading reading : readings) if (reading.kind().equals(first.kind())) incidents.addAll(reading.incidents());
        if (first.kind().equals("failure")) for (Reading reading : readings) if (reading.kind().equals("delay")) incidents.addAll(reading.incidents());
        for (Reading reading : readings) limits.addAll(reading.limits());
        if (incidents.size() > Limits.RECIPIENTS) limits.add(Bounds.RECIPIENTS);
        List<Incident> most = incidents.subList(0, Math.min(incidents.size(), Limits.RECIPIENTS));
        return new Reading(first.form(), first.kind(), first.what(), most, List.of(), List.copyOf(limits));
    }
}
