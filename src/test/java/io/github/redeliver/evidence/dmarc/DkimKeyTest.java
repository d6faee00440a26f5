package io.github.redeliver.evidence.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.evidence.dmarc.DkimKey.State;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class DkimKeyTest {
    private static String rsa(int bits) throws Exception {
        KeyPairGenerator g = KeyPairGenerator.getInstance("RSA");
        g.initialize(bits);
        return Base64.getEncoder().encodeToString(g.generateKeyPair().getPublic().getEncoded());
    }

    @Test
    void keysAreJudgedByTheirLength() throws Exception {
        assertThat(DkimKey.parse("v=DKIM1; k=rsa; p=" + rsa(2048))).extracting(DkimKey::state, DkimKey::bits).containsExactly(State.OK, 2048);
        assertThat(DkimKey.parse("p=" + rsa(1024)).state()).isEqualTo(State.SHORT);
        assertThat(DkimKey.parse("v=DKIM1; p=" + rsa(768)).state()).isEqualTo(State.WEAK);
    }

    @Test
    void aKeyCutIntoStringsWithBlanksIsStillAKey() throws Exception {
        String key = rsa(2048);
        assertThat(DkimKey.parse("v=DKIM1;k=rsa;p=" + key.substring(0, 100) + " " + key.substring(100)).state()).isEqualTo(State.OK);
    }

    @Test
    void ed25519KeysHave32Octets() {
        assertThat(DkimKey.parse("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=").state()).isEqualTo(State.OK);
        assertThat(DkimKey.parse("v=DKIM1; k=ed25519; p=11qYAYKxCrfV").state()).isEqualTo(State.BROKEN);
    }

    @Test
    void anEmptyKeyIsWithdrawnAndAMissingOneIsNone() {
        assertThat(DkimKey.parse("v=DKIM1; p=").state()).isEqualTo(State.REVOKED);
        assertThat(DkimKey.parse("v=DKIM1; k=rsa").state()).isEqualTo(State.BROKEN);
        assertThat(DkimKey.parse("v=DKIM2; p=AAAA").state()).isEqualTo(State.BROKEN);
        assertThat(DkimKey.parse("v=DKIM1; p=not base64!").state()).isEqualTo(State.BROKEN);
        assertThat(DkimKey.parse("v=DKIM1; h=sha1; p=AAAA").state()).isEqualTo(State.BROKEN);
        assertThat(DkimKey.parse("v=DKIM1; s=web; p=AAAA").state()).isEqualTo(State.BROKEN);
        assertThat(DkimKey.parse("v=DKIM1; t=y:s; p=").testing()).isTrue();
    }
}
