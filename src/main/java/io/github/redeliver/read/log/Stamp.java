package io.github.redeliver.read.log;

import io.github.redeliver.read.Scan;

/** Times at the start of log lines, in the ways programs write them. */
final class Stamp {
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    private Stamp() {}

    /**
     * Position after the time that a log line starts with, after at most a short prefix (a container's name, a quote
     * mark, a level in brackets); or -1.
     */
    static int at(String line) {
        int most = Math.min(line.length(), 64);
        for (int i = 0; i < most; i++) {
            char c = line.charAt(i);
            boolean iso = i > 1 && line.charAt(i - 1) == 'T' && Scan.digit(line.charAt(i - 2));
            if (i > 0 && Scan.alnum(line.charAt(i - 1)) && !iso) continue;
            if (Scan.digit(c)) {
                int clock = clock(line, i);
                if (clock > i) return date(line, i) || i < 2 && line.charAt(0) == '[' ? clock : -1;
            } else if (Scan.letter(c) && i + 15 <= line.length() && month(line, i)) {
                if (line.lastIndexOf(':', i) >= 0 && line.charAt(0) != '[' && line.charAt(0) != '>') return -1; // a header's date
                int day = Scan.skipBlank(line, i + 3);
                int first = day;
                while (day < line.length() && day < first + 2 && Scan.digit(line.charAt(day))) day++;
                int clock = clock(line, Scan.skipBlank(line, day));
                if (clock > 0) return clock;
            }
        }
        if (line.startsWith("@4000") && line.length() > 25) return 25;
        return -1;
    }

    private static boolean month(String line, int at) {
        String three = Scan.lower(line.substring(at, at + 3));
        int k = MONTHS.indexOf(three);
        return k >= 0 && k % 3 == 0 && Scan.blank(line.charAt(at + 3));
    }

    /** End of hh:mm:ss at {@code at}, or -1. */
    private static int clock(String s, int at) {
        int i = at;
        for (int part = 0; part < 3; part++) {
            int start = i;
            while (i < s.length() && i - start < 2 && Scan.digit(s.charAt(i))) i++;
            if (i == start || part > 0 && i - start != 2) return -1;
            if (part < 2) {
                if (i >= s.length() || s.charAt(i) != ':') return -1;
                i++;
            }
        }
        return i;
    }

    /** Whether a date with a year stands right before the clock. */
    private static boolean date(String s, int clock) {
        int i = clock - 1;
        while (i >= 0 && (Scan.blank(s.charAt(i)) || ",T:".indexOf(s.charAt(i)) >= 0)) i--;
        int digits = 0;
        int marks = 0;
        for (; i >= 0 && (Scan.digit(s.charAt(i)) || "-/.".indexOf(s.charAt(i)) >= 0); i--) {
            if (Scan.digit(s.charAt(i))) digits++;
            else marks++;
        }
        boolean numbers = digits >= 6 && marks >= 2 || digits == 8;
        boolean named = digits == 4 && marks == 1 && i >= 4 && MONTHS.contains(Scan.lower(s.substring(i - 2, i + 1))) && Scan.digit(s.charAt(i - 4)); // 02-Jan-2026
        return (numbers || named) && s.lastIndexOf('.', i) < 0; // a host's name before: a time inside a text
    }
}
