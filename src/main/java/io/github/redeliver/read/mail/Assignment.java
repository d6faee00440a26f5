package io.github.redeliver.read.mail;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives each named recipient the reply that is about it. */
final class Assignment {
    /** How far behind what is said about a host its reply may stand. */
    private static final int NEAR = 600;

    private final Passage source;
    private final String text;
    private final Fold fold;
    private final Lines lines;
    private final int cut;
    private final int[] ends;
    private final List<Said> said;
    /** By address in lower case: the strongest reply that names it, and one that has both codes. */
    private final Map<String, Said> mentions = new HashMap<>();

    private final Map<String, Said> mentionsWithBoth = new HashMap<>();
    private final List<Template.Match> about = new ArrayList<>();
    private final int[] aboutAt;
    private final int[] introductions;

    Assignment(Passage source, Fold fold, Lines lines, int cut, int[] ends, List<Template.Match> matches, List<Said> said) {
        this.source = source;
        this.text = source.text();
        this.fold = fold;
        this.lines = lines;
        this.cut = cut;
        this.ends = ends;
        this.said = said;
        for (Template.Match match : matches) {
            boolean whole = match.range("recipient") != null && match.range("reply") != null;
            Template t = match.template;
            if (!whole && (t.captures("host") || t.captures("ip") || t.captures("stage") || t.captures("original"))) about.add(match);
        }
        aboutAt = about.stream().mapToInt(m -> fold.origin(m.start)).toArray();
        introductions = matches.stream().filter(m -> m.template.role.equals("recipients")).mapToInt(m -> fold.origin(m.start)).toArray();
        index();
    }

    private void index() {
        for (Said s : said) {
            if (!s.recipient().isEmpty()) {
                mention(s.recipient(), s);
                continue;
            }
            String words = s.text().text();
            int most = Math.min(words.length(), 2000);
            int i = 0;
            for (int n = 0; n < 8; n++) {
                Addresses.Found found = Addresses.next(words, i, most);
                if (found == null) break;
                mention(found.address(), s);
                i = found.end();
            }
        }
    }

    private void mention(String address, Said s) {
        String key = key(address);
        if (s.strongerThan(mentions.get(key))) mentions.put(key, s);
        if (s.strength() >= 5 && !s.code().isEmpty() && !s.enhanced().isEmpty()) mentionsWithBoth.putIfAbsent(key, s);
    }

    static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    /** One entry for each recipient, in the order in which they are named. */
    List<Entry> entries(List<Entry> named, Limits limits) {
        int best = 9;
        for (Entry entry : named) if (!mailFrom(entry)) best = Math.min(best, entry.tier);
        Set<String> known = new HashSet<>();
        for (Entry entry : named) if (entry.tier == best) known.add(key(entry.recipient));
        List<Entry> chosen = new ArrayList<>();
        Map<String, Entry> distinct = new LinkedHashMap<>();
        for (Entry entry : named) {
            // Lists of recipients come twice: with reasons for people, with replies for administrators.
            boolean again = entry.tier == 2 && best == 1 && known.contains(key(entry.recipient));
            if (entry.tier != best && !again || mailFrom(entry)) continue;
            if (distinct.putIfAbsent(key(entry.recipient), entry) == null && distinct.size() > Limits.RECIPIENTS) {
                limits.hit(Bounds.RECIPIENTS);
                break;
            }
            chosen.add(entry);
        }
        boolean only = distinct.size() == 1;
        for (int i = 0; i < chosen.size(); i++) {
            int next = next(chosen, i);
            reply(chosen.get(i), Math.min(cut, next), only, i > 0 && next == Integer.MAX_VALUE);
        }
        List<Entry> merged = merge(chosen);
        shareFirst(merged);
        shareLast(merged);
        return merged;
    }

    private static List<Entry> merge(List<Entry> chosen) {
        Map<String, Entry> byAddress = new LinkedHashMap<>();
        for (Entry entry : chosen) {
            Entry before = byAddress.get(key(entry.recipient));
            if (before == null) {
                if (byAddress.size() < Limits.RECIPIENTS) byAddress.put(key(entry.recipient), entry);
            } else {
                Entry stronger = entry.strength() > before.strength() ? entry : before;
                Entry weaker = stronger == entry ? before : entry;
                if (stronger.original.isEmpty()) stronger.original = weaker.original;
                if (stronger.host.isEmpty()) stronger.host = weaker.host;
                if (stronger.ip.isEmpty()) stronger.ip = weaker.ip;
                if (stronger.stage.isEmpty()) stronger.stage = weaker.stage;
                byAddress.put(key(entry.recipient), stronger);
            }
        }
        return new ArrayList<>(byAddress.values());
    }

