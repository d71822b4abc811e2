package dev.tidemark.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.TrendVerdict;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Series that programs of ours recorded of themselves, nine or twenty minutes each at one sample a
 * second: {@code series.mjs} and {@code Series.java} in {@code bench/trend}. Their names say
 * runtime or collector, and whether they leak.
 */
class RealSeriesTest {
    private static final Map<String, TrendVerdict> VERDICTS = new TreeMap<>();

    @BeforeAll
    static void judge() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(RealSeriesTest.class.getResource("real"));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            for (Path file : files.toList()) {
                TrendDetector detector = new TrendDetector();
                try (Reader csv =
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8)) {
                    SeriesCsv.read(csv, file.toString(), detector::add);
                }
                String name = String.valueOf(file.getFileName()).replace(".csv.gz", "");
                VERDICTS.put(name, detector.verdict());
            }
        }
        assertThat(VERDICTS).hasSizeGreaterThan(10);
    }

    @Test
    void no_program_that_bounds_its_memory_is_called_leaking() {
        assertThat(names(false, TrendVerdict.Leaking.class)).isEmpty();
    }

    @Test
    void no_program_that_leaks_is_called_settled_or_steady() {
        assertThat(names(true, TrendVerdict.Settled.class)).isEmpty();
        assertThat(names(true, TrendVerdict.Steady.class)).isEmpty();
    }

    /** The others hardly collected while they were recorded. */
    @Test
    void programs_that_leak_are_found_where_collections_run() {
        assertThat(names(true, TrendVerdict.Leaking.class))
                .contains(
                        "node20-leak-sessions",
                        "node22-leak-listeners",
                        "node20-leak-listeners-20m",
                        "node22-leak-sessions-20m",
                        "node24-leak-buffers",
                        "jvm-g1-leak-map",
                        "jvm-z-leak-direct");
    }

    private static List<String> names(boolean leak, Class<? extends TrendVerdict> verdict) {
        return VERDICTS.keySet().stream()
                .filter(name -> name.contains("leak") == leak)
                .filter(name -> verdict.isInstance(VERDICTS.get(name)))
                .toList();
    }
}
