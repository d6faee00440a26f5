package io.github.redeliver.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.Shipped;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.paste.Notices;
import io.github.redeliver.read.webhook.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadersTest {
    private static final Records RECORDS = Records.of(List.of(Map.of("id", "x", "has", List.of("bounced"), "paths", Map.of("recipient", "bounced", "reply", "said"))));
    private final Readers readers = new Readers(null, Readers.all(Notices.NONE, RECORDS, Shipped.words()), Bounds.DEFAULT);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "550 5.1.1 no such user | reply",
        "<a@example.net>: host mx.example.net[192.0.2.1] said: 550 no (in reply to RCPT TO command) | ndr",
        "Jan  2 03:04:05 mx postfix/smtp[1]: 4ABC12345: to=<a@example.net>, relay=none, dsn=4.4.1, status=deferred (no route) | log-line",
        "RCPT TO:<a@example.net>\\n550 5.1.1 no such user\\nQUIT\\n221 bye | transcript",
        "{\"bounced\":\"a@example.net\",\"said\":\"550 5.1.1 no\"} | webhook",
        "def f():\\n    return 550;\\n    x = 1;\\n} | unknown",
    })
    void theFormIsDetected(String text, String form) {
        assertThat(readers.read(Passage.of(text.replace("\\n", "\n"))).form()).isEqualTo(form);
    }

    @Test
    void packedLogs() throws IOException {
        String log = "Jan  2 03:04:05 mx postfix/smtp[1]: 4ABC12345: to=<a@example.net>, relay=none, dsn=4.4.1, status=deferred (no route)\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(log.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(readers.read(out.toByteArray()).incidents().get(0).recipient()).isEqualTo("a@example.net");
        byte[] damaged = java.util.Arrays.copyOf(out.toByteArray(), 30);
        assertThat(readers.read(damaged).incidents()).isEmpty();
    }

    @Test
    void aBombStaysSmall() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(new byte[3_000_000]);
        }
        Readers small = new Readers(null, Readers.all(Notices.NONE, RECORDS, Shipped.words()), new Bounds(100_000, 1000, 10, 1000, 20, 100));
        assertThat(small.read(out.toByteArray()).limits()).contains(Bounds.INPUT_BYTES);
    }

    private interface Packer {
        java.io.OutputStream over(java.io.OutputStream out) throws IOException;
    }

    private static final java.util.Map<String, Packer> PACKERS = java.util.Map.of(
            "gzip", GZIPOutputStream::new,
            "zstd", io.airlift.compress.zstd.ZstdOutputStream::new,
            "xz", out -> new org.tukaani.xz.XZOutputStream(out, new org.tukaani.xz.LZMA2Options()));

    private static byte[] packed(String how, byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (java.io.OutputStream packer = PACKERS.get(how).over(out)) {
            packer.write(bytes);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd", "xz"})
    void everyPackingIsTakenOffAndABombStaysSmall(String how) throws IOException {
        byte[] log = "Jan  2 03:04:05 mx postfix/smtp[1]: 4ABC12345: to=<a@example.net>, relay=none, dsn=4.4.1, status=deferred (no route)\n"
                .getBytes(StandardCharsets.UTF_8);
        byte[] packed = packed(how, log);
        assertThat(readers.read(packed).incidents().get(0).recipient()).isEqualTo("a@example.net");
        for (int n = 0; n < packed.length; n++) readers.read(java.util.Arrays.copyOf(packed, n)); // cut anywhere, nothing is thrown
        Readers small = new Readers(null, Readers.all(Notices.NONE, RECORDS, Shipped.words()), new Bounds(100_000, 1000, 10, 1000, 20, 100));
        assertThat(small.read(packed(how, new byte[3_000_000])).limits()).contains(Bounds.INPUT_BYTES);
    }

    @ParameterizedTest
    @CsvSource({"zstd, io.airlift:aircompressor", "xz, org.tukaani:xz"})
    void aMissingLibraryIsNamed(String how, String library) throws Exception {
        byte[] packed = packed(how, "550 5.1.1 no such user".getBytes(StandardCharsets.UTF_8));
        java.net.URL own = Readers.class.getProtectionDomain().getCodeSource().getLocation();
        try (java.net.URLClassLoader without = new java.net.URLClassLoader(new java.net.URL[] {own}, null)) {
            Class<?> unpacked = without.loadClass("io.github.redeliver.read.Unpacked");
            java.lang.reflect.Method of = unpacked.getDeclaredMethod("of", byte[].class, int.class);
            of.setAccessible(true);
            Object result = of.invoke(null, packed, 1_000);
            java.lang.reflect.Method missing = unpacked.getDeclaredMethod("missing");
            missing.setAccessible(true);
            assertThat(missing.invoke(result)).isEqualTo(library);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "GB18030"})
    void encodings(String charset) {
        Reading reading = readers.read("550 5.1.1 收件人不存在".getBytes(Charset.forName(charset)));
        assertThat(reading.incidents().get(0).reply().text().text()).isEqualTo("550 5.1.1 收件人不存在");
    }

    @Test
    void aReaderThatBreaksIsPassedOver() {
        Reader broken = new Reader() {
            @Override
            public int evidence(Passage input) {
                return 100;
            }

            @Override
            public Reading read(Passage input, Bounds bounds) {
                throw new IllegalStateException("broken");
            }
        };
        List<Reader> all = new java.util.ArrayList<>(List.of(broken));
        all.addAll(Readers.all(Notices.NONE, RECORDS, Shipped.words()));
        Reading reading = new Readers(null, all, Bounds.DEFAULT).read(Passage.of("550 5.1.1 no such user"));
        assertThat(reading.incidents()).hasSize(1);
    }

    @Test
    void nothingIsNothing() {
        assertThat(readers.read(new byte[0]).kind()).isEqualTo("none");
        assertThat(readers.read(Passage.empty()).incidents()).isEmpty();
    }

    @Test
    void aMailIsReadAsOne() {
        Reading mail = new Reading("mail", "none", "a mail", List.of(), List.of(), List.of());
        Readers with = new Readers(new Readers.Mails() {
            @Override
            public boolean looksLikeMail(String head) {
                return head.startsWith("Received:");
            }

            @Override
            public Reading read(byte[] bytes) {
                return mail;
            }

            @Override
            public Reading read(Passage pasted) {
                throw new IllegalStateException("broken");
            }
        }, Readers.all(Notices.NONE, RECORDS, Shipped.words()), Bounds.DEFAULT);
        assertThat(with.read("Received: x\n".getBytes(StandardCharsets.UTF_8))).isEqualTo(mail);
        assertThat(with.read(Passage.of("Received: x\n\n550 5.1.1 no")).incidents()).hasSize(1);
        assertThat(with.read(Passage.of("550 5.1.1 no")).incidents()).hasSize(1);
    }
}
