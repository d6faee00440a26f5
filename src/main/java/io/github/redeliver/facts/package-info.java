/**
 * What is known of one failed delivery, as small immutable records: the model that rules are written against.
 *
 * <p>Three kinds of facts meet in a session. <em>Given</em> facts come from reading and from evidence:
 * {@link io.github.redeliver.facts.Heard}, {@link io.github.redeliver.facts.Replied},
 * {@link io.github.redeliver.facts.Dns}, {@link io.github.redeliver.facts.Talk},
 * {@link io.github.redeliver.facts.Known}. <em>Derived</em> facts are what rules insert:
 * {@link io.github.redeliver.facts.Symptom}, {@link io.github.redeliver.facts.Observation},
 * {@link io.github.redeliver.facts.Against}, {@link io.github.redeliver.facts.Instead}. After ranking come
 * {@link io.github.redeliver.facts.Found} and, from rules about remedies, {@link io.github.redeliver.facts.Advice}.
 *
 * <p>This package depends on nothing else. Names follow RFC 5321 (reply code, reverse-path), RFC 3463 (enhanced
 * status code), RFC 3464 (Reporting-MTA, Final-Recipient) and RFC 7208.
 */
@NullMarked
package io.github.redeliver.facts;

import org.jspecify.annotations.NullMarked;
