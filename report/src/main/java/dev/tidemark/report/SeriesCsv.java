package dev.tidemark.report;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A memory series as CSV, with the columns by which {@code judge} knows them. */
public final class SeriesCsv {
    private SeriesCsv() {}

    /** The first line. */
    public static String header() {
        return Arrays.stream(Signal.values())
                .map(Signal::column)
                .collect(Collectors.joining(",", "t_s,", ""));
    }

    /** One line a sample; what was not measured is empty. */
    public static String row(MemorySample sample) {
        return Arrays.stream(Signal.values())
                .map(signal -> sample.value(signal).stream().mapToObj(SeriesCsv::number))
                .map(value -> value.findFirst().orElse(""))
                .collect(Collectors.joining(",", number(sample.seconds()) + ",", ""));
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.3f", value);
    }
}
