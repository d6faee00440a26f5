package io.github.redeliver.knowledge;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings a knowledge base into memory: the shipped one from the jar, or a folder by way of a cache that knows which
 * files changed. Thread-safe; each call stands alone.
 */
public final class KnowledgeLoader {
    /** Where the jar keeps the shipped knowledge base. */
    public static final String SHIPPED = "META-INF/redeliver/kb.bin";

    private final @Nullable Path cache;

    /** @param cache folder for what was read before, or null to keep nothing */
    public KnowledgeLoader(@Nullable Path cache) {
        this.cache = cache;
    }

    /** A base with the warnings that its check gave; there is no error among them. */
    public record Loaded(KnowledgeBase base, List<Problem> warnings) {}

    /**
     * The rules of one file and what is wrong with it.
     *
     * @param rules as read
     * @param problems of the file alone, not of its references
     */
    public record RuleFile(List<RuleDef> rules, List<Problem> problems) {
        public RuleFile {
            rules = List.copyOf(rules);
            problems = List.copyOf(problems);
        }

        /** Whether the rules are the same but for the lines that they stand on. */
        public boolean saysTheSame(RuleFile other) {
            return rules.stream().map(RuleDef::withoutLines).toList()
                    .equals(other.rules.stream().map(RuleDef::withoutLines).toList());
        }
    }

    /**
     * Reads the text of one rule file.
     *
     * @param path within the knowledge base, with {@code /}: it decides what the rules may say
     */
    public static RuleFile read(String path, String text) {
        DrlReader.Content content = DrlReader.read(Schema.FACTS, path, text);
        return new RuleFile(content.rules(), content.problems());
    }

