package io.github.redeliver.workshop.check;

import io.github.redeliver.knowledge.Problem;
import io.github.redeliver.knowledge.RuleDef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds where in the files a problem lies, when only the rule or the tag is known. Not thread-safe. */
final class Places {
    private final Path folder;
    private final Map<String, List<String>> lines = new HashMap<>();

    Places(Path folder) {
        this.folder = folder;
    }

    /** The problem with its file, line and column, as far as they can be found. */
    Problem locate(Problem p) {
        Problem located = p.file().endsWith("/") ? file(p) : p;
        if (located.line() > 0 && located.column() > 0) return located;
        if (!located.rule().isEmpty()) return rule(located);
        return located.line() == 0 ? tag(located) : located;
    }

    private List<String> lines(String file) {
        return lines.computeIfAbsent(file, f -> {
            try {
                return Files.readAllLines(folder.resolve(f));
            } catch (IOException e) {
                return List.of(); // the place stays unknown; that it cannot be read is another problem
            }
        });
    }

    /** The first words in quotes of a message are what it is about. */
    private static String quoted(String message) {
        int from = message.indexOf('"');
        int to = message.indexOf('"', from + 1);
        return from < 0 || to < 0 ? "" : message.substring(from + 1, to);
    }

    /** A problem of a folder: the file that has the tag. */
    private Problem file(Problem p) {
        String tag = quoted(p.message());
        try (Stream<Path> walk = Files.walk(folder.resolve(p.file()), 4)) {
            for (Path path : (Iterable<Path>) walk.filter(f -> f.toString().endsWith(".yaml")).sorted()::iterator) {
                String file = folder.relativize(path).toString().replace('\\', '/');
                if (key(file, tag) > 0) {
                    return p.withFile(file);
                }
            }
        } catch (IOException e) {
            return p; // the folder itself is as near as can be told
        }
        return p;
    }

    /** The line of a top-level key, 0 where there is none. */
    private int key(String file, String tag) {
        if (tag.isEmpty()) return 0;
        List<String> all = lines(file);
        for (int i = 0; i < all.size(); i++) {
            String line = all.get(i);
            if (line.startsWith(tag + ":") || line.startsWith("\"" + tag + "\":")) return i + 1;
        }
        return 0;
    }

    private Problem tag(Problem p) {
        int line = p.file().endsWith(".yaml") ? key(p.file(), quoted(p.message())) : 0;
        return line == 0 ? p : p.at(line, 1);
    }

    /** Within a rule: the annotation or the value that the message names, else the rule or pattern itself. */
    private Problem rule(Problem p) {
        List<String> all = lines(p.file());
        int from = p.line();
        if (from < 1 || from > all.size()) return p;
        int annotation = p.message().indexOf('@');
        if (annotation >= 0) {
            int end = annotation + 1;
            while (end < p.message().length() && Character.isLetter(p.message().charAt(end))) end++;
            Problem found = search(p, all, from, p.message().substring(annotation, end) + "(");
            if (found != null) return found;
        }
        String line = all.get(from - 1);
        int column = 0;
        while (column < line.length() && line.charAt(column) == ' ') column++;
        return p.at(from, column + 1);
    }

    private static @org.jspecify.annotations.Nullable Problem search(Problem p, List<String> all, int from, String word) {
        for (int i = from - 1; i < all.size() && !all.get(i).equals("end"); i++) {
            int at = all.get(i).indexOf(word);
            if (at >= 0) return p.at(i + 1, at + 1);
        }
        return null;
    }

    /** The line of an {@code @allow} of a rule. */
    int lineOfAllow(RuleDef rule) {
        List<String> all = lines(rule.file());
        for (int i = Math.max(0, rule.line() - 1); i < all.size() && !all.get(i).equals("end"); i++) {
            if (all.get(i).contains("@allow(")) return i + 1;
        }
        return rule.line();
    }
}
