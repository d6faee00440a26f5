package io.github.redeliver.knowledge;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The files of a knowledge base folder, each read into rules or data. */
final class Sources {
    private Sources() {}

    /**
     * What tells whether a file changed, without reading it.
     *
     * @param path within the folder, with {@code /}
     * @param modified in nanoseconds since the epoch
     */
    record Stamp(String path, long size, long modified) {}

    /**
     * One file's content: rules for DRL, a tree for YAML.
     *
     * @param path as it is shown in problems
     * @param within path within its folder, which decides what is in it
     */
    record Parsed(
            String path, String within, String sha, List<RuleDef> rules, @Nullable Object tree, List<Problem> problems) {
        Parsed(String path, String sha, List<RuleDef> rules, @Nullable Object tree, List<Problem> problems) {
            this(path, path, sha, rules, tree, problems);
        }

        /** The same file of another folder than that of the knowledge base, shown with that folder. */
        Parsed shownIn(Path folder) {
            String shown = folder.toAbsolutePath().normalize().resolve(within).toString().replace('\\', '/');
            return new Parsed(
                    shown, within, sha, rules.stream().map(r -> r.withFile(shown)).toList(), tree,
                    problems.stream().map(p -> p.withFile(shown)).toList());
        }
    }

    /** The rule and data files of a folder, sorted by path. */
    static List<Stamp> stamps(Path folder) throws IOException {
        List<Stamp> stamps = new ArrayList<>();
        // one look at each file: this is done at every start
        Files.walkFileTree(folder, Set.of(), 8, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes found) throws IOException {
                String name = file.toString();
                if (!name.endsWith(".drl") && !name.endsWith(".yaml")) return FileVisitResult.CONTINUE;
                BasicFileAttributes of = found;
                if (found.isSymbolicLink()) {
                    if (!Files.exists(file)) return FileVisitResult.CONTINUE;
                    of = Files.readAttributes(file, BasicFileAttributes.class);
                }
                if (of.isRegularFile()) {
                    stamps.add(new Stamp(
                            folder.relativize(file).toString().replace('\\', '/'), of.size(), of.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        stamps.sort((a, b) -> a.path().compareTo(b.path()));
        return stamps;
    }

    /** A folder and its stamps as bytes, which are equal when both are. */
    static byte[] bytes(Path folder, List<Stamp> stamps) {
        byte[] where = folder.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
        int size = where.length + 4;
        byte[][] paths = new byte[stamps.size()][];
        for (int i = 0; i < paths.length; i++) {
            paths[i] = stamps.get(i).path().getBytes(StandardCharsets.UTF_8);
            size += paths[i].length + 20;
        }
        ByteBuffer all = ByteBuffer.allocate(size).putInt(where.length).put(where);
        for (int i = 0; i < paths.length; i++) {
            Stamp s = stamps.get(i);
            all.putInt(paths[i].length).put(paths[i]).putLong(s.size()).putLong(s.modified());
        }
        return all.array();
    }

    static String sha(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Hash of all files: paths and contents. */
    static String revision(List<Parsed> files) {
        StringBuilder all = new StringBuilder();
        for (Parsed f : files) all.append(f.path()).append('\0').append(f.sha()).append('\n');
        return sha(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }

    /** Hash of a knowledge base with files over it. */
    static String revision(String below, List<Parsed> extras) {
        StringBuilder all = new StringBuilder(below).append('\n');
        for (Parsed f : extras) all.append(f.within()).append('\0').append(f.sha()).append('\n');
        return sha(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }

    static Parsed parse(Schema schema, String path, byte[] bytes, String sha) {
        String text;
        ByteBuffer left = ByteBuffer.wrap(bytes);
        CharBuffer decoded = CharBuffer.allocate(bytes.length + 1);
        if (StandardCharsets.UTF_8.newDecoder().decode(left, decoded, true).isError()) {
            int line = 1;
            for (int i = 0; i < left.position(); i++) if (bytes[i] == '\n') line++;
            return new Parsed(path, sha, List.of(), null,
                    List.of(Problem.error("encoding", path, line, 0, "", "the file is not UTF-8", "")));
        }
        text = decoded.flip().toString();
        if (path.endsWith(".drl")) {
            DrlReader.Content content = DrlReader.read(schema, path, text);
            return new Parsed(path, sha, content.rules(), null, content.problems());
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(path).setAllowDuplicateKeys(false).setMaxAliasesForCollections(0)
                .setCodePointLimit(8_000_000).build();
        try {
            List<Object> documents = new ArrayList<>();
            for (Object document : new Load(settings).loadAllFromReader(new StringReader(text))) {
                if (document != null) documents.add(document);
            }
            Object tree = documents.isEmpty() ? null : documents.size() == 1 ? documents.get(0) : documents;
            if (tree != null && !(tree instanceof Map) && !(tree instanceof List)) {
                return new Parsed(path, sha, List.of(), null,
                        List.of(Problem.error("yaml", path, 1, 1, "", "the file is neither a map nor a list", "")));
            }
            return new Parsed(path, sha, List.of(), tree, List.of());
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(m -> m.getLine() + 1).orElse(0);
            int column = e.getProblemMark().map(m -> m.getColumn() + 1).orElse(0);
            return new Parsed(path, sha, List.of(), null,
                    List.of(Problem.error("yaml", path, line, column, "", e.getProblem(), "")));
        } catch (YamlEngineException e) {
            return new Parsed(path, sha, List.of(), null,
                    List.of(Problem.error("yaml", path, 0, 0, "", String.valueOf(e.getMessage()), "")));
        }
    }
}
