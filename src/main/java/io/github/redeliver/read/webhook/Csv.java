package io.github.redeliver.read.webhook;

import io.github.redeliver.read.Scan;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Rows of a CSV text with a line of column names, {@code #Fields: } before it (Exchange) or not. */
final class Csv {
    private Csv() {}

    /** Where the line of column names starts, or -1 when the text has none. */
    static int start(String text) {
        int line = 0;
        for (int lines = 0; lines < 20 && line < text.length(); lines++) {
            int end = Scan.lineEnd(text, line);
            if (Scan.at(text, line, "#fields: ")) return line + 9;
            if (text.charAt(line) != '#' && names(text.substring(line, Math.min(end, line + 4000)))) return line;
            if (text.charAt(line) != '#' && end > line) return -1;
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
        return count >= 3 && Character.isLetter(line.charAt(line.charAt(0) == '"' && line.length() > 1 ? 1 : 0));
    }

    private static char separator(String line) {
        return line.indexOf('\t') > 0 ? '\t' : line.indexOf(',') < 0 && line.indexOf(';') > 0 ? ';' : ',';
    }

    static List<Map<?, ?>> rows(String text, int from, int most) {
        List<Map<?, ?>> rows = new ArrayList<>();
        int end = Scan.lineEnd(text, from);
        char separator = separator(text.substring(from, end));
        CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(separator).setIgnoreEmptyLines(true).setIgnoreSurroundingSpaces(true)
                .setCommentMarker('#').setLenientEof(true).setTrailingData(true).get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text.substring(from)), format)) {
            List<String> names = null;
            for (CSVRecord record : parser) {
                if (names == null) {
                    names = record.toList();
                    continue;
                }
                if (rows.size() >= most) break;
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 0; i < Math.min(names.size(), record.size()); i++) row.putIfAbsent(names.get(i).strip(), record.get(i));
                rows.add(row);
            }
        } catch (IOException | UncheckedIOException | IllegalStateException broken) {
            // the rows before the broken one count
        }
        return rows;
    }
}
