package io.github.redeliver.read.transcript;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.facts.Step;
import io.github.redeliver.read.Address;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Peer;
import io.github.redeliver.read.Reader;
import io.github.redeliver.read.Reading;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Words;
import io.github.redeliver.read.paste.Cleaner;
import io.github.redeliver.read.paste.Mailboxes;
import io.github.redeliver.read.paste.Reports;
import io.github.redeliver.read.transcript.Conversation.Turn;
import io.github.redeliver.read.transcript.Dialogue.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * SMTP conversations: telnet, nc, openssl s_client, swaks, curl, {@code sendmail -v}, and the debug output of mail
 * libraries and servers. The first refusal that was not made good later decides; several refused recipients give an
 * incident each; where nothing was refused, silence or a broken connection.
 */
public final class TranscriptReader implements Reader {
    private final List<String> trouble;
    private final List<String> clients;
    private final List<String> tls;
    private final List<String> hosts;
    private final List<String> silent;
    private final List<String> others;
    private final Reports reports;
    private final Mailboxes mailboxes;

    /** @param words what clients and recorders write of themselves, from the knowledge base */
    public TranscriptReader(Words words) {
        this.trouble = words.list("transcripts.trouble");
        this.clients = words.list("transcripts.clients");
        this.tls = words.list("transcripts.tls");
        this.hosts = words.list("transcripts.hosts");
        this.silent = words.list("transcripts.silent");
        this.others = words.list("transcripts.reports");
        this.reports = new Reports(words);
        this.mailboxes = new Mailboxes(words);
    }

    @Override
    public int evidence(Passage input) {
        Passage head = input.length() > 200_000 ? input.slice(0, 200_000) : input;
        if (head.text().indexOf('\n') < 0 && head.text().indexOf("\\n") < 0) return 0;
        int commands = 0;
        int replies = 0;
        int unanswered = 0;
        int besides = 0;
        boolean refused = false;
        for (Dialogue.Line line : Dialogue.of(raw(head))) {
            if (line.kind() == Kind.COMMAND) commands++;
            if (line.kind() == Kind.REPLY) {
                replies++;
                refused |= line.text().text().charAt(0) >= '4';
            }
            if (line.kind() == Kind.OTHER && !line.text().isBlank()) besides++;
            if (line.kind() == Kind.OTHER && silent(line.text())) unanswered++;
        }
        boolean report = reports.looks(head.text()) || Words.any(head.text(), others);
        if (commands >= 1 && replies >= 1 && commands + replies >= 3) return report ? 5 : 85;
        if (commands >= 1 && replies >= 1) return report ? 5 : 55;
        if (commands >= 1 && unanswered >= 1) return report ? 5 : 75;
        if (replies >= 3 && !refused && replies > besides) return report ? 5 : 55; // the server's side alone, and it agreed to all
        String s = head.text();
        return Words.any(Scan.lower(s), tls) ? 70 : report ? 0 : dialled(s) ? 65 : 0;
    }

    /** Whether a recorder wrote a mark and no answer behind it, at most a time before it. */
    private boolean silent(Passage line) {
        if (line.length() > 120) return false;
        String low = Scan.lower(line.text().strip());
        for (String mark : silent) {
            if (!low.endsWith(mark)) continue;
            int i = low.length() - mark.length();
            if (i == 0 || Scan.blank(low.charAt(i - 1)) && Scan.digit(low.charAt(Math.max(0, low.indexOf(':') - 1)))) return true;
        }
        return false;
    }

    /** Whether the lines are those of a client that only tried to connect: {@code Trying 192.0.2.1...}, {@code telnet: …}. */
    private boolean dialled(String s) {
        int line = 0;
        for (int lines = 0; lines < 200 && line < s.length(); lines++) {
            int i = Scan.skipBlank(s, line);
            if (Scan.at(s, i, "trying ") && Address.ipEnd(s, i + 7, s.length()) > i + 7) return true;
            for (String client : clients) {
                if (Scan.at(s, i, client)) return true;
            }
            line = Scan.lineEnd(s, line) + 1;
        }
        return false;
    }

    private static Passage raw(Passage input) {
        return Cleaner.recorded(input);
    }

