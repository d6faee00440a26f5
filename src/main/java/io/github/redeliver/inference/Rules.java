package io.github.redeliver.inference;

import io.github.redeliver.knowledge.RuleDef;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that fires rules on facts: a Drools session, or the matcher that authors' tools use. */
interface Rules {
    /**
     * Takes facts in, beside those taken in before, and tells what fired anew, ordered by rule id. What fired before
     * does not fire again.
     */
    List<Fired> run(Collection<?> facts);

    /** The rule of that id, or null when it is not among these. */
    @Nullable RuleDef rule(String id);

    /** Bounds that were hit since the last clearing. */
    default List<String> limits() {
        return List.of();
    }
}
