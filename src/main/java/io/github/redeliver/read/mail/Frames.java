package io.github.redeliver.read.mail;

import io.github.redeliver.read.Scan;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What given software writes in its reports, as data: one YAML document for each, with {@code id} (a system's id, or
 * empty for words that are nobody's own) and lists of {@link Template}s by role:
 *
 * <ul>
 *   <li>{@code begins}: sentences that show this software; {@code {reporter}} is the host that reports
 *   <li>{@code recipients}: the lines after it name recipients that failed
 *   <li>{@code lines}: a line with places, such as {@code {recipient}}, {@code {host}}, {@code {ip}}, {@code {reply}},
 *       {@code {stage}}, {@code {queue}}, {@code {sender}}, {@code {original}}
 *   <li>{@code replies}: a reply follows
 *   <li>{@code ends}: a reply or reason ends before it
 *   <li>{@code returned}: the returned message or its headers follow
 *   <li>{@code speaks}, {@code hears}: what stands before the client's and the server's lines in a transcript
 *   <li>{@code recipient-headers}: header fields of a message that name whom it was sent to
 *   <li>{@code senders}: what the From address of such a mail contains
 *   <li>{@code subjects}, {@code says}: by kind ({@code failure delay success vacation receipt challenge list}), what
 *       subjects begin with or contain, and what the text says
 * </ul>
 *
 * Immutable and safe for several threads.
 */
public final class Frames {
    private static final List<String> ROLES = List.of("begins", "recipients", "lines", "replies", "ends", "returned");

    private final List<Template> templates = new ArrayList<>();
    private final List<String[]> senders = new ArrayList<>();
    private final List<Template> subjects = new ArrayList<>();
    private final List<String> recipientHeaders = new ArrayList<>();
    private final List<String> speaks = new ArrayList<>();
    private final List<String> hears = new ArrayList<>();
    private final boolean[] first = new boolean[128]; // of ASCII, what one of both begins with
    private final Finder finder;
    private final Finder subjectFinder;

    private Frames(List<Map<?, ?>> documents) {
        for (Map<?, ?> document : documents) add(document);
        speaks.sort((a, b) -> b.length() - a.length());
        hears.sort((a, b) -> b.length() - a.length());
        for (List<String> marks : List.of(speaks, hears)) for (String mark : marks) if (!mark.isEmpty() && mark.charAt(0) < first.length) first[mark.charAt(0)] = true;
        finder = new Finder(templates.stream().map(Template::key).toList());
        subjectFinder = new Finder(subjects.stream().map(Template::key).toList());
    }

    /** No software's texts: only what standards say is found. */
    public static Frames none() {
        return new Frames(List.of());
    }

    /**
     * From YAML.
     *
     * @throws IllegalArgumentException when a document is not of the form above; the message names the place
     */
    public static Frames load(List<? extends Reader> yaml) {
        List<Map<?, ?>> documents = new ArrayList<>();
        for (Reader reader : yaml) {
            for (Object document : new Load(LoadSettings.builder().build()).loadAllFromReader(reader)) {
                if (document instanceof Map<?, ?> map) documents.add(map);
                else if (document != null) throw new IllegalArgumentException("a frame is a map with id, begins, lines, …, not " + document);
            }
        }
        return new Frames(documents);
    }

    /** From parsed YAML, one map for each document; errors as in {@link #load(List)}. */
    public static Frames of(List<? extends Map<?, ?>> documents) {
        return new Frames(List.copyOf(documents));
    }

    private void add(Map<?, ?> document) {
        String id = String.valueOf(document.get("id") == null ? "" : document.get("id"));
        for (Map.Entry<?, ?> entry : document.entrySet()) {
            String role = String.valueOf(entry.getKey());
            if (ROLES.contains(role)) {
                for (String text : list(id, role, entry.getValue())) templates.add(new Template(id, role, text));
            } else if (role.equals("speaks") || role.equals("hears")) {
                for (String text : list(id, role, entry.getValue())) (role.equals("speaks") ? speaks : hears).add(text.toLowerCase(Locale.ROOT));
            } else if (role.equals("recipient-headers")) {
                for (String text : list(id, role, entry.getValue())) recipientHeaders.add(text.toLowerCase(Locale.ROOT));
            } else if (role.equals("senders")) {
                for (String text : list(id, role, entry.getValue())) senders.add(new String[] {id, text.toLowerCase(Locale.ROOT)});
            } else if (role.equals("subjects") || role.equals("says")) {
                if (!(entry.getValue() instanceof Map<?, ?> kinds)) throw new IllegalArgumentException("frame '" + id + "': " + role + " is a map of kinds");
                for (Map.Entry<?, ?> kind : kinds.entrySet()) {
                    for (String text : list(id, role, kind.getValue())) {
                        (role.equals("says") ? templates : subjects).add(new Template(id, String.valueOf(kind.getKey()), text));
                    }
                }
            } else if (!role.equals("id") && !role.equals("source") && !role.equals("note")) {
                throw new IllegalArgumentException("frame '" + id + "': '" + role + "' is none of " + ROLES);
            }
        }
    }

    private static List<String> list(String id, String role, Object value) {
        if (!(value instanceof List<?> list)) throw new IllegalArgumentException("frame '" + id + "': " + role + " is a list");
        List<String> texts = new ArrayList<>();
        for (Object item : list) texts.add(String.valueOf(item));
        return texts;
    }

    /** Every template that matches in the text, in the order of their beginnings. */
    List<Template.Match> find(Fold text) {
        return find(text, templates, finder);
    }

    /** Every template of a subject that matches. */
    List<Template.Match> findInSubject(String subject) {
        return find(new Fold(subject, 0, Math.min(subject.length(), 1000)), subjects, subjectFinder);
    }

    private static List<Template.Match> find(Fold text, List<Template> templates, Finder finder) {
        Matches matches = new Matches(text, templates);
        finder.find(text, matches);
        List<Template.Match> found = matches.found;
        if (found.size() > 1) found.sort((a, b) -> a.start != b.start ? Integer.compare(a.start, b.start) : Integer.compare(b.end, a.end));
        return found;
    }

    /** Matches templates where their words were found. */
    private static final class Matches implements Finder.Hit {
        final List<Template.Match> found = new ArrayList<>();
        private final Fold text;
        private final List<Template> templates;
        private int[] tried = {}; // most texts have no words of a template
        private int[] ends = {};

        Matches(Fold text, List<Template> templates) {
            this.text = text;
            this.templates = templates;
        }

        @Override
        public void at(int word, int behind) {
            if (tried.length == 0) {
                tried = new int[templates.size()];
                ends = new int[templates.size()];
            }
            Template template = templates.get(word);
            int length = template.key().length();
            int start = behind - length;
            if (start < ends[word] || tried[word]++ > Limits.RECIPIENTS || found.size() > 20 * Limits.RECIPIENTS) return;
            Template.Match match = template.match(text, start);
            if (match == null) return;
            found.add(match);
            ends[word] = Math.min(match.end, start + length);
        }
    }

    /**
     * Header fields of a message that name whom it was sent to, the best first.
     *
     * @param envelope whether those of the envelope come before {@code To}
     */
    List<String> recipientHeaders(boolean envelope) {
        List<String> names = new ArrayList<>(recipientHeaders);
        names.addAll(envelope ? List.of("x-original-to", "envelope-to", "delivered-to", "to", "cc") : List.of("to", "cc", "x-original-to", "envelope-to", "delivered-to"));
        return names;
    }

    /** Length of the mark before a client's line in a transcript, or 0. */
    int speaks(String text, int at) {
        return mark(speaks, text, at);
    }

    /** Length of the mark before a server's line in a transcript, or 0. */
    int hears(String text, int at) {
        return mark(hears, text, at);
    }

    private int mark(List<String> marks, String text, int at) {
        if (may(text, at)) for (String mark : marks) if (text.regionMatches(true, at, mark, 0, mark.length())) return mark.length();
        // A time may stand before it.
        int i = at;
        while (i < text.length() && i < at + 40 && (Character.isLetterOrDigit(text.charAt(i)) || " :-/.,[]".indexOf(text.charAt(i)) >= 0)) {
            if (text.charAt(i) == '-' && (text.startsWith("->", i + 1) || text.startsWith("--", i))) break;
            i++;
        }
        if (i < at + 6 || !may(text, i)) return 0;
        for (String mark : marks) {
            if (!Character.isLetterOrDigit(mark.charAt(0)) && text.regionMatches(true, i, mark, 0, mark.length())) return i - at + mark.length();
        }
        return 0;
    }

    /** Whether a mark may stand at the place. */
    private boolean may(String text, int at) {
        if (at >= text.length()) return false;
        char c = Scan.lower(text.charAt(at));
        return c >= first.length || first[c];
    }

    /** The id of the software whose reports come from such an address, {@code ""} for anybody's, or null. */
    @org.jspecify.annotations.Nullable String sender(String from) {
        String lower = from.toLowerCase(Locale.ROOT);
        String any = null;
        for (String[] sender : senders) {
            if (!lower.contains(sender[1])) continue;
            if (!sender[0].isEmpty()) return sender[0];
            any = "";
        }
        return any;
    }
}