    @Override
    public Reading read(Passage input, Bounds bounds) {
        List<String> limits = new ArrayList<>();
        Passage text = raw(bounds.text(input, limits));
        Conversation talk = Conversation.of(text);
        if (talk.cut) limits.add(Bounds.EVENTS);
        List<Step> steps = talk.turns.stream().map(Turn::step).toList();
        if (talk.recipient.isEmpty()) talk.recipient = mailboxes.heading(talk.about().text());
        List<Incident> incidents = new ArrayList<>();
        List<Turn> refused = refused(talk.turns);
        Set<String> recipients = new LinkedHashSet<>();
        for (Turn turn : refused) {
            boolean rcpt = turn.step().stage().equals("rcpt");
            if (!incidents.isEmpty() && !rcpt) continue;
            if (!recipients.add(turn.address())) continue;
            if (incidents.size() >= bounds.recipients()) {
                limits.add(Bounds.RECIPIENTS);
                break;
            }
            Step step = turn.step();
            incidents.add(base(talk, steps, text).recipient(rcpt && !turn.address().isEmpty() ? turn.address() : talk.recipient)
                    .reply(new Reply(step.code(), step.enhanced(), step.stage(), step.text()))
                    .client(client(step, input))
                    .action(step.code().startsWith("4") ? "delayed" : "failed").build());
            if (!rcpt) break;
        }
        if (incidents.isEmpty()) {
            Reply silence = silence(talk, text);
            if (silence != null) {
                incidents.add(base(talk, steps, text).recipient(talk.recipient).reply(silence).action("failed").build());
            }
        }
        if (incidents.isEmpty()) {
            Optional<Step> taken = talk.turns.stream().filter(TranscriptReader::taken).map(Turn::step).findFirst();
            if (taken.isPresent()) {
                Step last = taken.get();
                Incident sent = base(talk, steps, text).recipient(talk.recipient).action("relayed")
                        .reply(new Reply(last.code(), last.enhanced(), last.stage(), last.text())).build();
                return new Reading("transcript", "success", "message taken", List.of(sent), List.of(), limits);
            }
            return new Reading("transcript", "none", "conversation without a refusal", List.of(), List.of(), limits);
        }
        return new Reading("transcript", "failure", "", incidents, List.of(), limits);
    }

    private static String client(Step step, Passage input) {
        String said = step.text().text();
        return Address.firstIp(said, 0, said.length(), "");
    }

    private Incident.Builder base(Conversation talk, List<Step> steps, Passage text) {
        Peer peer = peer(talk, text.text());
        return Incident.builder().sender(talk.sender).helo(talk.helo).host(peer.host()).hostAddress(peer.address()).steps(steps).around(talk.about());
    }

    private Peer peer(Conversation talk, String s) {
        String host = "";
        String address = "";
        for (String word : hosts) {
            int from = 0;
            for (int tries = 0; tries < 4; tries++) {
                int i = indexOf(s, word, from);
                if (i < 0) break;
                from = i + word.length();
                Peer peer = Peer.at(s, from, Scan.lineEnd(s, from));
                if (host.isEmpty()) host = peer.host();
                if (address.isEmpty()) address = peer.address();
            }
        }
        return new Peer(host.isEmpty() ? talk.banner : host, address);
    }

    private static int indexOf(String s, String word, int from) {
        int most = Math.min(s.length(), 20_000) - word.length();
        for (int i = from; i <= most; i++) {
            if (Scan.at(s, i, word) && (i == 0 || !Scan.alnum(s.charAt(i - 1)))) return i;
        }
        return -1;
    }

    /** Refusals that no later turn made good: a failed EHLO before a good HELO is none. */
    private static List<Turn> refused(List<Turn> turns) {
        List<Turn> refused = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            String code = turn.step().code();
            if (code.isEmpty() || code.charAt(0) < '4' || turn.step().stage().equals("quit")) continue;
            if (turns.subList(i + 1, turns.size()).stream().noneMatch(later -> mends(turn, later))) refused.add(turn);
        }
        return refused;
    }

    private static boolean mends(Turn refused, Turn later) {
        String stage = refused.step().stage();
        // who does not know EHLO is asked with HELO, and what that answers decides
        if (stage.equals("ehlo") && refused.step().code().startsWith("50") && later.step().stage().equals(stage) && !later.step().code().isEmpty()) return true;
        if (!later.step().stage().equals(stage) || !later.step().code().startsWith("2") || stage.equals("connect")) return false;
        return !stage.equals("rcpt") || later.address().equalsIgnoreCase(refused.address());
    }

    private static boolean taken(Turn turn) {
        return turn.step().stage().equals("end-of-data") && turn.step().code().startsWith("2");
    }

    /** Nothing was refused: the command that had no answer, or what the recorder tells of a broken connection. */
    private @org.jspecify.annotations.Nullable Reply silence(Conversation talk, Passage text) {
        Turn unanswered = talk.turns.stream().filter(t -> t.step().code().isEmpty() && !t.step().stage().equals("quit")).findFirst().orElse(null);
        if (talk.turns.stream().anyMatch(TranscriptReader::taken)) return null;
        Passage said = null;
        for (Passage other : talk.others) {
            String low = Scan.lower(other.text());
            boolean verify = low.contains("verify error");
            if (verify || said == null && Words.any(low, trouble)) said = other;
        }
        if (said == null && unanswered != null) said = talk.others.stream().filter(this::silent).findFirst().orElse(null);
        if (said == null) return null;
        boolean goodbye = unanswered == null && Scan.lower(said.text()).contains("connection closed by foreign host") && talk.turns.stream().anyMatch(t -> t.step().stage().equals("quit"));
        if (goodbye) return null;
        if (talk.turns.isEmpty() && dialled(text.text()) && text.length() <= 20_000) said = talk.about(); // each attempt counts
        String low = Scan.lower(said.text());
        boolean tls = Scan.containsAny(low, "verify", "certificate", "handshake", "ssl", "tls");
        String stage = tls ? "starttls" : unanswered != null ? unanswered.step().stage() : talk.turns.isEmpty() ? "connect" : talk.turns.get(talk.turns.size() - 1).step().stage();
        return new Reply("", "", stage, said);
    }
}
