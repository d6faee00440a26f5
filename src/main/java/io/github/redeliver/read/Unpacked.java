package io.github.redeliver.read;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Takes gzip (RFC 1952) off an input, as rotated logs have it. */
final class Unpacked {
    private Unpacked() {}

    /**
     * The unpacked bytes, at most one more than {@code most}, so that a bomb stays small; of a damaged file what came
     * before the damage; the input itself when it is not packed.
     */
    static byte[] of(byte[] input, int most) {
        if (input.length < 18 || (input[0] & 0xff) != 0x1f || (input[1] & 0xff) != 0x8b) return input;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(input))) {
            int n;
            while (out.size() <= most && (n = in.read(buffer, 0, Math.min(buffer.length, most + 1 - out.size()))) > 0) out.write(buffer, 0, n);
        } catch (IOException damaged) {
            if (out.size() == 0) return input;
        }
        return out.toByteArray();
    }
}
