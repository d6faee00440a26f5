package io.github.redeliver.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AttemptsTest {
    private static final Attempts.Words WORDS = Attempts.Words.of(Map.of(
            "unreachable", List.of("connection refused"), "reached", List.of("220 "), "ignore", List.of("localhost"), "ignoreEnds", List.of("exception"),
            "programs", List.of("telnet ")));

    /** What a program calls its failure looks like a host's name and is none. */
    @Test
    void namesOfExceptionsAreNoHosts() {
        assertThat(Attempts.in("java.net.ConnectException: Connection refused", WORDS).unreached()).isEmpty();
        assertThat(Attempts.in("java.net.ConnectException: mx.example.net Connection refused", WORDS).unreached()).containsExactly("mx.example.net");
    }

    /** Which host did not answer stands in the command, not in the line of the failure. */
    @Test
    void aCommandNamesTheHostThatALaterLineTellsOf() {
        assertThat(Attempts.in("$ telnet mx.example.net 25\nconnect: Connection refused\n", WORDS).unreached()).containsExactly("mx.example.net");
        assertThat(Attempts.in("I asked mx.example.net about it\nconnect: Connection refused\n", WORDS).unreached()).isEmpty();
    }
}
