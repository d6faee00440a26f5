package io.github.redeliver.read.webhook;

import io.github.redeliver.read.Scan;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Rows of a CSV text with a line of column names, {@code #Fields: } before it (Exchange) or not. */
final class Csv {
    /** Fewest separators in the first line of a text that may be rows without names. */
    private static final int LEAST = 6;

    /** How many rows are tried for one that is known; the first may be cut. */
    private static final int SAMPLE = 3;

    private Csv() {}

    /** Where the line of column names starts, or -1 when the text has none. */
    static int start(String text) {
        int line = 0;
        for (int lines = 0; lines < 20 && line < text.length(); lines++) {
            int end = Scan.lineEnd(text, line);
            if (Scan.at(text, line, "#fields: ")) return line + 9;
            if (text.charAt(line) != '#' && end > line) return names(text.substring(line, Math.min(end, line + 4000))) ? line : -1;
            line = end + 1;
        }
        return -1;
    }

    private static boolean names(String line) {
        char separator = separator(line);
        int count = 1;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == separator) count++;
            else if (!Character.isLetterOrDigit(c) && " _-\"'.()/\r".indexOf(c) < 0) return false;
        }
        return count >= 3 && Character.isLetter(line.charAt(line.startsWith("\"") ? 1 : 0));
    }

    private static char separator(String line) {
        return line.indexOf('\t') > 0 ? '\t' : line.indexOf(',') < 0 && line.indexOf(';') > 0 ? ';' : ',';
    }

    /** Rows behind the line of names at {@code from}. */
    static List<Map<?, ?>> rows(String text, int from, int most) {
        List<Map<?, ?>> rows = new ArrayList<>();
        List<String> names = null;
        for (List<String> values : values(text, from, most + 1)) {
            if (names == null) names = values;
            else rows.add(row(names, values));
        }
        return rows;
    }

    /** Rows of a text without a line of names, named as the first row that is known wants it; none where no row is known. */
    static List<Map<?, ?>> unnamed(String text, Records records, int most) {
        int from = Scan.skipSpace(text, 0);
        if (count(text, from, Scan.lineEnd(text, from)) < LEAST) return List.of();
        List<String> names = values(text, from, SAMPLE).stream().map(records::columns).filter(known -> !known.isEmpty()).findFirst().orElse(List.of());
        if (names.isEmpty()) return List.of();
        List<Map<?, ?>> rows = new ArrayList<>();
        each(text, from, values -> {
            if (names.equals(records.columns(values))) rows.add(row(names, values));
            return rows.size() < most;
        });
        return rows;
    }

    private static int count(String text, int from, int to) {
        int count = 0;
        for (int i = from; i < Math.min(to, from + 4_000); i++) if (text.charAt(i) == ',') count++;
        return count;
    }

    static Map<String, Object> row(List<String> names, List<String> values) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(names.size(), values.size()); i++) row.putIfAbsent(names.get(i).strip(), values.get(i));
        return row;
    }

    private static List<List<String>> values(String text, int from, int most) {
        List<List<String>> rows = new ArrayList<>();
        each(text, from, values -> rows.add(values) && rows.size() < most);
        return rows;
    }

    /** Hands over the values of one row after the other, until no more are wanted. */
    private static void each(String text, int from, Predicate<List<String>> more) {
        try (CSVParser parser = parser(text, from)) {
            for (CSVRecord record : parser) if (!more.test(record.toList())) return;
        } catch (IOException | UncheckedIOException | IllegalStateException broken) {
            // the rows before the broken one count
        }
    }

    private static CSVParser parser(String text, int from) throws IOException {
        char separator = separator(text.substring(from, Scan.lineEnd(text, from)));
        CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(separator).setIgnoreEmptyLines(true).setIgnoreSurroundingSpaces(true)
                .setCommentMarker('#').setLenientEof(true).setTrailingData(true).get();
        return CSVParser.parse(new StringReader(text.substring(from)), format);
    }
}
