package io.github.redeliver.knowledge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A knowledge base folder that is being edited: what was read of each file is kept, so that after an edit only the files
 * that changed are read again. Not thread-safe.
 */
public final class KnowledgeFolder {
    private final List<Path> folders = new ArrayList<>();
    private Map<String, Read> files = new HashMap<>();
    private @Nullable Object last;
    private @Nullable Object settled;

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

    /**
     * What was read of a file.
     *
     * @param young written so shortly before it was read that another edit could leave it with the same time and size
     */
    private record Read(Sources.Stamp stamp, Sources.Parsed parsed, boolean young) {}

    /** Coarser than the clock of any file system in use, in milliseconds. */
    private static final long TICK = 2_100;

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

    /**
     * Whether there is an edit that has rested since this was last asked, so that half a save is not taken for one. No
     * file is read; each edit is told once.
     */
    public boolean hasSettled() throws IOException {
        List<Object> now = new ArrayList<>();
        for (Path folder : folders) now.add(stamps(folder));
        boolean rested = now.equals(last) && !now.equals(settled);
        last = now;
        if (rested) settled = now;
        return rested;
    }

    private static List<Sources.Stamp> stamps(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) throw new IOException(folder + " is no folder");
        return Sources.stamps(folder);
    }

    /**
     * Reads what changed since the last look.
     *
     * @return null when nothing did
     * @throws IOException when a file cannot be read, perhaps since it is being written; nothing is forgotten then
     */
    public @Nullable Edit look() throws IOException {
        try {
            return read();
        } catch (IOException e) {
            settled = null; // to be told again
            throw e;
        }
    }

    private @Nullable Edit read() throws IOException {
        List<String> changed = new ArrayList<>();
        Map<String, Read> now = new HashMap<>();
        List<List<Sources.Parsed>> parsed = new ArrayList<>();
        for (Path folder : folders) {
            List<Sources.Parsed> of = new ArrayList<>();
            for (Sources.Stamp stamp : stamps(folder)) {
                String key = folder.resolve(stamp.path()).toString();
                Read read = read(folder, key, stamp);
                Read before = files.get(key);
                if (before == null || read.parsed != before.parsed) changed.add(key);
                now.put(key, read);
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
        if (before != null && before.stamp.equals(stamp) && !before.young) return before;
        boolean young = Math.abs(System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(stamp.modified())) < TICK;
        byte[] bytes = Files.readAllBytes(folder.resolve(stamp.path()));
        String sha = Sources.sha(bytes);
        if (before != null && before.parsed.sha().equals(sha)) { // touched, not changed
            return new Read(stamp, before.parsed, young);
        }
        Sources.Parsed parsed = Sources.parse(Schema.FACTS, stamp.path(), bytes, sha);
        return new Read(stamp, folder.equals(folders.get(0)) ? parsed : parsed.shownIn(folder), young);
    }
}
