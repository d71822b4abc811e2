package dev.tidemark.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.TrendVerdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Programs that grow in one part of their memory, each recorded from outside by {@code watch
 * --record}: {@code parts.mjs} and {@code Parts.java} in {@code bench/trend}. Five minutes; those
 * of heaps and of class loaders eleven, with {@code --gc-budget 60/h}. Beside class loaders, native
 * memory grows as much as metaspace does.
 */
class RecordedPartsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jvm-direct | direct buffers, \\d+ % of it; .*the heap is flat",
                "jvm-heap | heap, \\d+ % of it; .*garbage and spare room of the heap.*",
                "jvm-heap-serial | heap, \\d+ % of it; .*garbage and spare room of the heap.*",
                "jvm-mapped | pages of files, \\d+ % of it; the heap is flat",
                "jvm-metaspace | native memory, \\d+ % of it; metaspace \\([\\d,]+ more classes\\), \\d+ % of it; the heap is flat",
                "node20-heap | heap, \\d+ % of it.*",
                "node22-heap | heap, \\d+ % of it.*",
                "node22-workers | native memory \\(\\d+ more threads\\), \\d+ % of it; .*the heap is flat",
                "node24-array-buffers | array buffers, \\d+ % of it; .*the heap is flat",
                "node24-native | native memory, \\d+ % of it; .*the heap is flat",
                "node26-external | other external memory, \\d+ % of it; the heap is flat"
            })
    void the_first_line_of_the_answer_names_the_part_that_grows(String recorded, String named)
            throws IOException {
        TrendVerdict verdict = judged(recorded);

        assertThat(verdict).isInstanceOf(TrendVerdict.Leaking.class);
        assertThat(verdict.basis().because().get(0))
                .matches("resident memory grows [0-9.]+ MiB/min: " + named);
    }

    private static TrendVerdict judged(String recorded) throws IOException {
        TrendDetector detector = new TrendDetector();
        String file = "parts/" + recorded + ".csv.gz";
        try (InputStream packed =
                Objects.requireNonNull(RecordedPartsTest.class.getResourceAsStream(file))) {
            SeriesCsv.read(
                    new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8),
                    file,
                    detector::add);
        }
        return detector.verdict();
    }
}
