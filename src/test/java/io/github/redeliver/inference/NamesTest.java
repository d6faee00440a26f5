package io.github.redeliver.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "550 <spam@example.com>: no | spam | true",
        "550 <no-spam.full+blocked@example.com> | full | true",
        "550 user-unknown@example.com rejected | unknown | true",
        "550 <x@spam.example.com> | spam | false",
        "550 spam, says postmaster@example.com | spam | false",
        "550 write to postmaster@example.com | postmaster@ | false",
        "550 rejected:spam@example.com | rejected | false",
        "550 to=<spam@example.com> | to | false",
        "Message-ID: <full.1@mx.example.com> | full | true",
        "550 see https://www.example.com/spam?id=x-full-7 | full | true",
        "550 see https://www.example.com/spam?id=x-full-7 | spam | false",
        "550 see https://www.example.com/?p=full | full | false",
        "550 see https://www.example.com/?p=full&id=7 | p=full | false",
        "550 see https://www.example.com/?p=1&id=spam.7 is full | full | false",
        "550 see https://www.example.com/?p=1&id=spam.7 is full | spam | true",
        "550 see https://www.example.com/smtp-errors/full.html | errors | true",
        "550 see https://www.example.com/smtp-errors/full.html | smtp-errors | false",
        "550 see https://www.example.com/a/full#full-7 is full | full | false",
        "550 see https://www.example.com/a/b#x-full-7 | full | true",
        "550 @ spam @ | spam | false",
    })
    void wordsWithinNamesAreNone(String text, String word, boolean held) {
        Names names = new Names();
        names.read("spam@example.com what was read before is forgotten");
        names.read(text);
        int from = text.indexOf(word);
        assertThat(names.hold(from, from + word.length())).isEqualTo(held);
    }
}
