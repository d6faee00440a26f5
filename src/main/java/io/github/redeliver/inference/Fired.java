package io.github.redeliver.inference;

import io.github.redeliver.knowledge.RuleDef;
import java.util.List;

/** A rule that fired, with the facts that it matched. */
record Fired(RuleDef rule, List<Object> facts) {}
