package io.github.redeliver.read.mail;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.ReplyText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report in words: who failed, what was replied, by whom, and where the returned message begins. */
final class FreeForm {
    private static final int LONGEST = 256 * 1024;

    private final Passage source;
    private final String text;
    private final Fold fold;
    private final List<Template.Match> matches;
    private final int from;
    private final List<Entry> named = new ArrayList<>();
    private List<Said> said = List.of();
    private int[] ends = new int[0];
    private final Frames frames;
    /** Replies by the addresses in them, in lower case. */
    private final Map<String, List<Said>> mentions = new HashMap<>();

    /** Delivery status fields that stand in the text. */
    final DeliveryStatus fields;
    /** Where the report's own words end. */
    int cut;
    /** The returned message's header fields, if they stand in the text. */
    Headers returned = Headers.NONE;
    /** One for each recipient. */
    final List<Entry> entries = new ArrayList<>();
    /** Whoever else is spoken of, where {@link #entries} is empty. */
    final List<Entry> loose = new ArrayList<>();
    String software = "";
    String reporter = "";
    String queueId = "";
    String sender = "";
    /** How often the text says of itself that it is of a kind. */
    final Map<String, Integer> kinds = new HashMap<>();
    /** How surely this is a report: 4 for a sentence that begins one, 3 for words that introduce recipients or a line as reports have them, 1 for a code. */
    int evidence;

    FreeForm(Passage source, int from, Frames frames, Limits limits) {
        this.source = source.length() > LONGEST ? source.slice(0, LONGEST) : source;
        this.text = this.source.text();
        this.from = from;
        this.frames = frames;
        fold = new Fold(text, from, text.length());
        matches = frames.find(fold);
        fields = DeliveryStatus.read(this.source, limits);
        cut = text.length();
        cut();
        matches.removeIf(m -> fold.origin(m.start) >= cut);
        software();
        says();
        Map<Integer, Boolean> introduced = name();
        named.sort(Comparator.comparingInt(e -> e.start));
        ends = ends();
        said = new Replies(this.source, fold, from, cut, stops(), frames).find(matches, fields);
        index();
        choose(introduced, limits);
    }

    /** The report's own words. */
    Passage around() {
        return source.slice(from, Math.max(from, cut)).strip();
    }

    /** The best of what the text quotes as a reply, whomever it is about. */
    @Nullable Said best() {
        Said best = null;
        for (Said s : said) if (best == null || s.strength() > best.strength()) best = s;
        return best;
    }