    /**
     * The knowledge base that the jar carries.
     *
     * @throws KnowledgeException when the jar has none
     */
    public KnowledgeBase shipped() {
        try (InputStream in = KnowledgeLoader.class.getClassLoader().getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new KnowledgeException("this jar carries no knowledge base (" + SHIPPED + ")", null);
            }
            return KnowledgeCodec.read(ByteBuffer.wrap(in.readAllBytes()));
        } catch (IOException e) {
            throw new KnowledgeException("the shipped knowledge base cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The knowledge base in a folder. Only files that changed since the last time are read again.
     *
     * @throws KnowledgeException when a file is wrong, with every error by file and line
     */
    public KnowledgeBase folder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                throw new KnowledgeException("no knowledge base at " + folder + ": not a folder", null);
            }
            List<Sources.Stamp> stamps = Sources.stamps(folder);
            KnowledgeBase cached = cached(folder, stamps);
            if (cached != null) return cached;
            Assembler.Assembled assembled = Assembler.assemble(parse(folder, stamps, true));
            if (assembled.base().rules().isEmpty() && assembled.problems().isEmpty()) {
                throw new KnowledgeException("no knowledge base at " + folder + ": no rules in it", null);
            }
            List<Problem> errors = assembled.problems().stream().filter(Problem::isError).toList();
            if (!errors.isEmpty()) throw new KnowledgeException(errors);
            remember(folder, stamps, assembled.base());
            return assembled.base();
        } catch (IOException e) {
            throw new KnowledgeException("the knowledge base at " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The knowledge base in a folder for its authors: with examples and near misses, and with every problem rather than
     * an exception. The base must not be used when a problem is an error.
     */
    public Loaded forAuthors(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                throw new KnowledgeException("no knowledge base at " + folder + ": not a folder", null);
            }
            Assembler.Assembled a = Assembler.assemble(parse(folder, Sources.stamps(folder), true));
            return new Loaded(a.base(), a.problems());
        } catch (IOException e) {
            throw new KnowledgeException("the knowledge base at " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * A knowledge base with folders of one's own over it: their rules and tags come besides, or in the place of those of
     * the same name ({@link KnowledgeBase#overridden()} tells which).
     *
     * @param folder the knowledge base, or null for the one that the jar carries
     * @param extras laid out like a knowledge base; later ones over earlier ones
     * @throws KnowledgeException when a file is wrong, with every error by file and line
     */
    public KnowledgeBase folder(@Nullable Path folder, List<Path> extras) {
        if (extras.isEmpty()) return folder == null ? shipped() : folder(folder);
        Loaded loaded = forAuthors(folder, extras);
        List<Problem> errors = loaded.warnings().stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) throw new KnowledgeException(errors);
        return loaded.base();
    }

    /** The same with every problem rather than an exception; see {@link #forAuthors(Path)}. */
    public Loaded forAuthors(@Nullable Path folder, List<Path> extras) {
        if (folder != null && extras.isEmpty()) return forAuthors(folder);
        try {
            List<Sources.Parsed> own = new ArrayList<>();
            for (Path extra : extras) {
                there(extra);
                for (Sources.Stamp s : Sources.stamps(extra)) own.add(read(extra, s).shownIn(extra));
            }
            if (folder == null) {
                Assembler.Assembled a = Assembler.assemble(shipped(), own);
                return new Loaded(a.base(), a.problems());
            }
            there(folder);
            Assembler.Assembled a = Assembler.assemble(parse(folder, Sources.stamps(folder), true), own);
            return new Loaded(a.base(), a.problems());
        } catch (IOException e) {
            throw new KnowledgeException("the knowledge base at " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void there(Path folder) {
        if (Files.isDirectory(folder)) return;
        throw new KnowledgeException("no knowledge base at " + folder + ": not a folder", null);
    }

    private Sources.Parsed read(Path folder, Sources.Stamp stamp) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(stamp.path()));
        return Sources.parse(Schema.FACTS, stamp.path(), bytes, Sources.sha(bytes));
    }

    /** Writes the compiled form of a folder's knowledge base, as the jar carries it. */
    public void compile(Path folder, Path target) throws IOException {
        KnowledgeBase base = folder(folder);
        Files.createDirectories(target.toAbsolutePath().getParent());
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
            KnowledgeCodec.write(out, base);
        }
    }

    private List<Sources.Parsed> parse(Path folder, List<Sources.Stamp> stamps, boolean useCache) throws IOException {
        Map<String, Sources.Parsed> before = useCache ? parsedBefore(folder) : Map.of();
        List<Sources.Parsed> all = new ArrayList<>(stamps.size());
        boolean changed = before.size() != stamps.size();
        for (Sources.Stamp s : stamps) {
            byte[] bytes = Files.readAllBytes(folder.resolve(s.path()));
            String sha = Sources.sha(bytes);
            Sources.Parsed old = before.get(s.path());
            if (old != null && old.sha().equals(sha)) {
                all.add(old);
            } else {
                all.add(Sources.parse(Schema.FACTS, s.path(), bytes, sha));
                changed = true;
            }
        }
        if (changed) rememberParsed(folder, all);
        return all;
    }

    private @Nullable CacheFile cacheFile(Path folder, String what) {
        if (cache == null) return null;
        return new CacheFile(cache.resolve("kb-" + key(folder) + "-" + KnowledgeCodec.FORMAT + "." + what));
    }

    /** Sixteen digits of a folder's path (FNV-1a): no secret, and a digest of the platform's takes long to load. */
    private static String key(Path folder) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : folder.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b & 0xff) * 0x100000001b3L;
        }
        return HexFormat.of().toHexDigits(hash);
    }

    private @Nullable KnowledgeBase cached(Path folder, List<Sources.Stamp> stamps) {
        CacheFile file = cacheFile(folder, "base");
        if (file == null) return null;
        try {
            ByteBuffer in = file.open();
            if (in == null) return null;
            byte[] before = new byte[in.getInt()];
            in.get(before);
            return Arrays.equals(before, Sources.bytes(folder, stamps)) ? KnowledgeCodec.read(in) : null;
        } catch (IOException | RuntimeException e) {
            return null; // a cache that cannot be read is as good as none
        }
    }

    private void remember(Path folder, List<Sources.Stamp> stamps, KnowledgeBase base) {
        CacheFile file = cacheFile(folder, "base");
        if (file != null) file.write(out -> {
            byte[] now = Sources.bytes(folder, stamps);
            out.writeInt(now.length);
            out.write(now);
            KnowledgeCodec.write(out, base);
        });
    }

    private Map<String, Sources.Parsed> parsedBefore(Path folder) {
        CacheFile file = cacheFile(folder, "files");
        Map<String, Sources.Parsed> parsed = new HashMap<>();
        if (file == null) return parsed;
        try {
            ByteBuffer all = file.open();
            if (all == null) return parsed;
            Pack in = new Pack(KnowledgeCodec.bytes(all));
            for (int i = in.readInt(); i > 0; i--) {
                String path = Binary.readText(in);
                String sha = Binary.readText(in);
                List<RuleDef> rules = new ArrayList<>();
                for (int k = in.readInt(); k > 0; k--) rules.add(KnowledgeCodec.rule(in));
                parsed.put(path, new Sources.Parsed(path, sha, rules, Binary.readTree(in), List.of()));
            }
            return parsed;
        } catch (IOException | RuntimeException e) {
            return new LinkedHashMap<>(); // a cache that cannot be read is as good as none
        }
    }

    private void rememberParsed(Path folder, List<Sources.Parsed> all) {
        CacheFile file = cacheFile(folder, "files");
        if (file != null) file.write(out -> {
            List<Sources.Parsed> good = all.stream().filter(p -> p.problems().isEmpty()).toList();
            out.writeInt(good.size());
            for (Sources.Parsed p : good) {
                Binary.writeText(out, p.path());
                Binary.writeText(out, p.sha());
                out.writeInt(p.rules().size());
                for (RuleDef r : p.rules()) KnowledgeCodec.rule(out, r, true);
                Binary.writeTree(out, p.tree());
            }
        });
    }

    /** {@code KnowledgeLoader FOLDER TARGET}: compiles a folder; the build calls it. */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[1]);
        Path cache = target.toAbsolutePath().getParent().resolveSibling("redeliver-kb-cache");
        new KnowledgeLoader(arguments.length > 2 ? Path.of(arguments[2]) : cache).compile(Path.of(arguments[0]), target);
    }
}
