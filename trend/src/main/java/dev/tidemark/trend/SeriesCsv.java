package dev.tidemark.trend;

import static dev.tidemark.trend.SeriesFormatException.quoted;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.io.IOException;
import java.io.Reader;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads memory series from CSV files with a header.
 *
 * <p>Columns are known by name, in any order and case: a time ({@code t_s}, {@code t} or {@code
 * time}, in seconds) and those of {@link Signal#ofColumn}. Other columns are left alone. Missing
 * values are empty or {@code nan}. Fields may be separated by semicolons or tabs, too.
 */
public final class SeriesCsv {
    private static final String PLAIN_NUMBERS =
            "Write sizes in bytes, as numbers without a unit, with a point for decimals, and leave"
                    + " empty what was not measured.";

    /** As seconds, a date in three thousand years. */
    private static final double MILLISECONDS = 1e11;

    private final String source;
    private final BoundedLines lines;
    private final OneUnit units = new OneUnit();
    private CsvHeader header = CsvHeader.of("");
    private double second = Double.NEGATIVE_INFINITY;
    private String latest = "";

    private SeriesCsv(Reader csv, String source) {
        this.source = source;
        this.lines = new BoundedLines(csv);
    }

    /**
     * Hands on every sample of a series in its order, holding one at a time.
     *
     * @param csv read to its end, not closed
     * @param source name for messages, for example that of the file
     * @throws SeriesFormatException if a line is not as it should be
     * @throws IOException if reading fails
     */
    public static void read(Reader csv, String source, Consumer<MemorySample> to)
            throws IOException {
        SeriesCsv series = new SeriesCsv(csv, source);
        series.readHeader();
        for (String row = series.next(); row != null; row = series.next()) {
            if (!row.isBlank()) {
                to.accept(series.sample(row));
            }
        }
    }

    private @Nullable String next() throws IOException {
        String line = lines.next();
        if (line != null && line.length() > BoundedLines.LONGEST) {
            throw wrong(
                    "a line of at most %,d characters".formatted(BoundedLines.LONGEST),
                    "a longer one",
                    "Is this a CSV file?");
        }
        return line;
    }

    private void readHeader() throws IOException {
        String line = next();
        if (line == null) {
            throw wrong(
                    "a header such as t_s,rss,heap_used",
                    "nothing",
                    "The file is empty: watch --record writes one.");
        }
        if (line.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
            throw wrong(
                    "the header of a CSV file in UTF-8",
                    quoted(line),
                    "That is no such text: was another file meant?");
        }
        header = CsvHeader.of(line);
        if (header.time() < 0) {
            throw wrong(
                    "a header with a time column (t_s, t or time)",
                    quoted(line),
                    "Name the column that holds seconds t_s.");
        }
        if (!header.hasMemory()) {
            throw wrong(
                    "a header with a memory column such as rss or heap_used",
                    quoted(line),
                    "Name the columns as judge --help lists them.");
        }
        if (header.twice().isPresent()) {
            throw wrong(
                    "each column once",
                    header.twice().get() + " twice",
                    "Make a file of its own for each process, and rename what is something else.");
        }
    }

    private MemorySample sample(String row) throws SeriesFormatException {
        String[] fields = header.fields(row);
        if (fields.length != header.width()) {
            throw wrong(
                    "%d fields as in the header".formatted(header.width()),
                    String.valueOf(fields.length),
                    fields.length < header.width()
                            ? "Was the row cut off while it was written? Then delete it."
                            : "Numbers may not have the separator in them.");
        }
        double time = time(fields[header.time()]);
        Map<Signal, Double> values = new EnumMap<>(Signal.class);
        for (Map.Entry<Signal, Integer> column : header.columns().entrySet()) {
            String field = fields[column.getValue()];
            if (!field.isEmpty() && !field.equalsIgnoreCase("nan")) {
                values.put(column.getKey(), amount(field, column.getKey()));
            }
        }
        return new MemorySample(time, values);
    }

    private double time(String field) throws SeriesFormatException {
        double time =
                number(
                        field,
                        "a time in seconds",
                        "Write times as seconds, counted from any moment, in each row.");
        if (time >= MILLISECONDS) {
            throw wrong(
                    "a time in seconds",
                    quoted(field),
                    "That must be milliseconds or less: divide times by 1000, or as much as it takes.");
        }
        if (time < second) {
            throw wrong(
                    "a time of at least %s s".formatted(latest),
                    quoted(field),
                    "Sort the rows by time; rows of two processes need a file each.");
        }
        second = time;
        latest = field;
        return time;
    }

    private double amount(String field, Signal signal) throws SeriesFormatException {
        String expected = "a number of at least 0 in column " + signal.column();
        double amount = number(field, expected, PLAIN_NUMBERS);
        if (amount < 0 && signal != Signal.START) {
            throw wrong(expected, quoted(field), "Leave empty what was not measured.");
        }
        Double other = units.conflict(signal, amount).orElse(null);
        if (other != null) {
            throw wrong(
                    "column %s in one unit".formatted(signal.column()),
                    "%s, and %.0f in an earlier row".formatted(quoted(field), other),
                    "Write all sizes in bytes.");
        }
        return amount;
    }

    private double number(String field, String expected, String todo) throws SeriesFormatException {
        try {
            double number = Double.parseDouble(field);
            // Java takes "5f" and "5d" for numbers.
            if (Double.isFinite(number) && !Character.isLetter(field.charAt(field.length() - 1))) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, with the line.
        }
        throw wrong(expected, quoted(field), todo);
    }

    private SeriesFormatException wrong(String expected, String found, String todo) {
        return new SeriesFormatException(
                source, Math.max(1, lines.number()), expected, found, todo);
    }
}
