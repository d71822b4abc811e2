package dev.tidemark.trend;

import dev.tidemark.model.Signal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the first line of a memory series says: how fields are separated, and which of them is what.
 *
 * @param separator one of comma, semicolon and tab
 * @param time index of the time's column, negative when there is none
 * @param columns index of each signal's column
 * @param twice a column that is there more than once, empty when there is none
 */
record CsvHeader(
        char separator, int width, int time, Map<Signal, Integer> columns, Optional<String> twice) {
    private static final List<String> TIME = List.of("t_s", "t", "time");

    /** Spreadsheets write the last two, where a comma stands in numbers. */
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

    /** Reads it by the separator that makes the most of it. */
    static CsvHeader of(String line) {
        CsvHeader best = of(line, ',');
        for (char separator : SEPARATORS) {
            CsvHeader header = of(line, separator);
            best = header.known() > best.known() ? header : best;
        }
        return best;
    }

    private static CsvHeader of(String line, char separator) {
        List<String> names = new ArrayList<>();
        for (String field : fields(line.replace("\uFEFF", ""), separator)) {
            names.add(field.toLowerCase(Locale.ROOT));
        }
        Map<Signal, Integer> columns = new EnumMap<>(Signal.class);
        Set<String> seen = new HashSet<>();
        Optional<String> twice = Optional.empty();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Optional<Signal> signal = Signal.ofColumn(name);
            if ((signal.isPresent() || TIME.contains(name)) && !seen.add(name)) {
                twice = Optional.of(name);
            }
            // A signal's own name goes before the other one that it has elsewhere.
            if (signal.isPresent()
                    && (name.equals(signal.get().column()) || !columns.containsKey(signal.get()))) {
                columns.put(signal.get(), i);
            }
        }
        return new CsvHeader(separator, names.size(), timeIn(names), columns, twice);
    }

    private static int timeIn(List<String> names) {
        for (String name : TIME) {
            if (names.contains(name)) {
                return names.indexOf(name);
            }
        }
        return -1;
    }

    private int known() {
        return columns.size() + (time < 0 ? 0 : 1);
    }

    /** The fields of a line, without quotes and spaces around them. */
    String[] fields(String line) {
        return fields(line, separator);
    }

    private static String[] fields(String line, char separator) {
        String[] fields = line.split(String.valueOf(separator), -1);
        for (int i = 0; i < fields.length; i++) {
            fields[i] = bare(fields[i]);
        }
        return fields;
    }

    private static String bare(String field) {
        String bare = field.strip();
        boolean quoted = bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"");
        return quoted ? bare.substring(1, bare.length() - 1).strip() : bare;
    }

    /** Whether there is a column that can be judged by itself. */
    boolean hasMemory() {
        return columns.keySet().stream().anyMatch(CsvHeader::isMemory);
    }

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
}
