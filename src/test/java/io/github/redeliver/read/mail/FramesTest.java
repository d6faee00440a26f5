package io.github.redeliver.read.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final String SAID = "<{recipient}>: host {host}[{ip}] said: {reply} (in reply to {stage} command)";

    private static Template.Match match(String template, String text) {
        Frames frames = Frames.of(List.of(Map.of("id", "x", "lines", List.of(template))));
        List<Template.Match> matches = frames.find(new Fold(text, 0, text.length()));
        return matches.isEmpty() ? null : matches.get(0);
    }

    private static String place(String template, String text, String place) {
        Template.Match match = match(template, text);
        return match == null ? "-" : match.text(new Fold(text, 0, text.length()), text, place);
    }

    @Test
    void places_are_read_across_wraps_and_in_their_case() {
        String text = "<Anna@Example.com>: host MX.example.com[2001:db8::9]\n    said: 550 No (in\n  reply to RCPT TO command)";
        assertThat(place(SAID, text, "recipient")).contains("Anna@Example.com");
        assertThat(place(SAID, text, "host")).isEqualTo("MX.example.com");
        assertThat(place(SAID, text, "ip")).isEqualTo("2001:db8::9");
        assertThat(place(SAID, text, "reply")).isEqualTo("550 No");
        assertThat(place(SAID, text, "stage")).isEqualTo("RCPT TO");
        assertThat(place("{host} [{ip}] did not like our {stage}:", "mx.example.com [192.0.2.1] did not like our final DATA:", "host"))
                .isEqualTo("mx.example.com");
        assertThat(place("while talking to {host}:", "... while talking to mx.example.com.:", "host")).isEqualTo("mx.example.com");
        assertThat(place("refused: {reply}{stage=connect}", "refused: 554 no", "stage")).isEqualTo("connect");
    }

    @Test
    void lines_bind_and_words_have_edges() {
        assertThat(match("^reason: {reply}", "no reason: x")).isNull();
        assertThat(match("^reason: {reply}", "because\n-- Reason: x")).isNotNull();
        assertThat(match("the end$", "the end is near")).isNull();
        assertThat(match("the end$", "this is the end --\nmore")).isNotNull();
        assertThat(match("error: {reply}", "terror: x")).isNull();
        assertThat(match("it’s “here”", "It's \"here\"")).isNotNull();
    }

    @Test
    void what_is_wrong_with_a_frame_is_told() {
        assertThatThrownBy(() -> Frames.load(List.of(new StringReader("id: x\nlines: nothing\n")))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("frame 'x'").hasMessageContaining("lines");
        assertThatThrownBy(() -> Frames.load(List.of(new StringReader("id: x\nother: [a]\n")))).hasMessageContaining("other");
        assertThatThrownBy(() -> Frames.load(List.of(new StringReader("- a\n")))).hasMessageContaining("map");
        assertThatThrownBy(() -> Frames.load(List.of(new StringReader("id: x\nlines: ['{reply}']\n")))).hasMessageContaining("{reply}");
        assertThatThrownBy(() -> Frames.load(List.of(new StringReader("subjects: [a]\n")))).hasMessageContaining("frame ''").hasMessageContaining("subjects is a map");
    }

    @Test
    void remarks_and_empty_documents_are_no_part_of_a_frame() {
        Frames frames = Frames.load(List.of(new StringReader("---\n---\nid: x\nsource: https://example.com\nnote: seen in 2026\nlines: ['said: {reply}']\n")));
        assertThat(frames.find(new Fold("said: 550 no", 0, 12))).hasSize(1);
    }

    @Test
    void a_system_is_known_by_its_sender() {
        Frames frames = Frames.load(List.of(new StringReader("id: x\nsenders: [robot@example.com]\n---\nid: ''\nsenders: [postmaster]\n")));
        assertThat(frames.sender("Robot <ROBOT@example.com>")).isEqualTo("x");
        assertThat(frames.sender("postmaster@example.net")).isEmpty();
        assertThat(frames.sender("anna@example.net")).isNull();
    }
}
