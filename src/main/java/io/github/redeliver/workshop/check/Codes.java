package io.github.redeliver.workshop.check;

/** Shapes of codes and dates. */
final class Codes {
    private Codes() {}

    static boolean digits(String s) {
        if (s.isEmpty()) return false;
        for (int i = 0; i < s.length(); i++) if (s.charAt(i) < '0' || s.charAt(i) > '9') return false;
        return true;
    }

    /** {@code 5.7.1} (RFC 3463, section 2). */
    static boolean enhanced(String s) {
        return s.length() > 2 && "245".indexOf(s.charAt(0)) >= 0 && s.charAt(1) == '.' && subject(s.substring(2));
    }

    /** {@code 7.1}. */
    static boolean subject(String s) {
        int dot = s.indexOf('.');
        return dot > 0 && dot < 4 && s.length() - dot - 1 < 4 && digits(s.substring(0, dot)) && digits(s.substring(dot + 1));
    }

    /** {@code 2026-11}, or with a day. */
    static boolean month(String s) {
        return (s.length() == 7 || s.length() == 10 && s.charAt(7) == '-' && digits(s.substring(8)))
                && digits(s.substring(0, 4)) && s.charAt(4) == '-' && digits(s.substring(5, 7))
                && Integer.parseInt(s.substring(5, 7)) >= 1 && Integer.parseInt(s.substring(5, 7)) <= 12;
    }

    /** Months since the year 0. */
    static int months(String month) {
        return 12 * Integer.parseInt(month.substring(0, 4)) + Integer.parseInt(month.substring(5, 7));
    }
}
