package io.github.redeliver.inference;

import org.kie.api.KieBase;

/**
 * A compiled network of rules.
 *
 * @param families wordings that it waits for together; none for a network that stock Drools compiled
 */
record Network(KieBase base, Families families) {}
