package io.github.redeliver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    @ParameterizedTest
    @ValueSource(strings = {"diagnose", "batch", "check", "probe", "spf check", "spf build"})
    void examplesComeBeforeOptions(String command) {
        Cli.Run ran = Cli.of((Object[]) (command + " --help").split(" "));
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("Example", "  redeliver " + command, "--help");
        assertThat(ran.out().indexOf("  redeliver " + command + " ")).isLessThan(ran.out().indexOf("--help\n".strip() + "  "));
    }

    @Test
    void completionKnowsEveryCommand() {
        assertThat(Cli.of("generate-completion").out()).startsWith("#!/usr/bin/env bash").contains("diagnose", "probe", "build", "--record-dns");
    }
}
