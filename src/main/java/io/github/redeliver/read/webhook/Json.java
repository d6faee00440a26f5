package io.github.redeliver.read.webhook;

import io.github.redeliver.read.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/** JSON values in a text: one, an array, one a line, or with other text about them. Bounded; bad JSON ends the list. */
final class Json {
    /** Made when first needed: most texts have no JSON in them, and it takes long to load. */
    private static final class Parser {
        static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(60).maxStringLength(2_000_000).build())
                        .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                        .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                        .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                        .build())
                .build();
    }

    private Json() {}

    /** Where JSON that holds an object may start, or -1. */
    static int start(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{' && text.startsWith("\"", Scan.skipSpace(text, i + 1))) return i;
            if (c != '[') continue;
            int next = i;
            while (text.startsWith("[", next)) next = Scan.skipSpace(text, next + 1);
            if (text.startsWith("{", next)) return i;
            i = next - 1;
        }
        return -1;
    }

    /** The objects from {@code from} on, those of arrays one by one, in order. */
    static List<Map<?, ?>> objects(String text, int from, int most) {
        List<Map<?, ?>> all = new ArrayList<>();
        try (MappingIterator<Object> values = Parser.MAPPER.readerFor(Object.class).readValues(from == 0 ? text : text.substring(from))) {
            while (all.size() < most && values.hasNextValue()) add(values.nextValue(), all);
        } catch (JacksonException | StackOverflowError end) {
            // what was whole before counts; what follows is no JSON
        }
        return all.size() > most ? all.subList(0, most) : all;
    }

    private static void add(Object value, List<Map<?, ?>> all) {
        if (value instanceof Map<?, ?> map) {
            all.add(map);
        } else if (value instanceof List<?> list) {
            for (Object one : list) add(one, all);
        }
    }

    /** The first object of a text, or null. */
    static Object first(String text) {
        List<Map<?, ?>> all = objects(text, 0, 1);
        return all.isEmpty() ? null : all.get(0);
    }
}
