package io.github.redeliver.inference;

import io.github.redeliver.facts.Heard;

/**
 * A phrase heard, as one wording of a family.
 *
 * @param of the family's id
 */
record Said(Heard heard, String of) {}
