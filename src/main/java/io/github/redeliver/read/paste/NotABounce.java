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
        if (Frame.looks(flat)) return "";
        if (lines >= 2 && chat(text) * 2 > lines) return "chat";
        if (question(flat)) return "question";
        if (flat.startsWith("v=spf1") || flat.startsWith("v=dmarc1") || flat.startsWith("v=dkim1")) return "DNS record";
        if (eastAsianProse(text)) return "prose";
        int person = person(flat);
        boolean advice = person == 1 && (flat.contains("you can ") || flat.contains("same issue") || flat.contains("you should "));
        return person >= 2 && !flat.contains("deliver") || advice || person >= 1 && latin(text) && !mail(flat) ? "prose" : "";
    }

    /** Stems of words by which Chinese, Japanese and Korean texts tell of a failure. */
    private static final String[] FAILURES = {
        "退", "拒", "失败", "失敗", "无法", "無法", "不能", "未能", "错误", "錯誤", "被", "不存在", "已满", "已滿", "超",
        "限", "封", "禁", "阻", "停用", "过期", "過期", "できません", "できな", "エラー", "不明", "見つか", "届", "返送", "いっぱい",
        "受信", "ブロック", "실패", "거부", "오류", "없", "차단", "반송"
    };

    /** Two sentences or more in scripts without blanks that name no failure, nobody and no server, and quote nothing. */
    private static boolean eastAsianProse(String text) {
        int wide = 0;
        int sentences = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@' || c == '"' || c == '\u201c' || c == '\u300c' || c == '\u300e') return false;
            if (Scan.wide(c)) wide++;
            if (c == '\u3002' || c == '\uff01') sentences++;
        }
        if (sentences < 2 || wide < 30) return false;
        for (String stem : FAILURES) if (text.contains(stem)) return false;
        return true;
    }

    /** A web server's page about an HTTP status (RFC 9110, section 15) as its title, with no word of mail in it. */
    static boolean webPage(String raw, String text) {
        String head = Scan.lower(raw.substring(0, Math.min(raw.length(), 4_000)));
        int title = head.indexOf("<title>");
        int end = title < 0 ? -1 : head.indexOf("</title>", title);
        if (end < 0 || text.length() > 8_000) return false;
        boolean status = false;
        for (int i = title + 7; i + 2 < end && !status; i++) {
            char c = head.charAt(i);
            status = (c == '4' || c == '5') && Scan.digit(head.charAt(i + 1)) && Scan.digit(head.charAt(i + 2)) && !Scan.alnum(head.charAt(i - 1)) && !Scan.alnum(head.charAt(i + 3));
        }
        if (!status || text.indexOf('@') >= 0) return false;
        String flat = Frame.flat(text);
        for (String word : new String[] {"mail", "smtp", "recipient", "sender", "spam"}) if (flat.contains(word)) return false;
        return true;
    }

    /** Lines that a name and a colon or a time in brackets open. */
    private static int chat(String text) {
        int count = 0;
        for (String line : text.split("\n", 400)) {
            String l = line.strip();
            int from = l.startsWith("[") && l.indexOf(']') > 0 && l.indexOf(']') < 24 && l.length() > 1 && Scan.digit(l.charAt(1)) ? l.indexOf(']') + 1 : 0;
            int colon = l.indexOf(": ", from);
            if (from > 0 && colon > 0 && colon - from < 24 || l.startsWith("<") && l.indexOf("> ") > 1 && l.indexOf("> ") < 24 && l.indexOf('@') < 0) count++;
        }
        return count;
    }

    private static boolean latin(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x24f && Character.isLetter(c)) return false;
        }
        return true;
    }

    /** Whether any word stands in it that servers use, by its stem. */
    private static boolean mail(String flat) {
        for (String stem : new String[] {"mail", "messag", "mensa", "nachricht", "recipient", "empf", "destinat", "sender", "absender", "exp\u00e9dit", "remit",
            "address", "adress", "direcci", "indirizz", "endere", "user", "usuario", "utilis", "benutzer", "domain", "domin", "host", "server", "serveur", "servid", "relay",
            "spam", "block", "reject", "refus", "deliver", "zustell", "smtp", "dns", "mx ", "lookup", "connect", "quota", "account", "cuenta", "konto", "compte", "unknown", "polic",
            "access", "denied", "rcpt", "mailbox", "inbox", "blacklist", "blocklist", "listed", "greylist", "tls", "ssl", "certific", "auth", "timed out", "timeout", "virus", "attach",
            "temporar", "try again", "retry", "limit", "resolver", "spf", "dkim", "dmarc", "route", "bounce", "loop", "hop"}) {
            if (flat.contains(stem)) return true;
        }
        return false;
    }

    /** How many words stand in it that people use of themselves and servers do not. */
    private static int person(String flat) {
        String padded = ' ' + flat + ' ';
        int count = 0;
        for (String word : new String[] {" i ", " i'm ", " i've ", " my ", " me ", " anyone ", " thanks", " how do ", " how can ", " hello", " hi ", " lol", " we ", " our ",
            " you can ", " you could ", " you should ", " try to ", " does anybody", " somebody ", " i'd ", " worked for ", " same issue", " same problem", " any idea", " restart "}) {
            if (padded.contains(word)) count++;
        }
        return count;
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
        boolean asks = flat.endsWith("?") || flat.contains("? ") || flat.indexOf('\uff1f') >= 0;
        boolean quotes = flat.indexOf('"') >= 0 || flat.indexOf('\u00ab') >= 0 || flat.indexOf('\u300c') >= 0 || flat.indexOf(": ") >= 0;
        return asks && !quotes && !Frame.looks(flat);
    }
}
