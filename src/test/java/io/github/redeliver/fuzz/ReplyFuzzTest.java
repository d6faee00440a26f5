package io.github.redeliver.fuzz;

import io.github.redeliver.read.ReplyFinder;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Replies and whatever people paste around them. */
class ReplyFuzzTest {
    private static final List<String> WORDS = List.of(
            "550 5.7.1 ", "550-5.1.1 ", "421 4.7.0", "#5.1.1", "smtp;550 ", "<#5.7.133 smtp;", "said: ", "(in reply to RCPT TO command)", "host ", "[192.0.2.1]",
            "> ", "```", "&lt;", "&#64;", "<br>", "[user@example.com](mailto:user@example.com)", "user#example.com", "192.0.2.***", "Remote Server returned '", "Diagnostic-Code: smtp; ",
            "Final-Recipient: ", "\n\n", "退信", "配信", "\u200b", "Server:", "text = \"v=spf1", "status: NXDOMAIN");

    static Stream<Arguments> seeds() {
        return Stream.concat(Seeds.kept("reply"), Stream.concat(Seeds.of(List.of(), WORDS), Seeds.samples(List.of("txt", "html"))));
    }

    @MethodSource("seeds")
    @FuzzTest
    void reply(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Reply reply = ReplyFinder.quoted(Passage.of(text), "");
        Sound.reply(reply);
        assertThat(text).contains(reply.code()).contains(reply.enhanced());
        Sound.text(text);
    }
}
