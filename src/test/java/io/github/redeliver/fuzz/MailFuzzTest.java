package io.github.redeliver.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole mails, as bytes. */
class MailFuzzTest {
    private static final List<String> WORDS = List.of(
            "Content-Type: ", "multipart/report; report-type=delivery-status; boundary=", "boundary=\"b\"", "--b", "message/rfc822", "message/delivery-status",
            "text/html", "charset=iso-2022-jp", "Content-Transfer-Encoding: base64", "quoted-printable", "=?utf-8?B?", "Final-Recipient: rfc822;", "Action: failed",
            "Diagnostic-Code: smtp;", "550 5.1.1", "said: ", "From MAILER-DAEMON", "Received: from ", "DKIM-Signature: v=1; d=", "message/feedback-report", "Auto-Submitted: auto-replied", "\n\n");

    static Stream<Arguments> seeds() {
        return Stream.concat(Seeds.kept("mail"), Stream.concat(Seeds.of(List.of(), WORDS), Seeds.samples(List.of("eml", "mbox"))));
    }

    @MethodSource("seeds")
    @FuzzTest
    void mail(byte[] data) {
        assertThat(Sound.bytes(data).limits()).doesNotContain("mime");
    }
}
