package dev.tidemark.monitor.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What well-known metrics mean, by name; the knowledge itself is in {@code metric-names.txt}.
 * Threads: any.
 */
public final class MetricNames {
    /** What Prometheus and its clients append to a name, and what one of that unit is of ours. */
    private static final Map<String, Double> SUFFIXES =
            Map.of("", 1.0, "_bytes", 1.0, "_seconds", 1.0, "_total", 1.0, "_milliseconds", 1e-3);

    /** Units of OpenTelemetry's (UCUM), and those of Micrometer. */
    private static final Map<String, Double> UNITS =
            Map.ofEntries(
                    Map.entry("kBy", 1e3),
                    Map.entry("KiBy", 1024.0),
                    Map.entry("MBy", 1e6),
                    Map.entry("MiBy", 1048576.0),
                    Map.entry("GBy", 1e9),
                    Map.entry("GiBy", 1073741824.0),
                    Map.entry("ms", 1e-3),
                    Map.entry("milliseconds", 1e-3),
                    Map.entry("us", 1e-6),
                    Map.entry("ns", 1e-9));

    private static final MetricNames STANDARD = new MetricNames(MeaningTable.standard());

    private final Map<String, List<Meaning>> values;
    private final Map<String, List<Meaning>> counts;
    private final Map<String, Known> spelled = new HashMap<>();

    private MetricNames(MeaningTable table) {
        values = table.values();
        counts = table.counts();
        values.forEach((name, meanings) ->
                SUFFIXES.forEach((suffix, factor) ->
                        spelled.put(name + suffix, new Known(meanings, factor))));
        counts.forEach((name, meanings) -> {
            for (String suffix : List.of("_count", "_seconds_count", "_milliseconds_count")) {
                spelled.put(name + suffix, new Known(meanings, 1));
            }
        });
    }

    /** Those of the runtimes, clients and exporters that we know. */
    public static MetricNames standard() {
        return STANDARD;
    }

    /**
     * What a metric of Prometheus says.
     *
     * @param name with all suffixes, such as {@code jvm_gc_pause_seconds_count}; also with dots
     * @return null if nothing that we understand
     */
    @Nullable Known prometheus(String name) {
        Known known = spelled.get(name);
        return known != null ? known : spelled.get(plain(name));
    }

    /** What Prometheus' metrics mean, by every spelling of their names. */
    Map<String, Known> prometheusNames() {
        return spelled;
    }

    /**
     * What a metric of OpenTelemetry says.
     *
     * @param distribution whether it is a histogram or summary, of which the count is handed in
     * @return null if nothing that we understand
     */
    @Nullable Known openTelemetry(String name, String unit, boolean distribution) {
        List<Meaning> meanings = (distribution ? counts : values).get(plain(name));
        return meanings == null
                ? null
                : new Known(meanings, distribution ? 1 : UNITS.getOrDefault(unit, 1.0));
    }

    /** A name of a metric or label with nothing but letters, digits and underscores. */
    static String plain(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isPlain(name.charAt(i))) {
                return cleaned(name);
            }
        }
        return name;
    }

    private static String cleaned(String name) {
        char[] characters = name.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            if (!isPlain(characters[i])) {
                characters[i] = '_';
            }
        }
        return new String(characters);
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_';
    }

    static List<String> plain(List<String> names) {
        List<String> plain = new ArrayList<>();
        names.forEach(name -> plain.add(plain(name.strip())));
        return List.copyOf(plain);
    }

    /**
     * A metric that is understood.
     *
     * @param meanings of which any may apply to a series, by its labels
     * @param factor from its unit to ours
     */
    record Known(List<Meaning> meanings, double factor) {}
}
