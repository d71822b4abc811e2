package dev.tidemark.monitor.ingest;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a page of metrics. Whatever the bytes are, it says what is wrong in which line. Not
 * thread-safe.
 *
 * <p>A line: a name, labels in braces, a value, perhaps a time, perhaps an example behind a hash.
 * Prometheus 3 also writes the name as a text within the braces.
 */
final class ExpositionLines {
    private static final ByteKeys<MetricNames.Known> NAMES = names();

    private final byte[] page;
    private int next;
    private int number;
    private int start;
    private int end;
    private int at;

    ExpositionLines(byte[] page) {
        this.page = page;
    }

    private static ByteKeys<MetricNames.Known> names() {
        ByteKeys<MetricNames.Known> names = new ByteKeys<>();
        MetricNames.standard()
                .prometheusNames()
                .forEach((name, known) -> {
                    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
                    names.add(bytes, 0, bytes.length, known);
                });
        return names;
    }

    /** Moves to the next line that holds a series; false at the end. */
    boolean next() {
        while (next < page.length) {
            start = next;
            end = start;
            while (end < page.length && page[end] != '\n') {
                end++;
            }
            next = end + 1;
            number++;
            at = start;
            spaces();
            start = at;
            if (end > at && page[end - 1] == '\r') {
                end--;
            }
            if (at < end && page[at] != '#') {
                return true;
            }
        }
        return false;
    }

    byte[] bytes() {
        return page;
    }

    int start() {
        return start;
    }

    int position() {
        return at;
    }

    /** What the metric means; null if nothing that we understand. */
    MetricNames.@Nullable Known metric() throws RefusedException {
        if (page[at] == '{') {
            return quotedMetric();
        }
        while (at < end && isName(page[at], at > start)) {
            at++;
        }
        if (at == start || (at < end && page[at] != '{' && !isSpace(page[at]))) {
            throw broken("a metric's name and labels", rest(start));
        }
        return NAMES.find(page, start, at);
    }

    private MetricNames.@Nullable Known quotedMetric() throws RefusedException {
        at++;
        spaces();
        if (at >= end || page[at] != '"') {
            throw broken("a metric's name", rest(start));
        }
        String name = quoted();
        at = start;
        return MetricNames.standard().prometheus(name);
    }

    /** Moves behind the labels, wherever the line is read. */
    void toEndOfSeries() throws RefusedException {
        spaces();
        if (at >= end || page[at] != '{') {
            return;
        }
        boolean inText = false;
        for (at++; at < end; at++) {
            byte c = page[at];
            if (inText && c == '\\') {
                at++;
            } else if (c == '"') {
                inText = !inText;
            } else if (c == '}' && !inText) {
                at++;
                return;
            }
        }
        at = end;
        throw broken("a } behind the labels", "the end");
    }

    /** The labels of the series, their names plain; the place in the line stays. */
    Map<String, String> labels() throws RefusedException {
        Map<String, String> labels = new HashMap<>();
        int after = at;
        at = start;
        while (at < after && page[at] != '{') {
            at++;
        }
        at++;
        while (at < after) {
            separators(after);
            if (at < after && page[at] != '}') {
                label(labels, after);
            } else {
                break;
            }
        }
        at = after;
        return labels;
    }

    private void separators(int after) {
        while (at < after && (isSpace(page[at]) || page[at] == ',')) {
            at++;
        }
    }

    private void label(Map<String, String> labels, int after) throws RefusedException {
        int from = at;
        String name;
        if (page[at] == '"') {
            name = quoted();
        } else {
            while (at < after && isName(page[at], at > from)) {
                at++;
            }
            name = new String(page, from, at - from, StandardCharsets.UTF_8);
        }
        spaces();
        if (at < after && page[at] == '=') {
            at++;
            spaces();
            if (at >= after || page[at] != '"') {
                throw broken("a label's value in quotes", rest(at));
            }
            labels.put(MetricNames.plain(name), quoted());
        } else if (page[from] != '"') {
            throw broken("a label", rest(from));
        }
    }

    /** A text in quotes, at whose first we are; moves behind it. */
    private String quoted() throws RefusedException {
        int from = ++at;
        boolean escaped = false;
        while (at < end && page[at] != '"') {
            if (page[at] == '\\') {
                escaped = true;
                at++;
            }
            at++;
        }
        if (at >= end) {
            at = end;
            throw broken("a quote behind a text", "the end");
        }
        String text = new String(page, from, at - from, StandardCharsets.UTF_8);
        at++;
        return escaped ? unescaped(text) : text;
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char escaped = text.charAt(++i);
                plain.append(escaped == 'n' ? '\n' : escaped);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** The value behind the labels; moves behind it. */
    double value() throws RefusedException {
        String word = word();
        if (word.isEmpty()) {
            throw broken("a value", "the end");
        }
        return number(word);
    }

    /** The time behind the value; NaN if there is none. */
    double time() throws RefusedException {
        String word = word();
        return word.isEmpty() || word.startsWith("#") ? Double.NaN : number(word);
    }

    private double number(String word) throws RefusedException {
        try {
            return switch (word) {
                case "+Inf", "Inf", "+inf", "inf" -> Double.POSITIVE_INFINITY;
                case "-Inf", "-inf" -> Double.NEGATIVE_INFINITY;
                case "NaN", "nan" -> Double.NaN;
                default -> Double.parseDouble(word);
            };
        } catch (NumberFormatException e) {
            throw broken("a number", word);
        }
    }

    private String word() {
        spaces();
        int from = at;
        while (at < end && !isSpace(page[at])) {
            at++;
        }
        return new String(page, from, at - from, StandardCharsets.UTF_8);
    }

    private void spaces() {
        while (at < end && isSpace(page[at])) {
            at++;
        }
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isName(byte c, boolean later) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || c == ':'
                || (later && ((c >= '0' && c <= '9') || c == '.'));
    }

    private String rest(int from) {
        return new String(page, from, Math.min(end - from, 40), StandardCharsets.UTF_8);
    }

    private RefusedException broken(String expected, String found) {
        return RefusedException.broken(
                "line %d: expected %s, found %s"
                        .formatted(number, expected, found.replaceAll("\\p{Cntrl}", "?")));
    }
}
