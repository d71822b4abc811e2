package dev.tidemark.trend;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads memory series from CSV files with a header.
 *
 * <p>Columns are known by name, in any order and case: a time ({@code t_s}, {@code t} or {@code
 * time}, in seconds) and those of {@link Signal#ofColumn}. Other columns are left alone. Missing
 * values are empty or {@code nan}.
 */
public final class SeriesCsv {
    private static final List<String> TIME = List.of("t_s", "t", "time");

    private final String source;
    private final List<@Nullable Signal> signals = new ArrayList<>();
    private int timeColumn = -1;
    private int line = 1;
    private double second = Double.NEGATIVE_INFINITY;

    private SeriesCsv(String source) {
        this.source = source;
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
        SeriesCsv series = new SeriesCsv(source);
        BufferedReader lines = new BufferedReader(csv);
        String header = lines.readLine();
        series.header(header == null ? "" : header);
        for (String row = lines.readLine(); row != null; row = lines.readLine()) {
            series.line++;
            if (!row.isBlank()) {
                to.accept(series.sample(row));
            }
        }
    }

    private void header(String header) throws SeriesFormatException {
        boolean memory = false;
        String[] names = header.split(",", -1);
        for (int i = 0; i < names.length; i++) {
            String name = names[i].replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT);
            Optional<Signal> signal = Signal.ofColumn(name);
            signals.add(signal.orElse(null));
            timeColumn = TIME.contains(name) ? i : timeColumn;
            memory |= signal.isPresent() && isMemory(signal.get());
        }
        if (timeColumn < 0) {
            throw wrong("a header with a time column (t_s, t or time)", quoted(header));
        }
        if (!memory) {
            throw wrong("a header with a memory column such as rss or heap_used", quoted(header));
        }
    }

    /** Whether a series of it alone can be judged. */
    private static boolean isMemory(Signal signal) {
        return switch (signal) {
            case RSS,
                    HEAP_USED,
                    HEAP_TOTAL,
                    POST_GC_USED,
                    EXTERNAL,
                    ARRAY_BUFFERS,
                    DIRECT_USED,
                    NONHEAP_USED ->
                    true;
            case FILE_PAGES,
                    NONHEAP_TOTAL,
                    MAPPED_USED,
                    METASPACE,
                    CLASSES,
                    THREADS,
                    MAJOR_GCS,
                    MINOR_GCS,
                    LOAD,
                    OPERATIONS,
                    START,
                    LIMIT,
                    HEAP_LIMIT ->
                    false;
        };
    }

    private MemorySample sample(String row) throws SeriesFormatException {
        String[] fields = row.split(",", -1);
        if (fields.length != signals.size()) {
            throw wrong(
                    "%d fields as in the header".formatted(signals.size()),
                    String.valueOf(fields.length));
        }
        double time = time(fields[timeColumn]);
        Map<Signal, Double> values = new EnumMap<>(Signal.class);
        for (int i = 0; i < fields.length; i++) {
            Signal signal = signals.get(i);
            String field = fields[i].strip();
            if (signal != null && !field.isEmpty() && !field.equalsIgnoreCase("nan")) {
                values.put(signal, amount(field, signal));
            }
        }
        return new MemorySample(time, values);
    }

    private double time(String field) throws SeriesFormatException {
        double time = number(field.strip(), "a time in seconds");
        if (time < second) {
            throw wrong("a time of at least %s s".formatted(second), quoted(field));
        }
        second = time;
        return time;
    }

    private double amount(String field, Signal signal) throws SeriesFormatException {
        String expected = "a number of at least 0 in column " + signal.column();
        double amount = number(field, expected);
        if (amount < 0 && signal != Signal.START) {
            throw wrong(expected, quoted(field));
        }
        return amount;
    }

    private double number(String field, String expected) throws SeriesFormatException {
        try {
            double number = Double.parseDouble(field);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, with the line.
        }
        throw wrong(expected, quoted(field));
    }

    private SeriesFormatException wrong(String expected, String found) {
        return new SeriesFormatException(source, line, expected, found);
    }

    private static String quoted(String text) {
        return '"' + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + '"';
    }
}
