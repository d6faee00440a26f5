package io.github.redeliver.read.mail;

import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Scan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/** The bytes of a mail to a tree of parts (RFC 2045, 2046), within bounds; what breaks is read as far as it goes. */
final class MimeReader {
    private static final MimeConfig CONFIG = new MimeConfig.Builder()
            .setStrictParsing(false)
            .setMaxLineLen(-1)
            .setMaxHeaderLen(Limits.HEADER)
            .setMaxHeaderCount(Limits.HEADERS)
            .setMaxContentLen(Limits.SIZE)
            .build();

    private final Limits limits;
    private final Deque<Part> open = new ArrayDeque<>();
    private List<Headers.Field> fields = new ArrayList<>();
    private int events;
    private int messages;
    private boolean report;

    MimeReader(Limits limits) {
        this.limits = limits;
    }

    Part read(InputStream bytes) {
        Part root = new Part("");
        MimeTokenStream stream = new MimeTokenStream(CONFIG);
        try {
            stream.parse(bytes);
            open.push(root);
            walk(stream, root);
        } catch (MaxHeaderLimitException | MaxHeaderLengthLimitException e) {
            limits.hit("headers");
            keepHeaders();
        } catch (MimeException | IOException | RuntimeException e) {
            // A mail broken beyond the parser: what was read so far stands.
            limits.hit("mime");
            keepHeaders();
        }
        return root;
    }

    private void keepHeaders() {
        Part part = open.peek();
        if (part != null && part.headers.isEmpty()) part.headers = new Headers(fields);
    }

    private void walk(MimeTokenStream stream, Part root) throws IOException, MimeException {
        for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            if (++events > Limits.EVENTS) {
                limits.hit(Bounds.EVENTS);
                return;
            }
            switch (state) {
                case T_START_MESSAGE -> {
                    if (open.size() > 1 || !root.headers.isEmpty()) {
                        messages++;
                        open.push(open.element().add());
                    }
                }
                case T_START_BODYPART -> open.push(open.element().add());
                case T_END_MESSAGE, T_END_BODYPART -> {
                    if (state == EntityState.T_END_MESSAGE && open.size() > 1) messages--;
                    if (open.size() > 1) open.pop();
                }
                case T_START_HEADER -> {
                    fields = new ArrayList<>();
                    boolean deep = open.size() >= Limits.DEPTH;
                    if (deep) limits.hit(Bounds.DEPTH);
                    stream.setRecursionMode(deep ? RecursionMode.M_FLAT : RecursionMode.M_RECURSE);
                }
                case T_FIELD -> fields.add(new Headers.Field(
                        stream.getField().getName().strip().toLowerCase(Locale.ROOT), stream.getField().getBody().replace('\r', ' ').replace('\n', ' ').strip()));
                case T_END_HEADER -> {
                    Part part = open.element();
                    part.headers = new Headers(fields);
                    part.type = type(part.headers.first("content-type"));
                    if (part == root && part.type.equals("multipart/report")) report = true;
                }
                case T_START_MULTIPART -> open.element().type = stream.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT);
                case T_BODY -> body(stream, open.element());
                default -> { }
            }
        }
    }

    private static String type(String field) {
        int end = 0;
        while (end < field.length() && field.charAt(end) != ';' && field.charAt(end) > ' ') end++;
        return field.substring(0, end).indexOf('/') < 0 ? "text/plain" : field.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private void body(MimeTokenStream stream, Part part) throws IOException {
        BodyDescriptor about = stream.getBodyDescriptor();
        boolean wanted = part.path.isEmpty() || Scan.startsWithAny(part.type, "text/", "message/", "multipart/");
        if (!wanted || report && messages > 0) return;
        if (limits.textLeft() <= 0) {
            limits.hit(Bounds.TEXT_CHARS);
            return;
        }
        String charset = about.getCharset();
        byte[] bytes = bytes(stream);
        part.text = Charsets.decode(bytes, charset == null ? "" : charset);
        limits.keep(part.text.length());
        if (part.type.startsWith("multipart/") && open.size() < 3) resume(part, bytes);
    }

    /** A multipart whose boundary its header does not tell, but its text. */
    private void resume(Part part, byte[] bytes) {
        String boundary = boundary(part.text);
        if (boundary.isEmpty()) return;
        byte[] head = ("Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        Part whole = new MimeReader(limits).read(new SequenceInputStream(new ByteArrayInputStream(head), new ByteArrayInputStream(bytes)));
        if (whole.parts.isEmpty()) return;
        part.parts.addAll(whole.parts);
        part.text = "";
    }

    /** The boundary of a text that is a multipart's body: of its first delimiter which header fields of a part follow. */
    static String boundary(String text) {
        int i = 0;
        for (int line = 0; line < 40 && i < text.length(); line++) {
            int end = HeaderBlock.lineEnd(text, i, text.length());
            String delimiter = text.substring(i, end).strip();
            i = end + 1;
            if (!delimiter.startsWith("--") || delimiter.length() < 6 || delimiter.length() > 74 || Scan.containsAny(delimiter, " ", "\"")) continue;
            int next = HeaderBlock.lineEnd(text, Math.min(i, text.length()), text.length());
            if (i + 8 < next && text.regionMatches(true, i, "content-", 0, 8) && Headers.colon(text, i, next) > 0) return delimiter.substring(2);
        }
        return "";
    }

    private byte[] bytes(MimeTokenStream stream) throws IOException {
        int most = limits.textLeft();
        InputStream in = stream.getDecodedInputStream();
        byte[] bytes = new byte[0];
        int length = 0;
        byte[] buffer = new byte[Math.min(8192, most)];
        try {
            while (length < most) {
                int n = in.read(buffer, 0, Math.min(buffer.length, most - length));
                if (n < 0) return java.util.Arrays.copyOf(bytes, length);
                if (length + n > bytes.length) bytes = java.util.Arrays.copyOf(bytes, Math.max(length + n, bytes.length * 2));
                System.arraycopy(buffer, 0, bytes, length, n);
                length += n;
            }
            if (in.read() >= 0) limits.hit(Bounds.TEXT_CHARS);
        } catch (IOException e) {
            limits.hit("mime");
        }
        return java.util.Arrays.copyOf(bytes, length);
    }

    /** Header fields and the rest as text, for what the parser gave nothing of. */
    static Part raw(byte[] mail, Limits limits) {
        int length = Math.min(mail.length, Limits.TEXT);
        if (mail.length > Limits.TEXT) limits.hit(Bounds.TEXT_CHARS);
        String text = new String(mail, 0, length, StandardCharsets.ISO_8859_1);
        Part part = new Part("");
        int end = HeaderBlock.end(text, 0, text.length());
        part.headers = Headers.parse(text, 0, end, limits);
        part.text = Charsets.repair(text.substring(end));
        return part;
    }
}
