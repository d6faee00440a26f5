package io.github.redeliver.evidence;

import java.util.Arrays;
import java.util.Locale;

/**
 * An IP address, read without asking anybody (RFC 4291, RFC 5952 for the canonical text). IPv4-mapped IPv6 addresses
 * become IPv4. Immutable.
 */
public final class Address {
    private static final String HEX = "0123456789abcdef";

    private final byte[] bytes;

    private Address(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads an address literal, also {@code [192.0.2.1]} and {@code [IPv6:2001:db8::1]}; null when it is none. */
    public static @org.jspecify.annotations.Nullable Address read(String text) {
        String s = text.strip();
        if (s.length() > 60) return null;
        if (s.startsWith("[") && s.endsWith("]")) s = s.substring(1, s.length() - 1);
        if (s.regionMatches(true, 0, "IPv6:", 0, 5)) s = s.substring(5);
        byte[] b = s.indexOf(':') >= 0 ? six(s) : four(s);
        return b == null ? null : new Address(unmapped(b));
    }

    /** Reads a bare literal of one family, IPv4-mapped ones unchanged in kind; null when it is none. */
    public static @org.jspecify.annotations.Nullable Address readAs(String text, boolean six) {
        byte[] b = text.length() > 60 || text.indexOf('%') >= 0 ? null : six ? six(text) : four(text);
        return b == null ? null : new Address(b);
    }

    /** The address behind {@code 1.2.0.192.in-addr.arpa} or an {@code ip6.arpa} name; null when it is none. */
    public static @org.jspecify.annotations.Nullable Address ofReverse(String name) {
        String s = name.toLowerCase(Locale.ROOT);
        if (s.endsWith(".")) s = s.substring(0, s.length() - 1);
        if (s.endsWith(".in-addr.arpa")) {
            String[] p = s.substring(0, s.length() - 13).split("\\.", -1);
            return p.length == 4 ? read(p[3] + "." + p[2] + "." + p[1] + "." + p[0]) : null;
        }
        if (s.endsWith(".ip6.arpa")) {
            String nibbles = s.substring(0, s.length() - 9);
            if (nibbles.length() != 63) return null;
            byte[] b = new byte[16];
            for (int i = 0; i < 32; i++) {
                int digit = Character.digit(nibbles.charAt(62 - 2 * i), 16);
                if (digit < 0 || (i > 0 && nibbles.charAt(63 - 2 * i) != '.')) return null;
                b[i / 2] |= (byte) (i % 2 == 0 ? digit << 4 : digit);
            }
            return new Address(unmapped(b));
        }
        return null;
    }

    private static byte @org.jspecify.annotations.Nullable [] four(String s) {
        byte[] b = new byte[4];
        int part = 0;
        int value = -1;
        int digits = 0;
        for (int i = 0; i <= s.length(); i++) {
            char c = i < s.length() ? s.charAt(i) : '.';
            if (c == '.') {
                if (value < 0 || part > 3) return null;
                b[part++] = (byte) value;
                value = -1;
                digits = 0;
            } else if (c >= '0' && c <= '9' && ++digits <= 3 && value != 0) {
                value = Math.max(0, value) * 10 + (c - '0');
                if (value > 255) return null;
            } else {
                return null;
            }
        }
        return part == 4 ? b : null;
    }

    private static byte @org.jspecify.annotations.Nullable [] six(String s) {
        int zone = s.indexOf('%');
        if (zone >= 0) s = s.substring(0, zone);
        int gap = s.indexOf("::");
        if (gap >= 0 && s.indexOf("::", gap + 1) >= 0) return null;
        byte[] head = groups(gap < 0 ? s : s.substring(0, gap));
        byte[] tail = gap < 0 ? new byte[0] : groups(s.substring(gap + 2));
        if (head == null || tail == null) return null;
        int length = head.length + tail.length;
        if (gap < 0 ? length != 16 : length > 14) return null;
        byte[] b = Arrays.copyOf(head, 16);
        System.arraycopy(tail, 0, b, 16 - tail.length, tail.length);
        return b;
    }

    private static byte @org.jspecify.annotations.Nullable [] groups(String s) {
        if (s.isEmpty()) return new byte[0];
        String[] parts = s.split(":", -1);
        if (parts.length > 8) return null;
        byte[] b = new byte[16];
        int n = 0;
        for (int i = 0; i < parts.length; i++) {
            String p = parts[i];
            if (i == parts.length - 1 && p.indexOf('.') >= 0) {
                byte[] v4 = four(p);
                if (v4 == null || n > 12) return null;
                System.arraycopy(v4, 0, b, n, 4);
                n += 4;
            } else {
                if (p.isEmpty() || p.length() > 4 || n > 14) return null;
                int value = 0;
                for (int k = 0; k < p.length(); k++) {
                    int digit = Character.digit(p.charAt(k), 16);
                    if (digit < 0 || p.charAt(k) > 'f') return null;
                    value = value << 4 | digit;
                }
                b[n++] = (byte) (value >> 8);
                b[n++] = (byte) value;
            }
        }
        return Arrays.copyOf(b, n);
    }

    private static byte[] unmapped(byte[] b) {
        if (b.length != 16) return b;
        for (int i = 0; i < 10; i++) if (b[i] != 0) return b;
        return b[10] == -1 && b[11] == -1 ? Arrays.copyOfRange(b, 12, 16) : b;
    }

    public boolean v6() {
        return bytes.length == 16;
    }

    /** True when the first {@code bits} bits are the same; false across families. */
    public boolean within(Address network, int bits) {
        if (network.bytes.length != bytes.length) return false;
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i & 7);
            if ((bytes[i >> 3] & mask) != (network.bytes[i >> 3] & mask)) return false;
        }
        return true;
    }

    /** An octet of an IPv4 address, or a byte of an IPv6 address. */
    public int octet(int index) {
        return bytes[index] & 0xff;
    }

    /** True for addresses that nobody on the internet can see: private, loopback, link-local, CGN, ULA. */
    public boolean internal() {
        if (v6()) {
            int a = octet(0);
            return (a & 0xfe) == 0xfc || (a == 0xfe && (octet(1) & 0xc0) == 0x80) || text().equals("::1") || text().equals("::");
        }
        int a = octet(0);
        int b = octet(1);
        return a == 10 || a == 127 || a == 0 || (a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168)
                || (a == 169 && b == 254) || (a == 100 && b >= 64 && b < 128);
    }

    /** The name that a PTR question asks (RFC 1035, 3.5; RFC 3596, 2.5). */
    public String reverseName() {
        return reversed() + (v6() ? ".ip6.arpa" : ".in-addr.arpa");
    }

    /** Octets or nibbles in reverse order, as blocklists want them (RFC 5782, 2.1 and 2.4). */
    public String reversed() {
        StringBuilder out = new StringBuilder(64);
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (!out.isEmpty()) out.append('.');
            if (v6()) out.append(HEX.charAt(bytes[i] & 15)).append('.').append(HEX.charAt(bytes[i] >> 4 & 15));
            else out.append(octet(i));
        }
        return out.toString();
    }

    /** Nibbles in order with dots, or the dotted quad: the macro {@code i} of RFC 7208, 7.3. */
    public String dotted() {
        if (!v6()) return text();
        StringBuilder out = new StringBuilder(64);
        for (byte b : bytes) {
            if (!out.isEmpty()) out.append('.');
            out.append(HEX.charAt(b >> 4 & 15)).append('.').append(HEX.charAt(b & 15));
        }
        return out.toString().toUpperCase(Locale.ROOT);
    }

    /** Canonical text (RFC 5952). */
    public String text() {
        if (!v6()) return octet(0) + "." + octet(1) + "." + octet(2) + "." + octet(3);
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int n = 0;
            while (i + n < 8 && group(i + n) == 0) n++;
            if (n > bestLength) {
                best = i;
                bestLength = n;
            }
        }
        StringBuilder out = new StringBuilder(40);
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                out.append("::");
                i += bestLength - 1;
            } else {
                if (!out.isEmpty() && out.charAt(out.length() - 1) != ':') out.append(':');
                out.append(Integer.toHexString(group(i)));
            }
        }
        return out.toString();
    }

    private int group(int i) {
        return octet(2 * i) << 8 | octet(2 * i + 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
