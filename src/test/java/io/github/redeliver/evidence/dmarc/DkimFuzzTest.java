package io.github.redeliver.evidence.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.redeliver.fuzz.Seeds;
import io.github.redeliver.evidence.dmarc.DkimKey.State;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tag lists, and the keys that stand in them. */
class DkimFuzzTest {
    private static final List<String> SEEDS = List.of(
            "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
            "v=DKIM1; k=rsa; t=y:s; s=email; h=sha256; n=x; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBALQx31J9dmQG8V0qq5cFhWrV1H2m6XzYl1TQmGx2yQcE3cYJ5nZ8s8e8a5sQzr9k9e1Vt8m8h0h6cQk3u7p1k5sCAwEAAQ==",
            "v=DKIM1; p=", "p=MAYCAQMCAQM=; p=x; =; a b=c");

    private static final List<String> WORDS = List.of(
            "v=DKIM1", "; k=rsa", "; k=ed25519", "; p=", "; t=y", "; s=*", "; s=email", "; h=sha1:sha256", "; n=", "MIIB", "MFww", "AQAB", "==", " ", "\t");

    static Stream<Arguments> seeds() {
        return Stream.concat(Seeds.kept("dkim"), Seeds.of(SEEDS, WORDS));
    }

    @MethodSource("seeds")
    @FuzzTest
    void key(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Map<String, String> tags = TagList.read(text);
        assertThat(tags).hasSizeLessThanOrEqualTo(100);
        tags.forEach((name, value) -> {
            assertThat(name).isEqualTo(name.strip().toLowerCase(Locale.ROOT)).isNotEmpty();
            assertThat(value).isEqualTo(value.strip()).doesNotContain(";");
        });
        String again = tags.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining("; "));
        assertThat(TagList.read(again)).isEqualTo(tags);
        DkimKey key = DkimKey.parse(text);
        assertThat(DkimKey.parse(again)).isEqualTo(key);
        assertThat(key.bits() > 0).as("%s", key).isEqualTo(List.of(State.OK, State.SHORT, State.WEAK).contains(key.state()));
        assertThat(key.detail().isEmpty()).isEqualTo(key.state() != State.BROKEN);
        if (key.state() == State.OK) assertThat(key.bits()).isGreaterThanOrEqualTo(key.algorithm().equals("rsa") ? 2048 : 256);
    }
}
