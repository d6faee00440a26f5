package io.github.redeliver.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.redeliver.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The machine's part of a delivery report (RFC 3464), before a group of fields that is right. */
class ReportFuzzTest {
    private static final String HEAD = "From: MAILER-DAEMON@mx.example.org\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/report; report-type=delivery-status; boundary=\"=_0\"\r\n\r\n--=_0\r\n\r\nIt failed.\r\n\r\n--=_0\r\n"
            + "Content-Type: message/delivery-status\r\n\r\n";
    private static final String RIGHT = "\r\n\r\nFinal-Recipient: rfc822; last@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\n"
            + "Diagnostic-Code: smtp; 550 5.1.1 <last@example.com>: user unknown\r\n\r\n--=_0--\r\n";

    private static final List<String> WORDS = List.of(
            "Reporting-MTA: dns; ", "Arrival-Date: ", "Original-Recipient: rfc822;", "Final-Recipient: rfc822; ", "Final-Recipient: utf-8; ", "Action: failed",
            "Action: delayed", "Action: delivered", "Action: expanded", "Status: 5.7.1", "Status: 4.4.7 (", "Remote-MTA: dns; ", "Diagnostic-Code: smtp; ", "Diagnostic-Code: X-Postfix; ",
            "Last-Attempt-Date: ", "Will-Retry-Until: ", "X-Actual-Recipient: ", "\\x{40}", "550-5.7.26 ", " 550 ", "\r\n\r\n", "\r\n ", "host mx.example.com[192.0.2.1] said: ");

    static Stream<Arguments> seeds() {
        return Stream.concat(Seeds.kept("report"), Seeds.of(List.of(), WORDS));
    }

    @MethodSource("seeds")
    @FuzzTest
    void report(byte[] data) {
        // a line that looks as the boundary would end the part
        String junk = new String(data, StandardCharsets.ISO_8859_1).replace("--", "- ");
        Result result = Sound.bytes((HEAD + junk + RIGHT).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(result.form()).isEqualTo("ndr");
        if (!result.limits().isEmpty()) return;
        assertThat(result.kind()).isEqualTo("failure");
        boolean read = result.diagnoses().stream().anyMatch(d -> d.recipient().equals("last@example.com") && d.enhanced().equals("5.1.1") && d.reply().equals("550"));
        assertThat(read).as("what is right is read, whatever came before it").isTrue();
    }
}
