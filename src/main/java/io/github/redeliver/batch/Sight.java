package io.github.redeliver.batch;

/**
 * A text that went the long way.
 *
 * @param text what was read
 * @param values of each value: where it begins, where it ends, its group
 * @param json all of its result line after the id, each position between two {@link Skeleton#MARK}s
 */
record Sight(String text, int[] values, String json) {
    static Sight of(String text, Shape shape, String json) {
        int[] values = new int[3 * shape.count()];
        for (int v = 0; v < shape.count(); v++) {
            values[3 * v] = shape.from(v);
            values[3 * v + 1] = shape.to(v);
            values[3 * v + 2] = shape.group(v);
        }
        return new Sight(text, values, json);
    }

    int count() {
        return values.length / 3;
    }

    int from(int value) {
        return values[3 * value];
    }

    int to(int value) {
        return values[3 * value + 1];
    }

    /** The first value that it is equal to in all texts of the shape. */
    int group(int value) {
        return values[3 * value + 2];
    }

    String value(int value) {
        return text.substring(from(value), to(value));
    }

    int weight() {
        return text.length() + json.length() + 8 * values.length;
    }
}
