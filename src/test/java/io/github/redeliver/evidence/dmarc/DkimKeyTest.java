package io.github.redeliver.evidence.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.evidence.dmarc.DkimKey.State;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
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

    private static byte[] der(int... octets) {
        byte[] out = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) out[i] = (byte) octets[i];
        return out;
    }

    private static DkimKey bare(byte[] der) {
        return DkimKey.parse("p=" + Base64.getEncoder().encodeToString(der));
    }

    @Test
    void aBareRsaKeyCountsAsWell() throws Exception {
        KeyPairGenerator g = KeyPairGenerator.getInstance("RSA");
        for (int bits : new int[] {512, 1024, 2048}) {
            g.initialize(bits);
            byte[] whole = g.generateKeyPair().getPublic().getEncoded();
            // SubjectPublicKeyInfo ends with the bit string that holds the bare key
            int start = bits == 2048 ? 24 : bits == 1024 ? 22 : 20;
            assertThat(bare(Arrays.copyOfRange(whole, start, whole.length)).bits()).isEqualTo(bits);
        }
    }

    @Test
    void keysThatAreCutOffOrNoneAreBroken() {
        for (byte[] der : List.of(der(0x30), der(0x31, 1, 0), der(0x30, 3, 0x02, 9, 1), der(0x30, 2, 0x02, 0), der(0x30, 0x84, 0, 0, 0, 1), der(0x30, 0x81), der(0x30, 0x82, 1), der(0x30, 1, 0x04, 1, 1), der(1, 2, 3))) {
            assertThat(bare(der).state()).isEqualTo(State.BROKEN);
        }
        assertThat(DkimKey.parse("k=dsa; p=AAAA").detail()).isEqualTo("k=dsa");
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
