package io.github.redeliver.knowledge;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.CodeSource;
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
    @Nullable ByteBuffer open() {
        try {
            ByteBuffer bytes = content();
            if (bytes.limit() < CHECKSUM) return null;
            bytes.limit(bytes.limit() - CHECKSUM);
            CRC32 crc = new CRC32();
            crc.update(bytes.duplicate());
            long sum = bytes.duplicate().limit(bytes.capacity()).getLong(bytes.limit());
            if (sum != crc.getValue()) return null;
            boolean sameBuild = text(bytes).equals(build());
            String readers = text(bytes);
            if (sameBuild) return bytes;
            if (!readers.equals(readers())) return null;
            byte[] all = KnowledgeCodec.bytes(bytes);
            write(out -> out.write(all)); // as this build's, so that the next run need not ask what reads
            return bytes;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /**
     * The file as it lies in memory: only what is used is copied. It is never written again, a new one takes its place;
     * but where a file that is in use cannot be replaced it is read.
     */
    private ByteBuffer content() throws IOException {
        if (File.separatorChar != '/') return ByteBuffer.wrap(Files.readAllBytes(file));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
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
                KnowledgeCodec.class, Binary.class, Pack.class, Packed.class, PackedTexts.class, RuleIndex.class, RuleStore.class,
                Systems.class)) {
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
        CodeSource source = CacheFile.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null || !source.getLocation().getProtocol().equals("file")) return "";
        try {
            Path path = Path.of(source.getLocation().toURI());
            if (Files.isDirectory(path)) path = path.resolve(CacheFile.class.getName().replace('.', '/') + ".class");
            return Files.size(path) + " " + Files.getLastModifiedTime(path).toMillis();
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            return "";
        }
    }
}
