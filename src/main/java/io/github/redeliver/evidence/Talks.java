package io.github.redeliver.evidence;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Step;
import io.github.redeliver.facts.Talk;
import java.util.List;
import java.util.Locale;

/** What the SMTP conversation of an incident shows (RFC 5321), whoever recorded it. */
final class Talks {
    private final Notes notes;
    private final Incident incident;
    private final Party party;

    Talks(Notes notes, Incident incident, Party party) {
        this.notes = notes;
        this.incident = incident;
        this.party = party;
    }

    void gather(Attempts attempts) {
        if (attempts.unreached().size() > 1) notes.add(new Talk("several-hosts-unreachable", "", String.join(", ", attempts.unreached()), -1));
        if (attempts.reached()) notes.add(new Talk("other-hosts-reached", "", "", -1));

        List<Step> steps = incident.steps();
        boolean tls = false;
        boolean offered = false;
        boolean greeted = false;
        boolean accepted = false;
        for (Step s : steps) {
            char kind = s.code().isEmpty() ? ' ' : s.code().charAt(0);
            String text = s.text().text();
            if (s.stage().equals("connect") && kind == '2') talk("banner", text, s);
            if (s.stage().equals("ehlo") && kind == '2') {
                greeted = true;
                for (String f : List.of("STARTTLS", "AUTH", "SIZE", "PIPELINING", "8BITMIME", "SMTPUTF8", "CHUNKING", "DSN", "REQUIRETLS")) {
                    if (offers(text, f)) talk("offers-" + f.toLowerCase(Locale.ROOT), "", s);
                }
                if (offers(text, "STARTTLS")) offered = true;
                else if (!tls) talk("starttls-missing", "", s);
            }
            if (s.stage().equals("starttls")) {
                tls = kind == '2';
                if (kind == '4' || kind == '5') talk("starttls-refused", text, s);
            }
            if (s.stage().equals("rcpt") && kind == '2') {
                accepted = true;
                talk("recipient-accepted", "", s);
            }
            if ((kind == '4' || kind == '5') && !s.stage().isEmpty() && !s.stage().equals("starttls")) {
                talk((kind == '4' ? "deferred-at-" : "refused-at-") + s.stage(), text, s);
            }
            if (s.code().isEmpty() && !s.command().isEmpty() && s == steps.get(steps.size() - 1)) talk("no-reply-to-" + s.stage(), "", s);
        }
        if (offered && !tls) notes.add(new Talk("starttls-unused", party.host(), "", -1));
        if (greeted && accepted) notes.add(new Talk("accepted-up-to-rcpt", party.host(), "", -1));
        String stage = incident.reply().stage();
        if (steps.isEmpty() && !stage.isEmpty() && !incident.reply().code().isEmpty()) {
            char kind = incident.reply().code().charAt(0);
            if (kind == '4' || kind == '5') notes.add(new Talk((kind == '4' ? "deferred-at-" : "refused-at-") + stage, party.host(), "", -1));
        }
    }

    private static boolean offers(String text, String feature) {
        String upper = text.toUpperCase(Locale.ROOT);
        for (int at = upper.indexOf(feature); at >= 0; at = upper.indexOf(feature, at + 1)) {
            boolean open = at == 0 || !Character.isLetterOrDigit(upper.charAt(at - 1));
            int end = at + feature.length();
            boolean closed = end == upper.length() || !Character.isLetterOrDigit(upper.charAt(end));
            if (open && closed) return true;
        }
        return false;
    }

    private void talk(String shows, String value, Step s) {
        notes.add(new Talk(shows, party.host(), value.length() > 500 ? value.substring(0, 500) : value, s.number()));
    }
}
