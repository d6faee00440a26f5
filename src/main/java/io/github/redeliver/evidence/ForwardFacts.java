package io.github.redeliver.evidence;

import io.github.redeliver.evidence.spf.Spf;
import io.github.redeliver.evidence.spf.SpfResult;
import io.github.redeliver.evidence.spf.SpfResult.Result;
import io.github.redeliver.facts.Incident;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether somebody passed the message on, so that the receiver saw a forwarder's address and not the sender's. */
final class ForwardFacts {
    /** Header fields that forwarders and mailing lists add (RFC 2919, RFC 2369, RFC 5322 3.6.6, and habits). */
    private static final List<String> LIST_FIELDS = List.of("\nlist-id:", "\nlist-post:", "\nlist-unsubscribe:", "\nmailing-list:");
    private static final List<String> FORWARD_FIELDS =
            List.of("\nx-forwarded-to:", "\nx-forwarded-for:", "\nresent-from:", "\nresent-to:", "\nx-original-to:", "\nauto-submitted: auto-forwarded");

    private final Notes notes;
    private final Party party;
    private final Incident incident;

    ForwardFacts(Notes notes, Party party, Incident incident) {
        this.notes = notes;
        this.party = party;
        this.incident = incident;
    }

    void gather(@Nullable SpfResult spf, String spfDomain) {
        String path = party.reversePath().toLowerCase(Locale.ROOT);
        if (path.startsWith("srs0") || path.startsWith("srs1")) forwarded("srs", path);
        String original = Domains.of(incident.originalRecipient());
        String last = Domains.of(incident.recipient());
        if (Domains.askable(original) && Domains.askable(last) && !original.equals(last)) forwarded("recipient", original);
        String text = "\n" + Party.text(incident).toLowerCase(Locale.ROOT);
        for (String f : LIST_FIELDS) if (text.contains(f)) notes.known("mailing-list", party.from(), f.substring(1, f.length() - 1), 0);
        for (String f : FORWARD_FIELDS) if (text.contains(f)) forwarded("header", f.substring(1));
        for (String f : incident.returned().fields()) {
            // senders of newsletters write List-Id and List-Unsubscribe themselves; to be posted to is a list's own
            if (f.equals("list-post") || f.equals("mailing-list")) notes.known("mailing-list", party.from(), f, 0);
            if (f.startsWith("x-forwarded-") || f.startsWith("resent-")) forwarded("header", f);
        }
        Address ip = party.ip();
        if (ip == null) return;
        if (party.own() != null && !party.own().equals(ip)) another(ip, party.own(), spfDomain);
        hops(ip, spfDomain, text);
        boolean refused = spf != null && (spf.result() == Result.FAIL || spf.result() == Result.SOFTFAIL || spf.result() == Result.NEUTRAL);
        if (notes.shown("forwarded") || notes.shown("mailing-list")) {
            if (refused) notes.known("forwarded-spf-fail", spfDomain, ip.text(), 0);
            notes.value("forwarder", notes.value("ptr").isEmpty() ? ip.text() : notes.value("ptr"));
        }
    }

    private void forwarded(String how, String value) {
        notes.known("forwarded", how, value, 0);
    }

    /** The receiver names another address than the sender's own. */
    private void another(Address seen, Address own, String spfDomain) {
        notes.known("refused-address-not-ours", seen.text(), own.text(), 0);
        notes.value("own_ip", own.text());
        if (!spfDomain.isEmpty() && Spf.check(own, party.helo(), spfDomain, notes.dns).result() == Result.PASS) {
            notes.known("forwarded", "address", seen.text(), 0);
        }
    }

    /**
     * A Received field says that a host of another house took the message before the address that was refused gave it on:
     * the house of that host is the house of the refused address's name.
     */
    private void hops(Address ip, String spfDomain, String text) {
        String ptr = notes.value("ptr");
        if (ptr.isEmpty()) ptr = Domains.tidy(party.helo());
        if (!Domains.askable(ptr) || spfDomain.isEmpty()) return;
        String house = Domains.last(ptr, 2);
        if (Domains.last(spfDomain, 2).equals(house) || (!party.from().isEmpty() && Domains.last(party.from(), 2).equals(house))) return;
        for (String field : incident.returned().received()) if (hop(" " + field.toLowerCase(Locale.ROOT), ip, house)) return;
        for (int at = text.indexOf("\nreceived: "); at >= 0; at = text.indexOf("\nreceived: ", at + 1)) {
            int end = text.indexOf("\n", at + 1);
            while (end > 0 && end + 1 < text.length() && (text.charAt(end + 1) == ' ' || text.charAt(end + 1) == '\t')) end = text.indexOf("\n", end + 1);
            if (hop(text.substring(at + 10, end < 0 ? text.length() : end), ip, house)) return;
        }
    }

    private boolean hop(String field, Address ip, String house) {
        int by = field.indexOf(" by ");
        if (by < 0) return false;
        String host = word(field, by + 4);
        boolean taken = Domains.under(host, house);
        boolean fromElsewhere = Party.bracketed(field).stream().anyMatch(a -> !a.equals(ip) && !a.internal());
        int f = field.indexOf(" for ");
        if (taken && fromElsewhere) {
            notes.known("forwarded", "received", host, 0);
            if (f >= 0) notes.value("forwarded_for", word(field, f + 5));
            return true;
        }
        return false;
    }

    private static String word(String text, int from) {
        int to = from;
        while (to < text.length() && text.charAt(to) > ' ' && text.charAt(to) != ';' && text.charAt(to) != '(') to++;
        return Domains.tidy(text.substring(from, to).replace("<", "").replace(">", ""));
    }
}
