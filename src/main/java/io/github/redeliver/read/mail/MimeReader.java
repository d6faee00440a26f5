package io.github.redeliver.read.mail;

import java.io.IOException;
import java.io.InputStream;
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
            e.printStackTrace();// A mail broken
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
                limits.hit("events");
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
                    if (deep) limits.hit("depth");
                    stream.setRecursionMode(deep ? RecursionMode.M_FLAT : RecursionMode.M_RECURSE);
                }
                case T_FIELD -> fields.add(new Headers.Field(
                        stream.getField().getName().strip().toLowerCase(Locale.ROOT), unfold(stream.getField().getBody())));
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
        return field.indexOf('/') < 0 || end == 0 ? "text/plain" : field.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private void body(MimeTokenStream stream, Part part) throws IOException {
        BodyDescriptor about = stream.getBodyDescriptor();
        boolean wanted = part.type.startsWith("text/") || part.type.startsWith("message/") || part.type.startsWith("multipart/")
                || part.path.isEmpty();
        if (!wanted || report && messages > 0 || limits.textLeft() <= 0) {
            if (wanted && !(report && messages > 0)) limits.hit("text");
            return;
        }
        String charset = about.getCharset();
        byte[] bytes = bytes(stream);
        part.text = Charsets.decode(bytes, charset == null ? "" : charset);
        limits.keep(part.text.length());
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
            if (in.read() >= 0) limits.hit("text");
        } catch (IOException e) {
            limits.hit("mime");
        }
        return java.util.Arrays.copyOf(bytes, length);
    }

    private static String unfold(String body) {
        if (body.indexOf('\n') < 0 && body.indexOf('\r') < 0) return body.strip();
        StringBuilder out = new StringBuilder(body.length());
        boolean fold = false;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '\r' || c == '\n') {
                fold = true;
            } else if (fold && (c == ' ' || c == '\t')) {
                continue;
            } else {
                if (fold) out.append(' ');
                fold = false;
                out.append(c);
            }
        }
        return out.toString().strip();
    }

    /** Header fields and the rest as text, for what the parser gave nothing of. */
    static Part raw(byte[] mail, Limits limits) {
        int length = Math.min(mail.length, Limits.TEXT);
        if (mail.length > Limits.TEXT) limits.hit("text");
        String text = new String(mail, 0, length, StandardCharsets.ISO_8859_1);
        Part part = new Part("");
        int end = HeaderBlock.end(text, 0, text.length());
        part.headers = Headers.parse(text, 0, end, limits);
        part.text = Charsets.repair(text.substring(end));
        return part;
    }
}
