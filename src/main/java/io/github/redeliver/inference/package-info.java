/**
 * Facts in, ranked causes out: hearing phrases, running the rules, weighing what they say. The only package that knows
 * Drools' runtime. The rules' model is built here from what the knowledge package read; a verdict is a pure function of
 * {@link io.github.redeliver.inference.Given} and the knowledge base, which is why it may be remembered.
 */
@NullMarked
package io.github.redeliver.inference;

import org.jspecify.annotations.NullMarked;
