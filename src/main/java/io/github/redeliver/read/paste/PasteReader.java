package io.github.redeliver.read.paste;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.facts.ReturnedMessage;
import io.github.redeliver.read.Address;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Codes;
import io.github.redeliver.read.Peer;
import io.github.redeliver.read.Reader;
import io.github.redeliver.read.Reading;
import io.github.redeliver.read.ReplyFinder;
import io.github.redeliver.read.ReplyLines;
import io.github.redeliver.read.Scan;
import io.github.redeliver.read.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Free text: a reply alone, the text of a bounce without its mail, a letter, prose. It is the reader of last resort,
 * so it takes anything that is text.
 *
 * <p>Text without any code that may still be a server's words is read as a {@code reply} of kind {@code failure} whose
 * text is the whole: whether it means something is for the rules to recognise, and where none does, nothing is found.
 * Text that is plainly something else (a chat, source code, a question without any server's words) is kind
 * {@code none}.
 */
public final class PasteReader implements Reader {
    private static final int WINDOW = 20_000;
    private static final int AROUND = 10_000;

    private final Notices notices;

    private final Frame frame;
    private final NotABounce others;
    private final Quotation quotations;
    private final Recipients mailboxes;
    private final Poster poster;

    /**
     * @param notices words by which notices that are no failure are told, from the knowledge base
     * @param words words by which the parts of a text are found
     */
    public PasteReader(Notices notices, Words words) {
        this.notices = notices;
        this.frame = new Frame(words);
        this.others = new NotABounce(words, frame);
        this.quotations = new Quotation(words, frame);
        this.mailboxes = new Recipients(words);
        this.poster = new Poster(words, frame);
    }

    @Override
    public int evidence(Passage input) {
        return input.isBlank() ? 0 : 10;
    }

    @Override
    public Reading read(Passage input, Bounds bounds) {
        List<String> limits = new ArrayList<>();
        Passage raw = bounds.text(input, limits);
        Passage text = Forum.clean(raw);
        String s = text.text();
        if (binary(s)) return new Reading("unknown", "none", "binary data", List.of(), List.of(), limits);
        if (s.isBlank()) return new Reading("unknown", "none", "nothing", List.of(), List.of(), limits);
        if (others.webPage(raw.text(), s)) return new Reading("unknown", "none", "page of a web server", List.of(), List.of(), limits);

        ReportFields fields = ReportFields.of(text, bounds.recipients());
        List<Recipients.Section> sections = Recipients.sections(s, bounds.recipients() + 1);
        if (sections.size() > bounds.recipients()) {
            sections = sections.subList(0, bounds.recipients());
            limits.add(Bounds.RECIPIENTS);
        }
        List<Incident> incidents = new ArrayList<>();
        if (!sections.isEmpty() && !useless(s, sections)) {
            incidents.addAll(ofSections(text, sections, fields));
        } else if (!fields.recipients().isEmpty()) {
            incidents.addAll(ofFields(text, fields));
        } else {
            incidents.addAll(ofText(text, bounds));
        }
        Notices.Notice notice = notices.of(s);
        boolean coded = incidents.stream().anyMatch(i -> !i.reply().code().isEmpty() || !i.reply().enhanced().isEmpty());
        Optional<Passage> quotation = incidents.isEmpty() ? quotations.in(raw).map(Forum::clean) : Optional.empty();
        String kind = kind(incidents, notice, coded, quotation.isPresent(), text);
        if (kind.equals("none")) {
            boolean noticed = notice != null && notice.kind().equals("none");
            String what = noticed ? notice.what() : coded ? "source code" : others.what(s);
            return new Reading(others.form(s), "none", what, List.of(), List.of(), limits);
        }
        Passage said = incidents.isEmpty() ? Settings.without(text) : text;
        if (said.isBlank()) return new Reading("unknown", "none", "configuration", List.of(), List.of(), limits);
        String form = form(s, sections, fields, notice);
        if (incidents.isEmpty()) {
            Passage reply = quotation.orElseGet(() -> {
                int quoted = others.quoting(said.text());
                if (quoted >= 0) return said.slice(quoted, frame.paragraphEnd(said.text(), quoted, said.length()));
                // words of several sentences stand together by chance
                return notice == null && quotations.prose(s) ? Passage.empty() : said;
            });
            Peer peer = Peer.in(said.text(), 0, Math.min(said.length(), WINDOW));
            incidents.add(Incident.builder().recipient(mailboxes.named(s, 0, Math.min(s.length(), 50_000))).sender(mailboxes.sender(s)).host(peer.host()).hostAddress(peer.address())
                    .reply(ReplyFinder.read(reply, "")).around(reply == said ? Passage.empty() : said).build());
        }
        ReturnedMessage returned = PastedHeaders.of(s);
        if (returned != ReturnedMessage.NONE) incidents.replaceAll(i -> i.toBuilder().returned(returned).build());
        if (kind.equals("delay")) incidents.replaceAll(i -> i.toBuilder().action("delayed").build());
        return new Reading(form, kind, notice == null ? "" : notice.what(), incidents, List.of(), limits);
    }

    /**
     * Control characters that no text has, more than one in twenty-five. What a terminal writes (escape, bell, backspace)
     * is none of them, nor are characters that a wrong encoding lost: the reply may well be readable beside them.
     */
    private static boolean binary(String s) {
        int most = Math.min(s.length(), 2_000);
        int controls = 0;
        for (int i = 0; i < most; i++) {
            char c = s.charAt(i);
            if (c < ' ' && "\n\r\t\f\u001b\b\u0007".indexOf(c) < 0) controls++;
        }
        return controls >= 8 && controls * 25 > most;
    }

    private String kind(List<Incident> incidents, Notices.Notice notice, boolean coded, boolean quotes, Passage text) {
        boolean delayed = !incidents.isEmpty() && incidents.stream().allMatch(i -> i.action().equals("delayed"));
        if (delayed) return "delay";
        boolean done = !incidents.isEmpty() && incidents.stream().allMatch(i -> List.of("delivered", "relayed", "expanded").contains(i.action()));
        if (done) return "success";
        if (notice != null && (!coded || notice.kind().equals("delay"))) return notice.kind().equals("letter") ? "failure" : notice.kind();
        if (!coded && others.looks(text.text(), quotes)) return "none";
        if (coded && others.source(text)) return "none";
        return "failure";
    }

    private String form(String s, List<Recipients.Section> sections, ReportFields fields, Notices.Notice notice) {
        if (notice != null && notice.kind().equals("letter")) return "letter";
        if (!fields.recipients().isEmpty() || !fields.message().isEmpty() || notice != null) return "ndr";
        for (Recipients.Section section : sections) {
            int after = Scan.skipBlank(s, section.from());
            boolean replyOnly = after < s.length() && Scan.digit(s.charAt(after)) && Scan.lineEnd(s, after) >= s.length();
            boolean words = after < s.length() && !s.substring(section.from(), section.to()).isBlank();
            if ((words && !replyOnly) || sections.get(0).line() > 0) return "ndr";
        }
        return frame.looks(s) ? "ndr" : "reply";
    }

    /** Addresses at line starts that no word follows and no word of a report comes before (a signature). */
    private boolean useless(String s, List<Recipients.Section> sections) {
        Optional<ReplyFinder.Hit> hit = ReplyFinder.locate(Passage.of(s));
        return hit.isPresent() && hit.get().to() <= sections.get(0).line() && !frame.looks(s.substring(0, sections.get(0).line()))
                && hit.get().quoted() && sections.stream().allMatch(x -> s.substring(x.from(), x.to()).isBlank());
    }

    private List<Incident> ofSections(Passage text, List<Recipients.Section> sections, ReportFields fields) {
        String s = text.text();
        Map<String, List<Recipients.Section>> byRecipient = new LinkedHashMap<>();
        for (Recipients.Section section : sections) {
            byRecipient.computeIfAbsent(Scan.lower(section.recipient()), k -> new ArrayList<>()).add(section);
        }
        String sender = mailboxes.sender(s);
        List<Incident> incidents = new ArrayList<>();
        for (List<Recipients.Section> own : byRecipient.values()) {
            Recipients.Section best = null;
            ReplyFinder.Hit hit = null;
            for (Recipients.Section section : own) {
                Optional<ReplyFinder.Hit> found = ReplyFinder.locate(text.slice(section.from(), section.to()));
                if (found.isPresent() && (hit == null || !hit.quoted() && found.get().quoted())) {
                    hit = found.get();
                    best = section;
                }
            }
            if (best == null) best = own.stream().max(Comparator.comparingInt(x -> words(s, x).length())).orElseThrow();
            if (hit != null && !hit.worded() && !words(s, best).isEmpty()) hit = null; // a field of the report, not what was said
            if (hit == null && words(s, best).isEmpty()) {
                // several addresses listed, told of together: the text of the next one that has any
                for (Recipients.Section later : sections) {
                    if (later.line() <= best.line() || words(s, later).isEmpty()) continue;
                    Optional<ReplyFinder.Hit> found = ReplyFinder.locate(text.slice(later.from(), later.to()));
                    best = new Recipients.Section(best.recipient(), best.original(), best.line(), later.from(), later.to());
                    hit = found.orElse(null);
                    break;
                }
            }
            Map<String, Passage> block = block(fields, best.recipient());
            int from = best.from();
            int to = best.to();
            if (hit == null && words(s, best).isEmpty()) {
                // nothing follows the address: what was said stands before it
                Optional<ReplyFinder.Hit> found = ReplyFinder.locate(text);
                from = 0;
                to = s.length();
                hit = found.orElse(null);
            }
            incidents.add(incident(text, best, from, to, hit, block, fields, sender));
        }
        return incidents;
    }

    private Incident incident(Passage text, Recipients.Section section, int from, int to, ReplyFinder.Hit hit,
            Map<String, Passage> block, ReportFields fields, String sender) {
        String s = text.text();
        Reply reply;
        Passage around;
        if (hit != null) {
            reply = hit.reply();
            around = around(text, from + hit.from(), from + hit.to());
        } else {
            int start = Scan.skipSpace(s, from);
            int end = frame.paragraphEnd(s, start, to);
            Passage words = ReplyLines.join(text.slice(start, Math.max(start, end)).strip());
            reply = new Reply("", "", io.github.redeliver.read.Stage.named(s, start, end), words);
            around = around(text, start, end);
        }
        int near = Math.min(to, from + 4000);
        Peer peer = Peer.in(s, from, hit == null ? near : Math.min(near, from + hit.from() + 1));
        if (peer == Peer.NONE && hit != null) peer = Peer.in(s, from, near);
        return finish(reply, block, fields, peer, s)
                .recipient(section.recipient()).originalRecipient(section.original()).sender(sender).around(around).build();
    }

    private static Incident.Builder finish(Reply reply, Map<String, Passage> block, ReportFields fields, Peer peer, String s) {
        Incident.Builder b = Incident.builder();
        Reply r = reply;
        if (r.text().isBlank() || (r.code().isEmpty() && r.enhanced().isEmpty())) {
            Passage diagnostic = ReportFields.value(block, "diagnostic-code");
            if (!diagnostic.isBlank()) {
                Reply said = ReplyFinder.locate(diagnostic).map(ReplyFinder.Hit::reply).orElse(ReplyFinder.read(diagnostic, ""));
                if (r.text().isBlank() || !said.code().isEmpty()) r = new Reply(said.code(), said.enhanced(), either(r.stage(), said.stage()), said.text());
            }
        }
        String status = Codes.enhanced(ReportFields.value(block, "status").text());
        if (!status.isEmpty() && (r.enhanced().isEmpty() || status.charAt(0) != r.enhanced().charAt(0))) {
            r = new Reply(r.code(), status, r.stage(), r.text());
        }
        Peer p = peer;
        String remote = ReportFields.value(block, "remote-mta").text();
        if (p.host().isEmpty() && !remote.isEmpty()) {
            Peer named = Peer.at(remote, 0, remote.length());
            p = new Peer(named == Peer.NONE ? remote.strip() : named.host(), either(p.address(), named.address()));
        }
        return b.reply(r).host(p.host()).hostAddress(p.address())
                .client(Address.firstIp(r.text().text(), 0, r.text().length(), p.address()))
                .action(Scan.lower(firstWord(ReportFields.value(block, "action").text())))
                .reporter(ReportFields.value(fields.message(), "reporting-mta").text())
                .queueId(ReportFields.value(fields.message(), "x-postfix-queue-id").text());
    }

    private static String firstWord(String text) {
        int i = 0;
        while (i < text.length() && Scan.letter(text.charAt(i))) i++;
        return text.substring(0, i);
    }

    private static Map<String, Passage> block(ReportFields fields, String recipient) {
        for (Map<String, Passage> block : fields.recipients()) {
            if (ReportFields.value(block, "final-recipient").text().equalsIgnoreCase(recipient)
                    || ReportFields.value(block, "original-recipient").text().equalsIgnoreCase(recipient)) return block;
        }
        return fields.recipients().size() == 1 ? fields.recipients().get(0) : Map.of();
    }

    private List<Incident> ofFields(Passage text, ReportFields fields) {
        String s = text.text();
        List<Incident> incidents = new ArrayList<>();
        Peer peer = Peer.in(s, 0, Math.min(s.length(), 20_000));
        String sender = mailboxes.sender(s);
        Optional<ReplyFinder.Hit> whole = ReplyFinder.locate(text);
        for (Map<String, Passage> block : fields.recipients()) {
            String recipient = ReportFields.value(block, "final-recipient").text();
            String original = ReportFields.value(block, "original-recipient").text();
            if (recipient.indexOf('@') < 0 && !original.isEmpty()) recipient = original;
            if (recipient.isEmpty() && fields.recipients().size() == 1) recipient = mailboxes.named(s, 0, Math.min(s.length(), 50_000));
            Optional<ReplyFinder.Hit> hit = block.containsKey("diagnostic-code") ? Optional.empty() : whole;
            Reply reply = hit.map(ReplyFinder.Hit::reply).orElse(Reply.NONE);
            incidents.add(finish(reply, block, fields, peer, s).recipient(strip(recipient)).originalRecipient(strip(original))
                    .sender(sender).around(hit.map(h -> around(text, h.from(), h.to())).orElse(text)).build());
        }
        return incidents;
    }

    private static String strip(String field) {
        String address = field.startsWith("<") && field.endsWith(">") ? field.substring(1, field.length() - 1) : field;
        Address.Span span = Address.next(address, 0, address.length());
        // what holds no mail address is a name of another kind of mail (X.400, Notes)
        return span == null || address.indexOf(' ') < 0 ? address : span.value();
    }

    /** No line of an address: one reply, or several with different codes. */
    private List<Incident> ofText(Passage text, Bounds bounds) {
        String s = text.text();
        List<Incident> incidents = new ArrayList<>();
        String sender = mailboxes.sender(s);
        int from = 0;
        while (from < s.length() && incidents.size() < bounds.recipients()) {
            // the first one may stand anywhere; those behind it are looked for piece by piece
            int to = from == 0 ? s.length() : Math.min(s.length(), from + WINDOW);
            Optional<ReplyFinder.Hit> found = ReplyFinder.locate(text.slice(from, to));
            if (found.isEmpty() || (!incidents.isEmpty() && !found.get().quoted())) {
                if (to >= s.length() || incidents.isEmpty()) break;
                from = to;
                continue;
            }
            ReplyFinder.Hit hit = found.get();
            Incident incident = ofHit(text, from, hit, sender);
            if (incidents.isEmpty()) incidents.add(incident);
            else merge(incidents, incident);
            from += Math.max(1, hit.to());
        }
        return incidents;
    }

    private static boolean agree(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.equalsIgnoreCase(other);
    }

    private static String either(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    private static void merge(List<Incident> incidents, Incident next) {
        Incident last = incidents.get(incidents.size() - 1);
        boolean same = agree(last.reply().code(), next.reply().code()) && agree(last.reply().enhanced(), next.reply().enhanced())
                && agree(last.recipient(), next.recipient());
        if (same) {
            int at = incidents.size() - 1;
            boolean spoken = spoken(next.reply());
            boolean longer = next.reply().text().length() > last.reply().text().length();
            Incident fuller = (spoken == spoken(last.reply()) ? longer : spoken) ? next : last;
            String enhanced = either(last.reply().enhanced(), next.reply().enhanced());
            String code = either(last.reply().code(), next.reply().code());
            Reply r = fuller.reply();
            incidents.set(at, fuller.toBuilder().reply(new Reply(code, enhanced, either(r.stage(), last.reply().stage()), r.text()))
                    .recipient(either(last.recipient(), next.recipient())).build());
        } else {
            incidents.add(next);
        }
    }

    /** Whether words follow the code as a server writes them; {@code 550, Error Number: …} is a field of a dialogue. */
    private static boolean spoken(Reply reply) {
        String text = reply.text().text();
        int at = reply.code().isEmpty() ? -1 : text.indexOf(reply.code());
        return at < 0 || at + 3 >= text.length() || text.charAt(at + 3) != ',';
    }

    private Incident ofHit(Passage text, int base, ReplyFinder.Hit hit, String sender) {
        String s = text.text();
        int from = base + hit.from();
        int to = base + hit.to();
        int near = Math.max(0, from - 2000);
        String key = Recipients.key(s, from);
        String recipient = key.isEmpty() ? mailboxes.named(s, near, from) : key;
        String inside = mailboxes.named(s, from, to);
        if (recipient.isEmpty() || (!inside.isEmpty() && s.substring(from, to).contains("<" + inside + ">"))) recipient = inside.isEmpty() ? recipient : inside;
        if (recipient.isEmpty()) recipient = mailboxes.named(s, to, Math.min(s.length(), to + 4000));
        Peer peer = Peer.in(s, near, Math.min(from + 1, s.length()));
        if (peer == Peer.NONE) peer = Peer.in(s, to, Math.min(s.length(), to + 2000));
        return finish(hit.reply(), Map.of(), new ReportFields(Map.of(), List.of()), peer, s)
                .recipient(recipient).sender(sender).around(hit.quoted() ? poster.without(around(text, from, to)) : around(text, from, to)).build();
    }

    /** What stands about a reply, from near it where the text is long. */
    private static Passage around(Passage text, int from, int to) {
        if (from >= to && text.length() <= 2 * AROUND) return text;
        int start = Math.max(0, from - AROUND);
        int end = Math.min(text.length(), to + AROUND);
        return Passage.builder(text).append(start, from).append(to, end).build().strip();
    }

    private String words(String s, Recipients.Section section) {
        int start = Scan.skipSpace(s, section.from());
        if (start >= section.to()) return "";
        return s.substring(start, frame.paragraphEnd(s, start, section.to())).strip();
    }
}
