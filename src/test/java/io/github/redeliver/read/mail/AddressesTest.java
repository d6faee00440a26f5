package io.github.redeliver.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which address stands in a field or a line of a mail, with the quotes, brackets and scripts round it. */
final class AddressesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "rfc822; r@example.net|r@example.net",
        "<r@example.net>|r@example.net",
        "Name <r@example.net> (old: q@example.net)|r@example.net",
        "\"john doe\"@example.net|\"john doe\"@example.net",
        "john doe\"@example.net|-",
        "\"@example.net|-",
        "'r@example.net'|r@example.net",
        "`r@example.net'|r@example.net",
        "..r@example.net|r@example.net",
        "'@example.net|-",
        "@relay.example.com,@mx.example.com:r@example.net|r@example.net",
        "r@[192.0.2.7]|r@[192.0.2.7]",
        "r@[192.0.2.7|r@[192.0.2.7",
        "r@example.net.-_|r@example.net",
        "r@...|-",
        "r@|-",
        "收件人r@example.net不存在|r@example.net",
        "收件人@例え.example|收件人@例え.example",
        "r@例え.example|r@例え.example",
        "r@example.例え|r@example.例え",
        "nobody|-",
    })
    void inAField(String field, String address) {
        assertThat(Addresses.clean(field)).isEqualTo(address.equals("-") ? "" : address);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "r@example.net: no such user|r@example.net",
        "<r@example.net>: no such user|r@example.net",
        "(mailto:r@example.net)|r@example.net",
        "mailto:|-",
        "MAILTO:r@example.net|r@example.net",
        "\"john doe\"@example.net: gone|\"john doe\"@example.net",
        "\"r@example.net\": gone|r@example.net",
        "\"john doe|-",
        "\"john\\nr\"@example.net|-",
        "<<<<<<<<<<<<<<<<r@example.net|-",
        "<<<<<<<<<<<<<|-",
        "to r@example.net|-",
        "r and more|-",
        "<>|-",
    })
    void atTheHeadOfALine(String line, String address) {
        Addresses.Found found = Addresses.at(line.replace("\\n", "\n"), 0, line.replace("\\n", "\n").length());
        assertThat(found == null ? "-" : found.address()).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "r@example.net|true", "r@localhost|false", "@example.net|false", "@relay.example.com@example.net|false", "r@.net|false", "r@example.|false", "nobody|false",
    })
    void isWhole(String address, boolean whole) {
        assertThat(Addresses.whole(address)).isEqualTo(whole);
    }
}
