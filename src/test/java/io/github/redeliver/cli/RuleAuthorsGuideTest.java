package io.github.redeliver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/rule-authors.md, run one after the other on a copy of the knowledge base: they say what it shows. */
class RuleAuthorsGuideTest {
    @TempDir
    Path temp;

    @Test
    void everyCommandSaysWhatTheGuideShows() throws IOException {
        copy(Path.of("kb"), temp.resolve("kb"));
        // rules of other systems and languages have no part in it, and would be read again by every command
        assertThat(temp.resolve("kb/recognise/language/en-more.drl")).exists();
        String guide = Files.readString(Path.of("docs/rule-authors.md"));
        int commands = 0;
        for (String block : guide.split("```")) {
            if (!block.startsWith("\n$ ")) continue;
            for (String step : block.substring(3).split("\n\\$ ")) {
                String[] lines = step.split("\n", 2);
                String command = lines[0];
                if (command.startsWith("echo ")) write(command);
                else shows(command, lines.length > 1 ? lines[1].stripTrailing() : "");
                commands++;
            }
        }
        assertThat(commands).isGreaterThanOrEqualTo(10);
    }

    private void write(String echo) throws IOException {
        String text = echo.substring(echo.indexOf('\'') + 1, echo.lastIndexOf('\''));
        String target = echo.substring(echo.lastIndexOf('>') + 1).strip();
        Path file = temp.resolve(target);
        boolean append = echo.contains(">> ");
        Files.writeString(file, text + "\n", StandardOpenOption.CREATE, append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
    }

    private void shows(String command, String expected) {
        List<String> words = words(command);
        assertThat(words.remove(0)).isEqualTo("bin/redeliver");
        words.replaceAll(w -> w.equals("bounce.txt") ? temp.resolve(w).toString() : w);
        words.add("--kb");
        words.add(temp.resolve("kb").toString());
        String said = Cli.run(words.toArray(new String[0])).out().replace(temp + "/", "").stripTrailing();
        int at = 0;
        for (String part : expected.split("(?m)^…$\n?", -1)) {
            int found = said.indexOf(part.stripTrailing(), at);
            assertThat(found).as(command + " says " + said + "\nwhich lacks " + part).isGreaterThanOrEqualTo(0);
            at = found + part.stripTrailing().length();
        }
        if (!expected.contains("…")) assertThat(said).as(command).isEqualTo(expected);
    }

    /** Words of a command line, some of them in double quotes. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        String[] parts = command.split("\"");
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 1) words.add(parts[i]);
            else Stream.of(parts[i].strip().split(" +")).filter(w -> !w.isEmpty()).forEach(words::add);
        }
        return words;
    }

    private static boolean matters(Path file) {
        String name = file.toString().replace('\\', '/');
        return !name.endsWith(".drl") || !name.matches(".*/(provider|mta|filter|list)/.*|.*/language/(?!en-|frames).*");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path p : (Iterable<Path>) walk.filter(RuleAuthorsGuideTest::matters)::iterator) {
                Path target = to.resolve(from.relativize(p).toString());
                if (Files.isDirectory(p)) Files.createDirectories(target);
                else Files.copy(p, target);
            }
        }
    }
}
