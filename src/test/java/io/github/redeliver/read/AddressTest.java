package io.github.redeliver.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail addresses, hosts and IP addresses in running text. */
final class AddressTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "to a@example.net now|a@example.net",
        "<a@example.net>,|a@example.net",
        "a@example.net.|a@example.net",
        "a@example.net-|a@example.net",
        "'a@example.net'|a@example.net",
        "''o'brien@example.net|o'brien@example.net",
        "to=a@example.net|a@example.net",
        "orig_to=a@example.net|a@example.net",
        "prvs=1a2b=a@example.net|prvs=1a2b=a@example.net",
        "srs0=x=y=z=a@example.net|srs0=x=y=z=a@example.net",
        "btv1==x==a@example.net|btv1==x==a@example.net",
        "=a@example.net|a@example.net",
        "1=a@example.net|1=a@example.net",
        "\"a b\"@example.net|\"a b\"@example.net",
        "a\"@example.net|``",
        "a@[192.0.2.1] x|a@[192.0.2.1]",
        "a@[192.0.2.1|``",
        "user***@example.com|user***@example.com",
        "**a@example.net**|**a@example.net",
        "user@***|user@***",
        "user@ex**|user@ex",
        "user@example.**|user@example.**",
        "größe@example.net|größe@example.net",
        "收件人a@example.net不存在|a@example.net",
        "a@bücher.example|a@bücher.example",
        "--@example.net then b@example.net|b@example.net",
        "@example.net|``",
        "a@|``",
        "a@ b@example.net|b@example.net",
        "no address|``",
    })
    void mail(String text, String found) {
        Address.Span span = Address.next(text, 0, text.length());
        assertThat(span == null ? "" : span.value()).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "from 192.0.2.1 to|192.0.2.1",
        "192.0.2.1.|192.0.2.1",
        "192.0.2.1.5|''",
        "192.0.2.1234|''",
        "192.0.2.256|''",
        "192.0.2|''",
        "x192.0.2.1|''",
        "mx-192.0.2.1|''",
        "192.0.2.1x|''",
        "2001:db8::1 said|2001:db8::1",
        "2001:db8:0:0:0:0:0:1 said|2001:db8:0:0:0:0:0:1",
        "2001:db8:0:0:0:0:0:1: said|2001:db8:0:0:0:0:0:1",
        "2001:db8:: said|2001:db8::",
        "::ffff:192.0.2.1 said|::ffff:192.0.2.1",
        "0:0:0:0:0:ffff:192.0.2.1 said|0:0:0:0:0:ffff:192.0.2.1",
        "1:2:3 o'clock|''",
        "10:11:12 o'clock|''",
        "1:2:3:4:5:6:7 eight|''",
        "1::2::3|1::2",
        "12345::1|''",
        "dead beef|''",
        "except 198.51.100.1 and 192.0.2.1|192.0.2.1",
    })
    void ip(String text, String found) {
        assertThat(Address.firstIp(text, 0, text.length(), "198.51.100.1")).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mx.example.net said|mx.example.net", "mx.example.net.|mx.example.net", "mx_1.example-2.net,|mx_1.example-2.net", "*.example.net|*.example.net",
        "mx.*.net|mx.*.net", "localhost|''", ".example|''", "mx.|''", "mx..net|''"
    })
    void host(String text, String found) {
        assertThat(text.substring(0, Address.hostEnd(text, 0, text.length()))).isEqualTo(found);
    }
}
