package io.github.redeliver.batch;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.Result;
import io.github.redeliver.report.JsonReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a log repeat themselves but for their values: the result of a shape that was seen before is written from its
 * skeleton. The result is the same, byte for byte, as the long way's. A skeleton is made of the results of two lines of
 * one shape and holds only for lines that agree with them in what they agreed in; one that lets a number vary must give
 * the result of a third text with other numbers as well; the next line, and one in a thousand later on, goes both ways,
 * and a skeleton that ever differs is given up.
 *
 * <p>Thread-safe; each thread takes a {@link Lane} of its own.
 */
public final class Shortcut {
    /** Characters of a text that may have a shape; a longer one goes the long way. */
    public static final int LONGEST = Shape.MAX_LENGTH;

    /** Shapes kept a generation, and characters kept for them. */
    private static final int SHAPES = 20_000;

    private static final long CHARACTERS = 100_000_000;
    private static final int SIGHTS = 2;
    private static final int SKELETONS = 4;
    private static final int TRIES = 40;
    private static final Pattern UNIT = Pattern.compile("[0-9]+[A-Za-z]{1,12}");
    private static final int FIRST_AUDIT = 64;
    private static final int AUDIT = 1_024;

    private final Redeliver redeliver;
    private final JsonReport json;
    private final LabelWords words;
    private final Grams grams;
    private final Cues cues;
    private final LongAdder taken = new LongAdder();
    private final LongAdder asked = new LongAdder();
    private final LongAdder givenUp = new LongAdder();
    private volatile Generation young = new Generation();
    private volatile Generation old = new Generation();

    /**
     * @param redeliver takes the long way
     * @param json writes its results
     */
    public Shortcut(Redeliver redeliver, JsonReport json) {
        this.redeliver = redeliver;
        this.json = json;
        this.words = LabelWords.of(redeliver.knowledge());
        this.grams = Grams.of(redeliver.knowledge());
        this.cues = Cues.of(redeliver.knowledge());
    }

    /** Shapes that came up since the one before was full. */
    private static final class Generation {
        final Map<Key, Entry> entries = new ConcurrentHashMap<>();
        final AtomicLong weight = new AtomicLong();
    }

    /** What is known of a shape; changed under its own lock. */
    private static final class Entry {
        volatile Known[] known = {};
        List<Sight> sights = List.of();
        int tries;
    }

    /** A skeleton in use. The count may lose a step between threads; it only spaces audits. */
    private static final class Known {
        final Skeleton skeleton;
        int seen;

        Known(Skeleton skeleton) {
            this.skeleton = skeleton;
        }
    }

    /** Share of lines that were written from a skeleton, in thousandths; -1 before the first. */
    public long perMille() {
        return asked.sum() == 0 ? -1 : 1000 * taken.sum() / asked.sum();
    }

    /** Skeletons that an audit gave up. */
    public long givenUp() {
        return givenUp.sum();
    }

    /** A way for one thread. */
    public Lane lane() {
        return new Lane();
    }

    /** Writes results. Not thread-safe. */
    public final class Lane {
        private final Shape shape = new Shape(redeliver.knowledge(), words, grams, cues);

        /**
         * Writes all of a text's result line that comes after the id.
         *
         * @return whether the result is partial
         */
        public boolean write(String text, Bytes out) {
            return write(text.toCharArray(), text.length(), out);
        }

        /**
         * Writes all of the result line that comes after the id, for the first characters of an array.
         *
         * @return whether the result is partial
         */
        public boolean write(char[] text, int length, Bytes out) {
            asked.increment();
            if (!shape.read(text, length)) {
                Result result = redeliver.diagnose(Case.of(new String(text, 0, length)));
                out.add(json.withoutId(result, "", ""));
                return !result.limits().isEmpty();
            }
            Entry entry = entry(shape.key());
            Known known = fitting(entry);
            if (known == null) return study(entry, new String(text, 0, length), out);
            int seen = ++known.seen;
            int begin = out.size();
            known.skeleton.write(shape, out);
            if (seen != FIRST_AUDIT && seen % AUDIT != 0) {
                taken.increment();
                return false;
            }
            Result result = redeliver.diagnose(Case.of(new String(text, 0, length)));
            byte[] right = json.withoutId(result, "", "").getBytes(StandardCharsets.UTF_8);
            if (!out.endWith(begin, right)) {
                out.cut(begin);
                out.add(right);
                giveUp(entry, known);
            } else if (seen == FIRST_AUDIT) {
                forget(entry);
            }
            return !result.limits().isEmpty();
        }

        private @Nullable Known fitting(Entry entry) {
            for (Known known : entry.known) if (known.skeleton.fits(shape)) return known;
            return null;
        }

