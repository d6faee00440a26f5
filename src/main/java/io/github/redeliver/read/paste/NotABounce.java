package io.github.redeliver.read.paste;

import io.github.redeliver.read.Scan;

/** Tells text that no mail server wrote: source code, configuration, a chat, a question without any server's words. */
final class NotABounce {
    private NotABounce() {}

    /** Only asked of text without any reply code. */
    static boolean looks(String text) {
        return !what(text).isEmpty();
    }

    static String form(String text) {
        return Frame.looks(text) ? "ndr" : "unknown";
    }

    /** What it is, in a plain word, or {@code ""} when it may be a server's. */
    static String what(String text) {
        int lines = 0;
        int code = 0;
        int config = 0;
        int letters = 0;
        int header = 0;
        int line = 0;
        while (line < text.length()) {
            int end = Scan.lineEnd(text, line);
            String l = text.substring(line, Math.min(end, line + 400)).strip();
            line = end + 1;
            if (l.isEmpty()) continue;
            lines++;
            if (code(l)) code++;
            if (config(l)) config++;
            if (header(l)) header++;
            for (int i = 0; i < l.length(); i++) if (Character.isLetter(l.charAt(i))) letters++;
        }
        if (letters < 3) return "nothing to read";
        if (lines >= 2 && code * 2 >= lines) return "source code";
        if (lines >= 2 && config * 10 >= lines * 6) return "configuration";
        if (lines >= 4 && header * 10 >= lines * 7) return "mail headers";
        String flat = Frame.flat(text);
        if (question(flat)) return "question";
        return "";
    }

    private static boolean code(String l) {
        char last = l.charAt(l.length() - 1);
        boolean ends = last == ';' || last == '{' || last == '}' || l.endsWith("});") || l.endsWith("*/");
        return ends || l.startsWith("import ") || l.startsWith("def ") || l.startsWith("//") || l.startsWith("function ") || l.startsWith("$")
                || l.startsWith("<?php") || l.startsWith("public ") || l.startsWith("var ") || l.startsWith("const ") || l.startsWith("class ")
                || l.startsWith("return ") || l.startsWith("if (") || l.startsWith("from ") && l.contains(" import ") || l.startsWith("#!");
    }

    private static boolean config(String l) {
        if (l.startsWith("#") || l.startsWith("[") && l.endsWith("]")) return true;
        int eq = l.indexOf('=');
        if (eq > 0 && eq < 50 && name(l.substring(0, eq).strip())) return true;
        int colon = l.indexOf(':');
        return colon > 0 && colon < 40 && name(l.substring(0, colon).strip()) && l.substring(0, colon).indexOf(' ') < 0
                && Character.isLowerCase(l.charAt(0)) && l.length() - colon < 80;
    }

    private static boolean name(String s) {
        if (s.isEmpty()) return false;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (!Scan.alnum(c) && "_-.$\"'".indexOf(c) < 0) return false;
        }
        return true;
    }

    private static boolean header(String l) {
        int colon = l.indexOf(':');
        return colon > 0 && colon < 40 && Character.isUpperCase(l.charAt(0)) && name(l.substring(0, colon)) || l.startsWith("by ") || l.startsWith("for <");
    }

    /** A person asks, and quotes nothing. */
    private static boolean question(String flat) {
        boolean asks = flat.indexOf('?') >= 0 || flat.indexOf('\uff1f') >= 0;
        boolean quotes = flat.indexOf('"') >= 0 || flat.indexOf('\u00ab') >= 0 || flat.indexOf('\u300c') >= 0 || flat.indexOf(": ") >= 0;
        return asks && !quotes && !Frame.looks(flat);
    }
}
