/**
 * The folder {@code kb/}, read and checked: rules in their closed form, phrases, texts, the data beside them. The only
 * package that knows Drools' parser. Nothing of a rule file is ever compiled or run here: a rule is read into
 * {@link io.github.redeliver.knowledge.RuleDef}, from which the inference package builds the Drools model.
 */
@NullMarked
package io.github.redeliver.knowledge;

import org.jspecify.annotations.NullMarked;
