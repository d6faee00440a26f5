package io.github.redeliver.cli;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.Result;
import io.github.redeliver.evidence.Address;
import io.github.redeliver.evidence.Context;
import io.github.redeliver.evidence.Gathered;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.facts.Dns;
import io.github.redeliver.facts.Observed;
import io.github.redeliver.facts.Symptom;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.Template;
import io.github.redeliver.knowledge.Texts;
import io.github.redeliver.knowledge.Tree;
import io.github.redeliver.report.SenderReport;
import io.github.redeliver.report.SenderReport.Fine;
import io.github.redeliver.report.SenderReport.Held;
import io.github.redeliver.report.SenderReport.Receiver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges a sender by records, for each receiver of {@code kb/evidence/receivers.yaml}: what that file says of it, and what
 * its own documented replies refuse.
 */
final class SenderCheck {
    private static final int WHOLE = 100;
    private static final double WEIGHED = 0.4;
    private static final double NOBODY = 0.1;

    private final Redeliver redeliver;
    private final KnowledgeBase base;
    private final Texts texts;
    private final String language;
    private final Map<String, Object> data;

    SenderCheck(Redeliver redeliver, Texts texts, String language) {
        this.redeliver = redeliver;
        this.base = redeliver.knowledge();
        this.texts = texts;
        this.language = language;
        this.data = Tree.map(base.data("evidence").get("receivers"));
    }

    /** What a receiver refuses and counts. */
    private record Policy(String id, String name, Set<String> refuse, Set<String> weigh, String source) {}

    SenderReport check(Context sender, Resolver dns) {
        Result result = redeliver.diagnose(Case.ofSender(sender), dns);
        Gathered gathered = redeliver.evidence(sender, dns);
        List<Policy> policies = policies(sender.daily());
        List<Held> held = new ArrayList<>();
        for (Result.Diagnosis d : result.diagnoses()) {
            for (Result.Finding f : d.findings()) held.add(held(f, policies, sender, gathered.values()));
        }
        held.sort(Comparator.comparingDouble(h -> -weight(h)));
        Set<String> causes = new LinkedHashSet<>();
        held.forEach(h -> causes.add(h.finding().cause()));
        List<Receiver> receivers = policies.stream()
                .map(p -> new Receiver(p.id(), p.name(), in(causes, p.refuse()), in(causes, p.weigh()), p.source())).toList();
        return new SenderReport(
                sender.from(), sender.ip(), sender.helo(), base.revision(), held, receivers, fine(gathered),
                Tree.texts(data.get("unseen")).stream().map(u -> texts.word("unseen." + u)).toList(), hints(sender));
    }

    /** What most receivers refuse for comes first. */
    private static double weight(Held h) {
        double all = h.refuses().size() + WEIGHED * h.weighs().size();
        return (h.refuses().isEmpty() ? 0 : WHOLE) + h.finding().certainty() * Math.max(NOBODY, all);
    }

    private static List<String> in(Set<String> causes, Set<String> wanted) {
        return causes.stream().filter(wanted::contains).toList();
    }

    private List<Policy> policies(long daily) {
        List<Policy> all = new ArrayList<>();
        for (Object entry : Tree.list(data.get("receivers"))) {
            Map<String, Object> m = Tree.map(entry);
            String id = Tree.text(m, "id");
            Set<String> refuse = new HashSet<>(Tree.texts(m.get("refuse")));
            Map<String, Object> bulk = Tree.map(m.get("bulk"));
            Set<String> ofMany = new HashSet<>(Tree.texts(bulk.get("refuse"))); // demanded of large senders alone
            if (!bulk.isEmpty() && daily >= Long.parseLong(Tree.text(bulk, "daily"))) refuse.addAll(ofMany);
            for (RuleDef rule : base.rules()) {
                if (!rule.home().equals(id)) continue;
                for (Object fact : rule.inserts()) {
                    if (fact instanceof Symptom s && s.share() >= WHOLE && !ofMany.contains(s.cause())) refuse.add(s.cause());
                }
            }
            Set<String> weigh = new HashSet<>(Tree.texts(m.get("weigh")));
            weigh.removeAll(refuse);
            all.add(new Policy(id, base.systems().get(id).name(language), refuse, weigh, Tree.text(m, "source")));
        }
        return all;
    }

    private Held held(Result.Finding f, List<Policy> policies, Context sender, Map<String, String> values) {
        List<String> refuses = policies.stream().filter(p -> p.refuse().contains(f.cause())).map(Policy::name).toList();
        List<String> weighs = policies.stream().filter(p -> p.weigh().contains(f.cause())).map(Policy::name).toList();
        return new Held(f, refuses, weighs, publish(f.cause(), sender, values));
    }

    /** Lines for a zone file of which every value is known. */
    private List<String> publish(String cause, Context sender, Map<String, String> values) {
        Address ip = Address.read(sender.ip());
        List<String> lines = new ArrayList<>();
        for (String line : Tree.texts(Tree.map(data.get("records")).get(cause))) {
            Template template = Template.of(line);
            boolean known = template.names().stream().noneMatch(n -> value(n, ip, values).isEmpty());
            if (known) lines.add(template.fill(n -> value(n, ip, values)));
        }
        return lines;
    }

    private static String value(String name, @org.jspecify.annotations.Nullable Address ip, Map<String, String> values) {
        if (name.equals("a")) return ip == null ? "" : ip.v6() ? "AAAA" : "A";
        return values.getOrDefault(name, "");
    }

    private List<Fine> fine(Gathered gathered) {
        List<Fine> all = new ArrayList<>();
        for (String shows : Tree.texts(data.get("fine"))) {
            for (Observed o : gathered.facts()) {
                if (!o.shows().equals(shows)) continue;
                String question = o instanceof Dns d ? d.question() : "";
                String answer = o instanceof Dns d ? d.answer() : "";
                all.add(new Fine(shows, texts.text("ui", "fine." + shows, n -> n.equals("what") ? o.subject() : gathered.values().getOrDefault(n, "")), question, answer));
                break;
            }
        }
        return all;
    }

    private List<String> hints(Context sender) {
        List<String> hints = new ArrayList<>();
        if (sender.ip().isEmpty()) hints.add(texts.word("hint.ip"));
        if (sender.helo().isEmpty()) hints.add(texts.word("hint.helo"));
        return hints;
    }
}
