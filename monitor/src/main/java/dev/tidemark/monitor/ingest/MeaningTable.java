package dev.tidemark.monitor.ingest;

import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table of metric names, whose form is explained at its beginning.
 *
 * @param values what metrics mean by their value; names as they are in the table, and plain
 * @param counts what distributions mean by their count
 */
record MeaningTable(Map<String, List<Meaning>> values, Map<String, List<Meaning>> counts) {
    private static final String FILE = "metric-names.txt";
    private static final int COLUMNS = 6;

    static MeaningTable standard() {
        try (InputStream in = MeaningTable.class.getResourceAsStream(FILE)) {
            return parse(
                    new String(
                            Objects.requireNonNull(in, FILE).readAllBytes(),
                            StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MeaningTable parse(String text) {
        MeaningTable table = new MeaningTable(new HashMap<>(), new HashMap<>());
        Map<String, Integer> ranks = new HashMap<>();
        text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> table.add(columns(line), ranks));
        return table;
    }

    /** A regular expression may have bars of its own: the columns around it are counted. */
    private static List<String> columns(String line) {
        String[] all = line.split("\\|", -1);
        if (all.length < COLUMNS) {
            throw new IllegalArgumentException(
                    "%s: expected %d columns, found %d: %s"
                            .formatted(FILE, COLUMNS, all.length, line));
        }
        int last = all.length - 1;
        List<String> columns = new ArrayList<>(Arrays.asList(all).subList(0, COLUMNS - 2));
        columns.add(String.join("|", Arrays.asList(all).subList(COLUMNS - 2, last)));
        columns.add(all[last]);
        columns.replaceAll(String::strip);
        return columns;
    }

    private void add(List<String> columns, Map<String, Integer> ranks) {
        Set<String> how = Set.of(columns.get(5).split(" ", -1));
        for (String group : columns.getFirst().split(",", -1)) {
            int next = ranks.size();
            int rank = ranks.computeIfAbsent(group.strip(), name -> next);
            Meaning meaning = meaning(columns, how, rank);
            for (String name : group.split("\\+", -1)) {
                // Prometheus may keep the dots.
                for (String spelling :
                        new LinkedHashSet<>(
                                List.of(name.strip(), MetricNames.plain(name.strip())))) {
                    (how.contains("count") ? counts : values)
                            .computeIfAbsent(spelling, key -> new ArrayList<>())
                            .add(meaning);
                }
            }
        }
    }

    private static Meaning meaning(List<String> columns, Set<String> how, int rank) {
        boolean all = columns.get(3).equals("*");
        return new Meaning(
                rank,
                Signal.valueOf(columns.get(1)),
                runtime(columns.get(2)),
                all || columns.get(3).isEmpty() ? List.of() : labels(columns.get(3)),
                all,
                condition(columns.get(4)),
                reading(how),
                how.contains("container"));
    }

    private static @Nullable RuntimeKind runtime(String name) {
        return name.equals("any") ? null : RuntimeKind.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Reading reading(Set<String> how) {
        for (Reading reading : Reading.values()) {
            if (how.contains(reading.name().toLowerCase(Locale.ROOT))) {
                return reading;
            }
        }
        return Reading.PLAIN;
    }

    private static Condition condition(String text) {
        if (text.isEmpty()) {
            return Condition.ALWAYS;
        }
        boolean matching = !text.contains("!~");
        String[] sides = text.split(matching ? "~" : "!~", 2);
        return new Condition(labels(sides[0]), Pattern.compile(sides[1].strip()), matching);
    }

    private static List<String> labels(String text) {
        return MetricNames.plain(List.of(text.split(",", -1)));
    }
}
