package io.github.redeliver.read;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Takes off an input what rotated logs are packed with: gzip (RFC 1952), zstd (RFC 8878), xz. The libraries for the
 * last two are optional, so each is touched in a class of its own, and only for an input that needs it.
 *
 * @param bytes the unpacked bytes, at most one more than was asked for, so that a bomb stays small; of a damaged file
 *     what came before the damage; the input itself when it is not packed
 * @param missing coordinates of the library that is needed and not there, or {@code ""}
 */
record Unpacked(byte[] bytes, String missing) {
    /** Memory that an xz file may ask for, in KiB; the strongest preset wants 65 MiB. */
    private static final int XZ_MEMORY = 80 * 1024;

    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
    private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};

    static Unpacked of(byte[] input, int most) {
        if (begins(input, GZIP)) return of(input, most, GZIPInputStream::new, "");
        if (begins(input, ZSTD)) return of(input, most, in -> Zstd.open(in), "io.airlift:aircompressor");
        if (begins(input, XZ)) return of(input, most, in -> Xz.open(in), "org.tukaani:xz");
        return new Unpacked(input, "");
    }

    private static boolean begins(byte[] input, byte[] magic) {
        return input.length >= 12 && Arrays.equals(input, 0, magic.length, magic, 0, magic.length);
    }

    /** Opens a packed stream. */
    private interface Opener {
        InputStream open(InputStream in) throws IOException;
    }

    private static Unpacked of(byte[] input, int most, Opener opener, String library) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (InputStream in = opener.open(new ByteArrayInputStream(input))) {
            int n;
            while (out.size() <= most && (n = in.read(buffer, 0, Math.min(buffer.length, most + 1 - out.size()))) > 0) out.write(buffer, 0, n);
        } catch (NoClassDefFoundError notThere) {
            return new Unpacked(input, library);
        } catch (IOException | RuntimeException damaged) {
            if (out.size() == 0) return new Unpacked(input, "");
        }
        return new Unpacked(out.toByteArray(), "");
    }

    private static final class Zstd {
        static InputStream open(InputStream in) {
            return new ZstdInputStream(in);
        }
    }

    private static final class Xz {
        static InputStream open(InputStream in) throws IOException {
            return new XZInputStream(in, XZ_MEMORY);
        }
    }
}
