package io.github.redeliver.evidence.dmarc;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * A DKIM key record (RFC 6376, 3.6.1; RFC 8463).
 *
 * @param state what it is good for
 * @param algorithm {@code rsa}, {@code ed25519}, or what it says
 * @param bits length of an RSA modulus, 256 for Ed25519, 0 where there is no key
 * @param testing true for {@code t=y}
 * @param detail what is wrong, or {@code ""}
 */
public record DkimKey(State state, String algorithm, int bits, boolean testing, String detail) {
    /** What a key record is good for. */
    public enum State {
        OK,
        /** An RSA key of 1024 to 2047 bits: verifiers accept it, longer ones are advised (RFC 8301, 3.2). */
        SHORT,
        /** An RSA key under 1024 bits, which verifiers must not accept (RFC 8301, 3.2). */
        WEAK,
        /** An empty {@code p=}: the key was withdrawn. */
        REVOKED,
        /** Not a key that a verifier can use. */
        BROKEN
    }

    /** Reads the text of a key record. */
    public static DkimKey parse(String text) {
        Map<String, String> tags = TagList.read(text);
        String version = tags.getOrDefault("v", "DKIM1");
        String algorithm = tags.getOrDefault("k", "rsa").toLowerCase(Locale.ROOT);
        boolean testing = listed(tags.getOrDefault("t", ""), "y");
        if (!version.equals("DKIM1")) return broken(algorithm, testing, "v=" + version);
        if (!tags.containsKey("p")) return broken(algorithm, testing, "p= is missing");
        String services = tags.getOrDefault("s", "*");
        if (!listed(services, "*") && !listed(services, "email")) return broken(algorithm, testing, "s=" + services);
        if (tags.containsKey("h") && !listed(tags.get("h"), "sha256")) return broken(algorithm, testing, "h=" + tags.get("h"));
        String p = blanksOut(tags.get("p"));
        if (p.isEmpty()) return new DkimKey(State.REVOKED, algorithm, 0, testing, "");
        byte[] key;
        try {
            key = Base64.getDecoder().decode(p);
        } catch (IllegalArgumentException e) {
            return broken(algorithm, testing, "p= is no base64");
        }
        if (algorithm.equals("ed25519")) {
            return key.length == 32 ? new DkimKey(State.OK, algorithm, 256, testing, "") : broken(algorithm, testing, "an Ed25519 key has 32 octets, this has " + key.length);
        }
        if (!algorithm.equals("rsa")) return broken(algorithm, testing, "k=" + algorithm);
        int bits = rsaBits(key);
        if (bits == 0) return broken(algorithm, testing, "p= is no RSA key");
        return new DkimKey(bits < 1024 ? State.WEAK : bits < 2048 ? State.SHORT : State.OK, algorithm, bits, testing, "");
    }

    private static DkimKey broken(String algorithm, boolean testing, String detail) {
        return new DkimKey(State.BROKEN, algorithm, 0, testing, detail);
    }

    private static boolean listed(String list, String word) {
        for (String w : list.split(":", 20)) if (w.strip().equalsIgnoreCase(word)) return true;
        return false;
    }

    private static String blanksOut(String s) {
        StringBuilder out = new StringBuilder(s.length());
        for (int i = 0; i < s.length(); i++) if (s.charAt(i) > ' ') out.append(s.charAt(i));
        return out.toString();
    }

    private static int rsaBits(byte[] key) {
        try {
            return ((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key))).getModulus().bitLength();
        } catch (GeneralSecurityException | ClassCastException e) {
            return bareRsaBits(key); // RFC 6376 names the bare RSAPublicKey of RFC 3447; SubjectPublicKeyInfo is usual
        }
    }

    private static int bareRsaBits(byte[] der) {
        int[] at = {0};
        if (length(der, at, 0x30) < 0) return 0;
        int n = length(der, at, 0x02);
        if (n <= 0 || n > der.length - at[0]) return 0;
        byte[] modulus = new byte[n];
        System.arraycopy(der, at[0], modulus, 0, n);
        return new BigInteger(1, modulus).bitLength();
    }

    private static int length(byte[] der, int[] at, int tag) {
        if (at[0] + 2 > der.length || (der[at[0]] & 0xff) != tag) return -1;
        int first = der[at[0] + 1] & 0xff;
        at[0] += 2;
        if (first < 0x80) return first;
        int n = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            if (i > 2 || at[0] >= der.length) return -1;
            n = n << 8 | der[at[0]++] & 0xff;
        }
        return n;
    }
}
