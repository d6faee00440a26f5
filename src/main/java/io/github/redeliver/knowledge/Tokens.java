package io.github.redeliver.knowledge;

import java.util.ArrayList;
import java.util.List;

/** Words, signs, whole numbers and string literals of the closed rule form. */
final class Tokens {
    private final String text;
    private int at;

    Tokens(String text) {
        this.text = text;
        skip();
    }

    int offset() {
        return at;
    }

    boolean more() {
        return at < text.length();
    }

    private void skip() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else {
                return;
            }
        }
    }

    private ConsequenceReader.Refused refuse(String wanted) {
        String found = more() ? "\"" + text.substring(at, Math.min(text.length(), at + 24)).strip() + "\"" : "the end";
        return new ConsequenceReader.Refused(at, "expected " + wanted + ", found " + found, "");
    }

    String word() throws ConsequenceReader.Refused {
        int from = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) at++;
        if (from == at || Character.isDigit(text.charAt(from))) {
            at = from;
            throw refuse("a name");
        }
        String word = text.substring(from, at);
        skip();
        return word;
    }

    void expectWord(String word) throws ConsequenceReader.Refused {
        int from = at;
        if (!more() || !Character.isLetter(text.charAt(at)) || !word().equals(word)) {
            at = from;
            throw refuse("\"" + word + "\"");
        }
    }

    /** Takes a word if it is the next one. */
    boolean takeWord(String word) {
        int end = at + word.length();
        boolean next = text.startsWith(word, at)
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)) && text.charAt(end) != '_');
        if (next) {
            at = end;
            skip();
        }
        return next;
    }

    boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            skip();
            return true;
        }
        return false;
    }

    void expect(char c) throws ConsequenceReader.Refused {
        if (!take(c)) throw refuse("\"" + c + "\"");
    }

    String operator() throws ConsequenceReader.Refused {
        for (String op : List.of("==", "!=", "<=", ">=", "<", ">")) {
            if (text.startsWith(op, at)) {
                at += op.length();
                skip();
                return op;
            }
        }
        throw refuse("one of == != < <= > >=");
    }

    Object literal() throws ConsequenceReader.Refused {
        if (!more()) throw refuse("a literal");
        char c = text.charAt(at);
        if (c == '"') return string();
        if (Character.isDigit(c)) {
            int from = at;
            while (at < text.length() && Character.isDigit(text.charAt(at))) at++;
            if (at - from > 15) throw refuse("a number of at most 15 digits");
            long value = Long.parseLong(text.substring(from, at));
            skip();
            return value;
        }
        int from = at;
        if (Character.isLetter(c)) {
            String word = word();
            if (word.equals("true")) return true;
            if (word.equals("false")) return false;
        }
        at = from;
        throw refuse("a string in double quotes, a whole number, true or false");
    }

    String string() throws ConsequenceReader.Refused {
        if (!more() || text.charAt(at) != '"') throw refuse("a string in double quotes");
        StringBuilder s = new StringBuilder();
        int i = at + 1;
        for (; i < text.length() && text.charAt(i) != '"'; i++) {
            char c = text.charAt(i);
            if (c == '\n') throw refuse("a string that ends on its line");
            if (c != '\\') {
                s.append(c);
                continue;
            }
            i++;
            if (i >= text.length()) break;
            char e = text.charAt(i);
            switch (e) {
                case 'n' -> s.append('\n');
                case 't' -> s.append('\t');
                case 'r' -> s.append('\r');
                case '"', '\\', '\'' -> s.append(e);
                case 'u' -> {
                    if (i + 4 >= text.length()) throw refuse("four hexadecimal digits after \\u");
                    try {
                        s.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                    } catch (NumberFormatException bad) {
                        throw refuse("four hexadecimal digits after \\u");
                    }
                    i += 4;
                }
                default -> throw refuse("one of \\n \\t \\r \\\" \\\\ \\uXXXX");
            }
        }
        if (i >= text.length()) throw refuse("a string that is closed");
        at = i + 1;
        skip();
        return s.toString();
    }

    /** {@code ("a", "b")}. */
    List<String> arguments() throws ConsequenceReader.Refused {
        expect('(');
        List<String> list = new ArrayList<>();
        if (take(')')) return list;
        do list.add(string());
        while (take(','));
        expect(')');
        return list;
    }

    /** {@code "a", "b"} up to the end. */
    List<String> strings() throws ConsequenceReader.Refused {
        List<String> list = new ArrayList<>();
        do list.add(string());
        while (take(','));
        if (more()) throw refuse("a comma or the end");
        return list;
    }
}
