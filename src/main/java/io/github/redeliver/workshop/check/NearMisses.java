package io.github.redeliver.workshop.check;

import io.github.redeliver.knowledge.Problem;
import io.github.redeliver.workshop.Coverage;
import io.github.redeliver.workshop.Lab;
import java.util.ArrayList;
import java.util.List;

/** Finds constraints that no near miss, example or sample needs. */
public final class NearMisses {
    private NearMisses() {}

    /** A warning for each constraint that could be left out without any text telling the difference. */
    public static List<Problem> check(Lab lab) {
        List<Problem> problems = new ArrayList<>();
        for (Coverage.Idle idle : Coverage.of(lab).idle()) {
            problems.add(Problem.warning("untested-constraint", idle.rule().file(), idle.pattern().line(), idle.rule().id(),
                    "no text needs " + idle.what(), "a @nearMiss that differs in this alone is meant"));
        }
        return problems;
    }
}
