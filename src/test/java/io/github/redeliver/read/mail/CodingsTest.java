package io.github.redeliver.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoded words of headers, and bytes whose charset is told rightly, wrongly or not at all. */
final class CodingsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "plain words|plain words",
        "=?utf-8?Q?Grüße?=|Grüße",
        "=?utf-8?q?Gr=C3=BC=C3=9Fe_an_alle?=|Grüße an alle",
        "=?UTF-8?B?R3LDvMOfZQ==?=|Grüße",
        "=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?= an =?iso-8859-1?Q?Ren=E9?=|Grüße an René",
        "=?utf-8?B?R3LDvA==?= =?utf-8?B?w59l?=|Grüße",
        "=?utf-8?B?R3LD?=\t=?UTF-8?B?vMOfZQ==?=|Grüße", // a letter in two words
        "=?iso-8859-1?Q?Gr=FC?= =?utf-8?Q?=C3=9Fe?=|Grüße",
        "Re: =?utf-8?Q?Gr=C3=BC?= x =?utf-8?Q?=C3=9Fe?= end|Re: Grü x ße end",
        "  =?utf-8?Q?a?=|  a",
        "=?utf-8?X?abc?=|=?utf-8?X?abc?=", // no such coding
        "=?utf-8?B?@@@=@?=|=?utf-8?B?@@@=@?=",
        "=?utf-8?Q?never ends|=?utf-8?Q?never ends",
        "=?utf-8|=?utf-8",
        "=?utf-8?Q|=?utf-8?Q",
        "=?utf-8?Qx?=|=?utf-8?Qx?=",
        "=?an-name-of-a-charset-that-is-much-longer-than-any-charset-has-one?Q?a?=|=?an-name-of-a-charset-that-is-much-longer-than-any-charset-has-one?Q?a?=",
        "=?utf-8?Q?=4_=G1_=1G_=?=|=4 =G1 =1G =",
        "=?no-such-charset?Q?Gr=C3=BC=C3=9Fe?=|Grüße",
        "Ren\u00c3\u00a9 =?x|René =?x", // raw UTF-8 in a header
        "退信 =?x|退信 =?x",
    })
    void encodedWords(String written, String read) {
        assertThat(EncodedWords.decode(written)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "550 no such user|utf-8|''",
        "550 no such user|utf-16le|''",
        "550 no such user|utf-16be|''",
        "550 no such user|utf-16be|utf-16be",
        "550 no such user|utf-16|us-ascii",
        "Grüße|utf-8|us-ascii",
        "Grüße|utf-8|\"UTF-8\"",
        "Grüße|utf-8|iso-8859-1",
        "Grüße|windows-1252|utf-8",
        "Grüße|windows-1252|no-such-charset",
        "Grüße|utf-8|no such charset",
        "Grüße|ibm850|ibm850",
        "Grüße|utf-8|big5",
        "Grüße – “so”|windows-1252|iso-8859-1",
        "Сообщение не доставлено|koi8-r|koi8-r",
        "Сообщение не доставлено|koi8-r|''",
        "Сообщение не доставлено|windows-1251|unknown-8bit",
        "收件人不存在，请检查地址|gb18030|gb2312",
        "收件人不存在，请检查地址|gb18030|us-ascii",
        "收件人不存在，请检查地址|utf-8|gbk",
        "收件人不存在，请检查地址|gb18030|utf-8",
        "郵件無法送達，請檢查地址|big5|big5",
        "郵件無法送達，請檢查地址|big5|''",
        "메일을 보낼 수 없습니다|x-windows-949|ks_c_5601-1987",
        "메일을 보낼 수 없습니다|x-windows-949|''",
        "宛先が見つかりません。エラー|windows-31j|shift_jis",
        "宛先が見つかりません。エラー|windows-31j|''",
        "宛先が見つかりません。エラー|euc-jp|''",
        "宛先が見つかりません。エラー|euc-jp|iso-2022-jp",
        "宛先が見つかりません。エラー|iso-2022-jp|iso-2022-jp",
        "宛先が見つかりません。エラー|iso-2022-jp|us-ascii",
        "宛先が見つかりません。エラー|utf-16|utf-8",
        "宛先が見つかりません。エラー|utf-16be|utf-16be",
    })
    void charsets(String text, String written, String told) {
        assertThat(Charsets.decode(text.getBytes(Charset.forName(written)), told)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufeffGrüße", "\ufeffa"})
    void aMarkAtTheStartIsNone(String text) {
        assertThat(Charsets.decode(text.getBytes(StandardCharsets.UTF_8), "utf-8")).isEqualTo(text.substring(1));
        assertThat(Charsets.decode(text.getBytes(StandardCharsets.UTF_16LE), "")).isEqualTo(text.substring(1));
        assertThat(Charsets.decode(text.getBytes(StandardCharsets.UTF_16BE), "")).isEqualTo(text.substring(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "refused by 192.0.2.1|192.0.2.1",
        "refused by [192.0.2.1]: see 192.0.2.2|192.0.2.1",
        "2001:db8::1|2001:db8::1",
        "at 2001:db8::.|2001:db8::",
        "address 192.0.2.1.|192.0.2.1",
        "address 192.0.2.1:|192.0.2.1",
        "::ffff:192.0.2.1 spoke|::ffff:192.0.2.1",
        "12:34 it was|''",
        "10:11:12.5 a.b|''",
        "version 1.2.3|''",
        "1.2.3.4.5|''",
        "300.1.1.1|''",
        "1..2.3|''",
        ".1.2.3|''",
        "x192.0.2.1|''",
        "192.0.2.1x|''",
        "a-192.0.2.1|''",
        "192.0.2.1-b|''",
        "a:b.c.d.e|''",
        "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000|''",
        "12345::1|''",
        "cafe|''",
    })
    void addressesOfHosts(String text, String found) {
        assertThat(Ips.first(text)).isEqualTo(found);
    }
}
