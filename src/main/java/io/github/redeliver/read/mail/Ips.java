package io.github.redeliver.read.mail;

/** Finds IP addresses in text. */
final class Ips {
    private Ips() {}

    /** The first IPv4 or IPv6 address, or {@code ""}. */
    static String first(CharSequence text) {
        int i = 0;
        while (i < text.length()) {
            if (!part(text.charAt(i))) {
                i++;
                continue;
            }
            int end = i;
            while (end < text.length() && part(text.charAt(end))) end++;
            boolean bounded = (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)) && text.charAt(i - 1) != '-' && text.charAt(i - 1) != '.')
                    && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)) && text.charAt(end) != '-');
            if (bounded && end - i <= 45) {
                String word = text.subSequence(i, end).toString();
                while (word.endsWith(".") || word.endsWith(":") && !word.endsWith("::")) word = word.substring(0, word.length() - 1);
                if (isIp(word)) return word;
            }
            i = end;
        }
        return "";
    }

    static boolean isIp(String word) {
        int dots = 0;
        int colons = 0;
        int run = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '.') dots++;
            else if (c == ':') colons++;
            if (c == '.' || c == ':') run = 0;
            else if (++run > 4 || colons == 0 && !Character.isDigit(c)) return false;
        }
        if (colons >= 2) return dots == 0 || dots == 3;
        if (colons > 0 || dots != 3 || word.startsWith(".") || word.contains("..")) return false;
        for (String number : word.split("\\.")) if (number.length() > 3 || Integer.parseInt(number) > 255) return false;
        return true;
    }

    private static boolean part(char c) {
        return Character.digit(c, 16) >= 0 && c < 128 || c == '.' || c == ':';
    }
}