    /** Where the next entry begins, or the greatest number; the same address once more in what is said of it is none. */
    private int next(List<Entry> chosen, int i) {
        Entry entry = chosen.get(i);
        for (int n = i + 1; n < chosen.size() && n < i + 20; n++) {
            Entry next = chosen.get(n);
            boolean again = Addresses.same(next.recipient, entry.recipient) && next.start < lines.paragraphEnd(entry.end);
            if (next.start > entry.end && !again) return next.start;
        }
        return Integer.MAX_VALUE;
    }

    /** The command before the reply says that the address is the sender's. */
    private boolean mailFrom(Entry entry) {
        if (entry.tier < 3) return false;
        int line = lines.at(entry.start);
        for (int i = line - 1; i >= 0 && i >= line - 2; i--) {
            String command = text.substring(lines.start(i), Math.min(lines.end(i), lines.start(i) + 500));
            if (Stage.in(command).equals("mail")) return command.contains(entry.recipient);
        }
        return false;
    }

    private void reply(Entry entry, int until, boolean only, boolean last) {
        Said best = null;
        for (int i = firstSaid(entry.start - 4); i < said.size() && said.get(i).start() < Math.max(until, entry.end + 4); i++) {
            Said s = said.get(i);
            if ((s.recipient().isEmpty() || Addresses.same(s.recipient(), entry.recipient)) && s.strongerThan(best)) best = s;
            if (best != null && best.strength() == 9) break;
        }
        Said mention = mentions.get(key(entry.recipient));
        if (mention != null && (best == null || best.strength() < 5 && mention.strength() > best.strength())) best = mention;
        if (entry.tier >= 3) best = before(entry, best);
        if (best == null || best.strength() < 3 && only) {
            // Replies that name nobody: before the recipient, or behind the last one for all.
            for (int i = only ? 0 : last ? firstSaid(entry.end) : said.size(); i < said.size(); i++) {
                Said s = said.get(i);
                if (s.recipient().isEmpty() && s.strongerThan(best)) best = s;
                if (best != null && best.strength() == 9) break;
            }
        }
        if (best == null) best = reason(entry, until);
        if (best != null) {
            Said inner = inner(best);
            entry.said = inner;
            if (inner.strength() >= 3) entry.enhanced = enhanced(inner, entry, only);
            if (entry.host.isEmpty() || inner != best && !inner.host().isEmpty()) {
                entry.host = inner.host();
                entry.ip = inner.ip();
            }
            if (entry.ip.isEmpty()) entry.ip = inner.ip();
            if (entry.stage.isEmpty()) entry.stage = inner.stage();
        }
        context(entry, until, only);
    }

