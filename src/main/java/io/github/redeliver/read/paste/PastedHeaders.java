package io.github.redeliver.read.paste;

import io.github.redeliver.facts.ReturnedMessage;
import io.github.redeliver.read.Address;
import io.github.redeliver.read.Scan;
import java.util.ArrayList;
import java.util.List;

/** Header fields of the failed message (RFC 5322) that stand in a paste, such as after the bounce's own text. */
final class PastedHeaders {
    private PastedHeaders() {}

    static ReturnedMessage of(String s) {
        String from = "";
        String path = "";
        String id = "";
        String subject = "";
        List<String> signatures = new ArrayList<>();
        List<String> received = new ArrayList<>();
        int line = 0;
        while (line < s.length()) {
            int end = unfolded(s, line);
            int i = Scan.skipBlank(s, line);
            if (from.isEmpty() && Scan.at(s, i, "from:")) from = address(s, i, end);
            else if (path.isEmpty() && Scan.at(s, i, "return-path:")) path = address(s, i, end);
            else if (id.isEmpty() && Scan.at(s, i, "message-id:")) id = Scan.after(s, i, end, "<", ">\n");
            else if (subject.isEmpty() && Scan.at(s, i, "subject:")) subject = s.substring(i + 8, Scan.lineEnd(s, i)).strip();
            else if (Scan.at(s, i, "received:")) received.add(flat(s.substring(i + 9, end)));
            else if (Scan.at(s, i, "dkim-signature:")) {
                String value = flat(s.substring(i + 15, end)).replace(" ", "");
                String domain = tag(value, "d");
                String selector = tag(value, "s");
                if (!domain.isEmpty() && !selector.isEmpty()) signatures.add(selector + "._domainkey." + domain);
            }
            line = end + 1;
        }
        ReturnedMessage found = new ReturnedMessage(from, path, id, "", first(signatures, 20), first(received, 50), List.of());
        return found.equals(ReturnedMessage.NONE) ? ReturnedMessage.NONE
                : new ReturnedMessage(from, path, id, subject, first(signatures, 20), first(received, 50), List.of());
    }

    private static List<String> first(List<String> all, int most) {
        return all.subList(0, Math.min(all.size(), most));
    }

    private static int unfolded(String s, int line) {
        int end = Scan.lineEnd(s, line);
        int folds = 0;
        while (end + 1 < s.length() && Scan.blank(s.charAt(end + 1)) && folds++ < 40) end = Scan.lineEnd(s, end + 1);
        return end;
    }

    private static String address(String s, int from, int to) {
        Address.Span span = Address.next(s, from, to);
        return span == null ? "" : span.value();
    }

    private static String flat(String value) {
        return value.strip().replaceAll("\\s{1,200}", " ");
    }

    private static String tag(String value, String name) {
        for (String tag : value.split(";")) {
            if (tag.startsWith(name + "=")) return tag.substring(name.length() + 1);
        }
        return "";
    }
}
