package io.github.redeliver;

import io.github.redeliver.evidence.RecordedDns;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Observed;
import io.github.redeliver.inference.Inference.Inferred;
import io.github.redeliver.inference.Trial;
import io.github.redeliver.inference.Verdict;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.read.Reading;
import java.util.ArrayList;
import java.util.List;

/** Opens a case up for the tools of rule authors: what was read of it and what rules can see. Thread-safe. */
public final class Insight implements AutoCloseable {
    private final Desk desk;
    private final Trial trial;

    public Insight(KnowledgeBase base) {
        this.desk = new Desk(base, "en");
        this.trial = new Trial(base);
    }

    /** A case taken apart, before any rule has run. */
    public static final class Look {
        private final Desk.Look look;

        private Look(Desk.Look look) {
            this.look = look;
        }

        public Reading reading() {
            return look.reading();
        }

        public List<Incident> incidents() {
            return look.seen().stream().map(Desk.Seen::incident).toList();
        }

        /** What rules can read, for each incident; the verdicts are empty. */
        public List<Inferred> heard() {
            return look.seen().stream().map(Desk.Seen::inferred).toList();
        }
    }

    /** Takes a case apart with the DNS answers that it brings. */
    public Look look(Case given) {
        return look(given, List.of());
    }

    /** @param observed facts that hold besides, for each of its incidents */
    public Look look(Case given, List<Observed> observed) {
        return new Look(desk.look(given, RecordedDns.empty(), observed, trial::hear));
    }

    /** The result that comes of verdicts, one for each incident. */
    public Result result(Look look, List<Verdict> verdicts) {
        List<Desk.Seen> seen = new ArrayList<>();
        for (int i = 0; i < verdicts.size(); i++) {
            Desk.Seen s = look.look.seen().get(i);
            seen.add(s.with(s.inferred().with(verdicts.get(i), trial.base().systems())));
        }
        return desk.result(new Desk.Look(look.look.given(), look.look.reading(), seen));
    }

    @Override
    public void close() {
        trial.close();
    }

    /** Tries rules on what was seen. */
    public Trial trial() {
        return trial;
    }
}