        private boolean study(Entry entry, String text, Bytes out) {
            Result result = redeliver.diagnose(Case.of(text));
            String mark = String.valueOf(Skeleton.MARK);
            String marked = json.withoutId(result, mark, mark);
            out.addWithout(Skeleton.MARK, marked.toCharArray());
            if (!result.limits().isEmpty()) return true;
            synchronized (entry) {
                if (entry.tries < TRIES) learn(entry, Sight.of(text, shape, marked));
            }
            return false;
        }

        private void learn(Entry entry, Sight sight) {
            List<Sight> sights = new ArrayList<>(entry.sights);
            for (Sight before : sights) {
                entry.tries++;
                Skeleton made = Skeleton.of(before, sight);
                if (made == null || !holds(made, sight)) continue;
                List<Known> all = new ArrayList<>();
                all.add(new Known(made));
                for (Known k : entry.known) if (!made.covers(k.skeleton) && all.size() < SKELETONS) all.add(k);
                entry.known = all.toArray(new Known[0]);
                young.weight.addAndGet(made.weight());
                break;
            }
            sights.add(0, sight);
            if (sights.size() > SIGHTS) young.weight.addAndGet(-sights.remove(SIGHTS).weight());
            entry.sights = List.copyOf(sights);
            young.weight.addAndGet(sight.weight());
        }

        /** Numbers may matter to a result without standing in it: others must give what the skeleton says. */
        private boolean holds(Skeleton made, Sight sight) {
            StringBuilder other = new StringBuilder(sight.text().length());
            int done = 0;
            boolean changed = false;
            for (int v = 0; v < sight.count(); v++) {
                boolean number = shape.kind(v) == Shape.NUMBER || shape.kind(v) == Shape.ID;
                if (!number || !made.leaves(v)) continue;
                changed = true;
                other.append(sight.text(), done, sight.from(v)).append(exchanged(sight.value(v)));
                done = sight.to(v);
            }
            if (!changed) return true;
            String twin = other.append(sight.text(), done, sight.text().length()).toString();
            Shape twins = new Shape(redeliver.knowledge(), words, grams, cues);
            if (!twins.read(twin.toCharArray(), twin.length()) || !twins.key().equals(shape.key())) return false;
            Bytes written = new Bytes(8192);
            made.write(twins, written);
            Result result = redeliver.diagnose(Case.of(twin));
            return result.limits().isEmpty()
                    && written.endWith(0, json.withoutId(result, "", "").getBytes(StandardCharsets.UTF_8));
        }
    }

    private Entry entry(Key key) {
        Generation now = young;
        Entry entry = now.entries.get(key);
        if (entry != null) return entry;
        if (now.entries.size() >= SHAPES || now.weight.get() > CHARACTERS) {
            synchronized (this) {
                if (young == now) {
                    old = now;
                    young = new Generation();
                }
                now = young;
            }
        }
        Entry before = old.entries.get(key);
        if (before != null) {
            for (Known k : before.known) now.weight.addAndGet(k.skeleton.weight());
            for (Sight s : before.sights) now.weight.addAndGet(s.weight());
        }
        Entry fresh = before == null ? new Entry() : before;
        Entry other = now.entries.putIfAbsent(key.copy(), fresh);
        return other == null ? fresh : other;
    }

    /** A skeleton that is proven needs the lines no more that it was made of. */
    private void forget(Entry entry) {
        synchronized (entry) {
            for (Sight s : entry.sights) young.weight.addAndGet(-s.weight());
            entry.sights = List.of();
        }
    }

    private void giveUp(Entry entry, Known wrong) {
        givenUp.increment();
        synchronized (entry) {
            List<Known> left = new ArrayList<>(List.of(entry.known));
            left.remove(wrong);
            entry.known = left.toArray(new Known[0]);
            entry.sights = List.of();
            entry.tries = TRIES; // a shape that deceived once is not trusted again
        }
    }

    /** Another number or id of the same length, and letters of the same kind; letters after a number may be its unit. */
    private static String exchanged(String value) {
        StringBuilder s = new StringBuilder(value.length());
        boolean unit = UNIT.matcher(value).matches();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int shift = 3 + i % 5;
            if (c >= '0' && c <= '9') s.append((char) ('0' + (c - '0' + shift) % 10));
            else if (unit) s.append(c);
            else if (c >= 'a' && c <= 'f') s.append((char) ('a' + (c - 'a' + shift) % 6));
            else if (c >= 'A' && c <= 'F') s.append((char) ('A' + (c - 'A' + shift) % 6));
            else if (c >= 'g' && c <= 'z') s.append((char) ('g' + (c - 'g' + shift) % 20));
            else if (c >= 'G' && c <= 'Z') s.append((char) ('G' + (c - 'G' + shift) % 20));
            else s.append(c);
        }
        return s.toString();
    }
}
