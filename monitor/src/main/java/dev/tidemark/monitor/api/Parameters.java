package dev.tidemark.monitor.api;

import dev.tidemark.monitor.http.Call;
import dev.tidemark.monitor.http.HttpFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Parameters of a query, checked: what is wrong is answered with what was expected. */
record Parameters(Call call) {
    private static final int USUAL_ROWS = 100;
    private static final int MOST_ROWS = 500;

    Optional<String> text(String name) {
        return call.query(name);
    }

    /** A part of a longer list. */
    Paging paging() {
        int offset = number("offset", 0, 0, Integer.MAX_VALUE);
        return new Paging(
                offset, Math.min(MOST_ROWS, number("limit", USUAL_ROWS, 0, Integer.MAX_VALUE)));
    }

    int number(String name, int usual, int least, int most) {
        Optional<String> text = call.query(name);
        if (text.isEmpty()) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw wrong(name, "a number of %d to %d".formatted(least, most), text.get());
    }

    Optional<Boolean> flag(String name) {
        return one(name, List.of("true", "false")).map("true"::equals);
    }

    /** One of a few words. */
    Optional<String> one(String name, List<String> allowed) {
        Optional<String> text = call.query(name);
        text.ifPresent(word -> check(name, allowed, word));
        return text;
    }

    /** Words between commas, each one of a few; empty when the parameter is missing or empty. */
    Set<String> some(String name, List<String> allowed) {
        String text = call.query(name).orElse("");
        Set<String> words =
                new LinkedHashSet<>(
                        text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1)));
        words.forEach(word -> check(name, allowed, word));
        return words;
    }

    private static void check(String name, List<String> allowed, String word) {
        if (!allowed.contains(word)) {
            throw wrong(name, "one of " + String.join(", ", allowed), word);
        }
    }

    /** An instant, or seconds since 1970. */
    Optional<Instant> instant(String name) {
        Optional<String> text = call.query(name);
        return text.map(value -> instant(name, value));
    }

    private static Instant instant(String name, String text) {
        try {
            return Character.isDigit(text.isEmpty() ? 'x' : text.charAt(0)) && text.indexOf('T') < 0
                    ? Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * 1e3))
                    : Instant.parse(text);
        } catch (NumberFormatException | DateTimeException e) {
            throw wrong(
                    name, "an instant such as 2026-11-22T23:45:10Z, or seconds since 1970", text);
        }
    }

    private static HttpFailure wrong(String name, String expected, String found) {
        String shown = found.length() > 80 ? found.substring(0, 80) + "..." : found;
        return new HttpFailure(400, "%s: expected %s, found %s".formatted(name, expected, shown));
    }

    /** From which row on, and how many. */
    record Paging(int offset, int limit) {
        /** This part of a list: how long that is, from where on, and the rows. */
        <T> void write(JsonGenerator json, List<T> all, Consumer<T> row) {
            int from = Math.min(offset, all.size());
            json.writeNumberProperty("total", all.size());
            json.writeNumberProperty("offset", offset);
            json.writeArrayPropertyStart("rows");
            all.subList(from, Math.min(all.size(), from + limit)).forEach(row);
            json.writeEndArray();
        }
    }
}
