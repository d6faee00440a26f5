package io.github.redeliver.read.log;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.read.Peer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the lines of one log told so far. Not thread-safe; one for each reading. */
final class Logbook {
    /** What a log says of one message, under its queue id. */
    static final class Message {
        String sender = "";
        String client = "";
        String helo = "";
        String recipient = "";
    }

    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final Map<String, Incident> failures = new LinkedHashMap<>();
    private final Map<String, Incident> sent = new LinkedHashMap<>();
    private final List<Incident> hints = new ArrayList<>();
    private final int most;
    private boolean full;
    private boolean aboutMail;
    private Peer called = Peer.NONE;

    Logbook(int most) {
        this.most = most;
    }

    Message message(String id) {
        if (messages.size() >= 100_000 && !messages.containsKey(id)) return new Message();
        return messages.computeIfAbsent(id, k -> new Message());
    }

    /** A recipient was not reached, or not yet: the last word on the same recipient and reply stays. */
    void failed(Incident incident) {
        String key = incident.recipient().toLowerCase(java.util.Locale.ROOT) + '\n' + incident.reply().code() + '\n' + incident.reply().enhanced()
                + '\n' + (incident.recipient().isEmpty() || incident.reply().code().isEmpty() ? incident.reply().text().text() : "");
        if (failures.size() >= most && !failures.containsKey(key)) {
            full = true;
            return;
        }
        failures.merge(key, incident, (before, later) -> before.action().equals("failed") && later.action().equals("delayed") ? before : later);
    }

    void sent(Incident incident) {
        if (sent.size() < most) sent.putIfAbsent(incident.recipient(), incident);
        else full |= !sent.containsKey(incident.recipient());
    }

    /** A line that tells of trouble without a recipient: counts only when nothing better comes. */
    void hint(Incident incident) {
        if (hints.size() < 50) hints.add(incident);
    }

    /** A line showed that the log is about mail; whom it names is who was called until another line names another. */
    void aboutMail(Peer peer) {
        aboutMail = true;
        if (peer != Peer.NONE) called = peer;
    }

    boolean isAboutMail() {
        return aboutMail;
    }

    /** The host that a line about mail named last. */
    Peer called() {
        return called;
    }

    boolean full() {
        return full;
    }

    List<Incident> failures() {
        List<Incident> all = new ArrayList<>();
        for (Incident incident : failures.values()) all.add(complete(incident));
        return all;
    }

    List<Incident> sent() {
        List<Incident> all = new ArrayList<>();
        for (Incident incident : sent.values()) all.add(complete(incident));
        return all;
    }

    List<Incident> hints() {
        return hints;
    }

    private Incident complete(Incident incident) {
        Message m = messages.get(incident.queueId());
        if (m == null) return incident;
        Incident.Builder b = incident.toBuilder();
        if (incident.sender().isEmpty()) b.sender(m.sender);
        if (incident.client().isEmpty()) b.client(m.client);
        if (incident.helo().isEmpty()) b.helo(m.helo);
        if (incident.recipient().isEmpty()) b.recipient(m.recipient);
        return b.build();
    }
}
