/** Free text as people paste it: replies alone, bounce texts, DNS answers, with the damage that forums do. */
@NullMarked
package io.github.redeliver.read.paste;

import org.jspecify.annotations.NullMarked;