    /** Where the reply has no enhanced code, that of another report of the same reply. */
    private String enhanced(Said reply, Entry entry, boolean only) {
        if (reply.code().isEmpty() || !reply.enhanced().isEmpty()) return "";
        Said other = mentionsWithBoth.get(key(entry.recipient));
        if (other == null && only) {
            for (Said s : said) {
                if (s.strength() >= 5 && s.code().equals(reply.code()) && !s.enhanced().isEmpty()) {
                    other = s;
                    break;
                }
            }
        }
        return other != null && other.code().equals(reply.code()) ? other.enhanced() : "";
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

    /** Of replies quoted within each other the innermost that something introduces. */
    Said inner(Said outer) {
        Said best = outer;
        for (int i = firstSaid(outer.start() + 1), n = 0; i < said.size() && said.get(i).start() < outer.end() && n < 50; i++, n++) {
            Said s = said.get(i);
            if (s.strength() >= 7 && s.start() > best.start() && s.end() <= best.end() && !s.code().isEmpty()) best = s.within(outer);
        }
        return best;
    }

    /** One reply before a list of recipients is about all of them. */
    private void shareFirst(List<Entry> chosen) {
        if (chosen.size() < 2) return;
        for (Entry entry : chosen) if (entry.strength() >= 3) return;
        Said first = null;
        for (Said s : said) if (s.end() <= chosen.get(0).start && s.recipient().isEmpty() && s.strength() >= 4 && s.strongerThan(first)) first = s;
        if (first != null) for (Entry entry : chosen) entry.said = inner(first);
    }

    /** One reply behind a list of recipients is about all of them. */
    private void shareLast(List<Entry> chosen) {
        if (chosen.size() < 2) return;
        Entry last = chosen.get(chosen.size() - 1);
        for (Entry entry : chosen) if (entry.start > last.start) return;
        if (last.said == null || last.strength() < 3) return;
        for (Entry entry : chosen) {
            if (entry.strength() >= 3 || entry.end > last.start) continue;
            boolean apart = entry.said == null || entry.said.start() < entry.start || lines.at(entry.said.start()) > lines.at(entry.end);
            if (apart) entry.said = last.said;
        }
    }

    /** What stands beside a recipient where no reply does: behind it, or else before it in the same paragraph. */
    @Nullable Said reason(Entry entry, int until) {
        int stop = Math.min(cut, Math.min(until, entry.end + Limits.REASON));
        if (entry.inSentence) {
            int begin = Math.max(lines.paragraphStart(entry.start), entry.start - Limits.REASON);
            return words(begin, Math.min(stop, lines.paragraphEnd(entry.end)), entry.recipient);
        }
        int start = entry.end;
        while (start < stop && (Character.isWhitespace(text.charAt(start)) || ">:;,\"')]-".indexOf(text.charAt(start)) >= 0)) start++;
        int end = start < stop ? Math.min(stop, lines.paragraphEnd(start)) : start;
        int at = Arrays.binarySearch(ends, start);
        int next = at >= 0 ? at : -at - 1;
        if (next < ends.length) end = Math.min(end, Math.max(start, ends[next]));
        boolean far = lines.at(start) > lines.at(entry.end) + 1;
        if (far || end <= start) {
            int begin = Math.max(lines.paragraphStart(entry.start), entry.start - Limits.REASON);
            int intro = Arrays.binarySearch(introductions, begin);
            int first = intro >= 0 ? intro : -intro - 1;
            boolean introduced = first < introductions.length && introductions[first] < entry.start;
            if (!text.substring(begin, entry.start).isBlank() && (!introduced || end <= start)) return words(begin, entry.start, entry.recipient);
        }
        return end <= start ? null : words(start, end, entry.recipient);
    }

    private Said words(int start, int end, String recipient) {
        return Said.words(start, end, recipient, source.slice(start, Math.max(start, end)).strip());
    }

    /** Host, address and stage from what is said about them. */
    void context(Entry entry, int until, boolean only) {
        int from = entry.said == null ? entry.start : Math.min(entry.start, Math.max(0, entry.said.start() - NEAR));
        int i = 0;
        if (!only) {
            int at = Arrays.binarySearch(aboutAt, from);
            i = at >= 0 ? at : -at - 1;
        }
        // what stands beside the recipient comes before what was said of another one a little earlier
        for (int k = i, n = 0; !only && k < aboutAt.length && aboutAt[k] < until && n < 200; k++, n++) if (aboutAt[k] >= entry.start) take(entry, about.get(k));
        for (int n = 0; i < aboutAt.length && n < 200; i++, n++) {
            boolean here = aboutAt[i] >= entry.start && aboutAt[i] < until;
            boolean before = entry.said != null && aboutAt[i] < entry.said.start() && entry.said.start() - aboutAt[i] < NEAR;
            if (!here && !before && !only) {
                if (aboutAt[i] >= until) return;
                continue;
            }
            Template.Match match = about.get(i);
            if (here && entry.original.isEmpty()) entry.original = Addresses.clean(match.text(fold, text, "original"));
            take(entry, match);
        }
    }

    private void take(Entry entry, Template.Match match) {
        if (entry.host.isEmpty()) entry.host = match.text(fold, text, "host");
        if (entry.ip.isEmpty()) entry.ip = match.text(fold, text, "ip");
        if (entry.stage.isEmpty()) entry.stage = Stage.in(match.text(fold, text, "stage"));
    }
}
