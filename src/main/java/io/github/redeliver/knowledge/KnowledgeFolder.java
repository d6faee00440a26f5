package io.github.redeliver.knowledge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A knowledge base folder that is being edited: what was read of each file is kept, so that after an edit only the files
 * that changed are read again. Not thread-safe.
 */
public final class KnowledgeFolder {
    private final Schema schema = new Schema();
    private final List<Path> folders = new ArrayList<>();
    private Map<String, Read> files = new HashMap<>();

    /**
     * A folder.
     *
     * @param folder the knowledge base
     * @param extras folders over it, as in {@link KnowledgeLoader#folder(Path, List)}
     */
    public KnowledgeFolder(Path folder, List<Path> extras) {
        folders.add(folder);
        folders.addAll(extras);
    }

    private record Read(Sources.Stamp stamp, Sources.Parsed parsed) {}

    /**
     * What an edit came to.
     *
     * @param changed files that were added, changed or removed since the last look, all of them at the first
     * @param base the knowledge base; it must not be used when a problem is an error
     * @param problems everything that is wrong
     */
    public record Edit(List<String> changed, KnowledgeBase base, List<Problem> problems) {
        public boolean isUsable() {
            return problems.stream().noneMatch(Problem::isError);
        }
    }

    /** What tells whether anything changed, without reading a file: equal when nothing did. */
    public Object stamp() throws IOException {
        List<Object> all = new ArrayList<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) throw new IOException(folder + " is no folder");
            all.add(Sources.stamps(folder));
        }
        return all;
    }

    /**
     * Reads what changed since the last look.
     *
     * @return null when nothing did
     * @throws IOException when a file cannot be read, perhaps since it is being written; nothing is forgotten then
     */
    public @Nullable Edit look() throws IOException {
        List<String> changed = new ArrayList<>();
        Map<String, Read> now = new HashMap<>();
        List<List<Sources.Parsed>> parsed = new ArrayList<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) throw new IOException(folder + " is no folder");
            List<Sources.Parsed> of = new ArrayList<>();
            for (Sources.Stamp stamp : Sources.stamps(folder)) {
                String key = folder.resolve(stamp.path()).toString();
                Read read = read(folder, key, stamp);
                if (read != files.get(key)) changed.add(key);
                now.put(key, new Read(stamp, read.parsed));
                of.add(read.parsed);
            }
            parsed.add(of);
        }
        for (String before : files.keySet()) if (!now.containsKey(before)) changed.add(before);
        files = now;
        if (changed.isEmpty()) return null;
        List<Sources.Parsed> extras = parsed.stream().skip(1).flatMap(List::stream).toList();
        Assembler.Assembled a = Assembler.assemble(parsed.get(0), extras);
        changed.sort(null);
        return new Edit(List.copyOf(changed), a.base(), a.problems());
    }

    private Read read(Path folder, String key, Sources.Stamp stamp) throws IOException {
        Read before = files.get(key);
        if (before != null && before.stamp.equals(stamp)) return before;
        byte[] bytes = Files.readAllBytes(folder.resolve(stamp.path()));
        String sha = Sources.sha(bytes);
        if (before != null && before.parsed.sha().equals(sha)) return before; // touched, not changed
        Sources.Parsed parsed = Sources.parse(schema, stamp.path(), bytes, sha);
        return new Read(stamp, folder.equals(folders.get(0)) ? parsed : parsed.shownIn(folder));
    }
}
