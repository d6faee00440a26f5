package io.github.redeliver.read.mail;

import io.github.redeliver.facts.Passage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report in words: who failed, what was replied, by whom, and where the returned message begins. */
final class FreeForm {
    private static final int LONGEST = 256 * 1024;
    private static final int LOOSE = 20;

    private final Passage source;
    private final String text;
    private final Fold fold;
    private final List<Template.Match> matches;
    private final List<Said> said;

    /** Delivery status fields that stand in the text. */
    final DeliveryStatus fields;
    /** One for each recipient that is named. */
    final List<Entry> entries;
    /** Whoever else is spoken of, where {@link #entries} is empty. */
    final List<Entry> loose = new ArrayList<>();
    /** How often the text says of itself that it is of a kind. */
    final Map<String, Integer> kinds = new HashMap<>();
    /** The returned message's header fields, if they stand in the text. */
    Headers returned = Headers.NONE;
    /** Where the report's own words end. */
    private int cut;

    String software = "";

    /** Whether a sentence with which only one software begins its reports was found. */
    boolean begun;
    String reporter = "";
    String queueId = "";
    String sender = "";
    /** How surely this is a report: 4 for a sentence that begins one, 3 for words that introduce recipients or a line as reports have them, less for a code or a recipient. */
    int evidence;

    FreeForm(Passage whole, Frames frames, Limits limits) {
        source = whole.length() > LONGEST ? whole.slice(0, LONGEST) : whole;
        text = source.text();
        cut = text.length();
        int headers = headers();
        fold = new Fold(text, 0, headers);
        matches = frames.find(fold);
        fields = DeliveryStatus.read(source, limits);
        cut(headers);
        matches.removeIf(m -> fold.origin(m.start) >= cut);
        software();
        Lines lines = new Lines(text, 0, cut);
        List<Entry> named = new Names(text, fold, lines, cut, frames, fields).find(matches);
        int[] ends = ends();
        said = new Replies(source, fold, lines, 0, cut, stops(named, ends), frames).find(matches, fields);
        Assignment assignment = new Assignment(source, fold, lines, cut, ends, matches, said);
        entries = assignment.entries(named, limits);
        if (entries.isEmpty()) mentioned(assignment, lines);
        weigh();
    }

    /** Whether this is what was found in a text. */
    boolean isOf(Passage passage) {
        return passage == source;
    }

    /** The report's own words. */
    Passage around() {
        return source.slice(0, cut).strip();
    }

    /** The best of what the text quotes as a reply, whomever it is about. */
    @Nullable Said best() {
        Said best = null;
        for (Said s : said) if (s.strongerThan(best)) best = s;
        return best;
    }

    /** Where a message's header fields begin below the first line, or the end. */
    private int headers() {
        for (int i = HeaderBlock.lineEnd(text, 0, text.length()) + 1; i < text.length(); i = HeaderBlock.lineEnd(text, i, text.length()) + 1) {
            if (HeaderBlock.begins(text, i, text.length())) return i;
        }
        return text.length();
    }

    private void cut(int headers) {
        int start = headers;
        cut = headers;
        for (Template.Match match : matches) {
            if (match.template.role.equals("returned") && fold.lineStart(match.start)) {
                cut = fold.origin(match.start);
                start = match.end >= fold.length() ? headers : fold.origin(match.end);
                break;
            }
        }
        // The separator's own line, blank lines and underlines may come before the fields.
        for (int line = 0; line < 8 && start < text.length(); line++) {
            int end = HeaderBlock.lineEnd(text, start, text.length());
            if (Headers.colon(text, start, end) > 0) {
                returned = Headers.parse(text, start, HeaderBlock.end(text, start, text.length()), new Limits());
                return;
            }
            start = end + 1;
        }
    }

    private void software() {
        Map<String, Integer> votes = new LinkedHashMap<>();
        for (Template.Match match : matches) {
            String role = match.template.role;
            int weight = switch (role) {
                case "begins" -> 8;
                case "recipients", "lines" -> 3;
                case "replies" -> 2;
                default -> 0;
            };
            if (weight == 0) {
                kinds.merge(role, 1, Integer::sum);
                continue;
            }
            if (!match.template.frame.isEmpty()) votes.merge(match.template.frame, weight, Integer::sum);
            begun |= role.equals("begins") && !match.template.frame.isEmpty();
            if (role.equals("begins")) evidence = Math.max(evidence, 4);
            else if (role.equals("recipients") || role.equals("lines") && (match.range("recipient") != null || match.range("reply") != null)) {
                evidence += evidence >= 6 ? 0 : 3;
            } else if (role.equals("replies")) evidence += evidence >= 6 ? 0 : 2;
            if (reporter.isEmpty()) reporter = match.text(fold, text, "reporter");
            if (queueId.isEmpty()) queueId = match.text(fold, text, "queue");
            if (sender.isEmpty()) sender = Addresses.clean(match.text(fold, text, "sender"));
        }
        int most = 0;
        for (Map.Entry<String, Integer> vote : votes.entrySet()) {
            if (vote.getValue() > most) {
                most = vote.getValue();
                software = vote.getKey();
            }
        }
    }

    private int[] ends() {
        return matches.stream().filter(m -> m.template.role.equals("ends")).mapToInt(m -> fold.origin(m.start)).sorted().toArray();
    }

    /** Where a reply cannot go on: where one ends, and where another recipient is named. */
    private static int[] stops(List<Entry> named, int[] ends) {
        List<Integer> stops = new ArrayList<>();
        for (int end : ends) stops.add(end);
        String before = "";
        for (Entry entry : named) {
            if (entry.tier > 2) continue;
            if (!before.isEmpty() && !Addresses.same(before, entry.recipient)) stops.add(entry.start);
            before = entry.recipient;
        }
        return stops.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /** Whoever the text speaks of, for a report that names nobody more plainly. */
    private void mentioned(Assignment assignment, Lines lines) {
        Said best = best();
        int i = 0;
        for (int n = 0; n < 10 * LOOSE && loose.size() < LOOSE; n++) {
            Addresses.Found found = Addresses.next(text, i, cut);
            if (found == null) return;
            i = found.end();
            // Far inside a reply somebody to write to is named.
            boolean quoted = best != null && best.strength() >= 5 && best.start() + 12 < found.start() && found.start() < best.end();
            if (quoted || !Addresses.whole(found.address()) || loose.stream().anyMatch(e -> Addresses.same(e.recipient, found.address()))) continue;
            Entry entry = new Entry(found.address(), found.start(), found.end(), 5);
            entry.inSentence = true;
            entry.said = best != null ? assignment.inner(best) : assignment.reason(entry, cut);
            if (entry.said != null) entry.stage = entry.said.stage();
            assignment.context(entry, cut, true);
            loose.add(entry);
        }
    }

    private void weigh() {
        evidence += Math.min(2, kinds.getOrDefault("failure", 0));
        if (!entries.isEmpty() && entries.get(0).tier == 1) evidence++;
        Said strongest = best();
        if (strongest == null) return;
        if (!entries.isEmpty() && strongest.strength() >= 3) evidence++;
        if (strongest.strength() >= 8) evidence += 2;
    }
}
