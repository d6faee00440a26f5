package io.github.redeliver.read.mail;

import io.github.redeliver.facts.ReturnedMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.List;

/** What the header fields of a message that came back tell. */
final class Returned {
    private static final int MOST = 100;

    private Returned() {}

    static ReturnedMessage of(Headers headers) {
        if (headers.isEmpty()) return ReturnedMessage.NONE;
        List<String> signatures = new ArrayList<>();
        for (String signature : headers.all("dkim-signature")) {
            String selector = tag(signature, 's');
            String domain = tag(signature, 'd');
            if (!selector.isEmpty() && !domain.isEmpty()) signatures.add(selector + "._domainkey." + domain);
        }
        List<String> received = headers.all("received");
        String id = headers.first("message-id").strip();
        if (id.startsWith("<") && id.endsWith(">")) id = id.substring(1, id.length() - 1);
        String path = headers.first("return-path");
        if (path.isEmpty()) path = headers.first("x-envelope-from");
        return new ReturnedMessage(
                Addresses.clean(headers.text("from")), Addresses.clean(path), id, headers.text("subject"), signatures.subList(0, Math.min(MOST, signatures.size())),
                received.subList(0, Math.min(MOST, received.size())),
                headers.fields().stream().map(Headers.Field::name).distinct().limit(MOST).toList());
    }

    /** Addresses of the first of the named fields that has any. */
    static List<String> recipients(Headers headers, List<String> names) {
        Set<String> found = new LinkedHashSet<>();
        for (String name : names) {
            for (String value : headers.all(name)) {
                Addresses.Found address = Addresses.next(value, 0, value.length());
                while (address != null && found.size() < Limits.RECIPIENTS) {
                    found.add(address.address());
                    address = Addresses.next(value, address.end(), value.length());
                }
            }
            if (!found.isEmpty()) return List.copyOf(found);
        }
        // RFC 5321, section 4.4: "for" in a trace field names the one recipient.
        for (String received : headers.all("received")) {
            int at = received.indexOf(" for ");
            Addresses.Found address = at < 0 ? null : Addresses.at(received, at + 5, received.length());
            if (address != null) return List.of(address.address());
        }
        return List.of();
    }

    /** A tag of a DKIM-Signature (RFC 6376, section 3.2). */
    private static String tag(String signature, char name) {
        for (String one : signature.split(";")) {
            String tag = one.strip();
            if (tag.isEmpty() || tag.charAt(0) != name) continue;
            String rest = tag.substring(1).strip();
            if (rest.startsWith("=")) return rest.substring(1).strip();
        }
        return "";
    }
}
