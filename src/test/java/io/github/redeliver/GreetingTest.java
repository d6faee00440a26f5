package io.github.redeliver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The HELO name that a reply quotes. */
class GreetingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "504 5.5.2 <srv01>: Helo command rejected: need fully-qualified hostname            | srv01",
        "450 4.7.1 <mail.example.org>: Helo command rejected: Host not found                | mail.example.org",
        "550 <[192.0.2.1]>: EHLO refused                                                    | [192.0.2.1]",
        "reject: from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<mail.example.org> | mail.example.org",
        "550 5.1.1 <b@example.com>: Helo is what you should have said                       | -",
        "550 5.7.1 Helo command rejected: Host not found                                    | -",
        "550 <>: Helo command rejected                                                      | -",
        "550 <not a name>: Helo command rejected                                            | -",
        "550 helo=<                                                                         | -",
    })
    void isTheNameBesideTheCommand(String reply, String name) {
        assertThat(Greeting.in(reply)).isEqualTo(name == null ? "" : name);
    }
}
