package io.github.redeliver.knowledge;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of the cache: who wrote it, what was written, and a checksum. A file that another state of the program wrote, a
 * damaged or half written one is as good as none.
 */
final class CacheFile {
    private static final int CHECKSUM = 8;

    private final Path file;

    CacheFile(Path file) {
        this.file = file;
    }

    @FunctionalInterface
    interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    /** What was written, or null when it cannot be used. */
    @Nullable DataInputStream open() {
        if (!Files.isRegularFile(file)) return null;
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length < CHECKSUM) return null;
            CRC32 crc = new CRC32();
            crc.update(bytes, 0, bytes.length - CHECKSUM);
            long sum = new DataInputStream(new ByteArrayInputStream(bytes, bytes.length - CHECKSUM, CHECKSUM)).readLong();
            if (sum != crc.getValue()) return null;
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, bytes.length - CHECKSUM));
            boolean sameBuild = Binary.readText(in).equals(build());
            String readers = Binary.readText(in);
            return sameBuild || readers.equals(readers()) ? in : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Writes beside and moves into place, so that no reader ever sees half a file; a cache that fails is left out. */
    void write(Writer writer) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path beside = Files.createTempFile(file.toAbsolutePath().getParent(), "kb", ".tmp");
            try {
                try (OutputStream raw = new BufferedOutputStream(Files.newOutputStream(beside), 1 << 16)) {
                    CheckedOutputStream checked = new CheckedOutputStream(raw, new CRC32());
                    DataOutputStream out = new DataOutputStream(checked);
                    Binary.writeText(out, build());
                    Binary.writeText(out, readers());
                    writer.write(out);
                    out.writeLong(checked.getChecksum().getValue());
                    out.flush();
                }
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            // nothing is lost but time: the next run reads the files again
        }
    }

    /**
     * What reads and checks files: what one state of it lets through may be refused by the next. Asked for only when the
     * program was built anew.
     */
    private static String readers() {
        CRC32 crc = new CRC32();
        for (Class<?> c : List.of(
                DrlGuard.class, DrlReader.class, Tokens.class, ConsequenceReader.class, Schema.class, RuleDef.class,
                Normaliser.class, Sources.class, Assembler.class, References.class, Wording.class, Automaton.class,
                KnowledgeCodec.class, Binary.class)) {
            try (InputStream in = c.getResourceAsStream(c.getSimpleName() + ".class")) {
                if (in != null) crc.update(in.readAllBytes());
            } catch (IOException e) {
                return "";
            }
        }
        return Long.toHexString(crc.getValue());
    }

    /** The jar or class file that runs, without reading it. */
    private static String build() {
        URL own = CacheFile.class.getResource("CacheFile.class");
        if (own == null) return "";
        try {
            Path path = own.openConnection() instanceof JarURLConnection jar
                    ? Path.of(jar.getJarFileURL().toURI()) : own.getProtocol().equals("file") ? Path.of(own.toURI()) : null;
            return path == null ? "" : Files.size(path) + " " + Files.getLastModifiedTime(path).toMillis();
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            return "";
        }
    }
}
