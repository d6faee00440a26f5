package io.github.redeliver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The plain way and picocli take a line alike, or the plain way leaves it. */
class UsualTest {
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    private static @Nullable Callable<Integer> plain(List<String> line) {
        return Usual.command(line.toArray(new String[0]), NOWHERE, NOWHERE);
    }

    /** As picocli reads it, or null where it complains or only helps. */
    private static @Nullable DiagnoseCommand full(List<String> line) {
        DiagnoseCommand command = new DiagnoseCommand(NOWHERE, NOWHERE);
        try {
            CommandLine.ParseResult parsed = new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true)
                    .parseArgs(line.subList(1, line.size()).toArray(new String[0]));
            return parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested() ? null : command;
        } catch (CommandLine.ParameterException e) {
            return null;
        }
    }

    private static void alike(List<String> line) {
        assertThat(plain(line)).as(String.join(" ", line)).usingRecursiveComparison().isEqualTo(full(line));
    }

    @Test
    void everyOptionIsTakenAlike() {
        int options = 0;
        for (OptionSpec option : new CommandLine(new DiagnoseCommand(NOWHERE, NOWHERE)).getCommandSpec().options()) {
            if (option.usageHelp() || option.versionHelp()) continue;
            options++;
            for (String name : option.names()) {
                if (option.arity().max() == 0) {
                    alike(List.of("diagnose", name, "a"));
                    continue;
                }
                String value = switch (name) {
                    case "--format" -> "markdown";
                    case "--lang" -> "ja";
                    case "--daily", "--sender-score" -> "70";
                    default -> option.splitRegex().isEmpty() ? "x/y:z" : "one,two";
                };
                alike(List.of("diagnose", name, value));
                alike(List.of("diagnose", "before", name + "=" + value, "after"));
            }
        }
        assertThat(options).isGreaterThan(12);
    }

    @Test
    void filesAndOptionsMayBeMixed() {
        alike(List.of("diagnose"));
        alike(List.of("diagnose", "-"));
        alike(List.of("diagnose", "a b.eml", "--lang", "zh", "b", "--no-color", "--format=json", "-", "--ip", "192.0.2.1"));
        alike(List.of("diagnose", "--kb-extra", "a", "--kb-extra=b", "--from", "example.com=x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--help", "-h", "--version", "--unknown", "--lang", "--lang xx", "--format JSON", "--ip --helo", "--ip=", "--ip -", "-x", "--",
        "-- a", "@file", "--ip @file", "--lang en --lang zh", "--also a --also b", "--also ,a", "--also a,,b", "--fail-on a,", "--no-color=true",
        "--no-color --no-color", "--form json", "--ip \"x\"", "--kb-extra", "--daily many", "--daily 5k", "--sender-score 12345678901"
    })
    void whatIsNotPlainIsLeft(String line) {
        List<String> words = new ArrayList<>(List.of("diagnose"));
        words.addAll(List.of(line.split(" ")));
        assertThat(plain(words)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "check example.com", "help", "--help", "diagnos a", ""})
    void otherCommandsAreLeft(String line) {
        assertThat(plain(List.of(line.split(" ")))).isNull();
    }
}