    private void cut() {
        int start = text.length();
        for (Template.Match match : matches) {
            if (match.template.role.equals("returned") && fold.lineStart(match.start)) {
                cut = Math.min(cut, fold.origin(match.start));
                start = match.end >= fold.length() ? text.length() : fold.origin(match.end);
                break;
            }
        }
        int i = from;
        while (i < Math.min(cut, text.length())) {
            int end = HeaderBlock.lineEnd(text, i, text.length());
            if (i > from && HeaderBlock.begins(text, i, text.length())) {
                cut = i;
                start = i;
                break;
            }
            i = end + 1;
        }
        if (cut == text.length()) return;
        int headers = start;
        // The separator's own line, blank lines and underlines may come first.
        for (int line = 0; line < 8 && headers < text.length(); line++) {
            int end = HeaderBlock.lineEnd(text, headers, text.length());
            if (HeaderBlock.begins(text, headers, text.length()) || Headers.colon(text, headers, end) > 0) break;
            headers = end + 1;
        }
        if (headers < text.length()) {
            returned = Headers.parse(text, headers, HeaderBlock.end(text, headers, text.length()), new Limits());
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
            if (weight > 0 && !match.template.frame.isEmpty()) votes.merge(match.template.frame, weight, Integer::sum);
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

    private void says() {
        for (Template.Match match : matches) {
            switch (match.template.role) {
                case "failure", "delay", "success", "vacation", "receipt", "challenge", "list" ->
                        kinds.merge(match.template.role, 1, Integer::sum);
                default -> { }
            }
        }
    }

    private int[] ends() {
        return matches.stream().filter(m -> m.template.role.equals("ends")).mapToInt(m -> fold.origin(m.start)).sorted().toArray();
    }

    /** Where a reply cannot go on: where one ends, and where another recipient is named. */
    private int[] stops() {
        List<Integer> stops = new ArrayList<>();
        for (int end : ends) stops.add(end);
        String before = "";
        for (Entry entry : named) {
            if (entry.tier <= 2 && !before.isEmpty() && !Addresses.same(before, entry.recipient)) stops.add(entry.start);
            if (entry.tier <= 2) before = entry.recipient;
        }
        return stops.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private void index() {
        for (Said s : said) {
            if (!s.recipient().isEmpty()) {
                mentions.computeIfAbsent(s.recipient().toLowerCase(Locale.ROOT), k -> new ArrayList<>()).add(s);
                continue;
            }
            String words = s.text().text();
            int most = Math.min(words.length(), 2000);
            int i = 0;
            for (int n = 0; n < 8; n++) {
                Addresses.Found found = Addresses.next(words, i, most);
                if (found == null) break;
                mentions.computeIfAbsent(found.address().toLowerCase(Locale.ROOT), k -> new ArrayList<>()).add(s);
                i = found.end();
            }
        }
    }

    /** Collects where recipients are named; gives the lines that follow words which introduce them. */
    private Map<Integer, Boolean> name() {
        Map<Integer, Boolean> introduced = new HashMap<>();
        for (Template.Match match : matches) {
            int[] range = match.range("recipient");
            if (range != null) {
                Addresses.Found found = Addresses.next(text, fold.origin(range[0]), fold.origin(Math.max(range[0], range[1] - 1)) + 1);
                if (found != null) {
                    Entry entry = new Entry(found.address(), fold.origin(match.start), found.end(), 1);
                    entry.inSentence = found.start() - entry.start > 12;
                    entry.original = Addresses.clean(match.text(fold, text, "original"));
                    entry.host = match.text(fold, text, "host");
                    entry.ip = match.text(fold, text, "ip");
                    entry.stage = ReplyText.stage(match.text(fold, text, "stage"));
                    named.add(entry);
                }
            }
            if (match.template.role.equals("recipients")) introduce(match, introduced);
        }
        lines(introduced);
        return introduced;
    }

    private void introduce(Template.Match match, Map<Integer, Boolean> introduced) {
        int i = match.end >= fold.length() ? cut : fold.origin(match.end);
        int others = 0;
        boolean first = true;
        boolean any = false;
        int steps = 0;
        while (i < cut && others < 4 && steps++ < 200) {
            int end = HeaderBlock.lineEnd(text, i, cut);
            boolean blank = text.substring(i, end).isBlank();
            Addresses.Found found = blank ? null : Addresses.next(text, i, end);
            if (found != null && (first || lead(i, found.start()))) {
                introduced.put(i, true);
                any = true;
                // Several on one line, as in "a@example.com, b@example.com".
                int p = found.end();
                named.add(new Entry(found.address(), found.start(), found.end(), 1));
                while ((found = Addresses.next(text, p, end)) != null && text.substring(p, found.start()).chars().allMatch(c -> ",;<> \t'\"".indexOf(c) >= 0)) {
                    named.add(new Entry(found.address(), found.start(), found.end(), 1));
                    p = found.end();
                }
                others = 0;
            } else if (!blank && !first) {
                others++;
            } else if (blank && any && others > 0) {
                break;
            }
            if (!blank) first = false;
            i = end + 1;
        }
    }

    /** Only marks and a short label stand before an address in its line. */
    private boolean lead(int lineStart, int address) {
        if (address - lineStart > 60) return false;
        for (int i = lineStart; i < address; i++) if (Character.isLetterOrDigit(text.charAt(i)) && !label(lineStart, address)) return false;
        return true;
    }

    private boolean label(int lineStart, int address) {
        String before = text.substring(lineStart, address).strip().replace("<", "").replace("mailto:", "").strip();
        if (before.length() > 3 && Character.isDigit(before.charAt(0)) && before.endsWith(")")) return true;
        return before.endsWith(":") && before.indexOf(' ') < 0 || before.chars().allMatch(c -> Character.isDigit(c) || c == '.' || c == ')' || c == ' ');
    }

    /** Lines that are or begin with an address. */
    private void lines(Map<Integer, Boolean> introduced) {
        int i = from;
        boolean open = true;
        boolean quiet = true;
        while (i < cut && named.size() < 4 * Limits.RECIPIENTS) {
            int end = HeaderBlock.lineEnd(text, i, cut);
            if (fields.start >= 0 && i >= fields.start && i < fields.end) {
                i = end + 1;
                continue;
            }
            int begin = i;
            while (begin < end && (text.charAt(begin) <= ' ' || "*•·-–>|\"'“[".indexOf(text.charAt(begin)) >= 0 && frames.speaks(text, begin) == 0 && frames.hears(text, begin) == 0)) begin++;
            if (begin >= end) {
                open = true;
                i = end + 1;
                continue;
            }
            if (!introduced.containsKey(i)) line(i, begin, end, open);
            String line = text.substring(begin, end).strip();
            open = line.endsWith(":") || line.endsWith("：") || Addresses.at(text, begin, end) != null;
            i = end + 1;
        }
    }

    private void line(int i, int begin, int end, boolean open) {
        boolean bracket = text.charAt(begin) == '<';
        Addresses.Found at = Addresses.at(text, begin, end);
        if (at != null && at.start() - begin < 10) {
            int p = at.end();
            while (p < end && ">\"')]*".indexOf(text.charAt(p)) >= 0) p++;
            if (p < end && text.charAt(p) == '(' && text.startsWith("(mailto:", p)) {
                int close = text.indexOf(')', p);
                if (close > 0 && close < end) p = close + 1;
            }
            boolean colon = p < end && (text.charAt(p) == ':' || text.charAt(p) == '：');
            boolean alone = text.substring(p, end).isBlank();
            if (bracket && (colon || alone) || colon && open) {
                named.add(new Entry(at.address(), begin, p + (colon ? 1 : 0), 1));
            } else if (alone && (open || i < begin) || open && (bracket || i < begin)) {
                named.add(new Entry(at.address(), begin, p, 2));
            } else if (open) {
                named.add(new Entry(at.address(), begin, p, 4));
            }
            return;
        }
        // RFC 5321: a command, or a reply that begins with the address it is about.
        int p = begin + Math.max(frames.speaks(text, begin), frames.hears(text, begin));
        while (p < end && text.charAt(p) <= ' ') p++;
        if (text.regionMatches(true, p, "RCPT TO:", 0, 8)) {
            Addresses.Found rcpt = Addresses.next(text, p + 8, end);
            if (rcpt != null) named.add(new Entry(rcpt.address(), begin, rcpt.end(), 3));
        } else if (ReplyText.codeAt(text, p) && text.charAt(p) != '2') {
            int q = p + 3;
            while (q < end && (text.charAt(q) == ' ' || text.charAt(q) == '-')) q++;
            int enhanced = ReplyText.enhancedAt(text, q, 3);
            if (enhanced > 0) q = enhanced;
            while (q < end && text.charAt(q) == ' ') q++;
            Addresses.Found about = q < end && text.charAt(q) == '<' ? Addresses.at(text, q, end) : null;
            if (about != null) named.add(new Entry(about.address(), begin, q, 3));
        }
    }

    private void choose(Map<Integer, Boolean> introduced, Limits limits) {
        int best = 9;
        for (Entry entry : named) if (!mailFrom(entry)) best = Math.min(best, entry.tier);
        int tier = Math.max(best, 1);
        List<Entry> chosen = new ArrayList<>();
        for (Entry entry : named) if (entry.tier == tier && !mailFrom(entry)) chosen.add(entry);
        boolean only = chosen.stream().map(e -> e.recipient.toLowerCase(Locale.ROOT)).distinct().limit(2).count() == 1;
        for (int i = 0; i < chosen.size(); i++) {
            Entry entry = chosen.get(i);
            reply(entry, Math.min(cut, next(chosen, i)), only, i > 0 && next(chosen, i) == Integer.MAX_VALUE);
        }
        shareFirst(chosen);
        shareLast(chosen);
        Map<String, Entry> byAddress = new LinkedHashMap<>();
        for (Entry entry : chosen) {
            String key = entry.recipient.toLowerCase(Locale.ROOT);
            Entry before = byAddress.get(key);
            if (before == null) {
                if (byAddress.size() >= Limits.RECIPIENTS) {
                    limits.hit(Bounds.RECIPIENTS);
                    break;
                }
                byAddress.put(key, entry);
            } else {
                Entry stronger = entry.strength() > before.strength() ? entry : before;
                Entry weaker = stronger == entry ? before : entry;
                if (stronger.original.isEmpty()) stronger.original = weaker.original;
                if (stronger.host.isEmpty()) stronger.host = weaker.host;
                if (stronger.ip.isEmpty()) stronger.ip = weaker.ip;
                if (stronger.stage.isEmpty()) stronger.stage = weaker.stage;
                byAddress.put(key, stronger);
            }
        }
        entries.addAll(byAddress.values());
        if (entries.isEmpty()) mentioned();
        evidence += Math.min(2, kinds.getOrDefault("failure", 0));
        if (!entries.isEmpty() && entries.get(0).tier == 1) evidence++;
        Said strongest = best();
        if (strongest == null) return;
        if (!entries.isEmpty() && strongest.strength() >= 3) evidence++;
        if (strongest.strength() >= 8) evidence += 2;
    }

    /** Whoever the text speaks of, for a report that names nobody more plainly. */
    private void mentioned() {
        int i = from;
        while (i < cut && loose.size() < 20) {
            Addresses.Found found = Addresses.next(text, i, cut);
            if (found == null) return;
            i = found.end();
            String address = found.address();
            int place = found.start();
            if (said.stream().anyMatch(s -> s.strength() >= 5 && s.start() <= place && s.end() > place && s.text().text().indexOf(address) > 12)) continue;
            if (!Addresses.whole(address) || loose.stream().anyMatch(e -> Addresses.same(e.recipient, address))) continue;
            Entry entry = new Entry(address, found.start(), found.end(), 5);
            Said best = best();
            int begin = begin0(found.start());
            int end = found.end();
            while (end < cut && !(text.charAt(end) == '\n' && end + 1 < cut && text.charAt(end + 1) <= ' ')) end++;
            entry.said = best != null ? inner(best) : new Said(begin, end, 1, address, "", "", "", source.slice(begin, end).strip());
            if (entry.said != null) entry.stage = entry.said.stage();
            context(entry, cut, true);
            loose.add(entry);
        }
    }

    /** One reply before a list of recipients is about all of them. */
    private void shareFirst(List<Entry> chosen) {
        if (chosen.size() < 2 || said.isEmpty()) return;
        for (Entry entry : chosen) if (entry.strength() >= 3) return;
        Said first = null;
        for (Said s : said) if (s.end() <= chosen.get(0).start && s.recipient().isEmpty() && s.strength() >= 4 && better(s, first)) first = s;
        if (first != null) for (Entry entry : chosen) entry.said = inner(first);
    }

    /** One reply behind a list of recipients is about all of them. */
    private void shareLast(List<Entry> chosen) {
        if (chosen.size() < 2 || chosen.size() > Limits.RECIPIENTS) return;
        Entry last = chosen.get(chosen.size() - 1);
        if (last.said == null || last.strength() < 3) return;
        for (Entry entry : chosen) if (entry.strength() < 3 && entry.end <= last.start) {
            if (entry.said == null || text.substring(entry.end, Math.max(entry.end, Math.min(entry.said.start(), cut))).indexOf('\n') >= 0 || entry.said.start() < entry.start) entry.said = last.said;
        }
    }

    private static int next(List<Entry> chosen, int i) {
        for (int n = i + 1; n < chosen.size(); n++) {
            if (chosen.get(n).start > chosen.get(i).end) return chosen.get(n).start;
        }
        return Integer.MAX_VALUE;
    }

    /** The command before the reply says that the address is the sender's. */
    private boolean mailFrom(Entry entry) {
        if (entry.tier < 3) return false;
        int before = text.lastIndexOf(">>>", entry.start);
        if (before < 0 || entry.start - before > 400) return false;
        String command = text.substring(before, Math.min(text.length(), before + 40));
        return ReplyText.stage(command.substring(3).strip()).equals("mail") && entry.start > before
                && text.substring(before, entry.start).chars().filter(c -> c == '\n').count() <= 2
                && text.substring(before, entry.start).indexOf(entry.recipient) >= 0;
    }

    private void reply(Entry entry, int until, boolean only, boolean last) {
        Said best = null;
        for (int i = firstSaid(entry.start - 4); i < said.size() && said.get(i).start() < Math.max(until, entry.end + 4); i++) {
            Said s = said.get(i);
            if ((s.recipient().isEmpty() || Addresses.same(s.recipient(), entry.recipient)) && better(s, best)) best = s;
        }
        Said mention = null;
        for (Said s : mentions.getOrDefault(entry.recipient.toLowerCase(Locale.ROOT), List.of())) if (better(s, mention)) mention = s;
        if (mention != null && (best == null || best.strength() < 5 && mention.strength() > best.strength())) best = mention;
        if (entry.tier >= 3) best = before(entry, best);
        if (best == null || best.strength() < 3 && only) {
            // Replies that name nobody: before the recipient, or behind the last one for all.
            for (int i = only ? 0 : last ? firstSaid(entry.end) : said.size(); i < said.size(); i++) {
                Said s = said.get(i);
                if (s.recipient().isEmpty() && better(s, best)) best = s;
            }
        }
        if (best == null) best = reason(entry, until);
        entry.said = best == null ? null : inner(best);
        if (entry.said != null && entry.said.strength() >= 3) entry.enhanced = enhanced(entry, only);
        if (entry.said != null) {
            if (entry.host.isEmpty()) entry.host = entry.said.host();
            if (entry.ip.isEmpty()) entry.ip = entry.said.ip();
            if (entry.stage.isEmpty()) entry.stage = entry.said.stage();
        }
        context(entry, until, only);
    }

    /** Where the reply has no enhanced code, that of another report of the same reply. */
    private String enhanced(Entry entry, boolean only) {
        String words = entry.said == null ? "" : entry.said.text().text();
        String code = ReplyText.code(words);
        if (code.isEmpty() || !ReplyText.enhanced(words).isEmpty()) return "";
        List<Said> others = only ? said : mentions.getOrDefault(entry.recipient.toLowerCase(Locale.ROOT), List.of());
        for (Said other : others) {
            String text = other.text().text();
            if (other.strength() >= 5 && ReplyText.code(text).equals(code) && !ReplyText.enhanced(text).isEmpty()) return ReplyText.enhanced(text);
        }
        return "";
    }

    /** In a transcript what the server said stands before the line about the recipient. */
    private @Nullable Said before(Entry entry, @Nullable Said best) {
        int i = firstSaid(entry.start) - 1;
        if (i < 0 || said.get(i).strength() != 8 || entry.start - said.get(i).end() > 3) return best;
        return best == null || best.strength() < 8 ? said.get(i) : best;
    }

    /** Index of the first reply that begins at the place or behind it. */
    private int firstSaid(int place) {
        int low = 0;
        int high = said.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (said.get(middle).start() < place) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static boolean better(Said s, @Nullable Said than) {
        return than == null || s.strength() > than.strength();
    }

    /** Of replies quoted within each other the innermost that something introduces. */
    private Said inner(Said outer) {
        Said best = outer;
        for (Said s : said) {
            if (s != best && s.strength() >= 7 && s.start() > best.start() && s.end() <= best.end()
                    && !ReplyText.code(s.text().text()).isEmpty()) {
                best = new Said(s.start(), s.end(), s.strength(), outer.recipient(), s.stage().isEmpty() ? outer.stage() : s.stage(),
                        s.host().isEmpty() ? outer.host() : s.host(), s.host().isEmpty() ? outer.ip() : s.ip(), s.text());
            }
        }
        return best;
    }

    /** What stands beside a recipient where no reply does: behind it, or else before it in the same paragraph. */
    private @Nullable Said reason(Entry entry, int until) {
        if (entry.inSentence) {
            int begin = begin0(entry.start);
            int stop = Math.min(cut, Math.min(until, entry.end + 4000));
            int close = entry.end;
            while (close < stop) {
                int lineEnd = HeaderBlock.lineEnd(text, close, stop);
                if (text.substring(close, lineEnd).isBlank() && close > entry.end) break;
                close = lineEnd + 1;
            }
            return new Said(begin, Math.min(close, stop), 1, entry.recipient, "", "", "", source.slice(begin, Math.min(close, stop)).strip());
        }
        int start = entry.end;
        int most = Math.min(cut, Math.min(until, start + 4000));
        while (start < most && (Character.isWhitespace(text.charAt(start)) || ">:;,\"')]-".indexOf(text.charAt(start)) >= 0)) start++;
        String between = text.substring(entry.end, Math.max(entry.end, start));
        int end = start;
        while (end < most) {
            int lineEnd = HeaderBlock.lineEnd(text, end, most);
            if (text.substring(end, lineEnd).isBlank()) break;
            end = lineEnd + 1;
        }
        end = Math.min(end, most);
        for (int e : ends) if (e >= start && e < end) end = e;
        boolean far = between.chars().filter(c -> c == '\n').count() > 1;
        if (far || end <= start) {
            int begin = begin0(entry.start);
            String before = text.substring(begin, Math.max(begin, entry.start));
            boolean intro = matches.stream().anyMatch(m -> m.template.role.equals("recipients") && fold.origin(m.start) >= begin0(entry.start)
                    && fold.origin(m.start) < entry.start);
            if (!before.isBlank() && (!intro || end <= start)) return new Said(begin, entry.start, 1, entry.recipient, "", "", "", source.slice(begin, entry.start).strip());
        }
        if (end <= start) return null;
        return new Said(start, end, 1, entry.recipient, "", "", "", source.slice(start, end).strip());
    }

    private int begin0(int at) {
        int lowest = Math.max(from, at - 2000);
        for (int i = at - 1; i > lowest; i--) {
            if (text.charAt(i) == '\n' && (text.charAt(i - 1) == '\n' || text.charAt(i - 1) == '\r' && i > 1 && text.charAt(i - 2) == '\n')) return i;
        }
        return lowest;
    }

    /** Host, address and stage from lines about them. */
    private void context(Entry entry, int until, boolean only) {
        for (Template.Match match : matches) {
            int at = fold.origin(match.start);
            if (match.range("recipient") != null && match.range("reply") != null) continue;
            boolean here = at >= entry.start && at < until;
            boolean before = entry.said != null && at < entry.said.start() && entry.said.start() - at < 600;
            if (!here && !only && !before) continue;
            if (entry.host.isEmpty()) entry.host = match.text(fold, text, "host");
            if (entry.ip.isEmpty()) entry.ip = match.text(fold, text, "ip");
            if (entry.stage.isEmpty()) entry.stage = ReplyText.stage(match.text(fold, text, "stage"));
        }
    }
}
